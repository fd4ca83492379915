"""Passages are whole sentences and never lose or shift a character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llama_index.core.schema import Document, NodeRelationship

from index import passages
from index.passages import (
    LEAST_WORDS,
    MOST_WORDS,
    SentencePassageParser,
    count_words,
    passage_spans,
    sentence_spans,
)

SAMPLES = {
    "repeated": "The same line again. " * 400,
    "crlf": "First line ends here.\r\nSecond line.\r\n\r\nA new paragraph.\r\n" * 60,
    "emoji": "Families 👨‍👩‍👧‍👦 and flags 🇨🇦 are here. " * 80,
    "combining": "e\u0301tude no\u0308el a\u0308\u0323 here. " * 120,
    "chinese": "这是一个没有空格的句子。" * 300,
    "thai": "ประเทศไทยรวมเลือดเนื้อชาติเชื้อไทย" * 60,
    "one line of 200 kB": "word and another word without an end " * 5500,
    "no space at all": "x" * 200_000,
    "table": "a\tb\tc\n" * 3000,
    "white space around": "\n\n  Only this.  \n\n",
}

wild_text = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(list(" .!?\n\r\t'“”é한漢👍\u0301\u200d")))
)


def check_cover(text: str, spans: list[tuple[int, int]]) -> None:
    """The spans are in order, apart, and leave out white space only."""
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_nothing_is_lost_or_shifted(text: str) -> None:
    spans = passage_spans(text)
    check_cover(text, spans)
    check_cover(text, sentence_spans(text))
    assert all(count_words(text[start:end]) <= MOST_WORDS for start, end in spans)


@settings(deadline=None, max_examples=200)
@given(wild_text)
def test_wild_text_is_covered(text: str) -> None:
    check_cover(text, passage_spans(text))
    check_cover(text, sentence_spans(text))


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.sampled_from(["It rained. ", "Dr. Li won 3.5 points!\n", "Why? ", "好。", "\r\n\r\n"]), max_size=400)
)
def test_passages_are_whole_sentences_of_the_size_wanted(parts: list[str]) -> None:
    text = "".join(parts)
    spans = passage_spans(text)
    sentences = sentence_spans(text)
    assert {start for start, _ in spans} <= {start for start, _ in sentences}
    assert {end for _, end in spans} <= {end for _, end in sentences}
    for start, end in spans[:-1]:
        assert LEAST_WORDS - 10 <= count_words(text[start:end]) <= MOST_WORDS


def test_a_cut_spares_character_clusters() -> None:
    text = "👨‍👩‍👧‍👦" * 3000
    for start, end in passage_spans(text):
        assert (end - start) % len("👨‍👩‍👧‍👦") == 0


def test_abbreviations_end_no_sentence() -> None:
    text = "Mr. Smith met Dr. Jones at 5 p.m. on Tuesday. He left."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "Mr. Smith met Dr. Jones at 5 p.m. on Tuesday.",
        "He left.",
    ]


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_nodes_know_their_place(text: str) -> None:
    document = Document(id_="d", text=text, metadata={"title": "t"})
    nodes = SentencePassageParser().get_nodes_from_documents([document])
    assert [(node.start_char_idx, node.end_char_idx) for node in nodes] == passage_spans(text)
    for node in nodes:
        assert document.text[node.start_char_idx : node.end_char_idx] == node.text
        assert node.relationships[NodeRelationship.SOURCE].node_id == "d"
        assert node.metadata == {"title": "t"}
    assert len({node.node_id for node in nodes}) == len(nodes)


@pytest.mark.parametrize("text", ["word " * 30_000, "🇨🇦" * 20_000, "“A b.” C d! " * 5000])
def test_a_long_paragraph_is_cut_as_a_short_one(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is segmented piece by piece; so it is here, in pieces that cut words, flags and sentences."""
    whole = sentence_spans(text[:5000])
    monkeypatch.setattr(passages, "SEGMENTED", 97)
    assert sentence_spans(text[:5000]) == whole
    check_cover(text, passage_spans(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "The ship hit rocks at 5:42 a.m. Thursday, officials said.",
        "It ended at 9 p.m.  Sept. 4 in Rm. 12 of City Hall.",
        "Doors open at 7 p.m. EST on Fri. 3 May.",
        "It is approx. 12 miles to the coast.",
    ],
)
def test_an_abbreviation_before_what_goes_with_it_ends_no_sentence(sentence: str) -> None:
    text = f"Before it. {sentence} After it."
    assert [text[start:end] for start, end in sentence_spans(text)] == ["Before it.", sentence, "After it."]


def test_an_abbreviation_may_end_a_sentence() -> None:
    assert len(sentence_spans("Meet at 5 p.m. The ship sails then.")) == 2


def test_items_of_a_list_stay_together_as_far_as_a_passage_goes() -> None:
    items = "\n".join(f"{number}. Do what step number {number} says, then go on." for number in range(1, 8))
    text = f"{'Word ' * 60}ends.\n\nSteps:\n\n{items}\n\nThen it is done. {'And so ' * 30}on."
    first, second = (text[start:end] for start, end in passage_spans(text))
    assert first.endswith(items)
    assert second.startswith("Then it is done")
    longer = text.replace("1. Do", f"1. {'Very ' * 60}do")
    assert longer.index("7. Do") >= passage_spans(longer)[0][1]
