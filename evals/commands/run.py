"""`qa eval SUITE`: asks every case and prints what came of it."""

import dataclasses
import math
import signal
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click
from tqdm import tqdm

from evals.commands.gating import end_below_gates, max_broken_option
from evals.commands.outputs import output_option, require_outside, require_several, write_outputs
from evals.commands.refused import Refused
from evals.commands.selecting import select
from evals.commands.unread import require_all_read
from evals.compare import compare, missed_gates, require_unedited_cases
from evals.comparison_table import draw_comparison
from evals.history import history_key, remember, summarise
from evals.judge import SECONDS, Judge
from evals.judge_loading import JudgeError, load_judge_llm
from evals.judging import judge_report
from evals.mistakes import SuiteError
from evals.provenance import describe_run
from evals.report import Report
from evals.runner import run_suite
from evals.stored_report import ReportError, asked_by, load_report, read_report
from evals.suite import Suite, load_suite
from evals.table import draw
from qa.errors import QAError
from qa.progress import is_watched
from qa.service import QAService
from qa.settings import Settings, load_settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

Item = TypeVar("Item")


def _require_number(ctx: click.Context, param: click.Parameter, value: float) -> float:
    """The value; a usage error where it is NaN, which every range of click's takes."""
    if math.isnan(value):
        raise click.BadParameter(f"{value} is no number: give one, such as {SECONDS:g}.", ctx, param)
    return value


@click.command("run")
@click.argument("suite_name", metavar="SUITE")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only cases with this tag; again for one more.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N cases.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    metavar="N",
    help="With --limit, a random sample of this seed, not the first cases; with --baseline, the seed of resampling.",
)
@click.option(
    "--answerer",
    type=click.Choice(get_args(Settings.model_fields["answerer"].annotation)),
    help="The way of answering.",
)
@click.option(
    "--judge",
    "judge_name",
    metavar="MODULE:NAME",
    help="A LlamaIndex LLM, or a function that gives one: it judges each answer's faithfulness and correctness.",
)
@click.option(
    "--judge-timeout",
    type=click.FloatRange(min=0, min_open=True, max=threading.TIMEOUT_MAX),
    callback=_require_number,
    default=SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="The longest that the judge may take for one answer, which then is not judged.",
)
@output_option("json", "Write the full report here.")
@output_option("html", "Write a page with charts and every case here.")
@output_option("junit", "Write JUnit XML for a CI server here.")
@output_option("markdown", "Write a summary for GitHub here.")
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="REPORT",
    help="Compare with this earlier report; exit code 1 where the run is worse by more than chance or lacks a case.",
)
@max_broken_option
@click.option("--gate", is_flag=True, help="Judge the suite's gates on a part of it too, as --limit or --tag chooses.")
def run(
    suite_name: str,
    tags: tuple[str, ...],
    limit: int | None,
    seed: int | None,
    answerer: str | None,
    judge_name: str | None,
    judge_timeout: float,
    baseline_file: Path | None,
    max_broken: int | None,
    gate: bool,
    **files: Path | None,
) -> None:
    """Ask every case of SUITE, a name in evals/suites or a folder, and print what came of it.

    The suite brings its own corpus, indexed in a temporary folder; your index is not touched. Exit codes: 0 all gates
    reached, 1 below a gate, 2 a broken suite or a bad argument. On a part of the suite, only a crash is below a gate.
    """
    _require_use(seed, limit, max_broken, baseline_file)
    require_several({"baseline": baseline_file, **files})
    try:
        baseline = load_report(baseline_file) if baseline_file else None
        suite = select(load_suite(suite_name), tags, limit, seed, gate)
        require_outside(suite.corpus, files)
        if baseline is not None:
            require_unedited_cases(baseline, suite.name, {case.id: asked_by(case) for case in suite.cases})
        if answerer is not None:
            suite = dataclasses.replace(suite, settings={**suite.settings, "answerer": answerer})
        selection = {"filter": {"tags": list(tags), "limit": limit}, "seed": seed, "judge": judge_name}
        report = _run_judged(suite, selection, judge_name, judge_timeout)
        stored = read_report(report.to_json())
        comparison = compare(baseline, stored, seed or 0) if baseline else None
        if comparison is not None:
            regressions = (*comparison.worse, *comparison.missing, *comparison.more_broken(max_broken))
            report = dataclasses.replace(report, regressions=regressions)
    except (SuiteError, QAError, ReportError, JudgeError) as error:
        raise Refused(str(error)) from None
    click.echo(draw(report))
    if comparison is not None:
        click.echo(f"\nagainst the baseline:\n{draw_comparison(comparison)}")
    _remember(report)
    write_outputs(report, comparison, files)
    end_below_gates([*missed_gates(stored), *report.regressions])


def _require_use(seed: int | None, limit: int | None, max_broken: int | None, baseline_file: Path | None) -> None:
    """A usage error where an option is given that would do nothing without another."""
    if seed is not None and limit is None and baseline_file is None:
        message = f"{seed} would seed nothing: give --limit, of which it draws a sample, or --baseline, to resample."
        raise click.BadParameter(message, param_hint="'--seed'")
    if max_broken is not None and baseline_file is None:
        message = f"{max_broken} counts cases that were good in an earlier run: give --baseline REPORT."
        raise click.BadParameter(message, param_hint="'--max-broken'")


def _remember(report: Report) -> None:
    """Keeps the run in the history; a run whose history cannot be kept is none the worse."""
    home = load_settings().home
    try:
        remember(summarise(report), home, history_key(report.suite))
    except OSError as error:
        click.echo(f"The run is not in the history: {str(home)!r} cannot be written ({error.strerror}).", err=True)


def _run_judged(suite: Suite, selection: dict[str, Any], judge_name: str | None, seconds: float) -> Report:
    """The report on the suite, with the judgements of the LLM of that name, if any."""
    llm = load_judge_llm(judge_name) if judge_name is not None else None
    report = _run(suite, selection)
    return report if llm is None else _judge(report, llm, seconds)


def _run(suite: Suite, selection: dict[str, Any]) -> Report:
    """The report on the suite, asked of a service with an index of its own, none of it on a Chroma server."""
    with _ended_by_sigterm(), tempfile.TemporaryDirectory(prefix="qa-eval-", ignore_cleanup_errors=True) as home:
        settings = load_settings(**suite.settings, corpus=suite.corpus, home=Path(home), chroma_url=None)
        service = QAService(settings)
        try:
            require_all_read(service.sync(progress=is_watched()).failures)
            return run_suite(suite, service, selection | describe_run(settings), _with_progress)
        finally:
            service.close()


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM, as a cancelled CI job gets it, ends the run as an exit does, so that no temporary folder stays."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _judge(report: Report, llm: "LLM", seconds: float) -> Report:
    """The report with the LLM's judgements."""
    judge = Judge(llm, seconds)
    try:
        return judge_report(report, judge, _with_progress)
    finally:
        judge.close()


def _with_progress(cases: Iterable[Item]) -> Iterable[Item]:
    """The cases, with a progress bar where standard error is a terminal."""
    bar: Iterable[Item] = tqdm(cases, unit="question", leave=False, disable=not is_watched())
    return bar
