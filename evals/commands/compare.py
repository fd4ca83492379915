"""`qa eval compare A B`: what changed from one run to another."""

from pathlib import Path

import click

from evals.bootstrap import RESAMPLES
from evals.commands.gating import end_below_gates, max_broken_option
from evals.commands.outputs import output_option, write_file
from evals.commands.refused import Refused
from evals.compare import compare, require_unedited_cases
from evals.comparison_table import draw_comparison
from evals.stored_report import ReportError, load_report
from evals.writers.comparison_page import write_comparison_page

REPORT = click.Path(dir_okay=False, path_type=Path)


@click.command("compare")
@click.argument("before", type=REPORT)
@click.argument("after", type=REPORT)
@output_option("html", "Write a page with both answers to each fixed or broken case here.")
@click.option(
    "--gate",
    is_flag=True,
    help="Exit code 1 where AFTER misses its gates, lacks a case or is worse by more than chance.",
)
@max_broken_option
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the resampling.")
@click.option("--resamples", type=click.IntRange(min=1), default=RESAMPLES, show_default=True, metavar="N")
def compare_reports(
    before: Path, after: Path, html: Path | None, gate: bool, max_broken: int | None, seed: int, resamples: int
) -> None:
    """Print the cases that were fixed and broken from BEFORE to AFTER, two files of `qa eval SUITE --json FILE`.

    Each measure comes with the 95% interval of its change (paired bootstrap over the cases of both runs). A measure
    is worse by more than chance where the whole interval is; --gate looks at those that are means over cases. A case
    that was edited is not compared; one that AFTER has no more misses the gate, unless only a part was to be asked.
    Where every case was edited, --gate and --max-broken have nothing to judge: exit code 2.
    """
    for name, report in (("BEFORE", before), ("AFTER", after)):
        if html is not None and html.resolve() == report.resolve():
            raise click.UsageError(f"--html names the report {name}, {str(html)!r}: name another file for the page.")
    try:
        earlier, later = load_report(before), load_report(after)
        if gate or max_broken is not None:
            require_unedited_cases(earlier, later.suite, {id: case.asked for id, case in later.cases.items()})
        comparison = compare(earlier, later, seed, resamples)
    except ReportError as error:
        raise Refused(str(error)) from None
    click.echo(draw_comparison(comparison))
    if html is not None:
        write_file(write_comparison_page(comparison), html)
    end_below_gates([*(comparison.regressions if gate else ()), *comparison.more_broken(max_broken)])
