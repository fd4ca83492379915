"""QAService: the only place where the parts are wired."""

import os
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from qa.answer import Answer, Citation, Question
from qa.asking import ATTEMPTS, Asked, Stage, ask
from qa.conversation import clean, says_it_again, stand_alone, ways_to_ask
from qa.errors import QAError, QuestionError, explaining
from qa.indexing import make_index, repair_index, require_apart, require_corpus, sync_index
from qa.plain_question import asks_nothing, plain_question, says_something
from qa.settings import Settings, load_settings

if TYPE_CHECKING:
    from index.catalog import StoredDocument
    from index.report import SyncReport
    from index.store import Index
    from qa.answerers import Answerer


class QAService:
    """Answers questions over one corpus; usable from several threads.

    QAError (also for a damaged index or damaged weights) says in one sentence what is wrong and the way out.
    """

    def __init__(self, settings: Settings | None = None, remake: bool = False) -> None:
        """With `remake`, an index that another version of this program made is emptied, for `sync` to fill.

        That is refused where the corpus cannot be read or holds no file.
        """
        from index.outdated import empty_outdated_index
        from qa.reader import SpanReader

        settings = settings or load_settings()
        places = {name: getattr(settings, name).absolute() for name in ("home", "corpus")}
        self.settings = settings.model_copy(update=places)  # whatever folder is entered
        require_apart(settings)
        self._opening, self._process, self._closed = threading.Lock(), os.getpid(), False
        with explaining():
            if remake:
                empty_outdated_index(self.settings.home, self.settings.corpus)
            self._reader = SpanReader(self.settings.threads)
            self._open()

    def _open(self) -> None:
        """Take the index that lies in the home, and an answerer that asks it."""
        from index.store import open_index

        settings = self.settings
        index = open_index(settings.home, settings.threads, settings.chroma_url, settings.chroma_collection)
        try:
            self.answerer = self._build_answerer(index)
        except BaseException:
            index.close()
            raise
        self.index = index

    def _current(self, make: bool = False) -> "tuple[Index, Answerer]":
        """The index that lies in the home by now, and its answerer; `make` one where it was deleted."""
        from index.store import index_exists

        if self._process != os.getpid():  # its locks and threads were not copied: a question would hang
            raise QAError("this service was opened before the process was forked: open one in each process")
        with explaining(), self._opening:
            if self._closed:
                raise QAError("this service is closed: open another one")
            if self.index.is_replaced():
                if not make and not index_exists(self.settings.home):
                    raise QAError(f"the index {str(self.settings.home)!r} was deleted: run `qa index`")
                replaced = self.index
                self._open()
                # Closed once it is out of use: questions in other threads may still read it.
                for part in (replaced.database, replaced.vectors, replaced.encoder):
                    weakref.finalize(replaced, part.close).atexit = False
            return self.index, self.answerer

    def _build_answerer(self, index: "Index") -> "Answerer":
        """The answerer that the settings name; WeightsFailure where what it needs is damaged."""
        from qa.answerers.evidence import EvidenceAnswerer
        from qa.answerers.extractive import ExtractiveAnswerer
        from qa.candidate_finder import CandidateFinder
        from qa.confidence import load_calibration
        from qa.named_documents import NamedDocuments
        from qa.reader import WEIGHTS

        catalog, confidence, calibration = index.catalog, self.settings.confidence, load_calibration(WEIGHTS)
        finder = CandidateFinder(self._reader, index.encoder, calibration.ranking)
        evidence = EvidenceAnswerer(catalog, finder, calibration, confidence)
        if self.settings.answerer == "evidence":
            return evidence
        named = NamedDocuments(catalog, index.encoder.knows)
        return ExtractiveAnswerer(catalog, finder, evidence, calibration, named, confidence)

    def close(self) -> None:
        """Close the index; the service answers no more."""
        forked = self._process != os.getpid()  # where the lock may never be given back
        with nullcontext() if forked else self._opening:
            self._closed = True
            self.index.close()
            self._reader.close()

    def sync(self, progress: bool = False, allow_empty: bool = False) -> "SyncReport":
        """Make the index equal the corpus folder; with `progress`, a bar on standard error."""
        index, _ = self._current(make=True)
        return sync_index(index, self.settings, progress, allow_empty)

    def answer(self, question: str | Question) -> Answer:
        """The answer to one question; QuestionError for one that cannot be asked."""
        *_, answer = self.stream(question)
        assert isinstance(answer, Answer)
        return answer

    def stream(self, question: str | Question) -> Iterator[Stage | Answer]:
        """Each stage as it begins, then the Answer.

        Where a document is changed or removed while it is read, the question is asked anew. A follow-up that cannot do
        without the question before may be asked alone, too, where that has no answer.
        """
        from qa.refusing import NOTHING_FOUND, REFUSAL

        text = self._check(question)
        plain = plain_question(text)
        alone = _stand_alone(plain, question, self.settings.question_characters)
        history = question.history if isinstance(question, Question) else ()
        ways = ways_to_ask(plain, alone, history, (REFUSAL, NOTHING_FOUND))
        tried: list[Asked] = []
        for way in ways:
            repeats = partial(says_it_again, plain=plain, alone=way, history=history)
            tried.append((yield from ask(self._current, way, self.settings.passages, repeats)))
            if not tried[-1].answer.refused:
                break
        chosen = 0 if tried[-1].answer.refused else len(tried) - 1
        asked = tried[chosen]
        times = {"retrieve": sum(one.retrieving for one in tried), "read": sum(one.reading for one in tried)}
        times["total"] = sum(times.values())
        yield replace(
            asked.answer,
            question=text,
            standalone_question=asked.spelt if asked.spelt != text else None,
            history=history if ways[chosen] != plain else (),
            timings={name: round(seconds * 1000, 1) for name, seconds in times.items()},
        )

    def retrieve(self, question: str | Question, count: int | None = None) -> list[Citation]:
        """The ranked passages for a question, best first, each as a citation of the whole passage.

        At most `count`, by default as many as may be read for an answer; those are the first ones of any
        ranking of up to 30.
        """
        from llama_index.core.schema import TextNode

        from qa.citing import DocumentChanged, cite_passage
        from qa.retrieving import retrieve

        most = self.settings.question_characters
        alone = _stand_alone(plain_question(self._check(question)), question, most)
        found: list[Citation] = []
        for _ in range(ATTEMPTS):
            index, _answerer = self._current()
            with explaining():
                _, ranked = retrieve(index, alone, self.settings.passages if count is None else max(0, count))
            found = []
            for passage in (one.node for one in ranked):
                assert isinstance(passage, TextNode)
                with suppress(DocumentChanged), explaining():  # it is a passage of the corpus no more
                    found.append(cite_passage(index.catalog, passage, 0, len(passage.text)))
            if len(found) == len(ranked):
                break
        return found

    def load_document(self, document_id: str) -> "StoredDocument | None":
        """The document of that id; None where there is none, or none any more."""
        index, _ = self._current()
        with explaining():
            return index.catalog.document(document_id)

    def list_documents(self) -> "Sequence[StoredDocument]":
        """Every document by source, without its text."""
        index, _ = self._current()
        with explaining():
            return index.catalog.documents()

    def _check(self, question: str | Question) -> str:
        text = clean(_require_text(question))
        most = self.settings.question_characters
        if not says_something(text):
            raise QuestionError("the question is empty: type a question, such as 'what was the vote count?'")
        if len(text) > most:
            raise QuestionError(
                f"the question has {len(text)} characters, at most {most} are taken: shorten it, "
                "or raise QA_QUESTION_CHARACTERS"
            )
        if asks_nothing(text):
            raise QuestionError("ask a question about the documents: that alone asks nothing of them")
        return text


def _require_text(question: str | Question) -> str:
    """What is asked; QuestionError where that, or a turn before it, is no text."""
    text, history = (question.text, question.history) if isinstance(question, Question) else (question, ())
    turns: Sequence[object] = history if isinstance(history, Sequence) else (history,)
    if not isinstance(text, str):
        raise QuestionError(f"{text!r:.80} is no question: give it as text")
    for turn in turns:
        if not isinstance(turn, tuple | list) or len(turn) != 2 or not all(isinstance(words, str) for words in turn):
            raise QuestionError(f"{turn!r:.80} is no turn: give the history as pairs of a question and its answer")
    return text


def _stand_alone(plain: str, question: str | Question, most: int) -> str:
    """The plain question with what it takes from the first `most` characters of each question and answer before it."""
    history = question.history if isinstance(question, Question) else ()
    return stand_alone(plain, [(plain_question(clean(asked)[:most]), answered[:most]) for asked, answered in history])


def open_service(settings: Settings | None = None, progress: bool = False) -> QAService:
    """A service ready to answer: the corpus is indexed where there is no index of it yet.

    Where another process does that just now, it is waited for. A file that cannot be read is told in a warning of the
    log. QAError as for QAService, and where the index was made from another corpus or holds nothing.
    """
    service = QAService(settings)
    try:
        with explaining():
            if service.index.catalog.fact("corpus") is None:
                make_index(service.index, service.settings, progress)
            else:
                repair_index(service.index, progress)
            require_corpus(service.index, service.settings)
    except BaseException:
        service.close()
        raise
    return service
