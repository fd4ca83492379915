"""Measure when an answer is right: `python -m qa.training calibrate --dev FILE`.

Asks held-out questions over the whole held-out corpus, fits the probability that the shown answer is right on half
of the articles, reports on the other half, and writes calibration.json beside the weights. An answer is right
where its token F1 with a gold answer is at least 0.6; every answer to an unanswerable question is wrong.
"""

import argparse
import hashlib
import json
import random
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from qa.candidate import Candidate, Ranking
from qa.confidence import Logistic
from qa.question_kind import QuestionKind, question_kind
from qa.reader import WEIGHTS
from qa.signals import measure_signals
from qa.training.open_dev import Asked, ask_all
from qa.training.risk_coverage import draw_risk_coverage
from qa.training.threshold import Measured, earning_threshold, read_report

RIGHT = 0.6  # token F1
RANKINGS = [
    Ranking(retrieval, coverage, second_margin, form)
    for retrieval in (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
    for coverage in (0.0, 1.5, 3.0, 4.5, 6.0)
    for second_margin in (0.0, 0.3, 0.6)
    for form in (0.0, 1.0, 2.0, 3.0, 4.0)
]
COVERAGES = (0.5, 0.7, 0.8, 0.9, 1.0)
BINS = 10
SPLITS = 30  # other halves of the articles, to tell how much the reported error owes to the one half
SIGNS = {
    "margin": 1,
    "second_margin": 1,
    "second_agrees": 1,
    "retrieval": 1,
    "gap": 1,
    "agreeing": 1,
    "coverage": 1,
    "missing_names": -1,
    "sentence_coverage": 1,
    "sentence_missing_names": -1,
    "form_fits": 1,
    "form_met": 1,
    "length": -1,
}


def ranked(asked: Asked, ranking: Ranking) -> list[Candidate]:
    return sorted(asked.candidates, key=lambda candidate: -candidate.credit(ranking))


def choose_ranking(questions: list[Asked]) -> Ranking:
    """The ranking with the best F1 of the first candidate over answerable questions."""
    answerable = [asked for asked in questions if asked.example.spans]
    scored = [[(candidate, asked.f1(candidate.text)) for candidate in asked.candidates] for asked in answerable]

    def quality(ranking: Ranking) -> float:
        return float(np.mean([max(found, key=lambda one: one[0].credit(ranking))[1] for found in scored]))

    return max(RANKINGS, key=quality)


def fit(rows: list[dict[str, float]], right: list[bool]) -> Logistic:
    """Logistic regression on the signals, each within the limits seen.

    A signal whose weight comes out against its meaning (SIGNS) says nothing that the others do not: the one furthest
    off is left out and the rest fitted again.
    """
    names = list(rows[0])
    while True:
        values = np.array([[row[name] for name in names] for row in rows])
        scaler = StandardScaler().fit(values)
        model = LogisticRegression(C=1.0, max_iter=1000).fit(scaler.transform(values), right)
        against = {name: SIGNS[name] * weight for name, weight in zip(names, model.coef_[0], strict=True)}
        worst = min(against, key=lambda name: against[name])
        if against[worst] >= 0:
            break
        names.remove(worst)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    low, high = values.min(axis=0), values.max(axis=0)
    return Logistic(
        bias=round(bias, 4),
        weights={name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
        limits={name: (round(float(a), 4), round(float(b), 4)) for name, a, b in zip(names, low, high, strict=True)},
    )


def calibration_error(probabilities: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error (Guo et al., 2017, arXiv:1706.04599), 0 to 1."""
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return float(
        sum(
            np.mean(bins == number) * abs(np.mean(right[bins == number]) - np.mean(probabilities[bins == number]))
            for number in set(bins)
        )
    )


def error_over_splits(
    rows: list[dict[str, float]], right: np.ndarray, questions: list[Asked], seed: int
) -> dict[str, float]:
    """Mean and standard deviation of the error over SPLITS ways to halve the articles, fitted on one half each time."""
    errors = []
    for split in range(1, SPLITS + 1):
        fitted = in_fitted_half(questions, seed + split)
        model = fit([row for row, use in zip(rows, fitted, strict=True) if use], list(right[fitted]))
        held_out = [row for row, use in zip(rows, fitted, strict=True) if not use]
        errors.append(calibration_error(np.array([model.probability(row) for row in held_out]), right[~fitted]))
    return {"mean": round(float(np.mean(errors)), 4), "deviation": round(float(np.std(errors)), 4)}


def as_answered(
    questions: list[Asked], outcomes: dict[str, tuple[np.ndarray, np.ndarray, float]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(probability, whether right, threshold) of what is shown: a span or a sentence, by the kind of the question.

    Not what a rule refuses or answers on its own: a name that no passage has, another office, the count of a vote.
    """
    spans = np.array([question_kind(asked.example.question) is QuestionKind.SPAN for asked in questions])
    both = zip(outcomes["span"], outcomes["evidence"], strict=True)
    probability, right, threshold = (np.where(spans, span, evidence) for span, evidence in both)
    return probability, right, threshold


def report(
    probabilities: np.ndarray, right: np.ndarray, answerable: np.ndarray, threshold: float | np.ndarray
) -> dict[str, object]:
    """Calibration error, risk at coverages, outcome at the threshold (one for all, or each its own)."""
    shown = probabilities >= threshold
    return {
        "questions": len(right),
        "right_at_full_coverage": round(float(right.mean()), 4),
        "expected_calibration_error": round(calibration_error(probabilities, right), 4),
        "wrong_at_coverage": wrong_at_coverage(probabilities, right),
        "wrong_at_coverage_of_answerable": wrong_at_coverage(probabilities[answerable], right[answerable]),
        "shown_at_threshold": round(float(shown.mean()), 4),
        "wrong_among_shown": round(float(1 - right[shown].mean()) if shown.any() else 0.0, 4),
        "unanswerable_refused": round(float(1 - shown[~answerable].mean()), 4),
        "answerable_shown": round(float(shown[answerable].mean()), 4),
        "answerable_right_and_shown": round(float((shown & right)[answerable].mean()), 4),
    }


def wrong_at_coverage(probabilities: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Share of wrong answers among the most confident part of all, by the size of that part."""
    order = np.argsort(-probabilities)
    return {
        str(coverage): round(float(1 - right[order[: round(coverage * len(right))]].mean()), 4)
        for coverage in COVERAGES
    }


def calibrate(options: argparse.Namespace) -> None:
    everything = ask_all(options.dev, options.limit, options.threads, options.seed, options.asked)
    questions = [asked for asked in everything if asked.candidates]
    fitted = in_fitted_half(questions, options.seed)
    answerable = np.array([bool(asked.example.spans) for asked in questions])
    ranking = choose_ranking([asked for asked, use in zip(questions, fitted, strict=True) if use])
    best = [ranked(asked, ranking) for asked in questions]
    f1 = np.array([asked.f1(found[0].text) for asked, found in zip(questions, best, strict=True)])
    holding = np.array([asked.holds_answer(found[0]) for asked, found in zip(questions, best, strict=True)])
    rows = [
        measure_signals(asked.example.question, found[0], found, ranking)
        for asked, found in zip(questions, best, strict=True)
    ]
    result: dict[str, object] = {"ranking": vars(ranking)}
    curves: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    outcomes: dict[str, tuple[np.ndarray, np.ndarray, float]] = {}
    figures: dict[str, object] = {"open_f1_answerable": round(float(f1[answerable & ~fitted].mean()), 4)}
    for name, right, key in (("span", f1 >= RIGHT, "threshold"), ("evidence", holding, "evidence_threshold")):
        model = fit([row for row, use in zip(rows, fitted, strict=True) if use], list(right[fitted]))
        probabilities = np.array([model.probability(row) for row in rows])
        reports = options.reports if name == "span" else []  # a suite has too few answers that are evidence
        measured = [read_report(file, "answered", _digest(options.target)) for file in reports]
        threshold = earning_threshold([Measured(probabilities[fitted], right[fitted], answerable[fitted]), *measured])
        result |= {name: vars(model), key: threshold}
        outcomes[name] = probabilities, right, threshold
        figures[name] = report(probabilities[~fitted], right[~fitted], answerable[~fitted], threshold) | {
            "expected_calibration_error_over_splits": error_over_splits(rows, right, questions, options.seed)
        }
        curves[f"{name}, all questions"] = probabilities[~fitted], right[~fitted]
        held_out = ~fitted & answerable
        curves[f"{name}, answerable questions"] = probabilities[held_out], right[held_out]
    shown, right, thresholds = as_answered(questions, outcomes)
    told = ~fitted & [question_kind(asked.example.question) is not QuestionKind.SUMMARY for asked in questions]
    figures["answer"] = report(shown[told], right[told], answerable[told], thresholds[told])
    draw_risk_coverage(options.target / "risk_coverage.svg", curves)
    (options.target / "calibration.json").write_text(json.dumps(result | {"measured": figures}, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def _digest(folder: Path) -> str:
    return hashlib.sha256((folder / "calibration.json").read_bytes()).hexdigest()


def in_fitted_half(questions: list[Asked], seed: int) -> np.ndarray:
    """For each question, whether it comes from the half of the articles that is fitted on."""
    titles = sorted({asked.example.title for asked in questions})
    random.Random(seed).shuffle(titles)
    chosen = set(titles[: len(titles) // 2])
    return np.array([asked.example.title in chosen for asked in questions])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dev", type=Path, required=True, help="the held-out questions")
    parser.add_argument("--limit", type=int, default=1200, help="questions asked, taken at random")
    parser.add_argument("--asked", type=Path, required=True, help="file that keeps what was asked, to go on from")
    parser.add_argument(
        "--reports",
        type=Path,
        nargs="*",
        default=[],
        help="reports of `QA_CONFIDENCE=0 qa eval SUITE --json FILE` with the calibration that is in the target by now "
        "(made without them), for the threshold of spans: each counts as much as the held-out questions",
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="folder for calibration.json")
    parser.set_defaults(run_command=calibrate)
