"""`qa eval import`: makes a suite from questions and documents that exist in another form."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from evals.commands.refused import Refused
from evals.importers.beir import load_beir
from evals.importers.folder import load_folder
from evals.importers.imported import Imported, ImportFailure
from evals.importers.squad import load_squad
from evals.importers.table import load_table
from evals.mistakes import SuiteError
from evals.new_suite import NewSuite, check_name, write_suite
from evals.suite import list_suites
from evals.wording import counted, one_line

INTO = Path("eval-suites")
LINE_LENGTH = 300  # characters of a line about a case left out
MOST_LISTED = 10  # cases left out, and notes, that are told
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group("import")
def import_suite() -> None:
    """Make a suite that `qa eval` runs; cases with a mistake are left out and named."""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all forms share."""
    for option in (
        click.option("--replace", is_flag=True, help="Write the suite anew, but for its gates and settings."),
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N questions."),
        click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=INTO, show_default=True),
        click.option("--name", required=True, help="The suite's name, and its folder's below --into."),
    ):
        command = option(command)
    return command


@import_suite.command("squad")
@click.argument("file", type=FILE)
@_options
def import_squad(file: Path, limit: int | None, **where: Any) -> None:
    """SQuAD 1.1 or 2.0: FILE is its JSON."""
    _import(lambda: load_squad(file, limit), **where)


@import_suite.command("beir")
@click.argument("folder", type=FOLDER)
@click.option("--split", default="test", show_default=True, help="Which file of qrels.")
@_options
def import_beir(folder: Path, split: str, limit: int | None, **where: Any) -> None:
    """BEIR: FOLDER has corpus.jsonl, queries.jsonl and qrels."""
    _import(lambda: load_beir(folder, split, limit), **where)


@import_suite.command("csv")
@click.argument("file", type=FILE)
@_options
def import_csv(file: Path, limit: int | None, **where: Any) -> None:
    """A table with columns question, answer and context; optional title, id, tags.

    Cells are separated by commas, semicolons or tabs; other columns are not read. Several answers or tags of a cell
    are separated by '|'; no answer: nothing answers the question.
    """
    _import(lambda: load_table(file, limit), **where)


@import_suite.command("folder")
@click.argument("documents", type=click.Path(exists=True, path_type=Path))
@click.option("--questions", required=True, type=FILE, help="A table: question, answer; source, quote, id, tags.")
@_options
def import_folder(documents: Path, questions: Path, limit: int | None, **where: Any) -> None:
    """Your own DOCUMENTS, which stay where they are, and a table of questions.

    A row without an answer asks what nothing answers, unless it has the tag 'evidence' and a quote or a source.
    """
    _import(lambda: load_folder(documents, questions, limit), **where)


def _import(load: Callable[[], Imported], name: str, into: Path, replace: bool) -> None:
    """Loads, writes and says what came of it."""
    try:
        check_name(name)
        imported = load()
        suite = write_suite(imported, into / name, replace)
    except (ImportFailure, SuiteError) as error:
        raise Refused(str(error)) from None
    click.echo(describe(suite, imported.notes))


def describe(suite: NewSuite, notes: Sequence[str] = ()) -> str:
    """What was written, what was passed over or left out and why, and how to run it."""
    folder = str(suite.folder)
    if folder in list_suites():  # a name goes before a folder
        folder = f"./{folder}"
    made = f"{folder} {'replaced' if suite.replaced else 'written'}"
    lines = [f"{made}: {counted(suite.cases, 'case')} over {counted(suite.documents, 'document')}"]
    lines += _first(notes)
    if suite.left_out:
        lines.append(f"{len(suite.left_out)} left out:")
        lines += [f"  {line}" for line in _first(suite.left_out)]
    lines.append(f"Run it with `qa eval {folder}`; its gates are in {str(suite.folder / 'suite.toml')!r}.")
    return "\n".join(lines)


def _first(texts: Sequence[str]) -> list[str]:
    """The first of them, a line each, and how many more there are."""
    lines = [one_line(text, LINE_LENGTH) for text in texts[:MOST_LISTED]]
    return [*lines, f"and {len(texts) - MOST_LISTED} more"] if len(texts) > MOST_LISTED else lines
