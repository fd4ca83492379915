"""Charts as inline SVG, drawn in the colours of the page around them."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from evals.gates import Share

WIDTH, HEIGHT = 360, 200  # units of the drawing
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 12, 36  # margins
_BARS = 20
_CHANGE_WIDTH = 120


def draw_risk_coverage(curve: Sequence[tuple[float, float]]) -> str:
    """The share of wrong answers among the most confident ones; empty for no answers."""
    if not curve:
        return ""
    points = " ".join(f"{_across(coverage):.1f},{_down(risk):.1f}" for coverage, risk in curve)
    dots = "".join(
        f'<circle class="mark" cx="{_across(x):.1f}" cy="{_down(y):.1f}" r="3"/>' for x, y in curve if len(curve) < 3
    )
    return _chart(
        "Risk and coverage: the share of wrong answers among the most confident ones",
        f'<polyline class="line" points="{points}"/>{dots}{_axes("answers kept", "wrong", ("0%", "100%"), "100%")}',
    )


def draw_latency(milliseconds: Sequence[float], percentiles: Mapping[str, float]) -> str:
    """How many answers took how long, with the percentiles; empty for no times."""
    if not milliseconds:
        return ""
    longest = max(milliseconds) or 1.0
    counts = [0] * _BARS
    for time in milliseconds:
        counts[min(_BARS - 1, int(time / longest * _BARS))] += 1
    width = (WIDTH - _LEFT - _RIGHT) / _BARS
    bars = "".join(
        f'<rect class="bar" x="{_across(place / _BARS):.1f}" y="{_down(count / max(counts)):.1f}" '
        f'width="{width - 1:.1f}" height="{_down(0) - _down(count / max(counts)):.1f}"/>'
        for place, count in enumerate(counts)
    )
    marks = "".join(
        f'<line class="mark" x1="{_across(time / longest):.1f}" x2="{_across(time / longest):.1f}" y1="{_TOP}" '
        f'y2="{_down(0):.1f}"><title>{escape(name)}: {time:.0f} ms</title></line>'
        for name, time in percentiles.items()
    )
    axes = _axes("milliseconds", "answers", ("0", f"{longest:.0f}"), str(max(counts)))
    return _chart("Latency: how many answers took how long", f"{bars}{marks}{axes}")


def draw_tags(tags: Mapping[str, Share]) -> str:
    """The share of good cases by tag; empty for no tags."""
    if not tags:
        return ""
    row, room = 18, WIDTH / 2
    rows = "".join(
        f'<text x="{WIDTH / 2 - 6:.0f}" y="{number * row + 13}" text-anchor="end">{escape(_short(name))}</text>'
        f'<rect class="rest" x="{WIDTH / 2:.0f}" y="{number * row + 3}" width="{room - 60:.1f}" height="12"/>'
        f'<rect class="bar" x="{WIDTH / 2:.0f}" y="{number * row + 3}" '
        f'width="{(room - 60) * (share.value or 0):.1f}" height="12"/>'
        f'<text x="{WIDTH - 52}" y="{number * row + 13}">{share.count}/{share.total}</text>'
        for number, (name, share) in enumerate(tags.items())
    )
    return _chart("Good cases by tag", rows, height=row * len(tags) + 4)


def draw_change(change: float | None, interval: tuple[float, float] | None, widest: float, more_is_better: bool) -> str:
    """A change and its interval around no change, from -`widest` to `widest`; empty without an interval.

    The colour is that of better or worse where the whole interval is, and else that of the text.
    """
    if change is None or interval is None:
        return ""
    low, high = interval
    sure = low > 0 or high < 0
    better = (change > 0) is more_is_better
    kind = "unsure" if not sure else "better" if better else "worse"
    left, middle, right = (_CHANGE_WIDTH / 2 * (1 + end / (widest or 1.0)) for end in (low, change, high))
    return (
        f'<svg class="change {kind}" viewBox="-4 0 {_CHANGE_WIDTH + 8} 16" role="img" aria-label="{kind}">'
        f'<path class="axis" d="M{_CHANGE_WIDTH // 2} 0V16"/><path class="whisker" d="M{left:.1f} 8H{right:.1f}"/>'
        f'<circle cx="{middle:.1f}" cy="8" r="3"/></svg>'
    )


def _chart(title: str, drawing: str, height: int = HEIGHT) -> str:
    name = escape(title)
    return (
        f'<figure><figcaption>{name}</figcaption><svg viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{name}">{drawing}</svg></figure>'
    )


def _axes(across: str, down: str, ends: Iterable[str], top: str) -> str:
    """Both axes with what they count, from their ends to their labels."""
    least, most = ends
    right, bottom, middle = WIDTH - _RIGHT, HEIGHT - _BOTTOM, (WIDTH - _RIGHT + _LEFT) // 2
    return (
        f'<path class="axis" d="M{_LEFT} {_TOP}V{bottom}H{right}"/>'
        f'<text x="{_LEFT}" y="{bottom + 14}">{least}</text>'
        f'<text x="{right}" y="{bottom + 14}" text-anchor="end">{most}</text>'
        f'<text x="{middle}" y="{bottom + 28}" text-anchor="middle">{across}</text>'
        f'<text x="{_LEFT - 4}" y="{_TOP + 8}" text-anchor="end">{top}</text>'
        f'<text x="{_LEFT - 4}" y="{bottom}" text-anchor="end">{down}</text>'
    )


def _across(share: float) -> float:
    """The place, from the left, of a share of the width between the margins."""
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * share


def _down(share: float) -> float:
    """The place, from the top, of a share of the height between the margins."""
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * share


def _short(text: str, most: int = 24) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
