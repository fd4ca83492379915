"""The types that leave this service: Question, Citation, Answer, with one JSON form for every interface."""

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

QUESTION_CHARACTERS = 2000  # taken of a question, unless the settings say otherwise
BETWEEN_ROWS = "; "  # of a table, in an answer that several give: "Maths; Physics"
CONFIDENCE_WORDS = ((80, "high"), (50, "fair"), (0, "low"))  # least percent


class Reason(StrEnum):
    """Why an answer looks as it does."""

    ANSWERED = "answered"
    EVIDENCE = "evidence"  # no stretch of text answers (yes/no, why): the sentence that bears on it
    SUMMARY = "summary"  # the sentence on the topic; calibration saw none, so it has no confidence
    NOTHING_RETRIEVED = "nothing retrieved"
    NOTHING_ANSWERS = "retrieved, but nothing answers"


@dataclass(frozen=True)
class Question:
    """What is asked, and the turns before it (oldest first, each a question and its answer's text)."""

    text: str
    history: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Citation:
    """A quote and its place: `document.text[start:end] == quote`, in characters."""

    document_id: str
    title: str
    source: str
    published: str | None  # ISO 8601 date
    start: int
    end: int
    quote: str
    page: int | None = None  # where the quote begins, from 1; None for a format without pages


@dataclass(frozen=True)
class Alternative:
    """A different answer that another document gives."""

    text: str
    citation: Citation
    confidence: float


@dataclass(frozen=True)
class Answer:
    """The answer to one question.

    `text` is what a person reads; its markers `[1]` are 1-based positions in `citations`. `confidence` is the
    probability, 0 to 1, that the answer shown is right (for a refusal: the best answer's that was not shown, 0
    where there was none; for a summary 0, as none was measured).
    Where `refused`, `citations` is empty and `nearest` lists the closest passages, which do not answer.
    `standalone_question` is what a follow-up, a misspelt question or one among other words was understood as, None
    where it was asked as it stands; `history` has the turns before it of which that was made, empty where none was.
    `timings` are milliseconds by stage (`retrieve`, `read`, `total`).
    """

    question: str
    text: str
    citations: tuple[Citation, ...]
    confidence: float
    refused: bool
    reason: Reason
    nearest: tuple[Citation, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    standalone_question: str | None = None
    history: tuple[tuple[str, str], ...] = ()

    @property
    def confidence_in_words(self) -> str:
        """The confidence as "fair confidence, 67%"; of a short answer with a low one also what to do about it."""
        percent = round(self.confidence * 100)
        level = next(word for least, word in CONFIDENCE_WORDS if percent >= least)
        check = level == "low" and self.reason is Reason.ANSWERED
        return f"{level} confidence, {percent}%" + (": check the quote" if check else "")

    def to_json(self) -> dict[str, Any]:
        """The JSON form, as it is read back: the fields by name, tuples as lists, the reason as its words."""
        form: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return form
