"""The table, the bars and the plot of rows made by hand."""

import dataclasses
from pathlib import Path
from xml.etree import ElementTree

from evals.benchmarks.bars import Bar, check_bars
from evals.benchmarks.measuring import Options, Row
from evals.benchmarks.plot import CHARTS, draw_plot
from evals.benchmarks.steps import Action, Answered, Asked, Indexed, Synced, System
from evals.benchmarks.table import HEADINGS, draw

OPTIONS = Options(Path("data"), Path("work"), (1000,), 10_000, 10_000, 2_000, 100_000, 500, 100, 2)
MACHINE = {"processor": "X", "instructions": ["avx2"], "cores": 2, "memory": 24_000_000_000, "system": "Linux"}
VERSIONS = {"versions": {"python": "3.11", "torch": None}}


def indexed(passages: int, speed: float | None, memory: int = 400_000_000) -> Indexed:
    return Indexed(20, passages, min(passages, 10_000), 5.0, speed, passages * 3000, memory)


def asked(p95: float, hits: int) -> Asked:
    return Asked(200, 1.5, [p95] * 20, {1: hits, 5: 180, 20: 190}, 112.6, 500_000_000)


ROWS = [
    Row(System.PRODUCT, 1000, False, indexed(1000, 60.0), Synced(0.5, 1), asked(8, 170), Answered([200.0], 1)),
    Row(System.BASELINE, 1000, False, indexed(1000, 20.0), Synced(2.0, 1), asked(12, 150)),
    Row(System.BASELINE_DEFAULT, 1000, not_measured={Action.INDEX: "no torch", Action.ASK: "no torch"}),
    Row(System.PRODUCT, 100_000, False, indexed(100_000, None), Synced(9, 1), asked(20, 168), Answered([270.0], 1)),
    Row(System.PRODUCT, 1_000_000, False, indexed(1_000_000, None, 7_000_000_000), None, asked(40, 160)),
    Row(System.PRODUCT, 10_000, True, indexed(10_000, None), Synced(2.5, 1)),
]


def by_words(bars: list[Bar]) -> list[tuple[str, bool | None]]:
    return [(bar.measured, bar.reached) for bar in bars]


def test_bars_by_hand() -> None:
    assert by_words(check_bars(ROWS)) == [
        ("3.00 times at 1,000", True),
        ("2.50 s", True),
        ("2.50 times (8.0 to 20.0 ms)", True),
        ("1.35 times (200.0 to 270.0 ms)", False),
        ("40.0 ms", True),
        ("7.00 GB indexing, 0.50 GB asking", False),
        ("+10.0 points at 1,000", True),
    ]


def test_bars_without_rows_are_not_measured() -> None:
    assert {(bar.measured, bar.reached) for bar in check_bars([])} == {("not measured", None)}


def test_hits_over_synthetic_distractors_do_not_count_for_the_lead() -> None:
    rows = [dataclasses.replace(row, size=100_000, index=indexed(100_000, None)) for row in ROWS[:2]]
    assert check_bars(rows)[-1].reached is None


def test_each_row_is_a_line_of_the_table() -> None:
    page = draw(ROWS, check_bars(ROWS), OPTIONS, MACHINE | VERSIONS)
    lines = [line for line in page.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[: len(ROWS) + 2]]
    assert cells[0] == list(HEADINGS)
    assert {len(line) for line in cells} == {len(HEADINGS)}
    assert cells[2] == [
        "1,000", "this project", "all 1,000", "60.0", "0.50", "8.0 / 8.0", "200.0 / 200.0",
        "85.0 / 90.0 / 95.0", "113", "400 / 500", "3,000", "1.50",
    ]  # fmt: skip
    assert cells[4][2:] == ["-"] * 5 + ["-", "-", "- / -", "-", "-"]
    assert cells[5][2:4] == ["10,000 of 100,000, rest synthetic", "-"]
    assert cells[7][0] == "10,000 (sync only)"


def test_what_was_not_measured_and_what_is_synthetic_is_said() -> None:
    page = draw(ROWS, check_bars(ROWS), OPTIONS, MACHINE | VERSIONS)
    assert "- LlamaIndex, default passages at 1,000 passages, not measured (index, ask): no torch." in page
    assert "Up to 10,000 passages are really embedded (2,000 by LlamaIndex); the rest have synthetic vectors" in page
    assert "X (avx2), 2 cores, 24 GB, Linux. python 3.11." in page
    assert "| 1.35 times (200.0 to 270.0 ms) | NO |" in page


def test_several_commits_are_named() -> None:
    first, second = ({"commit": digit * 40, "changed": False} for digit in "12")
    rows = [dataclasses.replace(ROWS[0], git={Action.INDEX: first, Action.SYNC: first}), ROWS[1]]
    assert "commits" not in draw(rows, [], OPTIONS, MACHINE | VERSIONS)
    rows[1] = dataclasses.replace(ROWS[1], git={Action.INDEX: second})
    assert "- Measured at several commits: 1111111111, 2222222222." in draw(rows, [], OPTIONS, MACHINE | VERSIONS)


def test_the_plot_is_xml_with_a_point_for_every_value() -> None:
    for rows in (ROWS, []):
        root = ElementTree.fromstring(draw_plot(rows))
        dots = [dot for dot in root.iter("{http://www.w3.org/2000/svg}circle") if dot.get("r") == "3"]
        values = [chart.value(row) for chart in CHARTS for row in rows if not row.sync_only]
        assert len(dots) == sum(value is not None for value in values)
