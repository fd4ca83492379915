"""Held-out questions, asked over an index that is really made, by the reader that is shipped."""

import gzip
import json
from pathlib import Path

import pytest

from qa.training.open_dev import ask_absent, ask_all, ask_alone, fitted_titles

PARAGRAPHS = {
    "Ferry": "The ferry Kestrel carries 140 passengers across the Osk. It was built in Gdynia in 1962.",
    "Bridge": "The Sable Bridge is 311 metres long. Rosa Lindqvist opened it on 4 May 1931.",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    asked = [
        ("Ferry", "Where was the ferry Kestrel built?", "Gdynia"),
        ("Bridge", "Who opened the Sable Bridge?", "Rosa Lindqvist"),
    ]
    file = tmp_path / "dev.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        for number, (title, question, answer) in enumerate(asked):
            text = PARAGRAPHS[title]
            row = {"id": str(number), "title": title, "context": text, "question": question, "is_impossible": False}
            lines.write(json.dumps(row | {"answers": [{"text": answer, "answer_start": text.index(answer)}]}) + "\n")
    return file


def test_what_is_kept_is_not_asked_again(data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "asked.jsonl"
    first = ask_all(data, 2, threads=1, seed=11, kept=kept)
    assert sorted(asked.candidates[0].text for asked in first) == ["Gdynia", "Rosa Lindqvist"]
    assert all(asked.f1(asked.candidates[0].text) == 1 for asked in first)
    assert all(asked.holds_answer(asked.candidates[0]) for asked in first)
    rows = [json.loads(row) for row in kept.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["candidates"][0]["margin"] = 7.0
    kept.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    again = ask_all(data, 2, threads=1, seed=11, kept=kept)
    assert [asked.candidates[0].margin for asked in again] == [7.0, 7.0]


def test_another_readers_finds_are_not_taken_for_this_ones(data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "asked.jsonl"
    ask_all(data, 1, threads=1, seed=11, kept=kept)
    [row] = kept.read_text(encoding="utf-8").splitlines()
    for other in ({"reader": "0123456789abcdef"}, {"passages": 4}):
        kept.write_text(json.dumps(json.loads(row) | other) + "\n", encoding="utf-8")
        [(name, value)] = other.items()
        with pytest.raises(ValueError, match=rf"asked\.jsonl.*the {name} {value!r}, not .*name another"):
            ask_all(data, 2, threads=1, seed=11, kept=kept)
        assert json.loads(kept.read_text(encoding="utf-8"))[name] == value


def test_a_question_may_be_asked_over_its_own_text_alone(data: Path, tmp_path: Path) -> None:
    asked = ask_alone(data, 2, threads=1, seed=11, kept=tmp_path / "asked.jsonl")
    assert sorted(one.example.id for one in asked) == ["0", "1"]
    for one in asked:
        assert [candidate.passage.text for candidate in one.candidates] == [PARAGRAPHS[one.example.title]]


def test_absent_questions_are_asked_over_the_others_articles(data: Path, tmp_path: Path) -> None:
    [asked] = ask_absent(data, 600, threads=1, seed=11, kept=tmp_path / "absent.jsonl")
    [fitted] = fitted_titles(PARAGRAPHS, 11)
    assert asked.example.title != fitted
    assert asked.example.spans == ()
    assert {candidate.passage.text for candidate in asked.candidates} <= {PARAGRAPHS[fitted]}
