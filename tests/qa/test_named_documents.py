"""Of whom a document speaks: a real index, so that names are looked for in the whole of a document."""

from collections.abc import Iterator
from typing import Any

import pytest
from llama_index.core.schema import TextNode

from index.store import Index
from qa.answer import Answer
from qa.answerers.evidence import EvidenceAnswerer
from qa.answerers.extractive import ExtractiveAnswerer
from qa.candidate import Candidate, Ranking
from qa.candidate_finder import CandidateFinder
from qa.confidence import Calibration, Logistic
from qa.named_documents import NamedDocuments
from tests.scripted_reader import ScriptedReader
from tests.small_index import small_index

FILLER = "The board met in the spring and in the autumn and spoke of costs, staff and the weather. " * 30
TEXTS = {
    "profits.txt": "Profits at Brightwell rose. Its chief executive, Ann Lee, resigned. The zinctolator was sold.",
    "board.txt": f"The board of Corvane spoke.\n\n{FILLER}\n\nThe chief executive is Tom Arkwright, aged 50.",
    "visit.txt": "Ministers from Ardovia left. Their leader, José Núñezal, spoke in Canada to Bo Gørtzen.",
    "leave.txt": "The employees of the company get 25 days of leave a year.",
    "report.txt": "Toss\n\nBy Sven Rask\n\nThe toss of the chief executive was won by nobody.",
    "pay.txt": "Halden plc\n\nItem | 2024\n\nPay of the head | 90",
    "turku.txt": "The treasurer of Halvard, Ida Moe, met the governor of Turku, Elin Rask.",
    "weather.txt": "It rained. The chief executive of the agency, Rosa Lind, was wet.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with small_index(TEXTS, tmp_path_factory) as index:
        yield index


def left(index: Index, question: str, answers: tuple[str, ...] = ("Ann Lee", "Tom Arkwright", "Rosa Lind")) -> set[str]:
    """Which of the answers, each in its own document, are left for the question."""
    passages = [one.node for one in index.retriever(30).retrieve("who is the chief executive")]
    candidates = []
    for answer in answers:
        [passage] = [one for one in passages if isinstance(one, TextNode) and answer in one.text]
        start = passage.text.index(answer)
        candidates.append(Candidate(passage, 1.0, start, start + len(answer), 1.0))
    return {one.text for one in NamedDocuments(index.catalog, index.encoder.knows).those_named(question, candidates)}


ALL = {"Ann Lee", "Tom Arkwright", "Rosa Lind"}


def test_a_name_may_begin_a_text(index: Index) -> None:
    assert left(index, "what was halden's pay?", ("Ann Lee", "90")) == {"90"}


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Who is Brightwell's chief executive?", {"Ann Lee"}),
        ("brightwell ceo", {"Ann Lee"}),  # the passage has it in capitals
        ("WHO LEADS BRIGHTWELL", {"Ann Lee"}),
        ("Who leads Corvane?", {"Tom Arkwright"}),  # named in another passage of its document
        ("Who leads Corvane and who led Brightwell?", {"Ann Lee", "Tom Arkwright"}),
        ("Who leads Halvorsen?", ALL),  # no document has it
        ("Who leads?", ALL),
        ("Who leads Canada?", ALL),  # a common word
        ("Who sold the Zinctolator?", ALL),  # no name where it stands
    ],
)
def test_documents_that_have_the_name(index: Index, question: str, answers: set[str]) -> None:
    assert left(index, question) == answers


@pytest.mark.parametrize(
    "question", ["who is the Ardovian leader", "where did Jose Nunezal speak", "who spoke to Gortzen"]
)
def test_another_ending_and_no_accents(index: Index, question: str) -> None:
    assert left(index, question, ("José Núñezal", "Ann Lee")) == {"José Núñezal"}


def test_a_passage_that_names_nobody_may_still_be_meant(index: Index) -> None:
    """Of one firm's documents many do not name it."""
    question = "How many days of leave does Brightwell give?"
    assert left(index, question, ("25 days", "Ann Lee", "Rosa Lind")) == {"25 days", "Ann Lee"}


def test_what_was_removed_since_has_no_name(index: Index) -> None:
    passage = TextNode(text="Somebody leads.", metadata={"document_id": "gone", "title": "Gone"})
    gone = Candidate(passage, 1.0, 0, 8, 1.0)
    named = NamedDocuments(index.catalog, index.encoder.knows)
    assert named.those_named("who leads Corvane", [gone]) == [gone]


@pytest.mark.parametrize(("margin", "shown"), [(0.3, "Tom Arkwright [1]"), (1.0, "Rosa Lind [1]")])
def test_a_document_without_the_name_answers_only_where_it_is_sure(index: Index, margin: float, shown: str) -> None:
    script = {"Rosa": ("Rosa Lind", margin), "Tom": ("Tom Arkwright", 0.1)}
    assert answered(index, "Which Corvane chief executive is it?", script) == shown


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Who is the chief executive of Corvane?", "Tom Arkwright [1]"),
        ("who is the ceo of corvane", "Tom Arkwright [1]"),
        ("who is the ceo of the agency", "Rosa Lind [1]"),
        ("who is the ceo of halvorsen", "Rosa Lind [1]"),  # named nowhere, as the firm in its own rules
        ("who is the governor of Turku", "Elin Rask [1]"),
        ("who is the governor of Zorvane", "The documents do not say."),
        ("who is Zorvane's governor", "The documents do not say."),
    ],
)
def test_who_holds_an_office_elsewhere_does_not_answer(index: Index, question: str, shown: str) -> None:
    script = {"Rosa": ("Rosa Lind", 9.0), "Tom": ("Tom Arkwright", 0.1)}
    if "governor" in question:
        script = {"Elin": ("Elin Rask", 9.0)}
    assert answered(index, question, script) == shown


def test_what_another_document_says_of_others_is_no_alternative(index: Index) -> None:
    script = {"Rosa": ("Rosa Lind", 5.0), "Tom": ("Tom Arkwright", 9.0)}
    assert answer(index, "Which Corvane chief executive is it?", script).alternatives == ()
    assert answer(index, "Which chief executive is it?", script).alternatives != ()


def test_the_name_in_a_byline_answers_only_who_wrote_the_report(index: Index) -> None:
    script = {"Sven": ("Sven Rask", 3.0), "Rosa": ("Rosa Lind", 1.0)}
    assert answered(index, "Who won the toss?", script) == "Rosa Lind [1]"
    assert answered(index, "Who wrote on the toss?", script) == "Sven Rask [1]"


def test_who_somebody_is_is_not_told_by_the_name(index: Index) -> None:
    script = {"Tom": ("Tom Arkwright", 9.0)}
    refusal = answer(index, "who is arkwright", script)
    assert (refusal.refused, refusal.confidence) == (
        True,
        0.0,
    )  # not that of the words, which are right and say nothing
    assert answered(index, "who leads corvane", script) == "Tom Arkwright [1]"


def answered(index: Index, asked: str, script: dict[str, tuple[str, float]]) -> str:
    return answer(index, asked, script).text


def answer(index: Index, asked: str, script: dict[str, tuple[str, float]]) -> Answer:
    by_margin = Logistic(0.0, {"margin": 1.0}, {"margin": (-20.0, 20.0)})
    calibration = Calibration(Ranking(), by_margin, by_margin, 0.5, 0.5)
    reader: Any = ScriptedReader(script)
    finder = CandidateFinder(reader, index.encoder, calibration.ranking)
    evidence = EvidenceAnswerer(index.catalog, finder, calibration)
    named = NamedDocuments(index.catalog, index.encoder.knows)
    answerer = ExtractiveAnswerer(index.catalog, finder, evidence, calibration, named)
    return answerer.answer(asked, index.retriever(30).retrieve(asked))


@pytest.mark.parametrize(
    ("question", "text", "again"),
    [
        ("who is arkwright", "Tom Arkwright", True),
        ("Who was Tom Arkwright?", "Tom B. Arkwright", True),
        ("whos arkwright?", "Tom Arkwright (@tarkwright)", True),
        ("whos arkwright?", "aged 50", False),
        ("who is arkwright", "The chief executive is Tom Arkwright", False),
        ("Who is Arkwright?", "Captain Tom Arkwright", False),
        ("Who is Arkwright?", "Mr Tom Arkwright", True),
        ("Who is the mayor of Arkwright?", "Ann Lee, Mayor, Arkwright", False),
        ("who is the chief executive", "Chief Executive Tom Arkwright", False),
        ("who is the toss", "Toss", False),
        ("who is arkwright deputy", "Tom Arkwright Deputy", False),  # a word that the question has small
        ("who is arkwright", "Arkwell", False),
        ("who saw arkwright", "Tom Arkwright", False),
    ],
)
def test_a_longer_form_of_the_name_tells_nothing_of_who_that_is(
    index: Index, question: str, text: str, again: bool
) -> None:
    candidate = Candidate(TextNode(text=text), 1.0, 0, len(text), 1.0)
    assert NamedDocuments(index.catalog, index.encoder.knows).only_names_again(question, candidate) == again


@pytest.mark.parametrize(
    "what",
    "Secretary Premier Officer CEO CFO COO CTO MP King Queen Prince Princess Saint Coach Singer Author Teacher Manager "
    "Leader Head".split(),
)
def test_a_name_with_what_somebody_is_tells_who_that_is(index: Index, what: str) -> None:
    text = f"{what} Tom Arkwright"
    candidate = Candidate(TextNode(text=text), 1.0, 0, len(text), 1.0)
    assert not NamedDocuments(index.catalog, index.encoder.knows).only_names_again("Who is Arkwright?", candidate)
