"""Question answering over one's own documents: `from qa import answer`."""

import os
import threading
from typing import TYPE_CHECKING

from qa.answer import Alternative, Answer, Citation, Question, Reason
from qa.errors import QAError, QuestionError

if TYPE_CHECKING:
    from qa.service import QAService

__all__ = ["Alternative", "Answer", "Citation", "QAError", "Question", "QuestionError", "Reason", "answer"]

_service: "QAService | None" = None
_process = 0  # that opened it: what a fork copies of it hangs
_opening = threading.Lock()


def answer(question: str | Question) -> Answer:
    """The answer to a question over the corpus that the settings name (QA_CORPUS, QA_HOME).

    The first call opens the index, made on the spot where there is none; from any thread, and in each process after a
    fork, unless another thread forks during the first call. QuestionError for a question that is empty, overlong or
    only a greeting, QAError for everything else that a person can mend.
    """
    global _service, _process
    with _opening:
        if _service is None or _process != os.getpid():
            from qa.service import open_service

            _service, _process = open_service(), os.getpid()
        service = _service
    return service.answer(question)


def _free_after_fork() -> None:
    global _opening
    _opening = threading.Lock()  # another thread may have held it


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_free_after_fork)
