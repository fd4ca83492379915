"""What is measured of a system at one size: each step is a process of its own and gives one of these."""

import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from time import perf_counter

TOP = 20  # passages retrieved for a question
WARM_UP = 10  # questions asked before the measured ones


class System(StrEnum):
    """What is measured. The third differs from the second in the size of its passages alone."""

    PRODUCT = "this project"
    BASELINE = "LlamaIndex"
    BASELINE_DEFAULT = "LlamaIndex, default passages"


class Action(StrEnum):
    """The steps, in the order in which they depend on one another."""

    INDEX = "index"
    SYNC = "sync"
    ASK = "ask"
    ANSWER = "answer"


@dataclass(frozen=True)
class Plan:
    """What a step is told: the workload's folder, how many passages are embedded for real, how many questions are
    answered whole, how many threads compute, and the time (`time.monotonic`) at which its process was started."""

    folder: Path
    embed_up_to: int
    answers: int
    threads: int
    began: float


@dataclass(frozen=True)
class Indexed:
    """A first indexing. Times in seconds, sizes in bytes; `passages_a_second` counts the really embedded passages,
    and is None where speed says nothing because most are not."""

    documents: int
    passages: int
    embedded: int
    seconds: float
    passages_a_second: float | None
    disk_bytes: int
    peak_memory: int


@dataclass(frozen=True)
class Synced:
    """A second indexing of the same folder, in seconds, without opening the index."""

    seconds: float
    peak_memory: int


@dataclass(frozen=True)
class Asked:
    """Retrieval of TOP passages, one question at a time. `cold_start_seconds` runs from the start of the process to
    its first passages; `hits` counts questions by cutoff; `words` is the mean of the retrieved passages."""

    questions: int
    cold_start_seconds: float
    milliseconds: list[float]
    hits: dict[int, int]
    words: float
    peak_memory: int


@dataclass(frozen=True)
class Answered:
    """Whole answers, one question at a time."""

    milliseconds: list[float]
    peak_memory: int


Outcome = Indexed | Synced | Asked | Answered


def time_each(questions: Iterable[str], ask: Callable[[str], object]) -> list[float]:
    """The milliseconds that each question took."""
    times = []
    for question in questions:
        began = perf_counter()
        ask(question)
        times.append((perf_counter() - began) * 1000)
    return times


def peak_memory() -> int:
    """The most bytes of memory that this process has held."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count what the parent held before this program began
        lines = status.read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    from resource import RUSAGE_SELF, getrusage

    most = getrusage(RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def remove_folder(folder: Path) -> None:
    """Removes what a step that was stopped left there."""
    if folder.exists():
        shutil.rmtree(folder)


def disk_bytes(folder: Path) -> int:
    """The bytes of every file below the folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
