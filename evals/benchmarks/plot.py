"""Three charts in one SVG: retrieval time, indexing speed and hits, by the number of passages."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from evals.benchmarks.bars import hit_rate, p95
from evals.benchmarks.measuring import Row
from evals.benchmarks.steps import System

WIDTH, HEIGHT = 320, 230  # of one chart, units of the drawing
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 28, 34  # margins
COLOURS = {System.PRODUCT: "#1a6fb5", System.BASELINE: "#c4551d", System.BASELINE_DEFAULT: "#8a8a8a"}

Point = tuple[float, float]  # passages, value


@dataclass(frozen=True)
class Chart:
    """A chart's title and what it shows of a row; None leaves the row out."""

    title: str
    value: Callable[[Row], float | None]


CHARTS = (
    Chart("retrieval p95, ms", lambda row: p95(row, "ask")),
    Chart("indexed, passages a second", lambda row: row.index.passages_a_second if row.index else None),
    Chart("hit@1, %", lambda row: hit_rate(row.ask, 1) if row.ask else None),
)


def draw_plot(rows: Sequence[Row]) -> str:
    """An SVG file's text; a chart without a value is drawn empty."""
    measured = [row for row in rows if not row.sync_only]
    sizes = sorted({row.size for row in measured})
    charts = "".join(
        f'<g transform="translate({number * WIDTH} 0)">{_chart(chart, measured, sizes)}</g>'
        for number, chart in enumerate(CHARTS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * len(CHARTS)} {HEIGHT + 24}" '
        'font-family="sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{charts}{_legend()}</svg>\n'
    )


def _chart(chart: Chart, rows: Sequence[Row], sizes: Sequence[int]) -> str:
    lines = {
        system: [(row.size, value) for row in rows if row.system is system and (value := chart.value(row)) is not None]
        for system in System
    }
    top = max((value for points in lines.values() for _, value in points), default=0.0) * 1.1 or 1.0
    drawn = "".join(_line(points, COLOURS[system], sizes, top) for system, points in lines.items())
    bottom, right = HEIGHT - _BOTTOM, WIDTH - _RIGHT
    ticks = "".join(
        f'<text x="{_across(size, sizes):.1f}" y="{bottom + 14}" text-anchor="middle">{size:,}</text>' for size in sizes
    )
    return (
        f'<text x="{_LEFT}" y="16" font-weight="bold">{escape(chart.title)}</text>'
        f'<path d="M{_LEFT} {_TOP}V{bottom}H{right}" fill="none" stroke="#444444"/>'
        f'<text x="{_LEFT - 4}" y="{_TOP + 8}" text-anchor="end">{top:.0f}</text>'
        f'<text x="{_LEFT - 4}" y="{bottom}" text-anchor="end">0</text>{ticks}{drawn}'
    )


def _line(points: Sequence[Point], colour: str, sizes: Sequence[int], top: float) -> str:
    places = [(_across(size, sizes), _down(value / top)) for size, value in sorted(points)]
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"><title>{size:,.0f}: {value:.1f}</title></circle>'
        for (x, y), (size, value) in zip(places, sorted(points), strict=True)
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>{dots}'


def _legend() -> str:
    return "".join(
        f'<circle cx="{_LEFT + number * 190}" cy="{HEIGHT + 8}" r="4" fill="{COLOURS[system]}"/>'
        f'<text x="{_LEFT + 10 + number * 190}" y="{HEIGHT + 12}">{escape(str(system))}</text>'
        for number, system in enumerate(System)
    )


def _across(size: float, sizes: Sequence[int]) -> float:
    """The place of a size from the left, on a logarithmic scale; in the middle where there is one size."""
    least, most = math.log(min(sizes)), math.log(max(sizes))
    share = (math.log(size) - least) / (most - least) if most > least else 0.5
    return _LEFT + 24 + (WIDTH - _LEFT - _RIGHT - 48) * share


def _down(share: float) -> float:
    """The place of a share of the height, from the top."""
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * share
