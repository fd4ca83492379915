"""When an answer is right is measured on one half of the texts and told of the other."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.schema import TextNode

from qa.candidate import Candidate
from qa.confidence import Logistic, load_calibration
from qa.training import calibrate as calibrating
from qa.training.calibrate import FirstAnswers, Source, ask, calibrate, first_answers, told_figures
from qa.training.example import Example
from qa.training.open_dev import Asked

TITLES = [f"Ferry {number}" for number in range(12)]
QUESTIONS = 10  # on each text


def asked(source: Source, title: str, number: int) -> Asked:
    """A question that has an answer, if its number is even; the surer the reader, the likelier it finds that."""
    text = f"The {title} left Gdynia in {1900 + number}. Its captain was Rosa Lindqvist."
    year, name = text.index("19"), text.index("Rosa")
    spans = ((year, year + 4),) if number % 2 == 0 and source != Source.ABSENT else ()
    passage = TextNode(text=text, metadata={"title": title})
    margin = 8.0 - 1.5 * number
    finds = number in (0, 2, 4, 6)
    first = Candidate(passage, 1.0, *((year, year + 4) if finds else (name, name + 4)), margin, second_margin=margin)
    second = Candidate(passage, 0.5, name, name + 14, margin - 9)
    question = f"When did the {title} leave Gdynia?"
    return Asked(Example(f"{source} {title} {number}", title, question, text, spans), [second, first])


@pytest.fixture
def by_source() -> dict[Source, list[Asked]]:
    return {source: [asked(source, title, n) for title in TITLES for n in range(QUESTIONS)] for source in Source}


def test_a_text_is_in_one_half_and_what_is_absent_in_none(by_source: dict[Source, list[Asked]]) -> None:
    first = first_answers(by_source, seed=11)
    titles = np.array([one.example.title for one in first.questions])
    for source in (Source.ARTICLES, Source.NEWS):
        own = first.sources == source
        fitted, told = set(titles[own & first.fitted]), set(titles[own & first.told])
        assert (len(fitted), len(told), fitted & told) == (6, 6, set())
    absent = first.sources == Source.ABSENT
    assert not (first.fitted | first.told)[absent].any()
    assert not first.answerable[absent].any()


def test_the_first_answer_is_the_most_credible_and_is_held_against_the_gold_ones(
    by_source: dict[Source, list[Asked]],
) -> None:
    silent = replace(by_source[Source.NEWS][0], candidates=[])
    first = first_answers(by_source | {Source.NEWS: [*by_source[Source.NEWS][1:], silent]}, seed=11)
    assert len(first.questions) == 3 * len(TITLES) * QUESTIONS - 1  # nothing is fitted on a question without a span
    numbers = np.array([int(one.example.id.split()[-1]) for one in first.questions])
    finds = np.isin(numbers, (0, 2, 4, 6)) & (first.sources != Source.ABSENT)
    assert list(first.right["span"]) == list(first.f1 == 1.0) == list(finds)
    assert [row["margin"] for row in first.rows] == pytest.approx(list(8.0 - 1.5 * numbers))


def measured(first: FirstAnswers) -> dict[str, tuple[np.ndarray, np.ndarray, float]]:
    """What a confidence of 0.5 at a margin of 0 makes of the answers."""
    model = Logistic(0.0, {"margin": 1.0}, {"margin": (-20.0, 20.0)})
    return {name: (first.probabilities(model), right, 0.5) for name, right in first.right.items()}


def test_figures_are_those_of_the_other_half(
    by_source: dict[Source, list[Asked]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrating, "error_over_splits", lambda *_: {})
    first = first_answers(by_source, seed=11)
    figures = told_figures(first, measured(first), seed=11)
    span = figures["span"]
    assert isinstance(span, dict)
    # Of ten questions the reader is surer than not of 0 to 5; of these 0, 2 and 4 have an answer and are right.
    assert (span["questions"], span["right_at_full_coverage"]) == (6 * QUESTIONS, 0.4)
    assert (span["answerable_right_and_shown"], span["unanswerable_refused"]) == (0.6, 0.4)
    assert span["wrong_among_shown"] == 0.5
    assert figures["open_f1_answerable"] == 0.8
    assert figures["absent"] == {"questions": 120, "refused": 0.4}
    worse = replace(first, right={name: right & ~first.told for name, right in first.right.items()})
    none_right = told_figures(worse, measured(worse), seed=11)["span"]
    assert isinstance(none_right, dict)
    assert none_right["right_at_full_coverage"] == 0


def test_nothing_of_the_half_that_is_told_is_fitted(
    by_source: dict[Source, list[Asked]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sklearn")
    pytest.importorskip("matplotlib")
    made = []
    told = {one.example.id for one, use in zip(*_told(by_source), strict=True) if use}
    others = {
        source: [_otherwise(one) if one.example.id in told else one for one in questions]
        for source, questions in by_source.items()
    }
    for questions in (by_source, others):
        monkeypatch.setattr(calibrating, "ask", lambda _, found=questions: found)
        calibrate(argparse.Namespace(seed=11, target=tmp_path))
        made.append(json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8")))
    first, second = ({name: value for name, value in one.items() if name != "measured"} for one in made)
    assert first == second
    assert made[0]["measured"]["span"] != made[1]["measured"]["span"]
    calibration = load_calibration(tmp_path)
    assert 0 < calibration.threshold < 1
    assert calibration.span.weights["margin"] > 0
    assert (tmp_path / "risk_coverage.svg").exists()


def _told(by_source: dict[Source, list[Asked]]) -> tuple[list[Asked], list[bool]]:
    first = first_answers(by_source, seed=11)
    return first.questions, list(first.told)


def _otherwise(one: Asked) -> Asked:
    """The question where the other span is surer, by more than its passage is worse retrieved."""
    second, first = one.candidates
    return replace(one, candidates=[first, replace(second, margin=first.margin + 9)])


def test_what_is_kept_of_each_source_has_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "asked.jsonl"
    with pytest.raises(SystemExit, match=r"name three files"):
        ask(argparse.Namespace(asked=file, asked_news=file, absent=tmp_path / "absent.jsonl"))
