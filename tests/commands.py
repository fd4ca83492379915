"""The command `qa` in a process of its own, forked from one that has imported what it needs: that takes seconds."""

import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from qa.service import QAService

ROOT = Path(__file__).resolve().parent.parent
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["qa.cli", "qa.service", "index.store", "index.sync", "chromadb.api.rust", "llama_index.vector_stores.chroma"]
)
STREAMS = ("stdin", "stdout", "stderr")


def run_qa(
    *arguments: str, stdin: str = "", most_bytes: int | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`qa ARGUMENTS` with these variables and a PATH; no file may grow over so many bytes."""
    with tempfile.TemporaryDirectory() as place:
        streams = [Path(place, name) for name in STREAMS]
        for file, text in zip(streams, (stdin, "", ""), strict=True):
            file.write_text(text, encoding="utf-8")
        process = PROCESSES.Process(target=_run, args=(arguments, streams, environment, most_bytes))
        process.start()
        process.join(300)
        process.kill()
        process.join()
        output, errors = (file.read_text(encoding="utf-8") for file in streams[1:])
    assert process.exitcode is not None
    return subprocess.CompletedProcess(arguments, process.exitcode, output, errors)


def _run(
    arguments: Sequence[str], streams: Sequence[Path], environment: Mapping[str, str], most_bytes: int | None
) -> None:
    """In the forked process: what `python -m qa.cli ARGUMENTS` does."""
    for number, file in enumerate(streams):
        os.dup2(os.open(file, os.O_RDWR), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    os.environ.clear()
    os.environ.update({"PATH": "/usr/bin:/bin", **environment})
    os.chdir(ROOT)
    if most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    from qa.cli import main

    main(list(arguments), prog_name="qa")


def index_elsewhere(
    service: QAService, *options: str, most_bytes: int | None = None
) -> subprocess.CompletedProcess[str]:
    """`qa index` of the service's corpus; no file may grow over so many bytes."""
    settings = service.settings
    return run_qa("index", *options, most_bytes=most_bytes, QA_CORPUS=str(settings.corpus), QA_HOME=str(settings.home))
