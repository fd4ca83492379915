"""The name that a turn of a conversation begins with: it answers who speaks, and nothing else than who."""

import re

from index.passages import Span
from index.turns import Turn, turns
from qa.citing import MOST_QUOTE, sentence_around

_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Uu]s|[Oo]urs?|[Mm]yself|[Oo]urselves)\b")
_BOLD_LABEL = re.compile(r"\*\*[^\W\d_][^*\n:]{1,80}(?::\*\*|\*\*:)\s")  # with a role: "**Ann Lee, minister:** "
_LABELLED_LINE = re.compile(r"\n[^\n:.?!]{2,60}:\s")
_ASKS_WHO = re.compile(
    r"\b(?:who|whom|whose|person|people|names|speaks?|speakers?|host|guests?|presenter|customer|agent|caller|interview\w*|"
    r"moderator|participants?|"
    r"(?:which|what) (?:\w+ )?(?:\w+(?:or|er|ist|ian|ee|[cm]an|women)|nurse|wom[ae]n|men|boy|girl|child(?:ren)?|mp|"
    r"witness|official|student|pupil|patient|expert|surgeon|judge|coach|captain|chair|consultant|assistant|friend|wife|son|"
    r"chef|pilot|guide|analyst|colleague))s?\b",
    re.IGNORECASE,
)


def is_turn_label(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has no more than the name, or a part of it, that a turn begins with: "Annika" of
    "[18:24:55] Annika: ...", and the question does not ask for a person.
    """
    if _ASKS_WHO.search(question):
        return False
    found = turns(text)
    return any(turn.start <= start and end <= turn.name[1] for turn in found) and _is_conversation(text, found)


def with_who_speaks(text: str, start: int, end: int) -> list[Span]:
    """(start, end) of `text[start:end]` from the name on that its turn begins with, where it says "I" or "we" further
    on in the same paragraph; where that is over MOST_QUOTE, that of the turn's first sentence and its own.
    """
    found = turns(text)
    if not _FIRST_PERSON.search(text, start, end) or not _is_conversation(text, found):
        return [(start, end)]
    paragraph = text.rfind("\n\n", 0, start) + len("\n\n") if "\n\n" in text[:start] else 0
    begin = max([paragraph, *(turn.start for turn in found if turn.start <= start)])
    known = begin in {turn.start for turn in found} or _BOLD_LABEL.match(text, begin)
    if not known or _LABELLED_LINE.search(text, begin, end):
        return [(start, end)]
    begin += len(text[begin:start]) - len(text[begin:start].lstrip())
    if begin >= start or end - begin <= MOST_QUOTE:
        return [(min(begin, start), end)]
    return [sentence_around(text, begin, begin + 1), (start, end)]


def _is_conversation(text: str, found: tuple[Turn, ...]) -> bool:
    """Whether one speaks twice, somebody asks, or the time is told: the dishes of a menu have sentences behind too."""
    if not found:
        return False
    names = {text[slice(*turn.name)] for turn in found}
    if len(names) < len(found) or "?" in text[found[0].start : found[-1].end]:
        return True
    return any(re.search(r"\d", text[turn.start : turn.name[0]]) for turn in found)
