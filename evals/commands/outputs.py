"""Files that a command writes where an option names one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from evals.commands.refused import Refused


def output_option(name: str, help: str) -> Callable[[Any], Any]:
    """The option `--name FILE`; its file lies in a folder that there is, so that no run is lost for a wrong path."""
    file = click.Path(dir_okay=False, path_type=Path)
    return click.option(f"--{name}", f"{name}_file", type=file, callback=_require_folder, metavar="FILE", help=help)


def _require_folder(ctx: click.Context, param: click.Parameter, file: Path | None) -> Path | None:
    """The file; a usage error where its folder is missing."""
    if file is not None and not file.parent.is_dir():
        message = f"there is no folder {str(file.parent)!r}: make it, or name another file."
        raise click.BadParameter(message, ctx, param)
    return file


def write_output(text: str, file: Path, errors: str = "strict") -> None:
    """Writes the text as UTF-8; `errors` says what becomes of a lone surrogate, which UTF-8 cannot hold."""
    try:
        file.write_text(text, encoding="utf-8", errors=errors)
    except OSError as error:
        raise Refused(f"{str(file)!r} cannot be written ({error.strerror}): name another file.") from None
