"""Paragraphs from data files in SQuAD's form, and as many made from them as are asked for."""

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LEAST_WORDS, MOST_WORDS = 60, 125  # of a distractor: one passage for every system
FORM = '{"title", "context", "question", "answers": [{"text", "answer_start"}]}'
DRAWS = 20  # pairs tried for one that keeps to these lengths
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'“])")


class DataError(Exception):
    """Data files that cannot be used. The message names them and says what is expected."""


def read_examples(file: Path) -> list[dict[str, Any]]:
    """The objects of a gzipped file with one JSON object of SQuAD's form a line; DataError where one is not so."""
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            return [
                _read_example(line, f"the data file {str(file)!r}, line {number}")
                for number, line in enumerate(lines, 1)
            ]
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(f"the data file {str(file)!r} cannot be read ({error}): name a folder that has it") from error


def _read_example(line: str, place: str) -> dict[str, Any]:
    """The line's object; DataError, with the place, where it has not the form."""
    try:
        example = json.loads(line)
    except ValueError as error:
        raise DataError(f"{place}: not JSON ({error})") from error
    if not isinstance(example, dict) or not _has_form(example):
        raise DataError(f"{place}: not of the form {FORM}")
    return example


def _has_form(example: dict[str, Any]) -> bool:
    answers = example.get("answers")
    return (
        all(isinstance(example.get(name), str) for name in ("title", "context", "question"))
        and isinstance(answers, list)
        and all(isinstance(one, dict) for one in answers)
        and all(isinstance(one.get("text"), str) and isinstance(one.get("answer_start"), int) for one in answers)
    )


def training_paragraphs(data: Path, seed: int) -> list[str]:
    """The distinct contexts of `data/train/*.jsonl.gz` with LEAST_WORDS to MOST_WORDS words, shuffled.

    Two that differ in white space, case and punctuation alone count as one. DataError where there is none.
    """
    found: dict[str, str] = {}
    for file in sorted((data / "train").glob("*.jsonl.gz")):
        for example in read_examples(file):
            text = " ".join(example["context"].split())
            if LEAST_WORDS <= len(text.split()) <= MOST_WORDS:
                found.setdefault(re.sub(r"\W", "", text).lower(), text)
    if not found:
        raise DataError(
            f"{str(data / 'train')!r} has no '*.jsonl.gz' with contexts of {LEAST_WORDS} to {MOST_WORDS} words"
        )
    paragraphs = list(found.values())
    random.Random(seed).shuffle(paragraphs)
    return paragraphs


def distractors(paragraphs: list[str], count: int, seed: int) -> Iterator[str]:
    """`count` texts: the paragraphs in their order, then first halves of some with second halves of others.

    The first texts are the same whatever the count.
    """
    yield from paragraphs[:count]
    draw = random.Random(seed)
    for _ in range(count - len(paragraphs)):
        yield _recombined(paragraphs, draw)


def _recombined(paragraphs: list[str], draw: random.Random) -> str:
    text = ""
    for _ in range(DRAWS):
        first, second = draw.choice(paragraphs), draw.choice(paragraphs)
        text = f"{_halves(first)[0]} {_halves(second)[1]}"
        if LEAST_WORDS <= len(text.split()) <= MOST_WORDS:
            break
    return text


def _halves(text: str) -> tuple[str, str]:
    """The text cut at the sentence end that is nearest its middle sentence; twice the whole where it has one only."""
    sentences = _SENTENCE_END.split(text)
    if len(sentences) == 1:
        return text, text
    middle = len(sentences) // 2
    return " ".join(sentences[:middle]), " ".join(sentences[middle:])
