"""The last runs of each suite, a line each in the settings' home folder, so that a trend shows.

A suite of the repository has a file of its name, and any other one a file of its name and a digest of its folder, so
that two suites of one name do not share a trend.
"""

import errno
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from evals.atomic import write_whole
from evals.provenance import PLACES
from evals.report import Report
from evals.suite import SUITES, Suite
from qa.settings import Settings

FOLDER = "evals"  # in the home folder
MOST_RUNS = 200  # kept for each suite
WAIT = 10.0  # seconds for another process that keeps a run


@dataclass(frozen=True)
class PastRun:
    """What is kept of a run: when it ended (ISO 8601, UTC), of which commit, and its measures by name.

    `whole` is False for a run of chosen cases; `changed` says that files differed from the commit; `folder` is the
    suite's, and None for one of the repository and in what earlier versions kept. `settings` are those that bear on
    answers, and None in what earlier versions kept.
    """

    ended: str
    commit: str | None
    changed: bool
    whole: bool
    passed: bool
    cases: int
    failed: int
    milliseconds: float | None
    measures: Mapping[str, float | None]
    folder: str | None = None
    settings: Mapping[str, Any] | None = None


def summarise(report: Report, ended: datetime | None = None) -> PastRun:
    """What is kept of the report; it ended now unless said otherwise."""
    git = report.provenance.get("git") or {}
    chosen = report.provenance.get("filter") or {}
    settings = report.provenance.get("settings")
    return PastRun(
        ended=(ended or datetime.now(UTC)).isoformat(timespec="seconds"),
        commit=git.get("commit"),
        changed=bool(git.get("changed")),
        whole=not any(chosen.values()),
        passed=report.passed,
        cases=len(report.results),
        failed=len(report.failed),
        milliseconds=report.percentiles.get("p50"),
        measures=report.measures,
        folder=_own_folder(report.suite),
        settings=settings and {name: value for name, value in settings.items() if name not in PLACES},
    )


def list_other_settings(run: PastRun, than: PastRun) -> dict[str, Any]:
    """The settings of the run that are not those of the other run, by name; none where one's settings were not kept.

    A setting that one of them does not have, as of an earlier version, is taken to be what it is by default.
    """
    if run.settings is None or than.settings is None:
        return {}
    defaults = Settings.model_construct().model_dump(mode="json")
    its, others = {**defaults, **run.settings}, {**defaults, **than.settings}
    return {name: its.get(name) for name in sorted({**its, **others}) if its.get(name) != others.get(name)}


def history_key(suite: Suite) -> str:
    """What the suite's history is kept under."""
    folder = _own_folder(suite)
    return suite.name if folder is None else f"{suite.name}-{hashlib.sha256(folder.encode()).hexdigest()[:12]}"


def history_title(key: str, runs: Sequence[PastRun]) -> str:
    """The name of the suite that the runs under the key are of, and its folder where it has one."""
    folder = runs[-1].folder if runs else None
    return key if folder is None else f"{Path(folder).name} in {str(Path(folder).parent)!r}"


def _own_folder(suite: Suite) -> str | None:
    """The folder of a suite that is not the repository's."""
    return None if suite.folder in (None, SUITES / suite.name) else str(suite.folder)


def remember(run: PastRun, home: Path, key: str) -> None:
    """Adds the run under the key and drops the oldest beyond MOST_RUNS; OSError where it cannot be kept.

    Runs that end at one time in several processes are all kept: each waits for the others, at most WAIT seconds.
    """
    file = _file(home, key)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(file.with_name(f".{key}.lock"), timeout=WAIT):
            runs = [*load_history(home, key), run][-MOST_RUNS:]
            write_whole("".join(f"{json.dumps(asdict(one))}\n" for one in runs).encode(), file)
    except Timeout:
        raise TimeoutError(errno.ETIMEDOUT, "another process has been writing to it for a while") from None


def load_history(home: Path, key: str) -> Sequence[PastRun]:
    """The runs that are kept under the key, the oldest first; none without a history, and none for a broken line."""
    try:
        lines = _file(home, key).read_text(encoding="utf-8", errors="replace").splitlines()
    except (OSError, ValueError):
        return []
    return [run for line in lines if (run := _read_line(line)) is not None]


def list_histories(home: Path) -> list[str]:
    """The keys of the suites with a history, sorted."""
    return sorted(file.stem for file in (home / FOLDER).glob("*.jsonl"))


def _file(home: Path, key: str) -> Path:
    return home / FOLDER / f"{key}.jsonl"


def _read_line(line: str) -> PastRun | None:
    """The run of a line; None for a line of another version, or a damaged one."""
    try:
        raw: dict[str, Any] = json.loads(line)
        run = PastRun(**raw)
        datetime.fromisoformat(run.ended)
        measures = {str(name): None if value is None else float(value) for name, value in run.measures.items()}
        settings = None if run.settings is None else dict(run.settings.items())
        return PastRun(**{**raw, "measures": measures, "settings": settings})
    except (ValueError, TypeError, AttributeError):
        return None
