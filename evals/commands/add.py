"""`qa eval add`: a corrected answer becomes a case."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from evals.add import add_case, choose_evidence, cite_any_sentence
from evals.case_lint import EVIDENCE_TAG
from evals.commands.refused import Refused
from evals.mistakes import SuiteError
from evals.new_suite import start_suite
from evals.suite import find_suite, list_suites
from evals.wording import one_line
from qa.answer import Citation, Question
from qa.errors import QAError
from qa.feedback import list_passages
from qa.service import open_service
from qa.settings import load_settings

PASSAGE_LENGTH = 300  # characters of a passage that the list of candidates shows


@click.command("add")
@click.argument("suite")
@click.argument("question")
@click.option("--answer", "answers", multiple=True, metavar="TEXT", help="An accepted short answer; again for more.")
@click.option("--evidence", type=click.IntRange(min=1), metavar="N", help="The passage of this number in the list.")
@click.option("--source", help="With --quote: the document's path in the corpus.")
@click.option("--quote", help="With --source: the words of the document that bear on it, as they stand.")
@click.option("--unanswerable", is_flag=True, help="The documents do not answer it: a refusal is right.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; again for more.")
@click.option("--new", is_flag=True, help="Make SUITE, a folder that is not there yet, over your corpus.")
@click.option(
    "--after",
    "history",
    nargs=2,
    multiple=True,
    metavar="QUESTION ANSWER",
    help="A turn before it, for a follow-up; again for more, the oldest first.",
)
@click.option("--id", "id", help="The case's id; made from the question by default.")
def add(
    suite: str,
    question: str,
    answers: tuple[str, ...],
    evidence: int | None,
    source: str | None,
    quote: str | None,
    unanswerable: bool,
    tags: tuple[str, ...],
    new: bool,
    history: tuple[tuple[str, str], ...],
    id: str | None,
) -> None:
    """Add QUESTION with its right answer to SUITE.

    The question is asked of your index, and the evidence is the first of the cited or nearest passages that has the
    answer, or the one chosen with --evidence. Without an answer the passages are listed. An answer that no stretch of
    text gives (yes/no, why) has none, the tag 'evidence' and a chosen passage, any sentence of which may be cited.
    """
    if (source is None) != (quote is None):
        raise click.UsageError("--source and --quote go together: give both or neither")
    if unanswerable and (answers or evidence or quote):
        raise click.UsageError("--unanswerable goes without --answer, --evidence and --quote")
    if not new:
        _require_suite(suite)
    elif suite in list_suites():
        raise Refused(f"{suite!r} is a suite of this project: leave out --new to add to it, or name another folder")
    try:
        quotes: list[Citation | tuple[str, str]] = []
        if source is not None and quote is not None:
            quotes = [(source, quote)]
        elif not unanswerable:
            chosen = _choose(Question(question, history), answers, evidence)
            quotes = [*cite_any_sentence(chosen, question, answers)] if EVIDENCE_TAG in tags else [chosen]
        if new:
            start_suite(Path(suite), load_settings().corpus)
        try:
            case = add_case(suite, question, answers, quotes, tags, id, history)
        except SuiteError:
            if new:  # a suite without a case would be in the way of the next try
                shutil.rmtree(suite)
            raise
    except (SuiteError, QAError) as error:
        raise Refused(str(error)) from None
    click.echo(f"added {case['id']!r} to {suite}")
    for one in case["evidence"]:
        click.echo(f"  evidence: {one_line(one['source'])}: {one_line(one['quote'], PASSAGE_LENGTH)}")


def _require_suite(suite: str) -> None:
    """Refused where there is no such suite."""
    try:
        find_suite(suite)
    except SuiteError as error:
        raise Refused(f"{error}, or give --new to make this one over your corpus") from None


def _choose(question: Question, answers: Sequence[str], number: int | None) -> Citation:
    """The passage of that number, or the first with an answer; Refused with the list where there is none."""
    service = open_service()
    try:
        candidates = list_passages(service.answer(question), service.retrieve(question))
    finally:
        service.close()
    if number is None:
        chosen = choose_evidence(candidates, question.text, answers)
    else:
        chosen = candidates[number - 1] if number <= len(candidates) else None
    if chosen is None:
        for place, one in enumerate(candidates, 1):
            click.echo(f"{place:>3}  {one_line(one.source)}: {one_line(one.quote, PASSAGE_LENGTH)}", err=True)
        wrong = f"there is no passage {number}" if number else "no passage has the answer"
        raise Refused(f"{wrong}: choose one of the list with --evidence N, or give --source and --quote")
    return chosen
