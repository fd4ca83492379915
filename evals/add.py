"""From use to test: an answer that a person corrected becomes a case of a suite."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from corpus import RowFields
from evals.atomic import write_whole
from evals.case_lint import lint_lines
from evals.documents import Texts, read_sources
from evals.importers.imported import build_case
from evals.mistakes import Mistake, SuiteError
from evals.new_suite import write_cases
from evals.quoting import find_evidence, list_sentences
from evals.suite import corpus_path, find_suite, own_cases_problem
from evals.suite_lint import lint_suite, longest_question, row_fields
from qa.answer import Citation

LONGEST_ID = 60  # characters of an id that is made from a question
WAIT = 10.0  # seconds for another process that adds to the same suite


def add_case(
    suite: str | Path,
    question: str,
    answers: Sequence[str] = (),
    evidence: Sequence[Citation | tuple[str, str]] = (),
    tags: Sequence[str] = (),
    id: str | None = None,
    history: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """The case as it was added at the end of the suite's cases.jsonl; a follow-up with the turns before it.

    `answers` are the accepted short ones; `evidence` are citations, of which the sentence with an answer is taken, or
    (source, quote) as they stand. Neither: nothing answers the question. SuiteError, and nothing is written, where the
    case has a mistake, its evidence does not stand in the suite's corpus, or the id or the question is taken.
    """
    folder = find_suite(suite)
    quotes = [one if isinstance(one, tuple) else _narrow(one, question, answers) for one in evidence]
    corpus, longest, fields = _settings(folder)
    texts = read_sources(corpus, [source for source, _ in quotes], fields)
    file = folder / "cases.jsonl"
    try:
        with FileLock(folder / ".cases.lock", timeout=WAIT):
            before = file.read_bytes() if file.exists() else b""
            before += b"\n" if before and not before.endswith(b"\n") else b""
            ids = _ids(before, file, longest)
            case = build_case(id or _new_id(question, ids), question.strip(), answers, quotes, tags, history)
            after = before + write_cases([case])
            _check_last(after, file, texts, longest)
            write_whole(after, file)
    except Timeout:
        message = "another process has been adding to it for a while: try again"
        raise SuiteError([Mistake(str(file), None, None, message)]) from None
    except OSError as error:
        message = f"cannot be written ({error.strerror}): give write permission, or name another suite"
        raise SuiteError([Mistake(str(file), None, None, message)]) from None
    return case


def choose_evidence(candidates: Sequence[Citation], question: str, answers: Sequence[str]) -> Citation | None:
    """The first candidate with a sentence that has one of the answers; None where no candidate has one."""
    holding = (
        one for one in candidates if find_evidence(list_sentences({one.source: (one.quote,)}), question, answers)
    )
    return next(holding, None)


def cite_any_sentence(passage: Citation, question: str, answers: Sequence[str]) -> list[tuple[str, str]]:
    """(source, quote) of the passage's sentence that has an answer; where none has, of each, for any of which will do.

    A whole passage would ask for a citation of half of it, which no right answer to a yes or no has.
    """
    sentences = [sentence for sentence in list_sentences({passage.source: (passage.quote,)}) if sentence.words.strip()]
    found = find_evidence(sentences, question, answers)
    return [(found.source, found.quote)] if found else [(sentence.source, sentence.text) for sentence in sentences]


def _narrow(citation: Citation, question: str, answers: Sequence[str]) -> tuple[str, str]:
    """(source, quote) of the citation's sentence that has an answer; of the whole citation where none has."""
    found = find_evidence(list_sentences({citation.source: (citation.quote,)}), question, answers)
    return (found.source, found.quote) if found else (citation.source, citation.quote)


def _settings(folder: Path) -> tuple[Path, int, RowFields]:
    """The suite's corpus, the characters that a question may have, and the fields of rows that are read.

    SuiteError where suite.toml has mistakes.
    """
    mistakes: list[Mistake] = []
    settings = lint_suite(folder / "suite.toml", mistakes)
    corpus = corpus_path(folder, settings.get("corpus"))
    problem = own_cases_problem(folder, corpus) if corpus is not None else None
    if problem is not None:
        mistakes.append(Mistake(str(folder / "suite.toml"), None, "corpus", problem))
    if mistakes or corpus is None:
        raise SuiteError(mistakes)
    return corpus, longest_question(settings), row_fields(settings)


def _check_last(written: bytes, file: Path, texts: Texts, longest: int) -> None:
    """SuiteError where the last line has a mistake; those of other lines are not this case's."""
    mistakes: list[Mistake] = []
    lint_lines(written, file, texts, mistakes, longest)
    last = written.count(b"\n")
    if own := [mistake for mistake in mistakes if mistake.line == last]:
        raise SuiteError(own)


def _ids(written: bytes, file: Path, longest: int) -> set[str]:
    """The ids of the cases in the file that have no mistake."""
    return {case["id"] for case in lint_lines(written, file, None, [], longest)}


def _new_id(question: str, taken: set[str]) -> str:
    """An id from the words of the question that no other case has."""
    stem = "-".join(re.findall(r"\w+", question.lower()))[:LONGEST_ID].strip("-") or "case"
    number, id = 1, stem
    while id in taken:
        number += 1
        id = f"{stem}-{number}"
    return id
