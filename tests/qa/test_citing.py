"""A citation is made only where the document has the quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.catalog import StoredDocument
from qa.citing import MOST_QUOTE, QuoteError, cite, sentence_around

TEXT = "The vote was close. Ottawa decided on Monday, 178 to 146. Nobody left early."


def stored(text: str) -> StoredDocument:
    return StoredDocument("d", "v", "Title", "a.txt", "2020-11-19", None, "utf-8", text, "a.txt")


def test_a_citation_carries_its_document() -> None:
    citation = cite(stored(TEXT), 20, 57)
    assert citation.quote == "Ottawa decided on Monday, 178 to 146."
    assert (citation.document_id, citation.title, citation.source, citation.published) == (
        "d",
        "Title",
        "a.txt",
        "2020-11-19",
    )


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-3, 4), (0, len(TEXT) + 1)])
def test_a_place_outside_the_document_is_refused(start: int, end: int) -> None:
    with pytest.raises(QuoteError):
        cite(stored(TEXT), start, end)


def test_a_quote_that_is_not_there_is_refused() -> None:
    with pytest.raises(QuoteError, match="179 to 146"):
        cite(stored(TEXT), 46, 56, "179 to 146")


@given(st.text(min_size=1), st.data())
def test_every_citation_is_exact(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    citation = cite(stored(text), start, end)
    assert text[citation.start : citation.end] == citation.quote


def test_the_quote_is_the_whole_sentence() -> None:
    start = TEXT.index("178")
    left, right = sentence_around(TEXT, start, start + 10)
    assert TEXT[left:right] == "Ottawa decided on Monday, 178 to 146."


def test_an_answer_over_two_sentences_quotes_both() -> None:
    left, right = sentence_around(TEXT, TEXT.index("close"), TEXT.index("decided"))
    assert TEXT[left:right] == TEXT[: TEXT.index(" Nobody")]


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("TERM\n1.1 This agreement begins on 3 July.", "3 July", "1.1 This agreement begins on 3 July."),
        ("So.\n\n2. CALL-OUTS\n3.1 We come by 9.", "We", "3.1 We come by 9."),
        ("METHODS\nThe trial ran from May.", "The trial", "The trial ran from May."),
        ("METHODS\nThe trial ran from May.", "METHODS", "METHODS\nThe trial ran from May."),
        ("MAY 2019\nThe company moved.", "moved", "MAY 2019\nThe company moved."),
        ("THE TENANT SHALL NOT\nkeep two dogs.", "two", "THE TENANT SHALL NOT\nkeep two dogs."),
        ("It is the quay of UNESCO\nHouse in Ely.", "Ely", "It is the quay of UNESCO\nHouse in Ely."),
        ("So it is. UNESCO\nHouse closed.", "closed", "UNESCO\nHouse closed."),
        ("BY WHOM:\nThe tenant pays.", "tenant", "BY WHOM:\nThe tenant pays."),
        ("PART ONE\n\n2.1 TERM\nIt begins.", "begins", "It begins."),
        ("- 40 degrees", "degrees", "- 40 degrees"),
        ("• Rooms close.", "close", "Rooms close."),
        ("THE END IS NEAR\nAND SO IS IT.", "SO", "THE END IS NEAR\nAND SO IS IT."),
        ("Air. **Hotels.** Up to £140 a night.", "£140", "**Hotels.** Up to £140 a night."),
        ("- Rooms close at nine.", "nine", "Rooms close at nine."),
        ("- Rooms close\n- Doors close", "Rooms close\n- Doors", "- Rooms close\n- Doors close"),
        ("-5 is the least.", "least", "-5 is the least."),
        ("It is **bold.** And so on.", "so", "And so on."),
    ],
)
def test_a_quote_begins_with_its_sentence(text: str, words: str, quote: str) -> None:
    start = text.index(words)
    left, right = sentence_around(text, start, start + len(words))
    assert text[left:right] == quote


def test_an_endless_sentence_is_cut_around_the_answer() -> None:
    text = "word " * 1000 + "needle " + "word " * 1000
    start = text.index("needle")
    left, right = sentence_around(text, start, start + 6)
    assert "needle" in text[left:right]
    assert right - left <= MOST_QUOTE


@given(st.text(st.sampled_from("ab. !\n"), min_size=1), st.data())
def test_the_sentence_holds_the_span(text: str, data: st.DataObject) -> None:
    visible = [place for place, character in enumerate(text) if not character.isspace()]
    if visible:
        start = data.draw(st.sampled_from(visible))
        left, right = sentence_around(text, start, start + 1)
        assert left <= start < right
