"""The steps of a sync that write, and how a process dies at one of them, for kill_sync.py."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any, NoReturn

from index import publish
from index.catalog import Catalog
from index.database import Database
from index.kept_vectors import KeptVectors
from index.keywords import KeywordStore
from index.ledger import Ledger
from index.vectors import VectorStore

Step = tuple[type | ModuleType, str]

REPEATED: list[Step] = [  # several times in a sync, most of them for each batch
    (Catalog, "begin"),
    (KeptVectors, "keep"),
    (KeywordStore, "write"),
    (Catalog, "replace"),
    (Ledger, "record"),
    (Catalog, "remove"),
    (Catalog, "set_fact"),
]
SINGLE: list[Step] = [
    (Ledger, "forget"),
    (KeywordStore, "rewriting"),
    (Catalog, "every_passage"),  # within rewriting
    (KeptVectors, "sweep"),
    (publish, "copy_folder"),
    (VectorStore, "remove"),
    (VectorStore, "add"),
    (VectorStore, "settle"),
    (publish, "compact"),
    (publish, "use_folder"),
    (VectorStore, "reopen"),
    (publish, "delete_others"),
    (Database, "truncate_log"),
    (Catalog, "swept"),
]
STEPS = REPEATED + SINGLE


@dataclass(frozen=True)
class Kill:
    """Where a sync is killed: at a call of a step, before or after it; without one `wait` seconds after it began.

    It is not killed at all without either.
    """

    step: Step | None = None
    after: bool = False
    call: int = 1
    wait: float | None = None


def prepare(kill: Kill) -> None:
    """Make this process die at the step of the kill."""
    if not kill.step:
        return
    owner, name = kill.step
    original = getattr(owner, name)
    calls = 0

    def dying(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls < kill.call:
            return original(*arguments, **named)
        if not kill.after:
            die()
        given = original(*arguments, **named)
        if isinstance(given, Iterator):
            return die_at_end(given)
        if hasattr(given, "__exit__"):
            return die_on_leaving(given)
        die()

    setattr(owner, name, dying)


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("killed, but alive")


def die_at_end(pages: Iterator[Any]) -> Iterator[Any]:
    yield from pages
    die()


@contextmanager
def die_on_leaving(context: Any) -> Iterator[Any]:
    with context as given:
        yield given
    die()
