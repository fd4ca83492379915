"""A service over one document on a ferry, and `qa index` of its corpus in a process of its own."""

import resource
import subprocess
import sys
from pathlib import Path

from qa.service import QAService

ROOT = Path(__file__).resolve().parent.parent
FERRY = "The ferry left Halifax at noon. Captain Ruth Moss commanded a crew of 41 sailors."
BRIDGE = "The bridge at Lunenburg was closed by mayor Ann Hardy after the storm."


def index_elsewhere(
    service: QAService, *options: str, most_bytes: int | None = None
) -> subprocess.CompletedProcess[str]:
    """`qa index` in a process of its own, which may write files of at most so many bytes."""

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "qa.cli", "index", *options],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "QA_CORPUS": str(service.settings.corpus),
            "QA_HOME": str(service.settings.home),
        },
        preexec_fn=limit,
        capture_output=True,
        text=True,
    )


def sources(service: QAService, question: str) -> list[str]:
    return [passage.source for passage in service.retrieve(question)]
