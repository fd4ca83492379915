"""`python -m evals.benchmarks --data FOLDER`: measures, then writes the table, the plot and the numbers."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path

from evals.atomic import write_whole
from evals.benchmarks.bars import LARGE, check_bars
from evals.benchmarks.machine import describe_machine, describe_versions
from evals.benchmarks.measuring import Options, Row, measure_all
from evals.benchmarks.paragraphs import DataError
from evals.benchmarks.plot import draw_plot
from evals.benchmarks.resuming import claim_work_folder
from evals.benchmarks.table import draw

SIZES = (1_000, 10_000, 100_000)
COUNTS = (
    ("--embed-up-to", 10_000, "passages embedded for real, the rest have synthetic vectors"),
    ("--baseline-sample", 10_000, "the same for LlamaIndex, where it is fewer"),
    ("--baseline-up-to", 100_000, "largest size at which LlamaIndex is measured"),
    ("--questions", 500, "questions retrieved for"),
    ("--answers", 100, "questions answered whole"),
    ("--threads", 2, "processor threads of every system"),
)


def main() -> None:
    """Measure this project beside LlamaIndex; write table.md, plot.svg and results.json."""
    values = vars(_parser().parse_args())
    out, work, large = values.pop("out"), values.pop("work"), values.pop("large")
    values["sizes"] = tuple(sorted({*values["sizes"], *((LARGE,) if large else ())}))
    with tempfile.TemporaryDirectory(prefix="qa-bench-") if work is None else nullcontext(work) as folder:
        options = Options(work=Path(folder), **values)
        rows: list[Row] = []
        try:
            claim_work_folder(options)
            for row in measure_all(options, lambda line: print(line, file=sys.stderr, flush=True)):
                rows.append(row)
                write_results(rows, options, out)
        except DataError as error:
            sys.exit(str(error))
    print((out / "table.md").read_text(encoding="utf-8"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and dev/, in SQuAD's form")
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks"), help="folder for the results")
    parser.add_argument("--work", type=Path, help="folder for documents and indexes: what it holds is not done again")
    for name, default, meaning in COUNTS:
        parser.add_argument(name, type=_count, default=default, metavar="N", help=f"{meaning} (default: {default:,})")
    documents = "small documents whose sync is measured on its own, 0 for none (default: 10,000)"
    parser.add_argument("--documents", type=_count_or_none, default=10_000, metavar="N", help=documents)
    parser.add_argument("--sizes", type=_count, nargs="+", default=SIZES, metavar="N", help="passages in the index")
    parser.add_argument("--large", action="store_true", help=f"and {LARGE:,} passages")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is less than 1")
    return number


def _count_or_none(text: str) -> int:
    return 0 if text == "0" else _count(text)


def write_results(rows: Sequence[Row], options: Options, out: Path) -> None:
    """Writes the three files for the rows so far."""
    bars, machine = check_bars(rows), describe_machine() | describe_versions()
    shown = {name: value for name, value in asdict(options).items() if name not in ("data", "work")}
    results = {
        "machine": machine,
        "options": shown,
        "rows": [asdict(row) for row in rows],
        "bars": [asdict(bar) for bar in bars],
    }
    out.mkdir(parents=True, exist_ok=True)
    write_whole((json.dumps(results, indent=1) + "\n").encode(), out / "results.json")
    write_whole(draw(rows, bars, options, machine).encode(), out / "table.md")
    write_whole(draw_plot(rows).encode(), out / "plot.svg")


if __name__ == "__main__":
    main()
