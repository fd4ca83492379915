"""The questions that `qa ask --batch` reads, one a line."""

import io
import re
from collections.abc import Iterator
from typing import TextIO

from qa.errors import QuestionError

_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # what UTF-16 and single bytes leave in a line that is read as UTF-8


def read_questions(stream: TextIO) -> Iterator[tuple[int, str]]:
    """Each line that is not blank, with its number from 1 and without a mark of UTF-8 before the first.

    A byte that cannot be decoded comes as a lone surrogate, so that the lines behind it are read.
    """
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    for number, line in enumerate(stream, 1):
        question = (line.removeprefix("\ufeff") if number == 1 else line).strip()
        if question:
            yield number, question


def require_text(question: str) -> None:
    """QuestionError where the line was no text in UTF-8: what is left of it would be answered as it is."""
    if _NO_TEXT.search(question):
        raise QuestionError("the question is not in UTF-8: save the questions as UTF-8, without NUL characters")
