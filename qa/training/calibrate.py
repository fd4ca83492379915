"""Measure when an answer is right: `python -m qa.training calibrate --dev FILE`.

Asks held-out questions over the whole held-out corpus, fits the probability that the shown answer is right on half
of the articles, reports on the other half, and writes calibration.json beside the weights. An answer is right
where its token F1 with a gold answer is at least 0.6; every answer to an unanswerable question is wrong.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from qa.answerers.extractive import Candidate, ExtractiveAnswerer
from qa.confidence import Logistic
from qa.reader import WEIGHTS
from qa.training.open_dev import Asked, ask_all, uncalibrated

RIGHT = 0.6  # token F1
RETRIEVAL_WEIGHTS = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
COVERAGES = (0.5, 0.7, 0.8, 0.9, 1.0)
BINS = 10


def ranked(asked: Asked, weight: float) -> list[Candidate]:
    return sorted(asked.candidates, key=lambda candidate: -(candidate.margin + weight * candidate.retrieval))


def choose_weight(questions: list[Asked]) -> float:
    """The weight of the retrieval score with the best F1 of the first candidate over answerable questions."""

    def quality(weight: float) -> float:
        answerable = [asked for asked in questions if asked.example.spans and asked.candidates]
        return float(np.mean([asked.f1(ranked(asked, weight)[0].text) for asked in answerable]))

    return max(RETRIEVAL_WEIGHTS, key=quality)


def fit(rows: list[dict[str, float]], right: list[bool]) -> Logistic:
    """Logistic regression on the signals, each held within the 1st and 99th percentile of what was seen."""
    names = list(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    low, high = np.percentile(values, 1, axis=0), np.percentile(values, 99, axis=0)
    scaler = StandardScaler().fit(values.clip(low, high))
    model = LogisticRegression(C=1.0, max_iter=1000).fit(scaler.transform(values.clip(low, high)), right)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return Logistic(
        bias=round(bias, 4),
        weights={name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
        limits={name: (round(float(a), 4), round(float(b), 4)) for name, a, b in zip(names, low, high, strict=True)},
    )


def best_threshold(probabilities: np.ndarray, right: np.ndarray) -> float:
    """The confidence from which on showing answers earns most, a right one 1, a wrong one -1, a refusal 0."""
    order = np.argsort(-probabilities)
    earned = np.cumsum(np.where(right[order], 1, -1))
    return round(float(probabilities[order][int(earned.argmax())]), 4)


def report(probabilities: np.ndarray, right: np.ndarray, threshold: float) -> dict[str, object]:
    """Expected calibration error (Guo et al., 2017, arXiv:1706.04599), risk at coverages, outcome at the threshold."""
    order = np.argsort(-probabilities)
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    error = sum(
        np.mean(bins == number) * abs(np.mean(right[bins == number]) - np.mean(probabilities[bins == number]))
        for number in set(bins)
    )
    shown = probabilities >= threshold
    return {
        "questions": len(right),
        "right_at_full_coverage": round(float(right.mean()), 4),
        "expected_calibration_error": round(float(error), 4),
        "wrong_at_coverage": {
            str(coverage): round(float(1 - right[order[: round(coverage * len(right))]].mean()), 4)
            for coverage in COVERAGES
        },
        "shown_at_threshold": round(float(shown.mean()), 4),
        "wrong_among_shown": round(float(1 - right[shown].mean()) if shown.any() else 0.0, 4),
    }


def calibrate(options: argparse.Namespace) -> None:
    questions = [
        asked for asked in ask_all(options.dev, options.limit, options.threads, options.seed) if asked.candidates
    ]
    titles = sorted({asked.example.title for asked in questions})
    random.Random(options.seed).shuffle(titles)
    fitted_titles = set(titles[: len(titles) // 2])
    fitted = np.array([asked.example.title in fitted_titles for asked in questions])
    weight = choose_weight([asked for asked, use in zip(questions, fitted, strict=True) if use])
    answerer = ExtractiveAnswerer(None, None, None, uncalibrated(weight))  # type: ignore[arg-type]
    best = [ranked(asked, weight) for asked in questions]
    spans = [
        answerer.signals(asked.example.question, candidates[0], candidates)
        for asked, candidates in zip(questions, best, strict=True)
    ]
    right = np.array([asked.f1(candidates[0].text) >= RIGHT for asked, candidates in zip(questions, best, strict=True)])
    evidence = [asked.evidence.signals for asked in questions if asked.evidence]
    evidence_right = np.array([asked.evidence_right() for asked in questions])
    answerable = np.array([bool(asked.example.spans) for asked in questions])
    result: dict[str, object] = {"retrieval_weight": weight}
    figures: dict[str, object] = {}
    for name, rows, truth, key in (
        ("span", spans, right, "threshold"),
        ("evidence", evidence, evidence_right, "evidence_threshold"),
    ):
        model = fit([row for row, use in zip(rows, fitted, strict=True) if use], list(truth[fitted]))
        probabilities = np.array([model.probability(row) for row in rows])
        threshold = best_threshold(probabilities[fitted], truth[fitted])
        held_out = probabilities[~fitted], truth[~fitted], threshold
        result |= {name: vars(model), key: threshold}
        figures[name] = report(*held_out) | {
            "unanswerable_refused": round(float(np.mean(probabilities[~fitted & ~answerable] < threshold)), 4),
            "answerable_shown": round(float(np.mean(probabilities[~fitted & answerable] >= threshold)), 4),
        }
    first = [asked.f1(candidates[0].text) for asked, candidates in zip(questions, best, strict=True)]
    figures["open_f1_answerable"] = round(float(np.mean(np.array(first)[answerable & ~fitted])), 4)
    (options.target / "calibration.json").write_text(json.dumps(result | {"measured": figures}, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dev", type=Path, required=True, help="the held-out questions")
    parser.add_argument("--limit", type=int, default=1200, help="questions asked, taken at random")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="folder for calibration.json")
    parser.set_defaults(run_command=calibrate)
