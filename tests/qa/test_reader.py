"""The shipped reader: spans lie in the passage, alike in every run, and damaged files are named."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import WeightsFailure
from qa.confidence import Logistic, load_calibration
from qa.reader import MOST_ANSWER_TOKENS, WEIGHTS, Fits, Reading, SpanReader, best_spans

PASSAGE = "The ferry left Halifax at noon on Monday. Captain Ruth Moss commanded a crew of 41 sailors."


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader(threads=2)


def read(reader: SpanReader, question: str, passage: str, fits: Fits | None = None) -> Reading | None:
    return reader.read_all(question, [passage], fits)[0]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who commanded the crew?", "Ruth Moss"),
        ("How many sailors were in the crew?", "41"),
        ("where did the ferry leave", "Halifax"),
    ],
)
def test_plain_questions(reader: SpanReader, question: str, answer: str) -> None:
    reading = read(reader, question, PASSAGE)
    assert reading is not None
    assert answer in PASSAGE[reading.start : reading.end]


def test_the_margin_tells_an_answer_from_none(reader: SpanReader) -> None:
    there = read(reader, "Who commanded the crew?", PASSAGE)
    absent = read(reader, "Which king signed the treaty of Utrecht?", PASSAGE)
    assert there is not None
    assert absent is not None
    assert there.margin > absent.margin
    assert absent.margin < 0


def test_the_answer_is_found_late_in_a_long_passage(reader: SpanReader) -> None:
    passage = "The weather was mild and the harbour was calm that week. " * 60 + PASSAGE
    reading = read(reader, "Who commanded the crew?", passage)
    assert reading is not None
    assert "Moss" in passage[reading.start : reading.end]


def test_passages_read_together_or_alone_give_the_same(reader: SpanReader) -> None:
    passages = [PASSAGE, "", "The mayor of Lunenburg is Ann Hardy. " * 40, PASSAGE[:43]]
    together = reader.read_all("Who commanded the crew?", passages)
    assert together == [read(reader, "Who commanded the crew?", passage) for passage in passages]
    assert together[1] is None


def test_a_title_tells_what_a_passage_is_about(reader: SpanReader) -> None:
    passages = ["It was opened by Ann Hardy in 1911.", "It was opened by Ruth Moss in 1964."]
    bridge, library = reader.read_all(
        "Who opened the library?", passages, titles=["The Sable Bridge", "The library of Lunenburg"]
    )
    assert bridge is not None
    assert library is not None
    assert passages[1][library.start : library.end] == "Ruth Moss"
    assert library.margin > bridge.margin + 2


@settings(deadline=None, max_examples=15)
@given(titles=st.lists(st.text(max_size=300), min_size=3, max_size=3))
def test_whatever_the_title_the_answer_stands_in_the_passage(reader: SpanReader, titles: list[str]) -> None:
    passages = [PASSAGE, "", "The mayor of Lunenburg is Ann Hardy. " * 40]
    readings = reader.read_all("Who commanded the crew?", passages, titles=titles)
    assert readings[1] is None
    for reading, passage in zip(readings, passages, strict=True):
        assert reading is None or 0 <= reading.start < reading.end <= len(passage)


def test_a_title_is_no_answer(reader: SpanReader) -> None:
    [reading] = reader.read_all("Who commanded the crew?", ["It left at noon."], titles=["Captain Ruth Moss's crew"])
    assert reading is not None
    assert reading.margin < 0


def test_no_answer_goes_over_the_end_of_a_paragraph(reader: SpanReader) -> None:
    passage = "The captain of the ferry was Ruth\n\nMoss"
    reading = read(reader, "Who was the captain of the ferry?", passage)
    assert reading is not None
    assert "\n" not in passage[reading.start : reading.end]
    joined = passage.replace("\n\n", " ")
    whole = read(reader, "Who was the captain of the ferry?", joined)
    assert whole is not None
    assert joined[whole.start : whole.end] == "Ruth Moss"


def test_an_answer_has_no_part_of_the_next_item_of_a_list(reader: SpanReader) -> None:
    recipe = "Shortbread\n\n- 200 g flour\n- 120 g butter\n- 60 g sugar\n- a pinch of salt\n\nBake for 25 minutes."
    for question, answer in (("how much butter", "120 g"), ("how much flour", "200 g")):
        reading = read(reader, question, recipe)
        assert reading is not None
        assert recipe[reading.start : reading.end] == answer
    whole = read(reader, "what are the ingredients", recipe)
    assert whole is not None
    assert recipe[whole.start : whole.end].endswith("- 60 g sugar")


@settings(deadline=None, max_examples=25)
@given(st.text(min_size=1, max_size=300), st.text(max_size=300))
def test_any_question_and_passage(reader: SpanReader, question: str, passage: str) -> None:
    reading = read(reader, question, passage)
    if reading is not None:
        assert 0 <= reading.start < reading.end <= len(passage)
        assert read(reader, question, passage) == reading


def test_an_overlong_question_is_cut(reader: SpanReader) -> None:
    assert read(reader, "Who commanded the crew? " * 400, PASSAGE) is not None


def test_best_spans_by_hand() -> None:
    scores = np.array([[1.0, 9.0, 0.0, 2.0, 0.0], [1.0, 9.0, 0.0, 3.0, 8.0]], dtype=np.float32)
    best, second, *rest = best_spans(scores, 2, [(0, 1), (2, 3), (4, 5)])
    assert (best.start, best.end) == (2, 5)
    assert best.margin == pytest.approx(2.0 + 8.0 - 2.0)
    assert second.margin == pytest.approx(0.0 + 8.0 - 2.0)
    assert len(rest) == 4, "six spans in all: none ends before it starts"
    assert best_spans(scores, 5, []) == []


def test_a_span_is_never_longer_than_allowed() -> None:
    count = MOST_ANSWER_TOKENS + 10
    scores = np.zeros((2, count), dtype=np.float32)
    scores[0, 0] = scores[1, -1] = 5
    for reading in best_spans(scores, 0, [(i, i + 1) for i in range(count)]):
        assert reading.end - reading.start <= MOST_ANSWER_TOKENS


def test_a_span_of_the_form_asked_for_comes_first(reader: SpanReader) -> None:
    question = "Who commanded the crew?"
    reading = read(reader, question, PASSAGE, lambda text, start, end: text[start:end] == "Moss")
    assert reading is not None
    assert PASSAGE[reading.start : reading.end] == "Moss"
    assert read(reader, question, PASSAGE, lambda text, start, end: False) == read(reader, question, PASSAGE)


def test_a_span_does_not_go_on_to_what_has_the_form(reader: SpanReader) -> None:
    question = "Who commanded the crew?"
    assert read(reader, question, PASSAGE, lambda text, start, end: "41" in text[start:end]) == read(
        reader, question, PASSAGE
    )
    reading = read(reader, question, PASSAGE, lambda text, start, end: text[start:end].endswith("commanded"))
    assert reading is not None
    assert PASSAGE[reading.start : reading.end] == "Captain Ruth Moss commanded"


def test_logistic_by_hand() -> None:
    model = Logistic(-1.0, {"margin": 0.5, "coverage": 2.0}, {"margin": (-4.0, 4.0), "coverage": (0.0, 1.0)})
    assert model.probability({"margin": 2.0, "coverage": 0.0}) == pytest.approx(0.5)
    assert model.probability({"margin": 100.0, "coverage": 0.0}) == pytest.approx(1 / (1 + np.exp(-1)))


@pytest.mark.parametrize("name", ["reader.int8.onnx", "tokenizer.json"])
def test_damaged_weights_are_named(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))
    (folder / name).write_bytes(b"damaged")
    with pytest.raises(WeightsFailure, match=name.replace(".", r"\.")):
        SpanReader(threads=1, folder=folder)


def test_a_damaged_calibration_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))
    values = json.loads((folder / "calibration.json").read_text())
    del values["threshold"]
    (folder / "calibration.json").write_text(json.dumps(values))
    with pytest.raises(WeightsFailure, match=r"calibration\.json.*threshold"):
        load_calibration(folder)
