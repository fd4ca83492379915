"""The workload is the same in every run, and its documents hold the gold answers."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.benchmarks.paragraphs import (
    LEAST_WORDS,
    MOST_WORDS,
    DataError,
    distractors,
    training_paragraphs,
)
from evals.benchmarks.workload import DEV_FILE, load_workload, write_workload
from index.passages import passage_spans


def written(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_two_workloads_are_the_same_bytes(data: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_workload(data, tmp_path / name, 30, 3)
    assert written(tmp_path / "one") == written(tmp_path / "two")
    assert len(written(tmp_path / "one")) > 20


def test_what_is_written_is_what_is_loaded(data: Path, tmp_path: Path) -> None:
    made = write_workload(data, tmp_path / "work", 12, 4)
    assert load_workload(tmp_path / "work") == made
    assert made.documents == len(list(made.corpus.rglob("*.txt")))


def test_documents_hold_the_gold_answers(data: Path, tmp_path: Path) -> None:
    workload = write_workload(data, tmp_path / "work", 12, 100)
    assert len(workload.golds) == 4, "the question without an answer is left out"
    for gold in workload.golds:
        text = (workload.corpus / gold.source).read_text(encoding="utf-8")
        [(start, end)] = gold.places
        assert text[start:end] in ("1901", "1902")
        assert gold.source.removeprefix("0-articles/").removesuffix(".txt") in gold.question


def test_the_size_is_that_in_passages(data: Path, tmp_path: Path) -> None:
    workload = write_workload(data, tmp_path / "work", 25, 4)
    texts = [file.read_text(encoding="utf-8") for file in workload.corpus.rglob("*.txt")]
    assert sum(len(passage_spans(text)) for text in texts) == 25


def test_without_questions_every_document_is_one_passage(data: Path, tmp_path: Path) -> None:
    workload = write_workload(data, tmp_path / "work", 15, 0)
    assert (workload.documents, workload.golds) == (15, ())


def test_distractors_begin_alike_whatever_their_number(data: Path) -> None:
    paragraphs = training_paragraphs(data, seed=0)
    few, many = list(distractors(paragraphs, 9, seed=0)), list(distractors(paragraphs, 40, seed=0))
    assert many[:9] == few
    assert few[:6] == paragraphs, "real paragraphs come first"
    assert len(paragraphs) == 6, "one that is there twice counts once"


def test_recombined_texts_have_the_lengths_of_paragraphs(data: Path) -> None:
    for text in distractors(training_paragraphs(data, seed=0), 200, seed=1):
        assert LEAST_WORDS <= len(text.split()) <= MOST_WORDS
        assert len(passage_spans(text)) == 1


def test_missing_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="train"):
        write_workload(tmp_path, tmp_path / "work", 5, 0)
    with pytest.raises(DataError, match=r"squad2_dev_half\.jsonl\.gz"):
        write_workload(tmp_path, tmp_path / "work", 5, 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda packed: packed[:-20], "cannot be read"),
        (lambda packed: packed[:20] + b"\xff" * 20 + packed[40:], "cannot be read"),
        (lambda packed: b"plain", "cannot be read"),
        (lambda packed: packed + gzip.compress(b"\xff\n"), "cannot be read"),
        (lambda packed: packed + gzip.compress(b"{\n"), "line 6: not JSON"),
        (lambda packed: packed + gzip.compress(b"[]\n"), "line 6: not of the form"),
        (lambda packed: packed + gzip.compress(b'{"title": "Regina", "context": "."}\n'), "line 6: not of the form"),
    ],
)
def test_damaged_data_are_named(change: Callable[[bytes], bytes], message: str, data: Path, tmp_path: Path) -> None:
    file = data / DEV_FILE
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(DataError, match=rf"squad2_dev_half\.jsonl\.gz'.* {message}"):
        write_workload(data, tmp_path / "work", 5, 1)
