"""A small suite on disk, and a service that answers from a table."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from corpus import LoadFailure
from evals.suite import Suite, load_suite
from qa.answer import Answer, Citation, Reason
from tests.evals.eval_command import Command

TEXT = "The motion passed 178 to 146. At least 63 members spoke. Ms Gray seconded it in Oslo."
VOTE, MEMBERS, GRAY = TEXT.split(". ")[0] + ".", "At least 63 members spoke.", "Ms Gray seconded it in Oslo."
TOML = """description = "A test."
corpus = "articles"

[gates]
answerable_correct = 0.5
unanswerable_refused = 1.0
"""


def case(id: str, question: str, answers: list[str], quote: str | None, *tags: str) -> dict[str, Any]:
    """One line of cases.jsonl; without a quote, one that the article does not answer."""
    evidence = [] if quote is None else [{"source": "one.txt", "quote": quote}]
    return {
        "id": id,
        "question": question,
        "answers": answers,
        "evidence": evidence,
        "answerable": quote is not None,
        "tags": list(tags),
    }


CASES = [
    case("vote", "what was the vote?", ["178 to 146"], VOTE, "number"),
    case("who", "who seconded it?", ["Gray"], GRAY, "who"),
    case("why", "why did it pass?", [], VOTE, "evidence"),
    case("when", "when was it?", [], None, "missing-detail"),
]


class FakeService:
    """Answers each question with what `answers` holds: an Answer, an exception to raise, or else a refusal."""

    def __init__(self, answers: dict[str, Answer | BaseException]) -> None:
        self.answers = answers
        self.asked: list[Any] = []
        self.passages: dict[str, list[Citation]] = {}
        self.settings = SimpleNamespace(passages=4)
        self.failures: list[LoadFailure] = []
        self.closed = False

    def sync(self, progress: bool = True) -> SimpleNamespace:
        """There is nothing to index; `failures` says what of it could not be read."""
        return SimpleNamespace(failures=self.failures)

    def answer(self, question: Any) -> Answer:
        """What the table says."""
        self.asked.append(question)
        found = self.answers.get(question, refuse(getattr(question, "text", question)))
        if isinstance(found, BaseException):
            raise found
        return found

    def retrieve(self, question: Any, count: int | None = None) -> list[Citation]:
        """What `passages` holds for the question, or else every sentence in its order."""
        return self.passages.get(question, [cite(VOTE), cite(MEMBERS), cite(GRAY)])[:count]

    def load_document(self, document_id: str) -> SimpleNamespace | None:
        """The one document."""
        return SimpleNamespace(text=TEXT, source="one.txt") if document_id == "one" else None

    def close(self) -> None:
        """Remembers it."""
        self.closed = True


def cite(quote: str, shift: int = 0) -> Citation:
    """A citation of the quote; exact where `shift` is 0."""
    start = TEXT.index(quote) + shift
    return Citation("one", "One", "one.txt", None, start, start + len(quote), quote)


def reply(question: str, text: str, *citations: Citation, **fields: Any) -> Answer:
    """An answer that is not a refusal."""
    return Answer(question, text, citations, 0.9, False, Reason.ANSWERED, timings={"total": 3.0}, **fields)


def refuse(question: str, *nearest: Citation) -> Answer:
    """A refusal."""
    return Answer(question, "The documents do not say.", (), 0.2, True, Reason.NOTHING_ANSWERS, nearest=nearest)


def right_answers() -> dict[str, Answer | Exception]:
    """What a perfect service says to CASES."""
    return {
        "what was the vote?": reply("what was the vote?", "178 to 146 [1]", cite(VOTE)),
        "who seconded it?": reply("who seconded it?", "Ms Gray [1]", cite(GRAY)),
        "why did it pass?": reply("why did it pass?", "“At all events” [1]", cite(VOTE)),
    }


@pytest.fixture
def write_suite(tmp_path: Path) -> Callable[..., Path]:
    """Writes a suite and gives its folder; by default the good one. `lines` are objects, or text as it stands."""

    def write(toml: str | None = TOML, lines: list[Any] | None = CASES) -> Path:
        folder = tmp_path / "small"
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        (folder / "articles" / "one.txt").write_text(TEXT, encoding="utf-8")
        if toml is not None:
            (folder / "suite.toml").write_text(toml, encoding="utf-8")
        if lines is not None:
            written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
            (folder / "cases.jsonl").write_text("".join(f"{line}\n" for line in written), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def suite(write_suite: Callable[..., Path]) -> Suite:
    """The good suite, loaded."""
    return load_suite(write_suite())


@pytest.fixture
def fake() -> SimpleNamespace:
    """What tests build fake services and cases from."""
    return SimpleNamespace(
        Service=FakeService,
        case=case,
        cite=cite,
        reply=reply,
        refuse=refuse,
        right_answers=right_answers,
        cases=CASES,
        text=TEXT,
        toml=TOML,
        vote=VOTE,
        members=MEMBERS,
        gray=GRAY,
    )


@pytest.fixture
def command(fake: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Command]:
    """The command; every service that it opens must be closed in the end."""
    monkeypatch.chdir(tmp_path)
    made = Command(fake)
    monkeypatch.setattr("evals.commands.run.QAService", made.open)
    yield made
    assert all(service.closed for service in made.services)
