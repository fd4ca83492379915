"""What the web chat draws, as pure functions: text survives letter by letter, marks hold exactly the quotes."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import drawing, drawing_text
from qa.answer import Alternative, Answer, Citation, Reason
from tests.drawn import Drawn
from tests.fake_service import EVIL, HOSTILE, LONG, VOTE, FakeDocument, FakeService, cite

HARMLESS_TAGS = {"a", "article", "bdi", "br", "div", "h2", "header", "li", "mark", "p", "span", "ul"}
live_characters = st.sampled_from("<>&\"'`*_[](){}$\\#!|~\r\n\t ;/=")
hostile_text = st.text(live_characters | st.characters(exclude_categories=["Cs"]))


@st.composite
def documents_with_quotes(draw: st.DrawFn) -> tuple[FakeDocument, dict[int, Citation]]:
    """A document of random text and up to five quotes from it, which may overlap, touch or be equal."""
    text = draw(hostile_text.filter(bool))
    document = FakeDocument("id", "title", "source", None, text)
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    spans = draw(st.lists(places.filter(lambda span: span[0] < span[1]), max_size=5))
    blank = Citation("id", "title", "source", None, 0, 0, "")
    cited = {n: replace(blank, start=a, end=b, quote=text[a:b]) for n, (a, b) in enumerate(spans, start=1)}
    return document, cited


@given(documents_with_quotes())
def test_text_survives_and_marks_hold_exactly_the_quotes(drawn_from: tuple[FakeDocument, dict[int, Citation]]) -> None:
    document, cited = drawn_from
    drawn = Drawn(drawing_text.draw_text(document.text, cited, 0, len(document.text)))
    # A browser and html.parser both read the character 0 as U+FFFD.
    expected = document.text.replace("\0", "\ufffd")
    assert drawn.text == expected
    assert drawn.marked == {str(n): one.quote.replace("\0", "\ufffd") for n, one in cited.items()}
    assert sorted(drawn.names) == sorted(f"citation-{n}" for n in cited)


def test_overlapping_quotes_by_hand() -> None:
    cited = {1: Citation("d", "t", "s", None, 0, 4, "abcd"), 2: Citation("d", "t", "s", None, 2, 6, "cdef")}
    assert drawing_text.draw_text("abcdefg", cited, 0, 7) == (
        '<mark data-citation="1" id="citation-1" tabindex="-1">ab</mark>'
        '<mark data-citation="1"><mark data-citation="2" id="citation-2" tabindex="-1">cd</mark></mark>'
        '<mark data-citation="2">ef</mark>g'
    )


@given(hostile_text)
def test_literal_reads_back_and_holds_no_live_character(text: str) -> None:
    html = drawing_text.literal(text)
    assert Drawn(html).text == text.replace("\0", "\ufffd")
    assert not set(html) & set("<>\"'`*_[](){}$\\")


def test_literal_takes_what_is_not_unicode() -> None:
    assert Drawn(drawing_text.literal("a\ud800b")).text == "a?b"


@given(hostile_text, hostile_text, hostile_text)
def test_hostile_words_are_never_markup(question: str, answered: str, title: str) -> None:
    document = FakeDocument("id", title, title, title, answered + ".", title)
    citation = cite(document, document.text)
    answer = Answer(question, answered, (citation,), 0.5, False, Reason.ANSWERED, standalone_question=title)
    contents = [message["content"] for message in drawing.draw_chat([(question, answer), (question, answered)], True)]
    assert not any("\n" in content or "\r" in content for content in contents)
    html = "".join(contents) + drawing.draw_documents(answer, 1, lambda _: document) + drawing.draw_welcome([document])
    for tag, named in Drawn(html).tags:
        assert tag in HARMLESS_TAGS
        assert not any(name.startswith("on") or name in ("src", "style") for name in named)
        assert named.get("href", "#")[0] == "#"


def test_marks_of_direction_turn_round_nothing_beside_their_words() -> None:
    turned = "\u202eturned"
    document = FakeDocument("id", turned, turned, None, f"{turned}.", turned)
    citation = cite(document, document.text)
    answer = Answer(turned, f"{turned} [1]", (citation,), 0.5, False, Reason.ANSWERED, standalone_question=turned)
    answer = replace(answer, alternatives=(Alternative(turned, citation, 0.5),))
    refusal = replace(answer, refused=True, nearest=(citation,))
    for one in (answer, refusal):
        html = drawing.draw_reply(one, 1) + drawing.draw_documents(one, 1, lambda _: document)
        assert turned not in Drawn(re.sub(r'<bdi>.*?</bdi>|<div class="text">.*?</div>', "", html)).text


def test_markers_become_links_only_where_there_is_a_citation() -> None:
    drawn = Drawn(drawing.draw_reply(FakeService().answer("hostile"), 3))
    assert [named["href"] for tag, named in drawn.tags if tag == "a"] == ["#turn-3-citation-1"]
    assert drawn.text.startswith(f"{HOSTILE} [1] [7]")


def test_a_documents_own_mark_of_a_note_is_no_marker() -> None:
    document = FakeDocument("id", "title", "source", None, "Years. It fell in 2018[1] here[2], it says.")
    cited = cite(document, "Years."), cite(document, "It fell in 2018[1] here[2], it says.")
    answer = Answer("When?", "2018[1] here[2] [1][2]", cited, 0.5, False, Reason.ANSWERED)
    drawn = Drawn(drawing.draw_reply(answer, 1))
    assert drawn.text.startswith("2018[1] here[2] [1][2]")
    assert [named["href"][-1] for tag, named in drawn.tags if tag == "a" and named["href"]] == ["1", "2"]
    assert "<bdi>[1]</bdi><bdi> here</bdi><bdi>[2]</bdi>" in drawing.draw_reply(answer, 1).replace(
        "&#91;", "["
    ).replace("&#93;", "]")
    assert 'data-opens="2"' in drawing.draw_documents(answer, 1, lambda _: document)


def test_an_alternative_is_shown_with_its_own_marker() -> None:
    answer = FakeService().answer("vote")
    assert "Another document, of 2020-11-21, says: 179 to 146 [3] 41%" in Drawn(drawing.draw_reply(answer, 1)).text
    marked = Drawn(drawing.draw_documents(answer, 1, FakeService().load_document)).marked
    assert marked == {"1": "178 to 146", "2": "arrested in Vancouver in 2018", "3": "179 to 146"}


def test_each_cited_document_has_a_section_with_title_source_date_and_author() -> None:
    service = FakeService()
    html = drawing.draw_documents(service.answer("vote"), 1, service.load_document)
    assert html.count("<article>") == 2
    for shown in (VOTE.title, VOTE.source, "published 2020-11-19 · by Ann Reporter", "Clerk's", "published 2020-11-21"):
        assert shown in Drawn(html).text


def test_a_refusal_is_labelled() -> None:
    answer = FakeService().answer("who?")
    for html in (drawing.draw_reply(answer, 1), drawing.draw_documents(answer, 1, FakeService().load_document)):
        assert "Closest passages (not an answer)" in Drawn(html).text
    assert "No answer shown: the likeliest had a confidence of 12%" in Drawn(drawing.draw_reply(answer, 1)).text
    nothing = replace(answer, nearest=(), confidence=0.0)
    assert "No answer shown: nothing was found that may answer" in Drawn(drawing.draw_reply(nothing, 1)).text
    html = drawing.draw_documents(nothing, 1, lambda _: None)
    assert "No document bears on “who?”" in Drawn(html).text


def test_the_documents_say_which_question_they_are_about() -> None:
    service = FakeService()
    html = drawing.draw_documents(service.answer("hostile <b>?"), 1, service.load_document)
    assert "Where the answer to “hostile <b>?” stands" in Drawn(html).text


def test_evidence_is_not_passed_off_as_an_answer() -> None:
    assert "Not a direct answer" in drawing.draw_reply(FakeService().answer("needle"), 1)


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.87, "High confidence, 87%"), (0.5, "Fair confidence, 50%"), (0.0, "Low confidence, 0%: check the quote")],
)
def test_confidence_in_words_and_percent(confidence: float, words: str) -> None:
    answer = replace(FakeService().answer("vote"), confidence=confidence)
    assert f"{words} · 0.12 s" in Drawn(drawing.draw_reply(answer, 1)).text


def test_a_long_document_is_shown_around_its_quotes_and_says_what_is_left_out() -> None:
    needle = cite(LONG, "The needle is here.")
    drawn = Drawn(drawing.draw_section(LONG, {1: needle}))
    before, after = needle.start - drawing.WINDOW, len(LONG.text) - needle.end - drawing.WINDOW
    assert f"… {before:,} characters not shown …" in drawn.text
    assert f"… {after:,} characters not shown …" in drawn.text
    assert LONG.text[before : needle.end + drawing.WINDOW] in drawn.text
    assert len(drawn.text) < 2 * drawing.WINDOW + 300


@given(st.lists(st.integers(0, 99_000), min_size=1, max_size=6))
def test_windows_are_apart_in_order_and_hold_every_quote(starts: list[int]) -> None:
    citations = [Citation("d", "t", "s", None, start, start + 50, "") for start in starts]
    shown = drawing.windows(100_000, citations)
    edges = [edge for window in shown for edge in window]
    assert edges == sorted(set(edges))
    assert all(any(a <= one.start and one.end <= b for a, b in shown) for one in citations)


@pytest.mark.parametrize("now", [None, FakeDocument("lost", "A document", "lost.txt", None, "other words now")])
def test_a_document_that_is_gone_or_changed_shows_the_quote_and_says_so(now: FakeDocument | None) -> None:
    drawn = Drawn(drawing.draw_documents(FakeService().answer("gone"), 1, lambda _: now))
    assert drawn.marked == {"1": "were there"}
    assert drawing.GONE in drawn.text


def test_the_first_view_counts_all_documents_and_lists_fifty() -> None:
    html = drawing.draw_welcome([replace(EVIL, title=f"Title {number}") for number in range(60)])
    assert html.count("<li>") == 50
    assert "60 documents are indexed" in html
    assert "and 10 more" in html
    assert "1 document is indexed" in drawing.draw_welcome([VOTE])


def test_a_refusal_lists_the_beginnings_of_the_closest_passages() -> None:
    assert drawing.beginning("a short\n\npassage") == "a short passage"
    long = drawing.beginning("word " * 100)
    assert long.endswith("word …")
    assert len(long) <= drawing.NEAR_LENGTH + 2


def test_the_first_row_of_an_answer_from_several_comes_into_view() -> None:
    document = FakeDocument("id", "title", "source", None, "Subject | Day\nMaths | Friday\nPhysics | Friday")
    cited = [cite(document, line) for line in document.text.split("\n")]
    answer = Answer("What is on Friday?", "Maths; Physics [1][2][3]", tuple(cited), 0.5, False, Reason.ANSWERED)
    assert 'data-opens="2"' in drawing.draw_documents(answer, 1, lambda _: document)
