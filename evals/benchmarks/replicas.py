"""`python -m evals.benchmarks.replicas --data FOLDER`: retrieval by one and by two replicas on one Chroma server."""

import argparse
import json
import multiprocessing
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier
from pathlib import Path
from queue import Empty
from time import perf_counter
from typing import Any

from evals.benchmarks.machine import describe_machine
from evals.benchmarks.steps import TOP, WARM_UP, disk_bytes, time_each
from evals.benchmarks.workload import load_workload, write_workload
from evals.metrics.latency_percentile import latency_percentile

SERVER = "import sys; from chromadb.cli.cli import app; sys.exit(app())"
LONGEST = 3600  # seconds that a replica may take

Outcome = dict[str, Any]


def main() -> None:
    """Index with one replica, then with a second one; ask with one, then with both at once; print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.replicas", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and dev/, as for `make bench`")
    parser.add_argument("--size", type=int, default=1000, metavar="N", help="passages (default: 1,000)")
    parser.add_argument("--questions", type=int, default=200, metavar="N", help="questions (default: 200)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qa-bench-") as name:
        folder = Path(name)
        write_workload(options.data, folder, options.size, options.questions)
        rows = [("own vectors, no server", ask_with(folder, ["alone"], None))]
        with running_server(folder / "server") as url:
            rows.append(("one replica on a server", ask_with(folder, ["first"], url)))
            rows.append(("two replicas on it at once", ask_with(folder, ["first", "second"], url)))
        sizes = {part: disk_bytes(folder / part) for part in ("alone", "server", "first", "second")}
    print(draw(rows, sizes))


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """The address of a `chroma run` with its files in `folder`, at a port that the system chooses."""
    port = free_port()
    command = [sys.executable, "-c", SERVER, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        try:
            if not any("listening on" in line for line in server.stdout):
                sys.exit("the Chroma server did not start")
            threading.Thread(target=server.stdout.read).start()  # a full pipe would stop it
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def free_port() -> int:
    """A port of this machine that nothing listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def ask_with(folder: Path, homes: Sequence[str], url: str | None) -> list[Outcome]:
    """What each replica measured; they index one after the other and ask at the same time."""
    context = multiprocessing.get_context("spawn")
    turns, together, outcomes = context.Lock(), context.Barrier(len(homes)), context.Queue()
    replicas = [
        context.Process(target=ask, args=(folder, home, url, turns, together, outcomes), daemon=True) for home in homes
    ]
    for replica in replicas:
        replica.start()
    found = []
    for _ in replicas:
        try:
            found.append(json.loads(outcomes.get(timeout=LONGEST)))
        except Empty:
            sys.exit("a replica did not come to an end")
    for replica in replicas:
        replica.join()
    return found


def ask(folder: Path, home: str, url: str | None, turns: Any, together: Barrier, outcomes: Any) -> None:
    """Index, wait for the other replicas, then retrieve for every question."""
    from qa.service import QAService
    from qa.settings import load_settings

    workload = load_workload(folder)
    questions = [gold.question for gold in workload.golds]
    service = QAService(load_settings(corpus=workload.corpus, home=folder / home, chroma_url=url))
    with turns:
        began = perf_counter()
        report = service.sync()
        seconds = perf_counter() - began
    retriever = service.index.retriever(TOP)
    time_each(reversed(questions[-WARM_UP:]), retriever.retrieve)
    together.wait()
    began = perf_counter()
    times = time_each(questions, retriever.retrieve)
    asked = perf_counter() - began
    service.close()
    outcome = {"home": home, "embedded": report.embedded, "sync": seconds, "asked": asked, "milliseconds": times}
    outcomes.put(json.dumps(outcome))


def draw(rows: Sequence[tuple[str, Sequence[Outcome]]], sizes: dict[str, int]) -> str:
    """The table in Markdown, with the machine and the bytes on disk below it."""
    lines = [
        "| | embedded by each | its sync, s | retrieval p50 / p95, ms | questions a second, all together |",
        "|---|---|---|---|---|",
    ]
    for name, found in rows:
        replicas = sorted(found, key=lambda outcome: outcome["home"])
        embedded = ", ".join(str(one["embedded"]) for one in replicas)
        syncs = ", ".join(f"{one['sync']:.1f}" for one in replicas)
        times = ", ".join(
            f"{latency_percentile(one['milliseconds'], 50):.1f} / {latency_percentile(one['milliseconds'], 95):.1f}"
            for one in replicas
        )
        rate = sum(len(one["milliseconds"]) for one in replicas) / max(one["asked"] for one in replicas)
        lines.append(f"| {name} | {embedded} | {syncs} | {times} | {rate:.0f} |")
    machine = describe_machine()
    on_disk = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sizes.items())
    return "\n".join([*lines, "", f"{machine['processor']}, {machine['cores']} cores. On disk: {on_disk}."])


if __name__ == "__main__":
    main()
