"""Accepted answers of SQuAD: each brings its sentence, and a bad one costs itself alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.importers.squad import load_squad
from tests.evals.importers.import_suite import CONTEXT, imported, invoke

GOOD = {"text": "Ms Gray", "answer_start": CONTEXT.index("Ms Gray")}


def squad(*answers: Any) -> Path:
    """A file in SQuAD's form, with a good question before the one that has these accepted answers."""
    first = {"id": "first", "question": "Where was it?", "answers": [{"text": "Oslo", "answer_start": 80}]}
    questions = [first, {"id": "asked", "question": "Who seconded it?", "answers": list(answers)}]
    file = Path("dev.json")
    file.write_text(
        json.dumps({"data": [{"title": "Vote", "paragraphs": [{"context": CONTEXT, "qas": questions}]}]}),
        encoding="utf-8",
    )
    return file


def test_the_sentence_of_every_accepted_answer_is_evidence() -> None:
    others = [{"text": text, "answer_start": CONTEXT.index(text)} for text in ("63 members", "Gray", "members spoke")]
    case = imported("squad", squad(GOOD, *others)).cases[1]
    assert case.answers == ("Ms Gray", "63 members", "Gray", "members spoke")
    assert [one.quote for one in case.evidence] == ["Ms Gray seconded it in Oslo.", "At least 63 members spoke."]


BAD = [
    ({"text": ".", "answer_start": 28}, "the answer '.' has no words: correct its 'text'"),
    ({"text": " ", "answer_start": 3}, "the answer ' ' has no words: correct its 'text'"),
    ({"text": "Gray", "answer_start": 3}, "the answer 'Gray' does not stand at 3: correct its 'answer_start'"),
    ({"text": "Gray"}, "the answer 'Gray' does not stand at None: correct its 'answer_start'"),
    ({"answer_start": 3}, "'text' must be a text, not None"),
    ("Gray", "'text' must be a text, not None"),
]


@pytest.mark.parametrize(("bad", "problem"), BAD)
@pytest.mark.parametrize("first", [True, False])
def test_a_bad_accepted_answer_costs_itself_and_is_named(bad: Any, problem: str, first: bool) -> None:
    result = invoke("squad", squad(*((bad, GOOD) if first else (GOOD, bad))), "--name", "mine")
    assert result.exit_code == 0, result.stderr
    place = "dev.json: data[0].paragraphs[0].qas[1]"
    written, note = result.stdout.splitlines()[:2]
    assert written.endswith("written: 2 cases over 1 document")
    assert note == f"1 accepted answer passed over: {place}: {problem}"
    case = json.loads(Path("eval-suites/mine/cases.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert (case["answers"], len(case["evidence"])) == (["Ms Gray"], 1)


@pytest.mark.parametrize(("bad", "problem"), BAD)
def test_a_question_without_a_good_answer_is_left_out(bad: Any, problem: str) -> None:
    source = load_squad(squad(bad, bad))
    assert [case.problem for case in source.cases] == [None, f"no good answer is left: {problem}"]
    assert not source.notes, "what is left out is named once"


def test_passed_over_answers_are_counted_within_the_limit() -> None:
    file = squad(GOOD, BAD[0][0], BAD[2][0])
    assert (
        load_squad(file).notes[0].startswith("2 accepted answers passed over: dev.json: data[0].paragraphs[0].qas[1]")
    )
    assert not load_squad(file, limit=1).notes
