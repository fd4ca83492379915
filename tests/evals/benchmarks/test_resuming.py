"""A work folder goes on only with what it was begun with."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.benchmarks import resuming
from evals.benchmarks.measuring import Options, measure_all
from evals.benchmarks.paragraphs import DataError
from evals.benchmarks.resuming import claim_work_folder
from evals.benchmarks.steps import Action, System
from evals.benchmarks.workload import DEV_FILE


@pytest.fixture
def options(data: Path, tmp_path: Path) -> Options:
    return Options(data, tmp_path / "work", (12,), 0, 8, 8, 1, 4, 2, 1)


@pytest.fixture
def begun(options: Options) -> Options:
    """The options of a work folder with a measurement."""
    claim_work_folder(options)
    (options.work / "12").mkdir()
    (options.work / "12" / "product-index.json").write_text("{}", encoding="utf-8")
    return options


def test_a_folder_goes_on_with_other_sizes(begun: Options) -> None:
    listed = begun.work / resuming.LISTED
    before = listed.read_text(encoding="utf-8")
    claim_work_folder(replace(begun, sizes=(12, 100), documents=5, baseline_up_to=100))
    assert listed.read_text(encoding="utf-8") == before
    assert (begun.work / "12" / "product-index.json").exists()


@pytest.mark.parametrize("name", ["embed_up_to", "baseline_sample", "questions", "answers", "threads"])
def test_a_folder_is_refused_for_other_options(begun: Options, name: str) -> None:
    with pytest.raises(DataError, match=rf"has measurements with {name} \d, not 77: give the same again"):
        claim_work_folder(replace(begun, **{name: 77}))
    claim_work_folder(begun)


def test_a_folder_is_refused_for_other_data_and_on_another_machine(
    begun: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    (begun.data / DEV_FILE).write_bytes(b"other")
    monkeypatch.setattr(resuming, "describe_machine", lambda: {"processor": "X", "cores": 2, "system": "Linux"})
    with pytest.raises(DataError, match=r"with data '\w+', not '\w+'; processor '.*', not 'X'"):
        claim_work_folder(begun)


def test_a_folder_without_a_measurement_is_begun_anew(options: Options) -> None:
    claim_work_folder(options)
    claim_work_folder(replace(options, threads=2))
    (options.work / "12").mkdir()
    (options.work / "12" / "workload.json").touch()
    with pytest.raises(DataError, match="threads 2, not 1") as error:
        claim_work_folder(options)
    assert str(options.work) in str(error.value)


def test_a_folder_of_something_else_is_left_alone(options: Options) -> None:
    options.work.mkdir()
    (options.work / "12").mkdir()
    with pytest.raises(DataError, match=r"holds something and no 'options\.json'"):
        claim_work_folder(options)
    assert [entry.name for entry in options.work.iterdir()] == ["12"]


def test_an_outcome_comes_with_its_commit_and_documents_half_written_are_written_anew(
    options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = {"commit": "1" * 40, "changed": False}
    folder = options.work / "12"
    folder.mkdir(parents=True)
    (folder / "left-behind").touch()

    def run(system: System, action: Action, *_: object) -> str | None:
        if action is not Action.SYNC:
            return "failed"
        stored = {"git": git, "outcome": {"seconds": 1.0, "peak_memory": 1}}
        (folder / f"product-{action}.json").write_text(json.dumps(stored), encoding="utf-8")
        return None

    monkeypatch.setattr("evals.benchmarks.measuring.ACTIONS", dict.fromkeys(System, (Action.SYNC,)))
    monkeypatch.setattr("evals.benchmarks.measuring._run", run)
    row = next(iter(measure_all(options)))
    assert row.sync
    assert row.git == {Action.SYNC: git}
    assert not (folder / "left-behind").exists()
