"""A service with the real one's shape and no index: its answers are written here, its documents are hostile."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.answer import Alternative, Answer, Citation, Question, Reason
from qa.errors import QAError
from qa.settings import Settings

HOSTILE = (
    '*a* <img src=x onerror="window.harmed=1"> $x$ $$y$$ [x](javascript:window.harmed=1) ${window.harmed=1} '
    "{{window.harmed=1}} <script>window.harmed=1</script> `b` &amp; </div></mark> https://outside.example/x"
)


@dataclass(frozen=True)
class FakeDocument:
    """What the catalogue holds of a document."""

    id: str
    title: str
    source: str
    published: str | None
    text: str
    author: str | None = None


def cite(document: FakeDocument, quote: str) -> Citation:
    """The first place of the quote in the document."""
    start = document.text.index(quote)
    return Citation(
        document.id, document.title, document.source, document.published, start, start + len(quote), quote, None
    )


def build_filler(sentences: int) -> str:
    """Paragraphs long enough to scroll, each sentence different."""
    lines = (f"The committee heard witness number {number} on the state of the network." for number in range(sentences))
    return "".join(line + ("\n\n" if at % 4 == 3 else " ") for at, line in enumerate(lines))


VOTE = FakeDocument(
    "vote",
    "Canada's opposition votes to ban Huawei from 5G",
    "articles/2020-11-19-canada.txt",
    "2020-11-19",
    build_filler(60)
    + "The Conservatives passed the motion 178 to 146, saying that the government had to act. "
    + build_filler(60)
    + "The chief financial officer was arrested in Vancouver in 2018.",
    "Ann Reporter",
)
RECOUNT = FakeDocument(
    "recount",
    "Clerk's correction to the record",
    "articles/correction.txt",
    "2020-11-21",
    "After a recount the clerk recorded 179 to 146.",
)
EVIL = FakeDocument(
    "evil", f"Title {HOSTILE}", f"source {HOSTILE}", None, f"Before. {HOSTILE} After.\n\n\nEnd.", HOSTILE
)
LONG = FakeDocument(
    "long",
    "A very long report",
    "reports/long.txt",
    "2019-02-01",
    build_filler(700) + "The needle is here." + build_filler(700),
)


class FakeService:
    """Answers by a word in the question; `wait` holds back the answer to a question with 'slow' until set."""

    def __init__(self) -> None:
        self.documents = {document.id: document for document in (VOTE, RECOUNT, EVIL, LONG)}
        self.wait = threading.Event()
        self.settings = Settings()
        self.retrieved: str | Question = ""  # what passages were last asked for
        self.history: tuple[tuple[str, str], ...] = ()  # that the last question came with

    def answer(self, question: str) -> Answer:
        """The canned answer to the question."""
        if question.startswith("error"):
            raise QAError("The question is too long: <b>9</b> characters, at most 5.")
        if question.startswith("crash"):
            raise RuntimeError("secret detail")
        if "slow" in question:
            self.wait.wait(30)
        return replace(self._choose(question), timings={"total": 123.4})

    def _choose(self, question: str) -> Answer:
        if "vote" in question:
            cited = (cite(VOTE, "178 to 146"), cite(VOTE, "arrested in Vancouver in 2018"))
            other = (Alternative("179 to 146", cite(RECOUNT, "179 to 146"), 0.41),)
            text = "178 to 146 [1], and an arrest [2]"
            return Answer(question, text, cited, 0.87, False, Reason.ANSWERED, alternatives=other)
        if "hostile" in question:
            return Answer(question, f"{HOSTILE} [1] [7]", (cite(EVIL, HOSTILE),), 0.6, False, Reason.ANSWERED)
        if "needle" in question:
            text = "The needle is here."
            return Answer(question, f"{text} [1]", (cite(LONG, text),), 0.3, False, Reason.EVIDENCE)
        if "gone" in question:
            lost = FakeDocument("lost", "A document since removed", "lost.txt", None, "words that were there")
            return Answer(question, "there [1]", (cite(lost, "were there"),), 0.9, False, Reason.ANSWERED)
        near = (cite(VOTE, "The committee heard witness number 3 on the state of the network."),)
        text = "The documents do not answer this question."
        return Answer(question, text, (), 0.12, True, Reason.NOTHING_ANSWERS, near)

    def retrieve(self, question: str | Question, count: int | None = None) -> list[Citation]:
        """The passages of the canned answer's documents."""
        self.retrieved = question
        return [cite(VOTE, VOTE.text[-200:]), cite(RECOUNT, RECOUNT.text), cite(EVIL, EVIL.text)][:count]

    def stream(self, question: Question) -> Iterator[str | Answer]:
        """The stages and then the answer."""
        self.history = question.history
        yield "searching"
        yield "reading"
        yield self.answer(question.text)

    def load_document(self, document_id: str) -> FakeDocument | None:
        """The document, or None where there is none."""
        return self.documents.get(document_id)

    def list_documents(self) -> list[FakeDocument]:
        """All documents."""
        return list(self.documents.values())
