"""What the extractive answerer does with readings: which it shows, cites together, or refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from llama_index.core.schema import NodeWithScore

from index.passages import sentence_spans
from index.store import Index
from qa.answer import Reason
from qa.candidate import Ranking
from qa.candidate_finder import CandidateFinder
from qa.refusing import REFUSAL
from qa.vote_count import VOTE_COUNT_CONFIDENCE
from tests.scripted_answerer import answerer, build_answerer, build_evidence
from tests.scripted_reader import ScriptedReader
from tests.small_index import small_index

TEXTS = {
    "globe.txt": "The motion passed 178 to 146. The Globe and Mail reported it.",
    "star.txt": "Nobody was surprised. It was 178 to 146, said the Star.",
    "herald.txt": "The Herald counted 179 to 146 in the end.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with small_index(TEXTS, tmp_path_factory) as index:
        yield index


def passages(index: Index) -> list[NodeWithScore]:
    return index.retriever(8).retrieve("what was the vote count")


def test_agreeing_passages_are_cited_together_and_another_answer_is_shown(index: Index) -> None:
    script = {"Globe": ("178 to 146", 5.0), "Star": ("178 to 146", 3.0), "Herald": ("179 to 146", 2.0)}
    answer = answerer(index, script).answer("what was the vote count", passages(index))
    assert answer.text == "178 to 146 [1][2]"
    assert [citation.source for citation in answer.citations] == ["globe.txt", "star.txt"]
    assert answer.citations[1].quote == "It was 178 to 146, said the Star."
    assert not answer.refused
    assert answer.reason is Reason.ANSWERED
    [alternative] = answer.alternatives
    assert (alternative.text, alternative.citation.source) == ("179 to 146", "herald.txt")
    for citation in (*answer.citations, alternative.citation):
        document = index.catalog.document(citation.document_id)
        assert document is not None
        assert document.text[citation.start : citation.end] == citation.quote


def test_a_weak_other_answer_is_no_alternative(index: Index) -> None:
    script = {"Globe": ("178 to 146", 5.0), "Herald": ("179 to 146", -1.0)}
    assert answerer(index, script).answer("what was the vote count", passages(index)).alternatives == ()


def test_below_the_threshold_it_refuses_and_lists_the_nearest(index: Index) -> None:
    answer = answerer(index, {"Globe": ("178 to 146", -0.1)}).answer("what was the vote count", passages(index))
    assert answer.refused
    assert answer.text == REFUSAL
    assert answer.reason is Reason.NOTHING_ANSWERS
    assert answer.citations == ()
    assert sorted(passage.quote for passage in answer.nearest) == sorted(TEXTS.values())
    assert answer.confidence == pytest.approx(0.475, abs=0.001)


def test_the_threshold_can_be_set(index: Index) -> None:
    lenient = build_answerer(index, {"Globe": ("178 to 146", -0.1)}, confidence=0.4)
    assert not lenient.answer("what was the vote count", passages(index)).refused


def test_the_only_count_of_a_vote_is_shown_whatever_the_reader_finds(index: Index) -> None:
    ranked = [one for one in passages(index) if "Herald" not in one.node.get_content()]
    answer = answerer(index, {"Globe": ("Globe", -9.0), "Star": ("178 to 146", 1.0)}).answer("vote count?", ranked)
    assert (answer.text, answer.confidence) == ("178 to 146 [1][2]", VOTE_COUNT_CONFIDENCE)
    assert answer.citations[0].quote == "The motion passed 178 to 146."
    strict = build_answerer(index, {"Globe": ("Globe", -9.0)}, confidence=0.9)
    assert strict.answer("vote count?", ranked).refused


def test_an_amount_is_no_name_that_a_sentence_may_lack(index: Index) -> None:
    _, evidence = build_evidence(index, {"Globe": ("178 to 146", 5.0)}, None)
    for question in ("do I need a receipt for £8?", "is it over after 3 days?", "was it carried by 60%?"):
        assert not evidence.answer(question, passages(index)).refused, question
    for question in ("was it carried in 1998?", "why was it carried by 60%?", "did 60 vote for it?"):
        assert evidence.answer(question, passages(index)).refused, question


def test_without_passages_nothing_was_retrieved(index: Index) -> None:
    answer = answerer(index, {}).answer("what was the vote count", [])
    assert answer.refused
    assert answer.reason is Reason.NOTHING_RETRIEVED
    assert answer.nearest == ()


@pytest.mark.parametrize(
    "question", ["what was the vote count", "who reported it?", "was the vote 178 to 146", "summarise the article"]
)
def test_the_evidence_answerer_quotes_a_whole_sentence_whatever_is_asked(index: Index, question: str) -> None:
    script = {"Globe": ("178 to 146", 1.0), "Star": ("178", 0.0), "Herald": ("Herald", 0.0)}
    _, whole = build_evidence(index, script, confidence=0.0)
    answer = whole.answer(question, index.retriever(8).retrieve(question))
    assert answer.reason is (Reason.SUMMARY if "summarise" in question else Reason.EVIDENCE)
    [citation] = answer.citations
    assert answer.text == f"“{citation.quote}” [1]"
    text = TEXTS[citation.source]
    assert citation.quote in [text[start:end] for start, end in sentence_spans(text)]
    assert text[citation.start : citation.end] == citation.quote
    assert whole.answer(question, []).reason is Reason.NOTHING_RETRIEVED
    _, sure = build_evidence(index, script, confidence=1.0)
    if "summarise" not in question:
        refused = sure.answer(question, index.retriever(8).retrieve(question))
        assert refused.reason is Reason.NOTHING_ANSWERS
        assert refused.nearest


@pytest.mark.parametrize("question", ["Was the count 179 to 146?", "Why did the Herald count 179 to 146?"])
def test_no_span_but_its_sentence_for_a_question_that_no_span_answers(index: Index, question: str) -> None:
    script = {"Globe": ("178", 2.0), "Star": ("surprised", 3.0), "Herald": ("179 to 146", 9.0)}
    answer = answerer(index, script).answer(question, index.retriever(8).retrieve(question))
    assert answer.reason is Reason.EVIDENCE
    [citation] = answer.citations
    assert answer.text == f"“{citation.quote}” [1]"
    assert citation.quote == TEXTS["herald.txt"]
    assert answer.confidence == pytest.approx(0.9999, abs=0.0001)


def test_evidence_with_a_name_that_no_passage_has_is_refused(index: Index) -> None:
    script = {"Globe": ("178 to 146", 9.0)}
    for place, refused in (("", False), (" in Denmark", True)):
        question = f"Was the vote{place} 178 to 146?"
        answer = answerer(index, script).answer(question, index.retriever(8).retrieve(question))
        assert answer.refused is refused


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("summarise the article", None),
        ("Summarise the motion", "The motion passed 178 to 146."),
        ("tell me about surprised nobody", "Nobody was surprised."),
        ("Summarise the election of Obama", ""),
    ],
)
def test_a_summary_is_the_sentence_on_its_topic_or_refused(index: Index, question: str, quote: str | None) -> None:
    script = {"Globe": ("Globe and Mail", -9.0), "Star": ("Star", 9.0), "Herald": ("end", 9.0)}
    ranked = index.retriever(8).retrieve(question)
    answer = answerer(index, script).answer(question, ranked)
    if quote is None:
        source = ranked[0].node.metadata["source"]
        quote = TEXTS[source].split(". ")[0].rstrip(".") + "."
    assert [citation.quote for citation in answer.citations] == [quote] * (quote != "")
    assert answer.refused is (quote == "")


@pytest.mark.parametrize("question", ["summarise the article", "what are the key points?", "TL;DR", "overview please"])
def test_a_summary_of_no_topic_is_the_first_sentence(tmp_path_factory: pytest.TempPathFactory, question: str) -> None:
    lead = "Harbour masters met in Gdynia on Monday."
    text = " ".join([lead, *(f"The {word} was discussed, too." for word in "tug crane quay dock buoy".split())])
    with small_index({"harbour.txt": text}, tmp_path_factory) as opened:
        answer = answerer(opened, {"Gdynia": ("quay", 9.0)}).answer(question, opened.retriever(8).retrieve(question))
    assert (answer.citations[0].quote, answer.reason, answer.confidence) == (lead, Reason.SUMMARY, 0.0)


def test_who_did_not_say_what_is_quoted_is_not_shown(index: Index) -> None:
    script = {"Star": ("the Star", 9.0)}
    for words, refused in (("it was 178 to 146", False), ("we shall never sell the harbour", True)):
        assert answerer(index, script).answer(f'who said "{words}"?', passages(index)).refused is refused


@pytest.mark.parametrize("question", ["what is this about?", "summarise the harbour meeting"])
def test_a_summary_is_no_heading(tmp_path_factory: pytest.TempPathFactory, question: str) -> None:
    lead = "Harbour masters held a meeting in Gdynia on Monday."
    text = f"# The harbour meeting\n\n## Who came to the harbour meeting?\n\n{lead}"
    with small_index({"harbour.md": text, "quay.txt": "The quay is shut."}, tmp_path_factory) as opened:
        answer = answerer(opened, {"zzz": ("", 0.0)}).answer(question, opened.retriever(8).retrieve("harbour meeting"))
    assert answer.citations[0].quote == lead


def test_a_heading_that_answers_is_quoted_with_what_stands_under_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "## Can I bring a dog?\n\nNo.\n\n## Is it shut on Sundays?\n\nWe open at ten."
    with small_index({"dogs.md": text}, tmp_path_factory) as opened:
        passages = opened.retriever(8).retrieve("dog")
        dog = answerer(opened, {"dog": ("bring a dog", 9.0)}).answer("Can dogs be brought?", passages)
        shut = answerer(opened, {"dog": ("shut on Sundays", 9.0)}).answer("Is it shut on Sundays?", passages)
    assert dog.citations[0].quote == "## Can I bring a dog?\n\nNo."
    assert shut.citations[0].quote == "## Is it shut on Sundays?\n\nWe open at ten."


def test_to_the_same_question_what_the_document_answers_first_is_quoted(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = "## Can I reserve a tool?\n\nYes, up to 28 days ahead. We hold it until noon on the day after its date."
    with small_index({"tools.md": text}, tmp_path_factory) as opened:
        passages = opened.retriever(8).retrieve("reserve a tool")
        found = answerer(opened, {"tool": ("noon", 9.0)})
        first = found.answer("can i reserve a tool two weeks before?", passages)
        other = found.answer("can i reserve a tool and have you hold it until noon?", passages)
    assert first.citations[0].quote == "## Can I reserve a tool?\n\nYes, up to 28 days ahead."
    assert other.citations[0].quote == "We hold it until noon on the day after its date."


def test_candidates_are_ranked_by_margin_and_what_the_ranking_counts(index: Index) -> None:
    script = {"Globe": ("178 to 146", 1.0), "Star": ("Nobody", 1.5), "Herald": ("end", -9.0)}
    reader: Any = ScriptedReader(script)
    ranked = index.retriever(8).retrieve("how was the motion passed")
    for ranking, best in (
        (Ranking(), "Nobody"),
        (Ranking(coverage=2.0), "178 to 146"),
    ):
        found = CandidateFinder(reader, index.encoder, ranking).find("how was the motion passed", ranked)
        assert found[0].text == best
    assert {one.text: one.coverage for one in found} == {"178 to 146": 1.0, "Nobody": 0.0, "end": 0.0}


def test_an_answer_of_punctuation_alone_is_refused(index: Index) -> None:
    answer = answerer(index, {"Herald": (".", 9.0)}).answer("what was the vote count", passages(index))
    assert answer.refused


SAID = {
    "club.txt": "Kit Merrow scored. “Bo Hay was right,” said Merrow.",
    "port.txt": "Zoe Quill closed the quay. “It is safe,” said Wu.",
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with small_index(SAID, tmp_path_factory) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "found", "shown"),
    [
        ("who said it was right", "Bo Hay", None),
        ("who was right", "Bo Hay", "Bo Hay [1]"),
    ],
)
def test_who_is_spoken_of_did_not_say_it(said: Index, question: str, found: str, shown: str | None) -> None:
    answer = answerer(said, {found: (found, 9.0)}).answer(question, said.retriever(8).retrieve(question))
    assert (None if answer.refused else answer.text) == shown


def test_the_answer_to_who_said_it_quotes_what_was_said(said: Index) -> None:
    question = "who said somebody was right"
    script = {"Merrow said: ": ("Kit Merrow", 6.0), "Kit": ("Kit Merrow", 2.0)}
    answer = answerer(said, script).answer(question, said.retriever(8).retrieve(question))
    assert (answer.text, answer.citations[0].quote) == ("Kit Merrow [1]", SAID["club.txt"])
