"""What an importer gives: documents and cases that are not checked yet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.mistakes import Mistake

_LONGEST_NAME = 80  # characters of a file's name that come from a title


class ImportFailure(Exception):
    """A source that cannot be imported; the message names the file, the line where there is one, and the way out."""

    def __init__(self, file: Path, line: int | None, message: str) -> None:
        super().__init__(str(Mistake(str(file), line, None, message)))


class EntryMistake(Exception):
    """An entry of a source that cannot be read; the message says why, and not where the entry stands."""


@dataclass(frozen=True)
class ImportedCase:
    """A case as a line of cases.jsonl holds it, and its place in the file that it came from, which no other has.

    `problem` says why it cannot be a case, where that is known before it is checked: `raw` may then be empty.
    """

    place: str
    raw: Mapping[str, Any]
    problem: str | None = None


@dataclass(frozen=True)
class Imported:
    """What becomes a suite: cases over `documents` (texts by file name), or over the `corpus` that there is.

    `source` is the file with the questions, and `notes` say what of it was passed over, though no case is lost by it.
    """

    source: Path
    description: str
    cases: Sequence[ImportedCase]
    documents: Mapping[str, str] = field(default_factory=dict)
    corpus: Path | None = None
    notes: Sequence[str] = ()


def leave_out(place: str, problem: object) -> ImportedCase:
    """An entry that cannot be a case, to be named with its problem."""
    return ImportedCase(place, {}, str(problem))


def build_case(
    id: str,
    question: str,
    answers: Sequence[str],
    evidence: Sequence[tuple[str, str]],
    tags: Sequence[str],
    history: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """A line of cases.jsonl; answerable where there are answers or evidence, each a (source, quote).

    Without a quote the evidence is the whole document. `history` has the turns before a follow-up, each a question and
    its answer.
    """
    return {
        "id": id,
        "question": question,
        "answers": list(dict.fromkeys(answers)),
        "evidence": [
            {"source": source} | ({"quote": quote} if quote else {}) for source, quote in dict.fromkeys(evidence)
        ],
        "answerable": bool(answers or evidence),
        "tags": list(dict.fromkeys(tags)),
    } | ({"history": [{"question": asked, "answer": answered} for asked, answered in history]} if history else {})


def name_files(titles: Sequence[str]) -> Iterator[str]:
    """A file name for each title that every system takes; no two are the same, in capitals or not."""
    taken: set[str] = set()
    for title in titles:
        stem = re.sub(r"[^\w-]+", "-", title)[:_LONGEST_NAME].strip("-_") or "document"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        yield f"{name}.txt"
