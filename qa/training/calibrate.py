"""Measure when an answer is right: `python -m qa.training calibrate --dev FILE`.

Asks held-out questions over the whole held-out corpus, and those on news reports (news_reports/README.md) each over its
own report; fits the probability that the shown answer is right on half of the articles and half of the reports, tells
of the other halves, and writes calibration.json beside the weights. An answer is right where its token F1 with a gold
answer is at least 0.6; every answer to an unanswerable question is wrong.

Some are asked again over the articles that theirs is not among: how many are refused of what the documents do not speak
of at all. Nothing is fitted on these.
"""

import argparse
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from qa.candidate import Ranking
from qa.confidence import Logistic, load_calibration
from qa.question_kind import QuestionKind, question_kind
from qa.reader import WEIGHTS
from qa.signals import measure_signals
from qa.training.figures import as_answered, calibration_error, report
from qa.training.fitting import choose_ranking, evenly, fit, ranked
from qa.training.news import FOLDER as NEWS
from qa.training.open_dev import Asked, ask_absent, ask_all, ask_alone, fitted_titles
from qa.training.threshold import Measured, even_threshold

RIGHT = 0.6  # token F1
SPLITS = 30  # other halves of the articles, to tell how much the reported error owes to the one half

Outcomes = dict[str, tuple[np.ndarray, np.ndarray, float]]  # probability and whether right of each answer; threshold


class Source(StrEnum):
    """Where a question comes from, and what it was asked over."""

    ARTICLES = "articles"
    NEWS = "news"
    ABSENT = "absent"  # on an article, asked over others


@dataclass(frozen=True)
class FirstAnswers:
    """The first answer of each question, as the ranking that suits the fitted halves has it.

    `fitted` says whether something is fitted on it, `told` whether figures are; `rows` are the signals; `right` says of
    the span ("span") and of the sentence around it ("evidence") whether it answers.
    """

    questions: list[Asked]
    sources: np.ndarray
    fitted: np.ndarray
    told: np.ndarray
    answerable: np.ndarray
    ranking: Ranking
    rows: list[dict[str, float]]
    f1: np.ndarray
    right: dict[str, np.ndarray]

    def fit(self, name: str, fitted: np.ndarray) -> Logistic:
        """The probability that an answer is right, by those of `fitted`."""
        rows = [row for row, use in zip(self.rows, fitted, strict=True) if use]
        return fit(rows, self.right[name][fitted], evenly(self.answerable[fitted], self.sources[fitted]))

    def probabilities(self, model: Logistic) -> np.ndarray:
        return np.array([model.probability(row) for row in self.rows])


def in_fitted_half(questions: list[Asked], sources: np.ndarray, seed: int) -> np.ndarray:
    """For each question, whether it comes from the half of its source's texts that is fitted on."""
    titles = np.array([asked.example.title for asked in questions])
    chosen = {source: fitted_titles(titles[sources == source], seed) for source in (Source.ARTICLES, Source.NEWS)}
    pairs = zip(titles, sources, strict=True)
    return np.array([source in chosen and title in chosen[source] for title, source in pairs])


def ask(options: argparse.Namespace) -> dict[Source, list[Asked]]:
    """What was asked, by source."""
    kept = [options.asked, options.asked_news, options.absent]
    if len(set(kept)) < len(kept):
        raise SystemExit(f"--asked, --asked-news and --absent: {list(map(str, kept))}: name three files")
    threads, seed = options.threads, options.seed
    return {
        Source.ARTICLES: ask_all(options.dev, options.limit, threads, seed, options.asked),
        Source.NEWS: ask_alone(options.news, options.limit, threads, seed, options.asked_news),
        Source.ABSENT: ask_absent(options.dev, options.limit_absent, threads, seed, options.absent),
    }


def first_answers(by_source: dict[Source, list[Asked]], seed: int) -> FirstAnswers:
    found = [(asked, source) for source, all_asked in by_source.items() for asked in all_asked if asked.candidates]
    questions, sources = [asked for asked, _ in found], np.array([source for _, source in found])
    fitted = in_fitted_half(questions, sources, seed)
    used = load_calibration(WEIGHTS).ranking
    ranking = choose_ranking([asked for asked, use in zip(questions, fitted, strict=True) if use], used)
    best = [ranked(asked, ranking) for asked in questions]
    both = list(zip(questions, best, strict=True))
    f1 = np.array([asked.f1(found[0].text) for asked, found in both])
    return FirstAnswers(
        questions=questions,
        sources=sources,
        fitted=fitted,
        told=~fitted & (sources != Source.ABSENT),
        answerable=np.array([bool(asked.example.spans) for asked in questions]),
        ranking=ranking,
        rows=[measure_signals(asked.example.question, found[0], found, ranking) for asked, found in both],
        f1=f1,
        right={"span": f1 >= RIGHT, "evidence": np.array([asked.holds_answer(found[0]) for asked, found in both])},
    )


def calibrate(options: argparse.Namespace) -> None:
    from qa.training.risk_coverage import draw_risk_coverage  # of the group `train`, as `fit` and the threshold are

    first = first_answers(ask(options), options.seed)
    result: dict[str, object] = {"ranking": vars(first.ranking)}
    outcomes: Outcomes = {}
    for name, key in (("span", "threshold"), ("evidence", "evidence_threshold")):
        model = first.fit(name, first.fitted)
        outcomes[name] = first.probabilities(model), first.right[name], threshold_of(first, name, model)
        result |= {name: vars(model), key: outcomes[name][2]}
    figures = told_figures(first, outcomes, options.seed)
    draw_risk_coverage(options.target / "risk_coverage.svg", _curves(first, outcomes))
    (options.target / "calibration.json").write_text(json.dumps(result | {"measured": figures}, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def threshold_of(first: FirstAnswers, name: str, model: Logistic) -> float:
    """Where an answer earns what it costs, on the fitted half of each source."""
    values = first.probabilities(model), first.right[name], first.answerable
    own = [first.fitted & (first.sources == source) for source in (Source.ARTICLES, Source.NEWS)]
    return even_threshold([Measured(*(one[use] for one in values)) for use in own])


def told_figures(first: FirstAnswers, outcomes: Outcomes, seed: int) -> dict[str, object]:
    """What is measured on the halves that nothing was fitted on: of the articles and, by themselves, of the reports."""
    by_source = {source: first.sources == source for source in Source}
    figures = _figures(first, outcomes, first.told & by_source[Source.ARTICLES])
    for name, right in first.right.items():
        figures[name] |= {"expected_calibration_error_over_splits": error_over_splits(first, name, right, seed)}
    figures["news"] = _figures(first, outcomes, first.told & by_source[Source.NEWS])
    shown, _, thresholds = as_answered(first.questions, outcomes)
    absent = by_source[Source.ABSENT] & _asks_no_summary(first.questions)
    if absent.any():
        refused = float((shown < thresholds)[absent].mean())
        figures["absent"] = {"questions": int(absent.sum()), "refused": round(refused, 4)}
    return figures


def _figures(first: FirstAnswers, outcomes: Outcomes, told: np.ndarray) -> dict[str, Any]:
    figures: dict[str, Any] = {"open_f1_answerable": round(float(first.f1[first.answerable & told].mean()), 4)}
    for name, (probabilities, right, threshold) in outcomes.items():
        figures[name] = report(probabilities[told], right[told], first.answerable[told], threshold)
    shown, right, thresholds = as_answered(first.questions, outcomes)
    told = told & _asks_no_summary(first.questions)
    figures["answer"] = report(shown[told], right[told], first.answerable[told], thresholds[told])
    return figures


def _asks_no_summary(questions: list[Asked]) -> np.ndarray:
    return np.array([question_kind(one.example.question) is not QuestionKind.SUMMARY for one in questions])


def error_over_splits(first: FirstAnswers, name: str, right: np.ndarray, seed: int) -> dict[str, float]:
    """Mean and standard deviation of the error on articles over SPLITS ways to halve the texts, fitted on one half."""
    errors = []
    for split in range(1, SPLITS + 1):
        fitted = in_fitted_half(first.questions, first.sources, seed + split)
        told = ~fitted & (first.sources == Source.ARTICLES)
        errors.append(calibration_error(first.probabilities(first.fit(name, fitted))[told], right[told]))
    return {"mean": round(float(np.mean(errors)), 4), "deviation": round(float(np.std(errors)), 4)}


def _curves(first: FirstAnswers, outcomes: Outcomes) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    told = first.told & (first.sources == Source.ARTICLES)
    curves = {}
    for name, (probabilities, right, _) in outcomes.items():
        for which, chosen in (("all", told), ("answerable", told & first.answerable)):
            curves[f"{name}, {which} questions"] = probabilities[chosen], right[chosen]
    return curves


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dev", type=Path, required=True, help="the held-out questions on articles")
    parser.add_argument("--news", type=Path, default=NEWS / "dev.jsonl.gz", help="those on news reports")
    parser.add_argument("--limit", type=int, default=1200, help="questions asked of each, taken at random")
    parser.add_argument("--asked", type=Path, required=True, help="file that keeps what was asked, to go on from")
    parser.add_argument("--asked-news", type=Path, required=True, help="file that keeps those on news, to go on from")
    parser.add_argument("--limit-absent", type=int, default=600, help="questions asked over others' articles")
    parser.add_argument("--absent", type=Path, required=True, help="file that keeps those, to go on from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="folder for calibration.json")
    parser.set_defaults(run_command=calibrate)
