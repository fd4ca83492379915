"""The command `qa eval`. Exit codes: 0 all gates reached, 1 below a gate, 2 a broken suite or a bad argument."""

import dataclasses
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from evals.mistakes import SuiteError
from evals.provenance import describe_run
from evals.report import Report
from evals.runner import run_suite
from evals.suite import Case, Suite, load_suite
from evals.table import draw
from qa.errors import QAError
from qa.service import QAService, load_settings


class _Refused(click.ClickException):
    """An error of the caller's: its message, and exit code 2."""

    exit_code = 2


@click.command("eval")
@click.argument("suite_name", metavar="SUITE")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only cases with this tag; again for one more.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N cases.")
@click.option(
    "--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the full report here."
)
def evaluate(suite_name: str, tags: tuple[str, ...], limit: int | None, json_file: Path | None) -> None:
    """Ask every case of SUITE, a name in evals/suites or a folder, and print what came of it.

    The suite brings its own corpus, indexed in a temporary folder; your index is not touched.
    """
    try:
        suite = select(load_suite(suite_name), tags, limit)
    except SuiteError as error:
        raise _Refused(str(error)) from None
    if json_file is not None and not json_file.parent.is_dir():
        raise _Refused(f"--json: there is no folder {str(json_file.parent)!r}: make it, or name another file.")
    try:
        report = _run(suite, {"filter": {"tags": list(tags), "limit": limit}})
    except QAError as error:
        raise _Refused(str(error)) from None
    click.echo(draw(report))
    if json_file is not None:
        _write(report, json_file)
    if not report.passed:
        missed = [gate for gate in report.gates if not gate.passed]
        values = ", ".join(f"{gate.name} is {gate.share.value:.1%}, not {gate.least:.1%}" for gate in missed)
        click.echo(f"\nBelow the gate: {values}.", err=True)
        raise click.exceptions.Exit(1)


def select(suite: Suite, tags: Iterable[str], limit: int | None) -> Suite:
    """The suite with only the cases that have one of the tags (all without tags), the first `limit` of them.

    Raises click.BadParameter for a tag that no case has.
    """
    wanted, known = set(tags), {tag for case in suite.cases for tag in case.tags}
    for tag in sorted(wanted - known):
        raise click.BadParameter(f"no case has {tag!r}: the tags are {', '.join(sorted(known))}.", param_hint="'--tag'")
    cases = [case for case in suite.cases if not wanted or wanted & set(case.tags)]
    return dataclasses.replace(suite, cases=tuple(cases[:limit]))


def _run(suite: Suite, selection: dict[str, Any]) -> Report:
    """The report on the suite, asked of a service with an index of its own."""
    with tempfile.TemporaryDirectory(prefix="qa-eval-", ignore_cleanup_errors=True) as home:
        settings = load_settings(corpus=suite.corpus, home=Path(home))
        service = QAService(settings)
        try:
            service.sync(progress=False)
            return run_suite(suite, service, selection | describe_run(settings), _with_progress)
        finally:
            service.close()


def _with_progress(cases: Iterable[Case]) -> Iterable[Case]:
    """The cases, with a progress bar where standard error is a terminal."""
    bar: Iterable[Case] = tqdm(cases, unit="question", leave=False, disable=None)
    return bar


def _write(report: Report, file: Path) -> None:
    """Writes the report as JSON."""
    try:
        written = json.dumps(report.to_json(), ensure_ascii=False, indent=1)
        # A lone surrogate, which UTF-8 cannot hold, becomes its JSON escape.
        file.write_text(f"{written}\n", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise _Refused(f"--json: {str(file)!r} cannot be written ({error.strerror}): name another file.") from None
