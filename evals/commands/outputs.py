"""Files that a run writes where an option names one."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from evals.commands.refused import Refused
from evals.compare import Comparison
from evals.report import Report
from evals.writers.junit import write_junit
from evals.writers.markdown import write_markdown
from evals.writers.page import write_page


def output_option(name: str, help: str) -> Callable[[Any], Any]:
    """The option `--name FILE`; its file lies in a folder that there is, so that no run is lost for a wrong path."""
    file = click.Path(dir_okay=False, path_type=Path)
    return click.option(f"--{name}", name, type=file, callback=_require_folder, metavar="FILE", help=help)


def write_outputs(report: Report, comparison: Comparison | None, files: dict[str, Path | None]) -> None:
    """Writes the report to each file that is named; `files` by form: json, html, junit, markdown."""
    forms: dict[str, Callable[[], str]] = {
        "json": lambda: json.dumps(report.to_json(), ensure_ascii=False, indent=1, allow_nan=False) + "\n",
        "html": lambda: write_page(report),
        "junit": lambda: write_junit(report),
        "markdown": lambda: write_markdown(report, comparison),
    }
    for form, file in files.items():
        if file is not None:
            write_file(forms[form](), file)


def _require_folder(ctx: click.Context, param: click.Parameter, file: Path | None) -> Path | None:
    """The file; a usage error where its folder is missing, or it or its folder may not be written."""
    if file is not None and not file.parent.is_dir():
        message = f"there is no folder {str(file.parent)!r}: make it, or name another file."
        raise click.BadParameter(message, ctx, param)
    if file is not None and not os.access(file if file.exists() else file.parent, os.W_OK):
        raise click.BadParameter(f"{str(file)!r} cannot be written: name another file.", ctx, param)
    return file


def require_several(files: dict[str, Path | None]) -> None:
    """A usage error where two options name one file: what is written last would take the place of the other.

    So a run that misses its gate cannot become the baseline that the next one is held to.
    """
    taken: dict[Path, str] = {}
    for form, file in files.items():
        if file is not None and (other := taken.setdefault(file.resolve(), form)) != form:
            raise click.UsageError(
                f"--{other} and --{form} name one file, {str(file)!r}: name another for one of them."
            )


def write_file(text: str, file: Path) -> None:
    """Writes the text; Refused where the file cannot be written."""
    try:
        # A lone surrogate, which UTF-8 cannot hold, becomes an escape: JSON's own in the report.
        file.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise Refused(f"{str(file)!r} cannot be written ({error.strerror}): name another file.") from None
