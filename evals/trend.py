"""The history of a suite as text for the terminal."""

from collections.abc import Iterator, Sequence

from evals.history import PastRun
from evals.measures import MEASURES
from evals.wording import counted, one_line

HEADLINES = ("answerable_correct", "refusal_recall", "wrong_answer_rate", "truthfulness")
MOST_POINTS = 40  # whole runs that a trend shows
MOST_LISTED = 20  # runs that are listed
_LEVELS = "▁▂▃▄▅▆▇█"


def draw_history(suite: str, runs: Sequence[PastRun], names: Sequence[str] = HEADLINES) -> str:
    """A line of bars for each measure over the whole runs, then the last runs with the newest first."""
    whole = [run for run in runs if run.whole]
    return "\n".join(
        [
            f"{one_line(suite)}: {counted(len(runs), 'run')} kept, {len(whole)} of the whole suite",
            "",
            *(_trend(name, [run.measures.get(name) for run in whole]) for name in names),
            "",
            f"{'ended (UTC)':<21}{'commit':<10}{'cases':>6}{'failed':>8}{'p50':>9}",
            *map(_row, list(reversed(runs))[:MOST_LISTED]),
        ]
    )


def known_measures() -> list[str]:
    """The names that a trend can be drawn of."""
    return [measure.name for measure in MEASURES]


def _trend(name: str, values: Sequence[float | None]) -> str:
    """The bars from the least to the greatest value, and both ends of the trend."""
    shown = values[-MOST_POINTS:]
    known = [value for value in shown if value is not None]
    if not known:
        return f"{name.replace('_', ' '):<21}no run yet"
    bars = "".join(_bar(value, min(known), max(known)) for value in shown)
    return f"{name.replace('_', ' '):<21}{bars}  {known[0]:.3f} -> {known[-1]:.3f}"


def _bar(value: float | None, least: float, most: float) -> str:
    """The bar of a value; a middle one where nothing changes, a space for no value."""
    if value is None:
        return " "
    share = (value - least) / (most - least) if most > least else 0.5
    return _LEVELS[min(len(_LEVELS) - 1, int(share * len(_LEVELS)))]


def _row(run: PastRun) -> str:
    """One run."""
    commit = "-" if run.commit is None else one_line(str(run.commit))[:7] + ("*" if run.changed else "")
    took = "-" if run.milliseconds is None else f"{run.milliseconds:.0f} ms"
    remarks = "".join(_remarks(run))
    return f"{run.ended[:16].replace('T', ' '):<21}{commit:<10}{run.cases:>6}{run.failed:>8}{took:>9}{remarks}"


def _remarks(run: PastRun) -> Iterator[str]:
    if not run.passed:
        yield "  below the gate"
    if not run.whole:
        yield "  chosen cases"
