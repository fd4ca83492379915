"""What the extractive answerer does with readings: which it shows, cites together, or refuses."""

from collections.abc import Iterator

import pytest
from llama_index.core.schema import NodeWithScore

from index.passages import sentence_spans
from index.store import Index, open_index
from index.sync import sync_corpus
from qa.answer import Reason
from qa.answerers.evidence import EvidenceAnswerer, EvidenceFinder
from qa.answerers.extractive import ExtractiveAnswerer
from qa.confidence import Calibration, Logistic
from qa.reader import Reading
from qa.refusing import REFUSAL
from qa.signals import SpanSignals

TEXTS = {
    "globe.txt": "The motion passed 178 to 146. The Globe and Mail reported it.",
    "star.txt": "Nobody was surprised. It was 178 to 146, said the Star.",
    "herald.txt": "The Herald counted 179 to 146 in the end.",
}
BY_MARGIN = Calibration(
    retrieval_weight=0.0,
    span=Logistic(0.0, {"margin": 1.0}, {"margin": (-20.0, 20.0)}),
    evidence=Logistic(-4.0, {"cosine": 10.0}, {"cosine": (0.0, 1.0)}),
    threshold=0.5,
    evidence_threshold=0.5,
)


class ScriptedReader:
    """Reads what it is told to, by a word in the passage: word to (answer, margin)."""

    def __init__(self, script: dict[str, tuple[str, float]]) -> None:
        self.script = script

    def read_all(self, question: str, passages: list[str], fits: object = None) -> list[Reading | None]:
        return [self._read(passage) for passage in passages]

    def _read(self, passage: str) -> Reading | None:
        for word, (answer, margin) in self.script.items():
            if word in passage:
                start = passage.index(answer)
                return Reading(start, start + len(answer), margin)
        return None


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    opened = open_index(tmp_path_factory.mktemp("home"), threads=1)
    sync_corpus(folder, opened)
    yield opened
    opened.close()


def passages(index: Index) -> list[NodeWithScore]:
    return index.retriever(8).retrieve("what was the vote count")


def answerer(index: Index, script: dict[str, tuple[str, float]]) -> ExtractiveAnswerer:
    return build_answerer(index, script, None)


def build_answerer(index: Index, script: dict[str, tuple[str, float]], confidence: float | None) -> ExtractiveAnswerer:
    return ExtractiveAnswerer(
        catalog=index.catalog,
        reader=ScriptedReader(script),  # type: ignore[arg-type]
        evidence=EvidenceAnswerer(index.catalog, EvidenceFinder(index.encoder), BY_MARGIN, confidence),
        signals=SpanSignals(index.encoder, BY_MARGIN.retrieval_weight),
        calibration=BY_MARGIN,
        confidence=confidence,
    )


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


def test_without_passages_nothing_was_retrieved(index: Index) -> None:
    answer = answerer(index, {}).answer("what was the vote count", [])
    assert answer.refused
    assert answer.reason is Reason.NOTHING_RETRIEVED
    assert answer.nearest == ()


@pytest.mark.parametrize(
    "question", ["what was the vote count", "who reported it?", "was the vote 178 to 146", "summarise the article"]
)
def test_the_evidence_answerer_quotes_a_whole_sentence_whatever_is_asked(index: Index, question: str) -> None:
    whole = EvidenceAnswerer(index.catalog, EvidenceFinder(index.encoder), BY_MARGIN, confidence=0.0)
    answer = whole.answer(question, index.retriever(8).retrieve(question))
    assert answer.reason is Reason.EVIDENCE
    [citation] = answer.citations
    assert answer.text == f"“{citation.quote}” [1]"
    text = TEXTS[citation.source]
    assert citation.quote in [text[start:end] for start, end in sentence_spans(text)]
    assert text[citation.start : citation.end] == citation.quote
    assert whole.answer(question, []).reason is Reason.NOTHING_RETRIEVED
    sure = EvidenceAnswerer(index.catalog, EvidenceFinder(index.encoder), BY_MARGIN, confidence=1.0)
    if "summarise" not in question:
        refused = sure.answer(question, index.retriever(8).retrieve(question))
        assert refused.reason is Reason.NOTHING_ANSWERS
        assert refused.nearest


@pytest.mark.parametrize("question", ["Was the vote 178 to 146?", "Why did the Herald count 179 to 146?"])
def test_no_span_for_a_question_that_none_answers(index: Index, question: str) -> None:
    script = {"Globe": ("Globe and Mail", 9.0), "Star": ("Star", 9.0), "Herald": ("end", 9.0)}
    ranked = index.retriever(8).retrieve(question)
    answer = answerer(index, script).answer(question, ranked)
    assert answer.reason is Reason.EVIDENCE
    [citation] = answer.citations
    assert answer.text == f"“{citation.quote}” [1]"
    assert "146" in citation.quote


def test_evidence_with_a_name_that_no_passage_has_is_refused(index: Index) -> None:
    question = "Was the vote in Denmark 178 to 146?"
    answer = answerer(index, {}).answer(question, index.retriever(8).retrieve(question))
    assert answer.refused


@pytest.mark.parametrize(
    ("question", "refused"),
    [("summarise the article", False), ("Summarise the motion", False), ("Summarise the election of Obama", True)],
)
def test_a_summary_of_what_the_documents_do_not_hold_is_refused(index: Index, question: str, refused: bool) -> None:
    answer = answerer(index, {}).answer(question, index.retriever(8).retrieve(question))
    assert answer.refused is refused


def test_an_answer_of_punctuation_alone_is_refused(index: Index) -> None:
    answer = answerer(index, {"Herald": (".", 9.0)}).answer("what was the vote count", passages(index))
    assert answer.refused
