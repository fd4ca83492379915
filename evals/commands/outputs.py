"""Files that a run writes where an option names one."""

import errno
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from evals.atomic import write_whole
from evals.commands.refused import Refused
from evals.compare import Comparison
from evals.documents import is_among
from evals.report import Report
from evals.writers.junit import write_junit
from evals.writers.markdown import write_markdown
from evals.writers.page import write_page

# Why a file cannot be replaced that may yet be written: its folder may not be, or it is mounted by itself.
NOT_REPLACED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY)


def output_option(name: str, help: str) -> Callable[[Any], Any]:
    """The option `--name FILE`; its file lies in a folder that there is, so that no run is lost for a wrong path."""
    file = click.Path(dir_okay=False, path_type=Path)
    return click.option(f"--{name}", name, type=file, callback=_require_folder, metavar="FILE", help=help)


def write_outputs(report: Report, comparison: Comparison | None, files: Mapping[str, Path | None]) -> None:
    """Writes the report to each file that is named; `files` by form: json, html, junit, markdown.

    Refused where one cannot be written, when the others are.
    """
    forms: dict[str, Callable[[], str]] = {
        "json": lambda: json.dumps(report.to_json(), ensure_ascii=False, indent=1, allow_nan=False) + "\n",
        "html": lambda: write_page(report),
        "junit": lambda: write_junit(report),
        "markdown": lambda: write_markdown(report, comparison),
    }
    problems = []
    for form, file in files.items():
        try:
            if file is not None:
                write_file(forms[form](), file)
        except Refused as problem:
            problems.append(problem.message)
    if problems:
        raise Refused("\n".join(problems))


def _require_folder(ctx: click.Context, param: click.Parameter, file: Path | None) -> Path | None:
    """The file; a usage error where its folder is missing, or it or its folder may not be written."""
    if file is None:
        return None
    if file.is_symlink() and not _leads_somewhere(file):
        raise click.BadParameter(f"{str(file)!r} is a link to itself: name another file.", ctx, param)
    folder = file.resolve().parent if file.is_symlink() else file.parent
    if not folder.is_dir():
        message = f"there is no folder {str(folder)!r}: make it, or name another file."
        raise click.BadParameter(message, ctx, param)
    if not os.access(file if file.exists() else folder, os.W_OK):
        raise click.BadParameter(f"{str(file)!r} cannot be written: name another file.", ctx, param)
    return file


def _leads_somewhere(link: Path) -> bool:
    """False for a link that leads back to itself."""
    try:
        link.resolve()
    except (OSError, RuntimeError):
        return False
    return True


def require_several(files: Mapping[str, Path | None]) -> None:
    """A usage error where two options name one file: what is written last would take the place of the other.

    So a run that misses its gate cannot become the baseline that the next one is held to.
    """
    taken: dict[Path, str] = {}
    for form, file in files.items():
        if file is not None and (other := taken.setdefault(file.resolve(), form)) != form:
            raise click.UsageError(
                f"--{other} and --{form} name one file, {str(file)!r}: name another for one of them."
            )


def require_outside(corpus: Path, files: Mapping[str, Path | None]) -> None:
    """A usage error where a report would lie among the documents: the next run would cite its answers."""
    for form, file in files.items():
        if file is not None and is_among(file, corpus):
            among = f"lies among the documents of {str(corpus)!r}, where its answers would be cited"
            raise click.UsageError(f"--{form} {str(file)!r} {among}: name a file beside them.")


def write_file(text: str, file: Path) -> None:
    """Writes the text, whole or not at all where it is a file that can be replaced; Refused where it cannot."""
    # A lone surrogate, which UTF-8 cannot hold, becomes an escape: JSON's own in the report.
    written = text.encode("utf-8", "backslashreplace")
    try:
        if _is_stream(file):
            file.write_bytes(written)
        else:
            _replace(file.resolve(), written)
    except OSError as error:
        raise Refused(f"{str(file)!r} cannot be written ({error.strerror}): name another file.") from None


def _is_stream(file: Path) -> bool:
    """True for a pipe or a terminal, and what else stands for an open file, as /dev/stdout does."""
    return file.absolute().is_relative_to("/dev") or (file.exists() and not file.is_file())


def _replace(file: Path, written: bytes) -> None:
    """Puts the bytes in place of the file; into it where it may be written and not replaced."""
    try:
        write_whole(written, file)
    except OSError as error:
        if error.errno not in NOT_REPLACED or not file.exists():
            raise
        file.write_bytes(written)
