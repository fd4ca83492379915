"""Question answering over one's own documents: `from qa import answer`."""

from typing import TYPE_CHECKING

from qa.answer import Alternative, Answer, Citation, Question, Reason
from qa.errors import QAError, QuestionError

if TYPE_CHECKING:
    from qa.service import QAService

__all__ = ["Alternative", "Answer", "Citation", "QAError", "Question", "QuestionError", "Reason", "answer"]

_service: "QAService | None" = None


def answer(question: str | Question) -> Answer:
    """The answer to a question over the corpus that the settings name (QA_CORPUS, QA_HOME).

    The first call opens the index, made on the spot where there is none. QuestionError for a question that
    is empty, overlong or only a greeting, QAError for everything else that a person can mend.
    """
    global _service
    if _service is None:
        from qa.service import open_service

        _service = open_service()
    return _service.answer(question)
