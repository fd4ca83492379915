"""What the figures have to reach, and whether they do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.benchmarks.measuring import Row
from evals.benchmarks.steps import Asked, System
from evals.metrics.latency_percentile import latency_percentile

GIGABYTE = 1_000_000_000  # bytes
SMALL, BIG, LARGE = 1_000, 100_000, 1_000_000  # passages
DOCUMENTS = 10_000
LEAST_SPEED = 2.5  # times the baseline's
MOST_SYNC = 3.0  # seconds
MOST_RETRIEVAL_GROWTH, MOST_ANSWER_GROWTH = 3.0, 1.3  # times, from SMALL to BIG
MOST_RETRIEVAL = 50.0  # milliseconds at LARGE
MOST_MEMORY = 6 * GIGABYTE  # bytes at LARGE
LEAST_LEAD = 5.0  # percentage points of hit@1


@dataclass(frozen=True)
class Bar:
    """A bar in words, what was measured in words, and whether it is reached (None: not measured)."""

    bar: str
    measured: str
    reached: bool | None


def check_bars(rows: Sequence[Row]) -> list[Bar]:
    """Every bar against the rows; one whose rows are missing is not measured."""
    return [
        _speed(rows),
        _sync(rows),
        _growth(rows, f"retrieval p95 at {BIG:,} passages", MOST_RETRIEVAL_GROWTH, "ask"),
        _growth(rows, f"whole-answer p95 at {BIG:,} passages", MOST_ANSWER_GROWTH, "answer"),
        _large_retrieval(rows),
        _large_memory(rows),
        _lead(rows),
    ]


def p95(row: Row | None, step: str) -> float | None:
    """The 95th percentile in milliseconds of the step `ask` or `answer`; None where it was not taken."""
    outcome = (row.ask if step == "ask" else row.answer) if row else None
    return latency_percentile(outcome.milliseconds, 95) if outcome and outcome.milliseconds else None


def find_row(rows: Iterable[Row], system: System, size: int, sync_only: bool = False) -> Row | None:
    """The system's row at the size."""
    wanted = (system, size, sync_only)
    return next((row for row in rows if (row.system, row.size, row.sync_only) == wanted), None)


def hit_rate(asked: Asked, cutoff: int) -> float:
    """Hits at the cutoff, per cent of the questions."""
    return 100 * asked.hits[cutoff] / asked.questions


def _pairs(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """(this project's row, the baseline's) at each size that has both, smallest first."""
    ours = sorted((row for row in rows if row.system is System.PRODUCT and not row.sync_only), key=lambda row: row.size)
    both = ((row, find_row(rows, System.BASELINE, row.size)) for row in ours)
    return [(ours_there, theirs) for ours_there, theirs in both if theirs]


def _speed(rows: Sequence[Row]) -> Bar:
    name = f"passages indexed a second: at least {LEAST_SPEED} times LlamaIndex's"
    speeds = [
        (ours.size, ours.index.passages_a_second, theirs.index.passages_a_second)
        for ours, theirs in _pairs(rows)
        if ours.index and theirs.index
    ]
    for size, fast, slow in reversed(speeds):
        if fast and slow:
            return Bar(name, f"{fast / slow:.2f} times at {size:,}", fast / slow >= LEAST_SPEED)
    return _missing(name)


def _sync(rows: Sequence[Row]) -> Bar:
    name = f"sync of {DOCUMENTS:,} unchanged documents: less than {MOST_SYNC:.0f} s"
    row = find_row(rows, System.PRODUCT, DOCUMENTS, sync_only=True)
    if row is None or row.sync is None:
        return _missing(name)
    return Bar(name, f"{row.sync.seconds:.2f} s", row.sync.seconds < MOST_SYNC)


def _growth(rows: Sequence[Row], what: str, most: float, step: str) -> Bar:
    name = f"{what}: at most {most} times that at {SMALL:,}"
    small, big = (p95(find_row(rows, System.PRODUCT, size), step) for size in (SMALL, BIG))
    if small is None or big is None:
        return _missing(name)
    return Bar(name, f"{big / small:.2f} times ({small:.1f} to {big:.1f} ms)", big / small <= most)


def _large_retrieval(rows: Sequence[Row]) -> Bar:
    name = f"retrieval p95 at {LARGE:,} passages: less than {MOST_RETRIEVAL:.0f} ms"
    found = p95(find_row(rows, System.PRODUCT, LARGE), "ask")
    return _missing(name) if found is None else Bar(name, f"{found:.1f} ms", found < MOST_RETRIEVAL)


def _large_memory(rows: Sequence[Row]) -> Bar:
    name = f"memory at {LARGE:,} passages: less than {MOST_MEMORY / GIGABYTE:.0f} GB"
    row = find_row(rows, System.PRODUCT, LARGE)
    if row is None or row.index is None or row.ask is None:
        return _missing(name)
    indexing, asking = row.index.peak_memory, row.ask.peak_memory
    told = f"{indexing / GIGABYTE:.2f} GB indexing, {asking / GIGABYTE:.2f} GB asking"
    return Bar(name, told, max(indexing, asking) < MOST_MEMORY)


def _lead(rows: Sequence[Row]) -> Bar:
    name = f"hit@1: at least {LEAST_LEAD:.0f} points above LlamaIndex at equal passage size"
    for ours, theirs in reversed(_pairs(rows)):
        if ours.ask and theirs.ask and all(_is_real(row) for row in (ours, theirs)):
            lead = hit_rate(ours.ask, 1) - hit_rate(theirs.ask, 1)
            return Bar(name, f"{lead:+.1f} points at {ours.size:,}", lead >= LEAST_LEAD)
    return _missing(name)


def _is_real(row: Row) -> bool:
    """Whether every passage was really embedded."""
    return row.index is not None and row.index.embedded == row.index.passages


def _missing(name: str) -> Bar:
    return Bar(name, "not measured", None)
