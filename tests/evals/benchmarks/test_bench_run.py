"""A tiny run with real parts. Times are measured, never judged."""

import json
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from evals.benchmarks import baseline, product
from evals.benchmarks.__main__ import main
from evals.benchmarks.baseline import Baseline, default_splitter, equal_splitter, split_sentences
from evals.benchmarks.measuring import BASELINE_PACKAGES
from evals.benchmarks.steps import Plan
from evals.benchmarks.workload import write_workload
from index.encoder import OnnxEmbedding


def lacks_torch() -> bool:
    try:
        return not all(version(package) for package in BASELINE_PACKAGES)
    except PackageNotFoundError:
        return True


@pytest.mark.skipif(not lacks_torch(), reason="the baseline is installed and would take minutes")
def test_a_run_measures_this_project_whatever_its_settings_and_says_why_not_the_other(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QA_PASSAGES", "many")
    (tmp_path / "qa.toml").write_text("unknown = 1", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "out"
    options = ["--sizes", "12", "--documents", "5", "--embed-up-to", "8", "--questions", "4", "--answers", "2"]
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--data", str(data), "--out", str(out), *options])
    main()
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    rows = {(row["system"], row["size"]): row for row in results["rows"]}
    partly, documents = rows["this project", 12], rows["this project", 5]
    index = partly["index"]
    assert (index["passages"], index["embedded"], index["passages_a_second"]) == (12, 8, None)
    assert (documents["index"]["passages"], documents["index"]["embedded"]) == (5, 5)
    assert documents["index"]["passages_a_second"] > 0
    assert partly["ask"]["questions"] == len(partly["ask"]["milliseconds"]) == 4
    assert partly["ask"]["hits"]["20"] == 4
    assert len(partly["answer"]["milliseconds"]) == 2
    assert documents["sync"]["seconds"] > 0
    assert documents["ask"] is None
    table = (out / "table.md").read_text(encoding="utf-8")
    assert "- LlamaIndex at 12 passages, not measured (index, sync, ask): " in table
    assert "torch" in table
    assert table in capsys.readouterr().out
    assert (out / "plot.svg").read_text(encoding="utf-8").startswith("<svg")


def test_missing_data_ends_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--data", str(tmp_path), "--out", str(tmp_path / "out")])
    with pytest.raises(SystemExit, match="cannot be read"):
        main()


def leave_behind(home: Path) -> None:
    """A file as of a step that was stopped."""
    home.mkdir()
    (home / "left-behind").touch()


def test_an_index_that_was_stopped_is_made_anew(data: Path, tmp_path: Path) -> None:
    workload = write_workload(data, tmp_path / "work", 4, 1)
    leave_behind(workload.folder / "product")
    index = product.index(Plan(workload.folder, 8, 2, 1, began=0.0))
    assert not (workload.folder / "product" / "left-behind").exists()
    assert index.documents == workload.documents


@pytest.mark.parametrize("name", ["baseline", "baseline_default"])
def test_the_baseline_retrieves_with_any_embedding(
    name: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baseline, "open_embedding", lambda: OnnxEmbedding(threads=1))
    workload = write_workload(data, tmp_path / "work", 15, 4)
    plan = Plan(workload.folder, 8, 2, 1, began=0.0)
    leave_behind(workload.folder / name)
    system = Baseline(name, equal_splitter() if name == "baseline" else default_splitter())
    index = system.index(plan)
    assert not (workload.folder / name / "left-behind").exists()
    assert index.documents == workload.documents
    assert (index.embedded, index.passages >= workload.documents) == (8, True)
    assert system.sync(plan).seconds > 0
    ask = system.ask(plan)
    assert (ask.questions, ask.hits[20]) == (4, 4)


def test_sentences_joined_are_the_text() -> None:
    text = 'He said "no." Then\n\nhe left!  A last part without an end'
    assert split_sentences(text) == ['He said "no." ', "Then\n\nhe left!  ", "A last part without an end"]
    assert split_sentences("") == []
