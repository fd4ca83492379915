"""An Answer as HTML, for the web chat: every text from outside shows letter by letter."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any

from qa.answer import BETWEEN_ROWS, Answer, Citation, Reason
from qa.drawing_text import apart, draw_text, literal

if TYPE_CHECKING:
    from index.catalog import StoredDocument

LONG_DOCUMENT = 60_000  # characters; a longer one is shown as windows around its quotes
WINDOW = 4_000  # characters shown on each side of a quote in a long document
NEAR_LENGTH = 120  # characters of a closest passage in the chat
LISTED_DOCUMENTS = 50  # titles in the first view
FORGOTTEN = "The server no longer has this answer: ask again."
GONE = "This document changed or left the index after the answer was given. These are the words quoted from it."
MARKER = re.compile(r"\[(\d{1,4})\]")  # of a citation, in an answer's text

Turn = tuple[str, Answer | str]  # a question, and its answer or the sentence shown in its place


def answer_of(turns: Sequence[Turn], number: object) -> Answer | None:
    """The answer of the turn with that number, from 1; None where there is no such turn or no answer in it."""
    reply = turns[number - 1][1] if isinstance(number, int) and 1 <= number <= len(turns) else None
    return reply if isinstance(reply, Answer) else None


def beginning(text: str) -> str:
    """The text's first words on one line: what the chat shows of a passage that stands beside it in full."""
    line = " ".join(text.split())
    return line if len(line) <= NEAR_LENGTH else f"{line[:NEAR_LENGTH].rsplit(' ', 1)[0]} …"


def windows(length: int, citations: Sequence[Citation]) -> list[tuple[int, int]]:
    """The stretches of a document to show, in order and apart: all of it, or the surroundings of each quote."""
    if length <= LONG_DOCUMENT:
        return [(0, length)]
    shown: list[tuple[int, int]] = []
    for start, end in sorted((max(0, one.start - WINDOW), min(length, one.end + WINDOW)) for one in citations):
        if shown and start <= shown[-1][1]:
            shown[-1] = (shown[-1][0], max(end, shown[-1][1]))
        else:
            shown.append((start, end))
    return shown


def draw_body(document: "StoredDocument", cited: dict[int, Citation]) -> str:
    """HTML of the document's text, whole or as windows with a line for each stretch left out."""
    parts, shown_to, length = [], 0, len(document.text)
    for start, end in [*windows(length, list(cited.values())), (length, length)]:
        if start > shown_to:
            parts.append(f'<p class="left-out">… {start - shown_to:,} characters not shown …</p>')
        if end > start or not length:
            parts.append(f'<div class="text">{draw_text(document.text, cited, start, end)}</div>')
        shown_to = end
    return "".join(parts)


def draw_section(document: "StoredDocument | None", cited: dict[int, Citation]) -> str:
    """HTML of one cited document: its title, source, date and author, and its text with the quotes marked."""
    first = next(iter(cited.values()))
    facts = [first.source, f"published {first.published}" if first.published else "no date"]
    facts += [f"by {document.author}"] if document and document.author else []
    facts += [f"page {page}" for page in sorted({one.page for one in cited.values() if one.page is not None})]
    if document and all(document.text[one.start : one.end] == one.quote for one in cited.values()):
        body = draw_body(document, cited)
    else:
        marks = (
            f'<div class="text"><mark data-citation="{number}" id="citation-{number}" tabindex="-1">'
            f"{literal(one.quote)}</mark></div>"
            for number, one in cited.items()
        )
        body = f'<p class="left-out">{GONE}</p>' + "".join(marks)
    back = '<a class="back" href="#chat">↑ Back to the answer</a>'
    about = f'<header>{back}<h2>{apart(first.title)}</h2><p class="facts">{" · ".join(map(apart, facts))}</p></header>'
    return f"<article>{about}{body}</article>"


def numbered(answer: Answer) -> dict[int, Citation]:
    """The answer's citations, its alternatives' or, for a refusal, its closest passages, by their marker's number."""
    cited = answer.nearest if answer.refused else answer.citations
    return dict(enumerate((*cited, *(one.citation for one in answer.alternatives)), start=1))


def draw_documents(answer: Answer, turn: int, load: "Callable[[str], StoredDocument | None]") -> str:
    """HTML of the right-hand side: a section for each document that the answer cites."""
    by_document: dict[str, dict[int, Citation]] = {}
    for number, one in numbered(answer).items():
        by_document.setdefault(one.document_id, {})[number] = one
    sections = "".join(draw_section(load(document_id), cited) for document_id, cited in by_document.items())
    of = f"“{apart(beginning(answer.question))}”"
    label = f"Closest passages (not an answer) to {of}" if answer.refused else f"Where the answer to {of} stands"
    heading = label if sections else f"No document bears on {of}"
    view = "view refused" if answer.refused else "view"
    about = f'data-turn="{turn}" data-opens="{_opens(answer)}"'
    return f'<div class="{view}" {about}><p class="label">{heading}</p>{sections}</div>'


def _opens(answer: Answer) -> int:
    """The number of the quote that comes into view: the last that has the answer's words, a table's row and not its
    headings; of an answer from several rows, its first part; the first where none has.
    """
    words = answer.text.rpartition(" [1]")[0] or answer.text
    quotes = [*enumerate((one.quote for one in answer.citations), 1)]
    having = (
        number for part in (words, words.split(BETWEEN_ROWS)[0]) for number, quote in reversed(quotes) if part in quote
    )
    return next(having, 1)


def draw_forgotten(turn: object) -> str:
    """HTML of the right-hand side where the answer of a turn that the page still shows is lost."""
    return f'<div class="view" data-turn="{literal(str(turn))}"><p class="label">{FORGOTTEN}</p></div>'


def draw_welcome(documents: "Iterable[StoredDocument]") -> str:
    """HTML of the right-hand side before any answer: how many documents there are, and which."""
    titles = [literal(one.title) for one in documents]
    more = len(titles) - LISTED_DOCUMENTS
    items = "".join(f"<li>{title}</li>" for title in titles[:LISTED_DOCUMENTS])
    count = "1 document is" if len(titles) == 1 else f"{len(titles):,} documents are"
    return (
        f'<div class="view"><p class="label">Your documents</p><p class="count">{count} indexed</p><ul>{items}</ul>'
        + (f'<p class="left-out">and {more:,} more</p>' if more > 0 else "")
        + '<p class="hint">Ask a question. The words that answer it are marked here, in their document.</p></div>'
    )


def draw_link(number: int, citation: Citation, turn: int) -> str:
    """HTML of a marker `[N]` that leads to its quote."""
    return f'<a class="citation" href="#turn-{turn}-citation-{number}" title="{literal(citation.title)}">[{number}]</a>'


def draw_small_print(answer: Answer) -> str:
    """One line of HTML: how sure the service is, in words and percent, and how long it took."""
    if answer.refused:
        likeliest = f"the likeliest had a confidence of {answer.confidence:.0%}"
        words = f"No answer shown: {likeliest if answer.confidence else 'nothing was found that may answer'}"
    else:
        words = answer.confidence_in_words.capitalize()
    parts = [] if answer.reason == Reason.SUMMARY else [words]
    if "total" in answer.timings:
        parts.append(f"{answer.timings['total'] / 1000:.2f} s")
    if answer.standalone_question and answer.standalone_question != answer.question:
        parts.append(f"Understood as: {apart(answer.standalone_question)}")
    return f'<p class="small">{" · ".join(parts)}</p>'


def draw_thumbs(turn: int) -> str:
    """HTML of the two links that say whether the answer is right."""
    links = ((True, "up", "This answer is right"), (False, "down", "This answer is wrong: correct it"))
    drawn = (
        f'<a class="thumb {way}" href="#turn-{turn}-{"right" if right else "wrong"}" title="{words}">{words}</a>'
        for right, way, words in links
    )
    return f'<p class="thumbs">{"".join(drawn)}</p>'


def draw_reply(answer: Answer, turn: int, thumbs: bool = False) -> str:
    """HTML of an answer in the chat."""
    cited = numbered(answer)
    links = {number: draw_link(number, one, turn) for number, one in cited.items()}
    own = range(1, 1 + (0 if answer.refused else len(answer.citations)))
    pieces = MARKER.split(answer.text)
    last = {int(pieces[at]): at for at in range(1, len(pieces), 2)}  # one before is the document's own
    for at, piece in enumerate(pieces):
        number = int(piece) if at % 2 else 0
        pieces[at] = links[number] if number in own and last[number] == at else apart(f"[{piece}]" if at % 2 else piece)
    lines = [f'<p class="said">{"".join(pieces)}</p>']
    if answer.reason in (Reason.EVIDENCE, Reason.SUMMARY) and not answer.refused:
        lines.insert(0, '<p class="label">Not a direct answer: the sentence that bears on it</p>')
    if answer.refused and answer.nearest:
        near = (
            f"<li>{apart(beginning(one.quote))} {links[number]}</li>"
            for number, one in enumerate(answer.nearest, start=1)
        )
        lines.append(f'<p class="label">Closest passages (not an answer)</p><ul class="near">{"".join(near)}</ul>')
    for number, other in enumerate(answer.alternatives, start=1 + len(cited) - len(answer.alternatives)):
        sure = f'<span class="small">{other.confidence:.0%}</span>'
        of = f"Another document, of {other.citation.published}," if other.citation.published else "Another document"
        lines.append(f'<p class="other">{literal(of)} says: {apart(other.text)} {links[number]} {sure}</p>')
    foot = draw_small_print(answer) + (draw_thumbs(turn) if thumbs else "")
    return f'<div class="reply">{"".join(lines)}<div class="foot">{foot}</div></div>'


def draw_chat(turns: Sequence[Turn], thumbs: bool = False) -> list[dict[str, Any]]:
    """The conversation as Gradio's messages: each a block of HTML in one line, where Markdown changes nothing."""
    messages = []
    for turn, (question, reply) in enumerate(turns, start=1):
        drawn = draw_reply(reply, turn, thumbs) if isinstance(reply, Answer) else f"<div>{literal(reply)}</div>"
        for role, html in (("user", f"<div>{literal(question)}</div>"), ("assistant", drawn)):
            messages.append({"role": role, "content": re.sub(r"\r\n|\r|\n", "<br>", html)})
    return messages


def turns_before_restart(messages: Sequence[dict[str, Any]]) -> list[Turn]:
    """The questions, from Gradio's messages, of a conversation that the page still shows and a server that was started
    since does not know.
    """
    return [(_words(one["content"]), FORGOTTEN) for one in messages if one["role"] == "user"]


def _words(content: Any) -> str:
    """What a message says: its HTML, or pieces of it, without tags."""
    pieces = content if isinstance(content, list) else [content]
    html = "".join(piece if isinstance(piece, str) else str(piece.get("text", "")) for piece in pieces)
    return unescape(re.sub(r"<[^>]*>", "", html.replace("<br>", " ")))
