"""A comparison as one HTML page."""

from collections.abc import Sequence
from html import escape

from evals.compare import Comparison, Difference, Pair
from evals.comparison_table import draw_regression
from evals.stored_report import StoredCase
from evals.wording import counted
from evals.writers.charts import draw_change
from evals.writers.elements import facts, page, quotes, raw_table, table


def write_comparison_page(comparison: Comparison) -> str:
    """The page: the measures before and after, then each case that was fixed or broken, with both answers."""
    name = comparison.after.suite
    fixed, broken = comparison.fixed, comparison.broken
    body = [
        f"<h1>{escape(name)}: {_count(len(fixed), 'fixed', 'good')}, {_count(len(broken), 'broken', 'bad')}</h1>",
        f"<p>{counted(len(comparison.pairs), 'case')} in both runs.</p>",
        *(_line("Note", note) for note in comparison.notes),
        *(_line("Below the gate", draw_regression(one)) for one in comparison.regressions),
        _measures(comparison.differences),
        _latencies(comparison.latencies),
        _pairs("fixed", fixed),
        _pairs("broken", broken),
    ]
    return page(f"{name}: {len(fixed)} fixed, {len(broken)} broken", "\n".join(body))


def _count(number: int, what: str, kind: str) -> str:
    """The number of cases, in the colour of its kind where there are any."""
    return f'<span class="{kind}">{number} {what}</span>' if number else f"{number} {what}"


def _line(title: str, text: str) -> str:
    return f"<p><b>{title}:</b> {escape(text)}</p>"


def _measures(differences: Sequence[Difference]) -> str:
    """The measures that a run has, each with its change and the interval of that, drawn on one scale."""
    shown = [one for one in differences if one.before is not None or one.after is not None]
    widest = max((abs(end) for one in shown for end in one.interval or (0.0,)), default=0.0)
    drawn = raw_table(
        ("measure", "before", "after", "change", "95% interval", "", ""),
        (
            (
                escape(one.measure.name),
                _number(one.before),
                _number(one.after),
                _number(one.value, "+"),
                "-" if one.interval is None else "{:+.3f} to {:+.3f}".format(*one.interval),
                draw_change(one.value, one.interval, widest, one.measure.more_is_better),
                escape(one.measure.meaning),
            )
            for one in shown
        ),
    )
    return f'<div class="measures">{drawn}</div>'


def _latencies(latencies: Sequence[tuple[str, float, float]]) -> str:
    """The latency percentiles in milliseconds; nothing for none."""
    rows = ((name, f"{was:.0f}", f"{now:.0f}", f"{round(now - was):+}") for name, was, now in latencies)
    return table(("milliseconds", "before", "after", "change"), rows) if latencies else ""


def _number(value: float | None, sign: str = "") -> str:
    return "-" if value is None else format(value, f"{sign}.3f")


def _pairs(title: str, pairs: Sequence[Pair]) -> str:
    """The cases of one kind under their heading."""
    return "\n".join([f"<h2>{len(pairs)} {title}</h2>", *(_pair(pair) for pair in pairs)])


def _pair(pair: Pair) -> str:
    """One case: the question, what was expected, and both runs side by side."""
    before, after = pair.before, pair.after
    kind = "good" if after.good else "bad"
    return (
        f'<details open class="{kind}"><summary><b>{escape(after.id)}</b> '
        f"<i>{before.scores.outcome} → {after.scores.outcome}</i> {escape(after.question)}</summary>"
        f"{facts([('expected', after.expected)])}"
        f'<div class="pair">{_side("before", before)}{_side("after", after)}</div></details>'
    )


def _side(title: str, case: StoredCase) -> str:
    """What one run made of the case."""
    answer = case.answer
    told = []
    if answer is not None:
        told = [("answer", answer.text), ("confidence", f"{answer.confidence:.2f}")]
    if case.cause is not None:
        told.append(("because", case.cause))
    if case.crash:
        told.append(("error", case.crash))
    if case.judgement is not None:
        told.append(("judge", case.judgement.wording))
    cited = quotes("quotes", ((place, quote, "") for place, quote in answer.quotes)) if answer else ""
    kind = "good" if case.good else "bad"
    return f'<section class="{kind}"><h3>{title}: <i>{case.scores.outcome}</i></h3>{facts(told)}{cited}</section>'
