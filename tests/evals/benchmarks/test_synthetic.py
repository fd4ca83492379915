"""Synthetic vectors: after the budget, near a real one, the same in every run."""

import numpy as np

from evals.benchmarks.synthetic import PartlyReal

REAL = [[1.0] + [0.0] * 383, [0.0] * 383 + [1.0]]


def embed(texts: list[str]) -> list[list[float]]:
    return [REAL[0] if "a" in text else REAL[1] for text in texts]


def test_the_first_texts_are_embedded_and_the_rest_are_synthetic() -> None:
    partly = PartlyReal(3)
    assert partly.embed(["a", "b"], embed) == REAL
    assert partly.spent_at is None
    third, fourth = partly.embed(["a", "b"], embed)
    assert third == REAL[0]
    assert fourth not in REAL
    assert partly.spent_at is not None


def test_synthetic_vectors_are_unit_vectors_near_a_real_one_and_do_not_change() -> None:
    runs = []
    for _ in range(2):
        partly = PartlyReal(2)
        partly.embed(["a", "b"], embed)
        runs.append(partly.embed([f"text {number}" for number in range(20)], embed))
    assert runs[0] == runs[1]
    vectors = np.asarray(runs[0])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    nearest = (vectors @ np.asarray(REAL).T).max(axis=1)
    assert np.all((nearest > 0.6) & (nearest < 0.8))
    assert len({tuple(vector) for vector in runs[0]}) == 20
