"""Measure when an answer is right: `python -m qa.training calibrate --dev FILE`.

Asks held-out questions over the whole held-out corpus, fits the probability that the shown answer is right on half
of the articles, reports on the other half, and writes calibration.json beside the weights. An answer is right
where its token F1 with a gold answer is at least 0.6; every answer to an unanswerable question is wrong.

Some are asked again over the articles that theirs is not among: how many are refused of what the documents do not speak
of at all. Nothing is fitted on these.
"""

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from qa.candidate import Candidate, Ranking
from qa.confidence import Logistic
from qa.question_kind import QuestionKind, question_kind
from qa.reader import WEIGHTS
from qa.signals import measure_signals
from qa.training.figures import as_answered, calibration_error, report
from qa.training.open_dev import Asked, ask_absent, ask_all, fitted_titles
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


def fit(rows: list[dict[str, float]], right: np.ndarray, answerable: np.ndarray) -> Logistic:
    """Logistic regression on the signals, each within the limits seen.

    The probability is that where half of the questions have an answer: how many of the fitted half have one is chance.
    A signal whose weight comes out against its meaning (SIGNS) says nothing that the others do not: the one furthest
    off is left out and the rest fitted again.
    """
    names = list(rows[0])
    share = answerable.mean()
    weights = np.where(answerable, 0.5 / share, 0.5 / (1 - share))
    while True:
        values = np.array([[row[name] for name in names] for row in rows])
        scaler = StandardScaler().fit(values)
        model = LogisticRegression(C=1.0, max_iter=1000).fit(scaler.transform(values), right, weights)
        against = {name: SIGNS[name] * weight for name, weight in zip(names, model.coef_[0], strict=True)}
        worst = min(against, key=lambda name: against[name])
        if against[worst] >= 0:
            break
        names.remove(worst)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    low, high = values.min(axis=0), values.max(axis=0)
    return Logistic(
        bias=round(bias, 4),
        weights={name: round(float(weight), 4) for name, weight in zip(names, slopes, strict=True)},
        limits={name: (round(float(a), 4), round(float(b), 4)) for name, a, b in zip(names, low, high, strict=True)},
    )


def error_over_splits(
    rows: list[dict[str, float]], right: np.ndarray, questions: list[Asked], seed: int
) -> dict[str, float]:
    """Mean and standard deviation of the error over SPLITS ways to halve the articles, fitted on one half each time."""
    errors = []
    answerable = np.array([bool(asked.example.spans) for asked in questions])
    for split in range(1, SPLITS + 1):
        fitted = in_fitted_half(questions, seed + split)
        model = fit([row for row, use in zip(rows, fitted, strict=True) if use], right[fitted], answerable[fitted])
        held_out = [row for row, use in zip(rows, fitted, strict=True) if not use]
        errors.append(calibration_error(np.array([model.probability(row) for row in held_out]), right[~fitted]))
    return {"mean": round(float(np.mean(errors)), 4), "deviation": round(float(np.std(errors)), 4)}


@dataclass(frozen=True)
class FirstAnswers:
    """The first answer of each question, as the ranking that suits the fitted half has it.

    `over_all` says whether the question was asked over all articles, not over those without its own; `fitted` whether
    something is fitted on it, `told` whether figures are; `rows` are the signals; `right` says of the span ("span") and
    of the sentence around it ("evidence") whether it answers.
    """

    questions: list[Asked]
    over_all: np.ndarray
    fitted: np.ndarray
    told: np.ndarray
    answerable: np.ndarray
    ranking: Ranking
    rows: list[dict[str, float]]
    f1: np.ndarray
    right: dict[str, np.ndarray]

    def fitted_rows(self) -> list[dict[str, float]]:
        return [row for row, use in zip(self.rows, self.fitted, strict=True) if use]


def first_answers(options: argparse.Namespace) -> FirstAnswers:
    if options.absent == options.asked:
        raise SystemExit(f"--asked and --absent both name {str(options.asked)!r}: name two files")
    everything = ask_all(options.dev, options.limit, options.threads, options.seed, options.asked)
    absent = ask_absent(options.dev, options.limit_absent, options.threads, options.seed, options.absent)
    questions = [asked for asked in [*everything, *absent] if asked.candidates]
    over_all = np.arange(len(questions)) < sum(bool(asked.candidates) for asked in everything)
    in_half = in_fitted_half(questions, options.seed)
    fitted = in_half & over_all
    ranking = choose_ranking([asked for asked, use in zip(questions, fitted, strict=True) if use])
    best = [ranked(asked, ranking) for asked in questions]
    both = list(zip(questions, best, strict=True))
    f1 = np.array([asked.f1(found[0].text) for asked, found in both])
    return FirstAnswers(
        questions=questions,
        over_all=over_all,
        fitted=fitted,
        told=~in_half & over_all,
        answerable=np.array([bool(asked.example.spans) for asked in questions]),
        ranking=ranking,
        rows=[measure_signals(asked.example.question, found[0], found, ranking) for asked, found in both],
        f1=f1,
        right={"span": f1 >= RIGHT, "evidence": np.array([asked.holds_answer(found[0]) for asked, found in both])},
    )


def calibrate(options: argparse.Namespace) -> None:
    first = first_answers(options)
    result: dict[str, object] = {"ranking": vars(first.ranking)}
    outcomes: dict[str, tuple[np.ndarray, np.ndarray, float]] = {}
    for name, key in (("span", "threshold"), ("evidence", "evidence_threshold")):
        right = first.right[name]
        model = fit(first.fitted_rows(), right[first.fitted], first.answerable[first.fitted])
        probabilities = np.array([model.probability(row) for row in first.rows])
        reports = options.reports if name == "span" else []  # a suite has too few answers that are evidence
        own = [values[first.fitted] for values in (probabilities, right, first.answerable)]
        others = [read_report(file, "answered", _digest(options.target)) for file in reports]
        threshold = earning_threshold([Measured(*own), *others])
        result |= {name: vars(model), key: threshold}
        outcomes[name] = probabilities, right, threshold
    figures = told_figures(first, outcomes, options.seed)
    draw_risk_coverage(options.target / "risk_coverage.svg", _curves(first, outcomes))
    (options.target / "calibration.json").write_text(json.dumps(result | {"measured": figures}, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def told_figures(
    first: FirstAnswers, outcomes: dict[str, tuple[np.ndarray, np.ndarray, float]], seed: int
) -> dict[str, object]:
    """What is measured on the half of the articles that nothing was fitted on."""
    told = first.told
    figures: dict[str, object] = {"open_f1_answerable": round(float(first.f1[first.answerable & told].mean()), 4)}
    all_over = [row for row, use in zip(first.rows, first.over_all, strict=True) if use]
    questions = [asked for asked, use in zip(first.questions, first.over_all, strict=True) if use]
    for name, (probabilities, right, threshold) in outcomes.items():
        figures[name] = report(probabilities[told], right[told], first.answerable[told], threshold) | {
            "expected_calibration_error_over_splits": error_over_splits(
                all_over, right[first.over_all], questions, seed
            )
        }
    shown, right, thresholds = as_answered(first.questions, outcomes)
    asked_for = np.array([question_kind(one.example.question) is not QuestionKind.SUMMARY for one in first.questions])
    told = told & asked_for
    figures["answer"] = report(shown[told], right[told], first.answerable[told], thresholds[told])
    absent = ~first.over_all & asked_for
    if absent.any():
        refused = float((shown < thresholds)[absent].mean())
        figures["absent"] = {"questions": int(absent.sum()), "refused": round(refused, 4)}
    return figures


def _curves(
    first: FirstAnswers, outcomes: dict[str, tuple[np.ndarray, np.ndarray, float]]
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    told = first.told
    curves = {}
    for name, (probabilities, right, _) in outcomes.items():
        for which, chosen in (("all", told), ("answerable", told & first.answerable)):
            curves[f"{name}, {which} questions"] = probabilities[chosen], right[chosen]
    return curves


def _digest(folder: Path) -> str:
    return hashlib.sha256((folder / "calibration.json").read_bytes()).hexdigest()


def in_fitted_half(questions: list[Asked], seed: int) -> np.ndarray:
    """For each question, whether it comes from the half of the articles that is fitted on."""
    chosen = fitted_titles([asked.example.title for asked in questions], seed)
    return np.array([asked.example.title in chosen for asked in questions])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dev", type=Path, required=True, help="the held-out questions")
    parser.add_argument("--limit", type=int, default=1200, help="questions asked, taken at random")
    parser.add_argument("--asked", type=Path, required=True, help="file that keeps what was asked, to go on from")
    parser.add_argument("--limit-absent", type=int, default=600, help="questions asked over others' articles")
    parser.add_argument("--absent", type=Path, required=True, help="file that keeps those, to go on from")
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
