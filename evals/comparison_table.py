"""A comparison as text for the terminal."""

from collections.abc import Iterator, Sequence

from evals.compare import Comparison, Difference, Pair
from evals.regression import Regression
from evals.wording import counted, one_line

MOST_CASES = 10  # ids that a regression's line shows
MESSAGE_LENGTH = 300  # characters of what a regression says
_WIDTH = 20


def draw_comparison(comparison: Comparison) -> str:
    """The measures before and after with the interval of each difference, then the fixed and the broken cases."""
    return "\n".join(
        [
            f"{one_line(comparison.after.suite)}: {counted(len(comparison.pairs), 'case')} in both runs",
            *(f"note: {one_line(note)}" for note in comparison.notes),
            "",
            f"{'':<{_WIDTH}}{'before':>9}{'after':>9}{'change':>9}   95% interval",
            *(_row(one) for one in comparison.differences if one.before is not None or one.after is not None),
            *(
                f"{name:<{_WIDTH}}{was:>6.0f} ms{now:>6.0f} ms{round(now - was):>+6} ms"
                for name, was, now in comparison.latencies
            ),
            *_cases("fixed", comparison.fixed),
            *_cases("broken", comparison.broken),
        ]
    )


def draw_regression(regression: Regression) -> str:
    """One line: the gate, by how much it is missed, and the cases."""
    ids = [one_line(id) for id in regression.cases[:MOST_CASES]]
    more = len(regression.cases) - len(ids)
    listed = ", ".join(ids) + (f" and {more} more" if more else "")
    return one_line(regression.message, MESSAGE_LENGTH) + (f"; cases: {listed}" if ids else "")


def _row(difference: Difference) -> str:
    """One measure."""
    numbers = f"{_number(difference.before)}{_number(difference.after)}{_number(difference.value, '+')}"
    interval = "" if difference.interval is None else "   {:+.3f} to {:+.3f}".format(*difference.interval)
    return f"{difference.measure.name.replace('_', ' '):<{_WIDTH}}{numbers}{interval}{'   WORSE' * difference.worse}"


def _number(value: float | None, sign: str = "") -> str:
    return f"{'-' if value is None else format(value, f'{sign}.3f'):>9}"


def _cases(title: str, pairs: Sequence[Pair]) -> Iterator[str]:
    """The cases with what they were and are."""
    yield ""
    yield f"{len(pairs)} {title}{':' if pairs else ''}"
    for pair in pairs:
        was, now = pair.before.scores.outcome, pair.after.scores.outcome
        because = f" ({one_line(pair.after.cause)})" if pair.after.cause not in (None, str(now)) else ""
        yield f"  {one_line(pair.after.id)}: {was} -> {now}{because}: {one_line(pair.after.question)}"
