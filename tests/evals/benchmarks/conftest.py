"""Small data files in the form of the real ones."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

TOWNS = "Halifax Regina Moncton Sydney Gander Brandon Yorkton Kenora Truro Swift".split()
ABOUT = "The {thing} of {town} opened in {year} after a long dispute about money. It cost {cost} dollars to build."
FILLING = "People came from the whole province to see it on the first day, and many of them stayed for the music."


def paragraph(town: str, number: int) -> tuple[str, str, str]:
    """A paragraph of about 70 words, with a question and its answer in it."""
    year, cost = str(1900 + number), f"{number + 2},000"
    text = ABOUT.format(thing=("ferry", "library")[number % 2], town=town, year=year, cost=cost)
    filled = f"{text} {FILLING} Nobody in {town} had seen anything like it before {year}, the mayor said. {FILLING}"
    return filled, f"When did the {('ferry', 'library')[number % 2]} of {town} open?", year


def example(title: str, context: str, question: str, answer: str | None) -> dict[str, Any]:
    answers = [{"text": answer, "answer_start": context.index(answer)}] if answer else []
    return {"title": title, "context": context, "question": question, "answers": answers}


def write_lines(file: Path, values: Iterable[dict[str, Any]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(value) + "\n" for value in values)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two articles of two paragraphs with a question each, one question without an answer, six training paragraphs."""
    folder = tmp_path / "data"
    dev = [example(town, *paragraph(town, number)) for town in TOWNS[:2] for number in (1, 2)]
    dev.append(example(TOWNS[0], dev[0]["context"], "Who opened it?", None))
    write_lines(folder / "dev" / "squad2_dev_half.jsonl.gz", dev)
    training = [example(town, *paragraph(town, 40 + number)) for number, town in enumerate(TOWNS[2:8])]
    write_lines(folder / "train" / "squad.jsonl.gz", [*training, training[0]])
    return folder
