"""The command `qa`: index, ask, settings, and the commands that other folders declare as entry points."""

import errno
import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, TextIO

import click

from qa.answer import Answer, Question, Reason
from qa.cli_batch import read_questions, require_text
from qa.errors import QAError, QuestionError
from qa.printable import on_one_line, printable
from qa.progress import is_watched

if TYPE_CHECKING:
    from index.dry_run import DryRun

ENTRY_POINTS = "qa.commands"
NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
MOST_SHOWN = 200  # characters of a question of a batch


class Commands(click.Group):
    """This module's commands and the entry points of the group qa.commands, loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *(point.name for point in entry_points(group=ENTRY_POINTS))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = super().get_command(ctx, cmd_name)
        if command is None:
            for point in entry_points(group=ENTRY_POINTS, name=cmd_name):
                command = point.load()
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """A QAError, or no room for what it writes, ends the command with a sentence on standard error and exit code 2.

        Ctrl+C ends it with 130.
        """
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nqa: stopped", err=True)
            ctx.exit(130)
        except QAError as error:
            click.echo(f"qa: {error}", err=True)
            ctx.exit(2)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            click.echo(f"qa: what it writes, such as its output: {error.strerror}", err=True)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still to be written would fail at the end again
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Ask your own documents; every answer quotes them word for word."""


@main.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--allow-empty", is_flag=True, help="Empty the index when the corpus holds no document any more.")
@click.option("--dry-run", is_flag=True, help="Print what would be done, and do nothing.")
@click.option("--all", "every_file", is_flag=True, help="Report the unchanged files, too.")
def index(path: str | None, allow_empty: bool, dry_run: bool, every_file: bool) -> None:
    """Make the index equal the corpus folder (PATH, or QA_CORPUS), and report each file that was not as before."""
    from qa.indexing import plan_index
    from qa.service import QAService
    from qa.settings import load_settings

    settings = load_settings(**({"corpus": path} if path else {}))
    if dry_run:
        show_plan(plan_index(settings, allow_empty), every_file, allow_empty)
        return
    try:
        service = QAService(settings, remake=True)
        try:
            report = service.sync(progress=True, allow_empty=allow_empty)
        finally:
            service.close()
    except KeyboardInterrupt:
        click.echo("\nqa: stopped; what was indexed is kept, `qa index` goes on from there", err=True)
        raise SystemExit(130) from None
    for file in report.files:
        if every_file or file.state != "unchanged":
            click.echo(on_one_line(file.line))
    for failure in report.failures:
        click.echo(on_one_line(f"not read: {failure.source}: {failure.reason}"), err=True)
    click.echo(report.summary)
    if report.failures:
        raise SystemExit(1)


def show_plan(plan: "DryRun", every_file: bool, allow_empty: bool) -> None:
    """A line a file that is not as before, and the count of each state; QAError where the real run would refuse."""
    if plan.outdated:
        click.echo(f"qa: {plan.outdated}", err=True)
    for file in plan.files:
        if every_file or file.state != "unchanged":
            was = f" (was {on_one_line(file.before)})" if file.before else ""
            click.echo(f"{file.state:<10} {on_one_line(file.source)}{was}")
    counts = Counter(file.state for file in plan.files)
    click.echo(", ".join(f"{count} {state}" for state, count in counts.items()) or "no files")
    if plan.emptied and not allow_empty:
        raise QAError(
            f"nothing would be done: no file is left, and the index has {plan.emptied} documents; "
            "`qa index --allow-empty` empties the index"
        )


@main.command()
@click.argument("words", metavar="QUESTION", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object; QUESTION, or a line, is then asked as one.")
@click.option("--batch", is_flag=True, help="Read questions from standard input, one a line.")
def ask(words: tuple[str, ...], as_json: bool, batch: bool) -> None:
    """Answer QUESTION, in quotes or not, with the quotes that it rests on; several in one are answered one by one."""
    question = " ".join(words) if words else None
    if batch == (question is not None):
        raise click.UsageError("give either one QUESTION or --batch with questions on standard input")
    from qa.service import open_service
    from qa.settings import load_settings

    settings = load_settings()
    if question is not None and not question.strip():
        raise QuestionError("the question is empty: type a question, such as 'what was the vote count?'")
    if question is None and sys.stdin is None:
        raise QuestionError("standard input is closed: pass the questions, as in `qa ask --batch < questions.txt`")
    service = open_service(settings, progress=is_watched())
    failed = False
    try:
        if question is None:
            failed = ask_lines(sys.stdin, service.answer, show_json if as_json else show_text, as_json)
        elif as_json:
            show_json(service.answer(question))
        else:
            show_each(service.answer, question, settings.question_characters)
    finally:
        service.close()
    if failed:
        raise SystemExit(2)


def show_each(answer: "Callable[[Question], Answer]", message: str, most: int) -> None:
    """Answer each question of the message, of at most that many characters, under its words where it asks several."""
    from qa.several_questions import split_questions

    questions = split_questions(message, most)
    turns: list[tuple[str, str]] = []
    for question in questions:
        if turns:
            click.echo()
        if len(questions) > 1:
            click.echo(f"> {printable(question)}")
        answered = answer(Question(question, tuple(turns)))
        show_text(answered)
        turns.append((question, answered.text))


def ask_lines(
    lines: TextIO, answer: "Callable[[str], Answer]", show: "Callable[[Answer], None]", as_json: bool
) -> bool:
    """Answer each line that is not blank; whether any could not be asked (it is reported, the others go on)."""
    failed = False
    for number, question in read_questions(lines):
        if not as_json:
            click.echo(f"> {printable(question[:MOST_SHOWN])}")
        try:
            require_text(question)
            show(answer(question))
        except QAError as error:
            failed = True
            click.echo(f"qa: line {number}: {error}", err=True)
            if as_json:
                echo_json({"question": question[:MOST_SHOWN], "error": str(error)})
        if not as_json:
            click.echo()
    return failed


@main.command()
def settings() -> None:
    """Show every setting and its value, and the least confidence that was measured."""
    from index.chroma_settings import without_password
    from qa.confidence import load_calibration
    from qa.reader import WEIGHTS
    from qa.settings import load_settings

    current, measured = load_settings(), load_calibration(WEIGHTS)
    for name, setting in type(current).model_fields.items():
        value = getattr(current, name)
        shown = json.dumps(value) if isinstance(value, tuple) else "" if value is None else value
        shown = without_password(shown) if name == "chroma_url" else shown
        click.echo(f"QA_{name.upper()}={shown}\n    {setting.description}")
        if name == "confidence":
            words, sentence = measured.threshold, measured.evidence_threshold
            click.echo(f"    measured: {words} for words that answer, {sentence} for a sentence")


def show_json(answer: "Answer") -> None:
    """The answer as one JSON object on a line."""
    echo_json(answer.to_json())


def echo_json(value: dict[str, Any]) -> None:
    """The object on a line; a lone surrogate as its JSON escape."""
    click.echo(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode())


def show_text(answer: "Answer") -> None:
    """What the question was understood as, the answer, its quotes with their sources, or the nearest passages."""
    if answer.standalone_question:
        click.echo(f"understood as: {printable(answer.standalone_question)}\n")
    click.echo(printable(answer.text))
    for number, citation in enumerate(answer.citations, 1):
        click.echo(f"\n[{number}] {on_one_line(citation.title)}{dated(citation.published)}")
        click.echo(f"    “{printable(citation.quote)}”")
        page = f"page {citation.page}, " if citation.page else ""
        click.echo(f"    {on_one_line(citation.source)}, {page}characters {citation.start}-{citation.end}")
    if not answer.refused and answer.reason != Reason.SUMMARY:
        click.echo(f"\n{answer.confidence_in_words}")
    for alternative in answer.alternatives:
        other = alternative.citation
        click.echo(f"\nanother document says: {printable(alternative.text)}")
        click.echo(f"    “{printable(other.quote)}” ({on_one_line(other.source)}{dated(other.published)})")
    if answer.nearest:
        click.echo("\nclosest passages (not an answer):")
    for passage in answer.nearest:
        quote = on_one_line(passage.quote)
        shown = quote if len(quote) <= 240 else f"{quote[:240].rsplit(' ', 1)[0]} …"
        click.echo(f"  - {on_one_line(passage.title)}: {shown}")


def dated(published: str | None) -> str:
    """The date behind a comma; nothing where there is none."""
    return f", {published}" if published else ""


if __name__ == "__main__":
    main()
