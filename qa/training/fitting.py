"""How candidates rank, and the probability that the first is right, as they suit held-out questions best."""

import numpy as np

from qa.candidate import LEAST_RETRIEVAL, Candidate, Ranking
from qa.candidate_finder import FAR_BEHIND
from qa.confidence import Logistic
from qa.training.open_dev import Asked

RANKINGS = [
    Ranking(retrieval, coverage, second_margin, form)
    for retrieval in (0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)
    for coverage in (0.0, 1.5, 3.0, 4.5, 6.0)
    for second_margin in (0.0, 0.3, 0.6)
    for form in (0.0, 1.0, 2.0, 3.0)
    if retrieval * (1 - LEAST_RETRIEVAL) + coverage + form <= FAR_BEHIND
]
CHANCE = 0.002  # of F1, between rankings: what the two halves differ by in it
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


def choose_ranking(questions: list[Asked], used: Ranking) -> Ranking:
    """The ranking with the best F1 of the first candidate over answerable questions.

    `used`, the one in use, where no other is better by more than CHANCE.
    """
    answerable = [asked for asked in questions if asked.example.spans]
    scored = [[(candidate, asked.f1(candidate.text)) for candidate in asked.candidates] for asked in answerable]

    def quality(ranking: Ranking) -> float:
        return float(np.mean([max(found, key=lambda one: one[0].credit(ranking))[1] for found in scored]))

    best = max(RANKINGS, key=quality)
    return best if quality(best) > quality(used) + CHANCE else used


def evenly(answerable: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """A weight for each question with which half of each source's have an answer: how many have one is chance.

    A source counts for as many questions as it has. ValueError where all or none of them have an answer.
    """
    weights = np.ones(len(answerable))
    for source in sorted(set(sources)):
        share = answerable[sources == source].mean()
        if share in (0, 1):
            raise ValueError(f"of {source!r} all or none of the fitted questions have an answer: raise --limit")
        weights[sources == source] = np.where(answerable, 0.5 / share, 0.5 / (1 - share))[sources == source]
    return weights


def fit(rows: list[dict[str, float]], right: np.ndarray, weights: np.ndarray) -> Logistic:
    """Logistic regression on the signals, each within the limits seen; `weights` says what each row counts for.

    A signal whose weight comes out against its meaning (SIGNS) says nothing that the others do not: the one furthest
    off is left out and the rest fitted again.
    """
    from sklearn.linear_model import LogisticRegression  # of the group `train`: what stands above is tested without
    from sklearn.preprocessing import StandardScaler

    names = list(rows[0])
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
