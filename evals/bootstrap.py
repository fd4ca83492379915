"""How sure the difference between two runs over the same cases is."""

from collections.abc import Sequence
from random import Random

import numpy
from numpy.typing import NDArray

from evals.measures import MEASURES, Measure, Scores

Interval = tuple[float, float]

LEVEL = 0.95
RESAMPLES = 1000


def bootstrap_intervals(
    before: Scores, after: Scores, seed: int = 0, resamples: int = RESAMPLES
) -> dict[str, Interval | None]:
    """For each measure by name the interval that holds LEVEL of the differences `after` - `before`.

    Each difference is that of a resample: as many cases drawn with replacement, the same ones from both. None where
    a measure is None in half of the resamples or more. The same arguments give the same intervals. Source: the
    percentile interval of Efron and Tibshirani (1993), paired as in Koehn (2004). Raises ValueError where the lengths
    differ or are 0.
    """
    if not before or len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} cases cannot be paired")
    means = [measure for measure in MEASURES if measure.of_case is not None]
    others = [measure for measure in MEASURES if measure.of_case is None]
    tables = _table(before, means), _table(after, means)
    differences: dict[str, list[float]] = {measure.name: [] for measure in MEASURES}
    random, places = Random(seed), range(len(before))
    for _ in range(resamples):
        drawn = random.choices(places, k=len(places))
        columns = [_row_means(table[:, drawn]) for table in tables]
        for measure, left, right in zip(means, *columns, strict=True):
            _keep(differences[measure.name], left, right)
        samples = [before[place] for place in drawn], [after[place] for place in drawn]
        for measure in others:
            _keep(differences[measure.name], measure.of_run(samples[0]), measure.of_run(samples[1]))
    return {name: _interval(found, resamples) for name, found in differences.items()}


def _table(scores: Scores, measures: Sequence[Measure]) -> NDArray[numpy.float64]:
    """The scores with a row for each measure and a column for each case; NaN where one does not apply."""
    rows = [[measure.of_case(one) if measure.of_case else None for one in scores] for measure in measures]
    return numpy.array(rows, dtype=numpy.float64)


def _row_means(table: NDArray[numpy.float64]) -> list[float | None]:
    """The mean of each row over what is not NaN; None where all is."""
    counts = (~numpy.isnan(table)).sum(axis=1)
    sums = numpy.nansum(table, axis=1)
    return [float(total / count) if count else None for total, count in zip(sums, counts, strict=True)]


def _keep(differences: list[float], before: float | None, after: float | None) -> None:
    """Adds the difference where there is one."""
    if before is not None and after is not None:
        differences.append(after - before)


def _interval(differences: Sequence[float], resamples: int) -> Interval | None:
    """The middle LEVEL of the differences; None where half of the resamples or more gave none."""
    if 2 * len(differences) <= resamples:
        return None
    low, high = numpy.quantile(differences, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
