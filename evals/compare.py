"""Two runs of a suite, case by case and measure by measure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.bootstrap import RESAMPLES, Interval, bootstrap_intervals
from evals.measures import GATEABLE, MEASURES, Measure
from evals.metrics.latency_percentile import PERCENTILES, latency_percentile
from evals.regression import Regression
from evals.run_changes import list_changes
from evals.stored_report import Asked, ReportError, StoredCase, StoredReport
from evals.wording import counted

# The measures that a gate on a baseline looks at: means over cases, each of which shows why. Not those of an LLM, nor
# the error of confidence, which more right answers can raise.
GATED = {"answerable_correct", *(name for name, measure in GATEABLE.items() if measure.of_case)}


@dataclass(frozen=True)
class Difference:
    """A measure before and after over the paired cases, and the interval of its difference."""

    measure: Measure
    before: float | None
    after: float | None
    interval: Interval | None

    @property
    def value(self) -> float | None:
        """After less before; None where one of them is None."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def worse(self) -> bool:
        """True where the whole interval lies on the worse side of no difference."""
        if self.interval is None:
            return False
        low, high = self.interval
        return high < 0 if self.measure.more_is_better else low > 0


@dataclass(frozen=True)
class Pair:
    """One case in both runs."""

    before: StoredCase
    after: StoredCase


@dataclass(frozen=True)
class Comparison:
    """Everything that changed. `notes` say what else the two runs do not have in common, and `lost` has the ids of the
    earlier run's cases that the later one should have asked.
    """

    before: StoredReport
    after: StoredReport
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]
    lost: tuple[str, ...] = ()

    @property
    def latencies(self) -> tuple[tuple[str, float, float], ...]:
        """The name of each percentile, with its milliseconds before and after, of the cases that both runs answered."""
        both = ((pair.before.milliseconds, pair.after.milliseconds) for pair in self.pairs)
        times = [(was, now) for was, now in both if was is not None and now is not None]
        if not times:
            return ()
        earlier, later = zip(*times, strict=True)
        return tuple(
            (f"p{percent}", latency_percentile(earlier, percent), latency_percentile(later, percent))
            for percent in PERCENTILES
        )

    @property
    def fixed(self) -> tuple[Pair, ...]:
        """The cases that failed before and are good now."""
        return tuple(pair for pair in self.pairs if pair.after.good and not pair.before.good)

    @property
    def broken(self) -> tuple[Pair, ...]:
        """The cases that were good before and fail now."""
        return tuple(pair for pair in self.pairs if pair.before.good and not pair.after.good)

    @property
    def worse(self) -> tuple[Regression, ...]:
        """The measures that are worse by more than chance, of those in GATED."""
        return tuple(_regression(one, self) for one in self.differences if one.worse and one.measure.name in GATED)

    @property
    def regressions(self) -> tuple[Regression, ...]:
        """The gates of its suite that the later run misses, the measures that are worse by more than chance, and the
        cases that it lost.
        """
        return (*missed_gates(self.after), *self.worse, *self.missing)

    @property
    def missing(self) -> tuple[Regression, ...]:
        """The gate on lost cases: a suite that has no failing case any more passes all others."""
        if not self.lost:
            return ()
        return (Regression("lost", f"{counted(len(self.lost), 'case')} of the earlier run missing", self.lost),)

    def more_broken(self, most: int | None) -> tuple[Regression, ...]:
        """The gate on the number of broken cases where there are more than `most`; without a number there is none."""
        ids = tuple(pair.after.id for pair in self.broken)
        if most is None or len(ids) <= most:
            return ()
        return (Regression("broken", f"{counted(len(ids), 'case')} broke, not at most {most}", ids),)


def missed_gates(report: StoredReport) -> tuple[Regression, ...]:
    """The gates of its suite that the run misses."""
    return tuple(
        Regression(
            gate.name,
            f"no case bears on {gate.name}, demanded {gate.demanded}"
            if gate.value is None
            else f"{gate.name} is {gate.value:.1%}, not {gate.demanded}",
            gate.against,
        )
        for gate in report.gates
        if not gate.passed
    )


def compare(before: StoredReport, after: StoredReport, seed: int = 0, resamples: int = RESAMPLES) -> Comparison:
    """The comparison over the cases that both runs have, paired by id; ReportError where they share none.

    A case that asks or expects something else now tells nothing of what answers it, so it is left out.
    """
    require_shared_cases(before, after.suite, after.cases)
    both = [Pair(before.cases[id], case) for id, case in after.cases.items() if id in before.cases]
    pairs = tuple(pair for pair in both if not _edited(pair))
    left, right = [pair.before.scores for pair in pairs], [pair.after.scores for pair in pairs]
    intervals = bootstrap_intervals(left, right, seed, resamples) if pairs else {}
    differences = tuple(
        Difference(measure, measure.of_run(left), measure.of_run(right), intervals.get(measure.name))
        for measure in MEASURES
    )
    lost = () if after.partly else tuple(id for id in before.cases if id not in after.cases)
    edited = [pair.after.id for pair in both if _edited(pair)]
    return Comparison(before, after, pairs, differences, tuple(_notes(before, after, edited)), lost)


def _edited(pair: Pair) -> bool:
    """Whether the case asks or expects something else than before."""
    return pair.before.asked != pair.after.asked


def require_shared_cases(before: StoredReport, suite: str, ids: Iterable[str]) -> None:
    """ReportError where the report has none of the cases of these ids, so that they cannot be compared."""
    if before.cases.keys().isdisjoint(ids):
        raise ReportError(f"runs of {before.suite!r} and {suite!r} share no case: compare runs of one suite")


def require_unedited_cases(before: StoredReport, suite: str, asked: Mapping[str, Asked]) -> None:
    """ReportError where the report has none of these cases as they are now: a gate would have nothing to judge."""
    require_shared_cases(before, suite, asked)
    if not any(id in before.cases and before.cases[id].asked == now for id, now in asked.items()):
        way_out = "run the earlier version on the cases of now, and compare with that report"
        raise ReportError(
            f"every case that both runs of {suite!r} have was edited, so that none can be compared: {way_out}"
        )


def _notes(before: StoredReport, after: StoredReport, edited: list[str]) -> list[str]:
    """What the two runs do not have in common."""
    notes = []
    if before.suite != after.suite:
        notes.append(f"the suites differ: {before.suite!r} and {after.suite!r}")
    if before.corpus_digest != after.corpus_digest:
        notes.append("the corpora differ")
    if before.cases_digest != after.cases_digest:
        notes.append("the files with the cases differ")
    for name, here, there in (("earlier", before, after), ("later", after, before)):
        alone = [id for id in here.cases if id not in there.cases]
        if alone:
            notes.append(f"only the {name} run has {counted(len(alone), 'case')}: {_listing(alone)}")
    if edited:
        notes.append(f"not compared, as they were edited: {_listing(edited)}")
    return [*notes, *list_changes(before.provenance, after.provenance)]


def _regression(difference: Difference, comparison: Comparison) -> Regression:
    """What to say of a measure that is worse, with the cases that made it so."""
    name = difference.measure.name
    low, high = difference.interval or (0.0, 0.0)
    fallen = tuple(pair.after.id for pair in comparison.pairs if _fell(pair, difference.measure))
    change = f"{name} went from {difference.before:.3f} to {difference.after:.3f}"
    return Regression(name, f"{change} ({difference.value:+.3f}, 95% interval {low:+.3f} to {high:+.3f})", fallen)


def _fell(pair: Pair, measure: Measure) -> bool:
    """Whether the case has a worse score than before."""
    assert measure.of_case is not None
    before, after = measure.of_case(pair.before.scores), measure.of_case(pair.after.scores)
    if before is None or after is None:
        return False
    return after < before if measure.more_is_better else after > before


def _listing(ids: list[str], most: int = 10) -> str:
    """The ids, the first ones of many."""
    return ", ".join(ids[:most]) + (f" and {len(ids) - most} more" if len(ids) > most else "")
