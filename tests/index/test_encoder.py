"""The int8 encoder stays close to the published fp32 one and gives the same vector every time."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.encoder import DIMENSIONS, WEIGHTS, OnnxEmbedding
from index.errors import WeightsFailure

REFERENCE = json.loads((Path(__file__).parent / "encoder_fp32.json").read_text())


@pytest.fixture(scope="module")
def encoder() -> OnnxEmbedding:
    return OnnxEmbedding(threads=2)


@pytest.mark.parametrize("sentence", REFERENCE)
def test_cosine_with_fp32(encoder: OnnxEmbedding, sentence: str) -> None:
    vector = np.array(encoder.get_text_embedding(sentence))
    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)
    assert vector @ np.array(REFERENCE[sentence]) >= 0.99


def test_company_does_not_change_a_vector(encoder: OnnxEmbedding) -> None:
    sentences = list(REFERENCE)
    alone = [encoder.get_text_embedding(sentence) for sentence in sentences]
    assert encoder.get_text_embedding_batch(sentences[::-1])[::-1] == alone


def test_long_and_empty_text(encoder: OnnxEmbedding) -> None:
    assert len(encoder.get_text_embedding("word " * 5000)) == DIMENSIONS
    assert len(encoder.get_text_embedding("")) == DIMENSIONS


def copied_weights(folder: Path) -> Path:
    return Path(shutil.copytree(WEIGHTS, folder / "weights"))


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    folder = copied_weights(tmp_path)
    with (folder / "encoder.int8.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    with pytest.raises(WeightsFailure, match=r"encoder\.int8\.onnx.*digest"):
        OnnxEmbedding(threads=1, folder=folder)


@pytest.mark.parametrize("name", ["encoder.int8.onnx", "tokenizer.json", "digests.json"])
def test_missing_weights_are_named(tmp_path: Path, name: str) -> None:
    folder = copied_weights(tmp_path)
    (folder / name).unlink()
    with pytest.raises(WeightsFailure, match=name.replace(".", r"\.")):
        OnnxEmbedding(threads=1, folder=folder)


def test_a_query_asked_twice_has_the_vector_of_its_text() -> None:
    encoder = OnnxEmbedding(threads=1)
    first = encoder.get_query_embedding("Who won?")
    first.append(0.0)
    for query in ("Who won?", "Who lost?", "", "Who won?"):
        assert encoder.get_query_embedding(query) == encoder.get_text_embedding(query)
