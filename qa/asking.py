"""A question asked of the index as it is by now: retrieval, then reading; anew where a document changed meanwhile."""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qa.answer import Answer
from qa.errors import QAError, explaining

if TYPE_CHECKING:
    from index.store import Index
    from qa.answerers import Answerer

ATTEMPTS = 5  # at a question whose documents are changed while they are read


class Stage(StrEnum):
    """What the service is doing for a question."""

    SEARCHING = "searching"
    READING = "reading"


@dataclass(frozen=True)
class Asked:
    """The answer, and the question in the spelling of the documents; how long each stage took, in seconds."""

    spelt: str
    answer: Answer
    retrieving: float
    reading: float


def ask(
    current: "Callable[[], tuple[Index, Answerer]]", question: str, count: int, is_no_answer: Callable[[str], bool]
) -> Generator[Stage, None, Asked]:
    """Each stage as it begins; returns what came of it, a refusal where `is_no_answer` says so of its text.

    QAError where the documents were changed each time while they were read.
    """
    from qa.citing import DocumentChanged
    from qa.refusing import refuse
    from qa.retrieving import retrieve

    began = time.perf_counter()
    yield Stage.SEARCHING
    for attempt in range(ATTEMPTS):
        index, answerer = current()
        with explaining():
            spelt, passages = retrieve(index, question, count)
        retrieved = time.perf_counter()
        if not attempt:
            yield Stage.READING
        try:
            with explaining():
                answer = answerer.answer(spelt, passages)
                if not answer.refused and is_no_answer(answer.text):
                    answer = refuse(index.catalog, spelt, passages, answer.confidence)
            break
        except DocumentChanged as error:
            if attempt == ATTEMPTS - 1:
                raise QAError(f"{error}, again and again: ask once the documents are indexed") from error
    return Asked(spelt, answer, retrieved - began, time.perf_counter() - retrieved)
