"""The history of a suite as text for the terminal."""

from collections.abc import Iterator, Sequence
from typing import Any

from evals.history import PastRun, list_other_settings
from evals.measures import MEASURES
from evals.wording import counted, one_line

HEADLINES = ("answerable_correct", "refusal_recall", "wrong_answer_rate", "truthfulness")
MOST_POINTS = 40  # whole runs that a trend shows
MOST_LISTED = 20  # runs that are listed
_LEVELS = "▁▂▃▄▅▆▇█"


def draw_history(suite: str, runs: Sequence[PastRun], names: Sequence[str] = HEADLINES) -> str:
    """A line of bars for each measure, then the last runs with the newest first.

    The bars are over the whole runs with the settings of the newest whole run; each other run is listed with its own.
    """
    whole = [run for run in runs if run.whole]
    newest = whole[-1] if whole else None
    alike = [run for run in whole if newest is not None and not _other_settings(run, newest)]
    kept = f"{counted(len(runs), 'run')} kept, {len(whole)} of the whole suite"
    if len(alike) < len(whole):
        kept += f", {len(alike)} of those with the settings of the newest"
    return "\n".join(
        [
            f"{one_line(suite)}: {kept}",
            "",
            *(_trend(name, [run.measures.get(name) for run in alike]) for name in names),
            "",
            f"{'ended (UTC)':<21}{'commit':<10}{'cases':>6}{'failed':>8}{'p50':>9}",
            *(_row(run, newest) for run in list(reversed(runs))[:MOST_LISTED]),
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


def _row(run: PastRun, newest: PastRun | None) -> str:
    """One run, with what sets it apart from the newest whole one."""
    commit = "-" if run.commit is None else one_line(str(run.commit))[:7] + ("*" if run.changed else "")
    took = "-" if run.milliseconds is None else f"{run.milliseconds:.0f} ms"
    remarks = "".join(f"  {remark}" for remark in _remarks(run, newest))
    return f"{run.ended[:16].replace('T', ' '):<21}{commit:<10}{run.cases:>6}{run.failed:>8}{took:>9}{remarks}"


def _remarks(run: PastRun, newest: PastRun | None) -> Iterator[str]:
    """What is to be said of the run."""
    if not run.passed:
        yield "below the gate"
    if not run.whole:
        yield "chosen cases"
    if newest is not None:
        yield from _other_settings(run, newest)


def _other_settings(run: PastRun, newest: PastRun) -> list[str]:
    """Each setting of the run that is not the newest whole run's, in words; none where they have the same."""
    if (run.settings is None) != (newest.settings is None):
        return ["settings not known" if run.settings is None else "settings known"]
    return [one_line(f"{name} {_in_words(value)}") for name, value in list_other_settings(run, newest).items()]


def _in_words(value: Any) -> str:
    """The value of a setting."""
    if value is None or value == []:
        return "none"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
