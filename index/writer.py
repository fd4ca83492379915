"""An index has one writer at a time, among all processes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import IndexBusy, IndexFailure


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Hold the one place for a writer of the index in `home`; IndexBusy names the process that has it.

    IndexFailure where the folder cannot be written.
    """
    holder = home / "writer.txt"
    lock = FileLock(home / "writer.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        name = "unknown"
        with suppress(FileNotFoundError):
            name = holder.read_text(encoding="utf-8").strip() or name
        raise IndexBusy(
            f"process {name} is writing the index {str(home)!r}: wait until it has ended, "
            "or set QA_HOME to another folder"
        ) from error
    except OSError as error:
        raise IndexFailure(
            f"the index folder {str(home)!r} cannot be written ({error.strerror}): give write permission, "
            "or set QA_HOME to another folder"
        ) from error
    try:
        holder.write_text(f"{os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
