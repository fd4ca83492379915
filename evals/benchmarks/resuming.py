"""A work folder goes on with the options and on the machine that it was begun with: its figures belong together."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from evals.atomic import write_whole
from evals.benchmarks.machine import describe_machine
from evals.benchmarks.measuring import Options
from evals.benchmarks.paragraphs import DataError
from evals.benchmarks.workload import DEV_FILE

LISTED = "options.json"
KEPT = ("embed_up_to", "baseline_sample", "questions", "answers", "threads")  # options that change an outcome
MACHINE = ("processor", "cores", "system")


def claim_work_folder(options: Options) -> None:
    """Writes what the measurements depend on into the work folder; nothing changes where it has the same already.

    DataError where it has measurements that depend on something else, or is another's folder.
    """
    work, file = options.work, options.work / LISTED
    work.mkdir(parents=True, exist_ok=True)
    now = _dependencies(options)
    if not file.exists() and any(work.iterdir()):
        raise DataError(f"the work folder {str(work)!r} holds something and no {LISTED!r}: name a new one with --work")
    if file.exists() and any(work.glob("*/*.json")):
        before = json.loads(file.read_text(encoding="utf-8"))
        changed = [
            f"{name} {before.get(name)!r}, not {value!r}" for name, value in now.items() if before.get(name) != value
        ]
        if changed:
            raise DataError(
                f"the work folder {str(work)!r} has measurements with {'; '.join(changed)}: "
                "give the same again, or name a new folder with --work"
            )
    write_whole((json.dumps(now, indent=1) + "\n").encode(), file)


def _dependencies(options: Options) -> dict[str, Any]:
    machine = describe_machine()
    return {
        "data": _digest(options.data),
        **{name: getattr(options, name) for name in KEPT},
        **{name: machine[name] for name in MACHINE},
    }


def _digest(data: Path) -> str:
    """SHA-256 of the data files that are there, in hexadecimal digits."""
    together = sha256()
    for file in (data / DEV_FILE, *sorted((data / "train").glob("*.jsonl.gz"))):
        if file.is_file():
            together.update(f"{file.name} {sha256(file.read_bytes()).hexdigest()}\n".encode())
    return together.hexdigest()
