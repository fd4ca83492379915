"""The rows as one Markdown table, the bars as another, and what has to be said of both."""

from collections.abc import Iterable, Sequence
from typing import Any

from evals.benchmarks.bars import GIGABYTE, Bar, hit_rate
from evals.benchmarks.hits import CUTOFFS
from evals.benchmarks.measuring import Options, Row
from evals.benchmarks.steps import Action
from evals.metrics.latency_percentile import latency_percentile

MEGABYTE = 1_000_000  # bytes
NOTHING = "-"
SHORT = 10  # digits of a commit that are shown
HEADINGS = (
    "passages", "system", "really embedded", "indexed, passages/s", "no-change sync, s",
    "retrieval p50 / p95, ms", "whole answer p50 / p95, ms", "hit@1 / 5 / 20, %", "words a passage",
    "memory indexing / asking, MB", "disk, bytes a passage", "cold start, s",
)  # fmt: skip


def draw(rows: Sequence[Row], bars: Sequence[Bar], options: Options, machine: dict[str, Any]) -> str:
    """The whole page in Markdown."""
    parts = [
        "# Benchmarks",
        _describe(machine),
        "![Retrieval time, indexing speed and hits by number of passages](plot.svg)",
        _table(HEADINGS, (_cells(row) for row in rows)),
        "## Bars",
        _table(("bar", "measured", "reached"), ((bar.bar, bar.measured, _reached(bar)) for bar in bars)),
        "## How to read it",
        "\n".join(f"- {note}" for note in [*_notes(options), *_commits(rows), *_not_measured(rows)]),
    ]
    return "\n\n".join(parts) + "\n"


def _describe(machine: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items() if number)
    memory = f", {machine['memory'] / GIGABYTE:.0f} GB" if machine["memory"] else ""
    can = f" ({', '.join(machine['instructions'])})" if machine["instructions"] else ""
    return f"{machine['processor']}{can}, {machine['cores']} cores{memory}, {machine['system']}. {versions}."


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(headings), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row) -> list[str]:
    index, ask = row.index, row.ask
    return [
        f"{row.size:,}{' (sync only)' if row.sync_only else ''}",
        str(row.system),
        _embedded(row),
        _number(index.passages_a_second if index and not row.sync_only else None),
        f"{row.sync.seconds:.2f}" if row.sync else NOTHING,
        _percentiles(ask.milliseconds if ask else []),
        _percentiles(row.answer.milliseconds if row.answer else []),
        " / ".join(f"{hit_rate(ask, cutoff):.1f}" for cutoff in CUTOFFS) if ask else NOTHING,
        f"{ask.words:.0f}" if ask else NOTHING,
        _memory(row),
        f"{index.disk_bytes / index.passages:,.0f}" if index else NOTHING,
        f"{ask.cold_start_seconds:.2f}" if ask else NOTHING,
    ]


def _embedded(row: Row) -> str:
    """How many of how many passages have a vector of their own text."""
    if row.index is None:
        return NOTHING
    if row.index.embedded == row.index.passages:
        return f"all {row.index.passages:,}"
    return f"{row.index.embedded:,} of {row.index.passages:,}, rest synthetic"


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}"


def _percentiles(milliseconds: Sequence[float]) -> str:
    if not milliseconds:
        return NOTHING
    return " / ".join(f"{latency_percentile(milliseconds, percentile):.1f}" for percentile in (50, 95))


def _memory(row: Row) -> str:
    peaks = [step.peak_memory if step else None for step in (row.index, row.ask)]
    return " / ".join(NOTHING if peak is None else f"{peak / MEGABYTE:,.0f}" for peak in peaks)


def _reached(bar: Bar) -> str:
    return NOTHING if bar.reached is None else "yes" if bar.reached else "NO"


def _notes(options: Options) -> list[str]:
    sample = min(options.baseline_sample, options.embed_up_to)
    return [
        "Every step of a system at a size is a process of its own; memory is the peak of that process. "
        f"Each computes with {options.threads} threads.",
        "LlamaIndex: SimpleDirectoryReader, SentenceSplitter (cut to the mean size of this project's passages, or its "
        "default size), all-MiniLM-L6-v2 in torch fp32 through HuggingFaceEmbedding, IngestionPipeline with a document "
        "store, Chroma, the nearest passages of a VectorStoreIndex.",
        f"Up to {options.embed_up_to:,} passages are really embedded ({sample:,} by LlamaIndex); the rest have "
        "synthetic vectors, alike for both: a real vector plus as much noise. Their texts and the questions are real. "
        "LlamaIndex's speed on a part is that part's; no speed is told for this project then.",
        "A hit is a retrieved passage that covers the place of the gold answer in its document; an equal text "
        f"elsewhere is none. At most {options.questions:,} answerable questions of the dev file, their articles beside "
        "distractors: training paragraphs, then halves of two put together.",
        "Retrieval is of 20 passages, one question at a time, after a warm-up. Cold start is from the start of the "
        "process to the first question's passages, files in the system's cache. Sync is without opening the index.",
        "LlamaIndex has no whole answer: not measured, it needs a language model. "
        f"For this project: the first {options.answers:,} of the questions.",
    ]


def _commits(rows: Iterable[Row]) -> list[str]:
    """A line that names the commits, where the steps were taken at several."""
    commits = dict.fromkeys(git["commit"][:SHORT] if git else "none" for row in rows for git in row.git.values())
    return [f"Measured at several commits: {', '.join(commits)}."] if len(commits) > 1 else []


def _not_measured(rows: Iterable[Row]) -> list[str]:
    """A line for each row with a step that was not taken."""
    told = []
    for row in rows:
        if row.not_measured:
            steps = ", ".join(Action(action).value for action in row.not_measured)
            reason = next(iter(row.not_measured.values()))
            what = "documents" if row.sync_only else "passages"
            told.append(f"{row.system} at {row.size:,} {what}, not measured ({steps}): {reason}.")
    return told
