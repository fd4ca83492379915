"""Two replicas, each a process, on a Chroma server that is really started."""

from pathlib import Path

from evals.benchmarks.replicas import ask_with, draw, running_server
from evals.benchmarks.workload import write_workload


def test_the_second_replica_embeds_nothing_and_both_ask(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "replicas"
    folder.mkdir()
    workload = write_workload(data, folder, 8, 5)
    with running_server(folder / "server") as url:
        found = ask_with(folder, ["first", "second"], url)
    assert sorted(one["embedded"] > 0 for one in found) == [False, True]
    assert [len(one["milliseconds"]) for one in found] == 2 * [len(workload.golds)]
    table = draw([("two replicas", found)], {"server": 2_000_000})
    assert table.splitlines()[2].startswith("| two replicas | ")
    assert "server 2.0 MB" in table
