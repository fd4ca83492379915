"""The runs that are kept, and the trend drawn from them."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from evals.cli import evaluate
from evals.history import MOST_RUNS, PastRun, history_key, list_histories, load_history, remember, summarise
from evals.runner import run_suite
from evals.suite import SUITES, Suite, load_suite
from evals.trend import draw_history
from qa.settings import Settings

RUN = PastRun("2026-11-24T08:00:00+00:00", "abcdef0123", False, True, True, 110, 12, 263.4, {"truthfulness": 0.25})


def invoke(*arguments: object) -> Result:
    """Runs `qa eval`; a crash of the command itself is raised."""
    result = CliRunner().invoke(evaluate, [*map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_what_is_kept_of_a_report(suite: Suite, fake: SimpleNamespace) -> None:
    git = {"commit": "abc", "changed": True}
    report = run_suite(suite, fake.Service(fake.right_answers()), {"git": git, "filter": {"tags": [], "limit": None}})
    kept = summarise(report, datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert (kept.ended, kept.commit, kept.changed, kept.whole) == ("2026-11-24T08:00:00+00:00", "abc", True, True)
    assert (kept.passed, kept.cases, kept.failed) == (True, 4, 0)
    assert kept.measures["truthfulness"] == 1.0
    part = run_suite(suite, fake.Service({}), {"git": None, "filter": {"tags": ["who"], "limit": None}})
    assert (summarise(part).whole, summarise(part).commit) == (False, None)


def test_runs_are_kept_in_order_and_no_more_than_so_many(tmp_path: Path) -> None:
    for number in range(MOST_RUNS + 3):
        remember(replace(RUN, cases=number), tmp_path / "home", "small")
    assert [run.cases for run in load_history(tmp_path / "home", "small")] == list(range(3, MOST_RUNS + 3))
    assert list_histories(tmp_path / "home") == ["small"]
    kept = {file.name for file in (tmp_path / "home" / "evals").iterdir()}
    assert kept - {".small.lock"} == {"small.jsonl"}


def test_runs_that_end_at_one_time_are_all_kept(tmp_path: Path) -> None:
    together = Barrier(8)

    def keep(number: int) -> None:
        together.wait()
        remember(replace(RUN, cases=number), tmp_path, "small")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(keep, range(40)))
    assert sorted(run.cases for run in load_history(tmp_path, "small")) == list(range(40))


def test_a_run_waits_only_so_long_for_another_that_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.history.WAIT", 0.0)
    remember(RUN, tmp_path, "small")
    with FileLock(tmp_path / "evals" / ".small.lock"):
        with pytest.raises(OSError, match="another process has been writing to it for a while"):
            remember(RUN, tmp_path, "small")
        remember(RUN, tmp_path, "other")
    assert len(load_history(tmp_path, "small")) == 1


def test_a_damaged_line_is_passed_over(tmp_path: Path) -> None:
    remember(RUN, tmp_path, "small")
    file = tmp_path / "evals" / "small.jsonl"
    lines = ["{", "[]", "3", json.dumps({"ended": "x"}), "\udcff", file.read_text(encoding="utf-8").strip()]
    lines.append(lines[-1].replace("2026-11-24T08:00:00+00:00", "yesterday"))
    lines.append(lines[5].replace('{"truthfulness": 0.25}', "[0.25]"))
    lines.append(lines[5].replace('"settings": null', '"settings": ["passages"]'))
    file.write_text("\n".join(lines), encoding="utf-8", errors="surrogateescape")
    assert load_history(tmp_path, "small") == [RUN]
    assert load_history(tmp_path, "other") == []


def test_a_trend() -> None:
    values = [0.0, 0.5, None, 1.0]
    began = datetime(2026, 11, 24, 8, tzinfo=UTC)
    runs = [
        replace(RUN, ended=(began + timedelta(hours=number)).isoformat(), measures={"truthfulness": value})
        for number, value in enumerate(values)
    ]
    runs.append(replace(RUN, whole=False, passed=False, changed=True, measures={"truthfulness": -1.0}))
    drawn = draw_history("small", runs, ["truthfulness", "mrr"])
    assert drawn.startswith("small: 5 runs kept, 4 of the whole suite\n")
    assert "truthfulness         ▁▅ █  0.000 -> 1.000" in drawn
    assert "mrr                  no run yet" in drawn
    rows = drawn.splitlines()[6:]
    assert rows[0] == ("2026-11-24 08:00     abcdef0*     110      12   263 ms  below the gate  chosen cases")
    assert [row[11:16] for row in rows[1:]] == ["11:00", "10:00", "09:00", "08:00"]


def test_the_settings_of_a_run_are_kept_without_what_no_answer_changes_with(
    suite: Suite, fake: SimpleNamespace, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path, corpus=tmp_path, chroma_url="http://127.0.0.1:1", text_fields=("body",))
    wide = {"settings": settings.model_dump(mode="json")}
    kept = summarise(run_suite(suite, fake.Service({}), wide))
    assert kept.settings is not None
    assert (kept.settings["answerer"], kept.settings["text_fields"]) == ("extractive", ["body"])
    assert not {"corpus", "home", "chroma_url"} & set(kept.settings)
    remember(kept, tmp_path, "small")
    assert load_history(tmp_path, "small") == [kept]


def test_a_trend_is_over_the_runs_with_the_settings_of_the_newest_whole_one() -> None:
    usual = {"answerer": "extractive", "passages": 4, "confidence": None, "text_fields": []}
    runs = [
        replace(RUN, settings=settings, whole=whole, measures={"truthfulness": value})
        for value, whole, settings in [
            (-1.0, True, None),
            (0.0, True, usual),
            (-0.9, True, {**usual, "answerer": "evidence"}),
            (-0.8, True, {**usual, "text_fields": ["body", "head"], "confidence": 0.5}),
            (0.1, True, {name: value for name, value in usual.items() if name != "answerer"}),
            (1.0, True, usual),
            (-0.7, False, {**usual, "passages": 9}),
        ]
    ]
    drawn = draw_history("small", runs, ["truthfulness"])
    assert drawn.startswith("small: 7 runs kept, 6 of the whole suite, 3 of those with the settings of the newest\n")
    assert "truthfulness         ▁▁█  0.000 -> 1.000" in drawn
    assert [row.partition(" ms")[2] for row in drawn.splitlines()[5:]] == [
        "  chosen cases  passages 9",
        "",
        "",
        "  confidence 0.5  text_fields body,head",
        "  answerer evidence",
        "",
        "  settings not known",
    ]
    by_evidence = draw_history("small", runs[:3], ["truthfulness"])
    assert "truthfulness         ▅  -0.900 -> -0.900" in by_evidence
    assert by_evidence.splitlines()[6].endswith(" ms  answerer extractive")


def test_runs_of_chosen_cases_alone_draw_no_trend() -> None:
    drawn = draw_history("small", [replace(RUN, whole=False, settings={"answerer": "evidence"})], ["truthfulness"])
    assert "truthfulness         no run yet" in drawn
    assert drawn.endswith(" ms  chosen cases")


def test_a_trend_without_a_change_is_flat() -> None:
    assert "▅▅▅  0.250 -> 0.250" in draw_history("small", [RUN] * 3)


@pytest.fixture
def run_twice(
    write_suite: Callable[..., Path], fake: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Path:
    """Two runs of the small suite, the second worse; gives the home folder."""
    monkeypatch.chdir(tmp_path)
    answers: dict[str, Any] = fake.right_answers()
    monkeypatch.setattr("evals.commands.run.QAService", lambda _: fake.Service(answers))
    folder = write_suite()
    assert invoke(folder).exit_code == 0
    answers.clear()
    assert invoke(folder).exit_code == 1
    return tmp_path / ".qa"


def test_every_run_is_kept_and_drawn(run_twice: Path) -> None:
    [key] = list_histories(run_twice)
    assert [run.passed for run in load_history(run_twice, key)] == [True, False]
    for arguments in (["history"], ["history", "small"]):
        result = invoke(*arguments)
        assert result.exit_code == 0
        assert "answerable correct   █▁  1.000 -> 0.000" in result.stdout
    chosen = invoke("history", "--measure", "mrr")
    assert "mrr " in chosen.stdout
    assert "answerable" not in chosen.stdout


def test_a_run_with_other_settings_is_no_part_of_the_trend(run_twice: Path, tmp_path: Path) -> None:
    assert invoke(tmp_path / "small", "--answerer", "evidence").exit_code == 1
    result = invoke("history", "small")
    assert "3 of the whole suite, 1 of those with the settings of the newest" in result.stdout
    assert "answerable correct   ▅  0.000 -> 0.000" in result.stdout
    assert result.stdout.count("  answerer extractive\n") == 2


def test_suites_of_one_name_in_two_folders_do_not_share_a_trend(run_twice: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "small"
    shutil.copytree(tmp_path / "small", other)
    assert invoke(other).exit_code == 1
    assert sorted(len(load_history(run_twice, key)) for key in list_histories(run_twice)) == [1, 2]
    drawn = invoke("history", "small").stdout
    assert f"small in {str(other.parent)!r}: 1 run kept" in drawn
    assert f"small in {str(tmp_path)!r}: 2 runs kept" in drawn
    assert "1 run kept" in invoke("history", other).stdout
    assert "2 runs kept" not in invoke("history", other).stdout


def test_what_earlier_versions_kept_is_still_read(run_twice: Path) -> None:
    old = {name: value for name, value in asdict(RUN).items() if name not in ("folder", "settings")}
    (run_twice / "evals" / "small.jsonl").write_text(json.dumps(old) + "\n", encoding="utf-8")
    drawn = invoke("history", "small").stdout
    assert drawn.startswith("small: 1 run kept")
    assert "2 runs kept" in drawn


def test_a_suite_of_the_repository_is_kept_under_its_name() -> None:
    assert history_key(load_suite("citations")) == history_key(load_suite(SUITES / "citations")) == "citations"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["other"], "no run of 'other' is kept: the suites with a history are small in "),
        (["--measure", "beauty"], "'beauty' is not one of"),
    ],
)
def test_what_history_refuses(run_twice: Path, arguments: list[str], message: str) -> None:
    result = invoke("history", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_no_history_yet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    result = invoke("history")
    assert result.exit_code == 2
    assert "run `qa eval SUITE`" in result.stderr


def test_a_run_is_none_the_worse_where_it_cannot_be_kept(run_twice: Path, tmp_path: Path) -> None:
    for file in (run_twice / "evals").iterdir():
        file.unlink()
    (run_twice / "evals").rmdir()
    (run_twice / "evals").write_text("in the way", encoding="utf-8")
    result = invoke(tmp_path / "small", "--tag", "missing-detail")
    assert result.exit_code == 0
    assert "The run is not in the history" in result.stderr
