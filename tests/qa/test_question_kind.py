"""What a question asks for."""

import pytest

from qa.question_kind import QuestionKind, question_kind

KINDS = {
    "what was the vote count?": QuestionKind.SPAN,
    "vote count": QuestionKind.SPAN,
    "who is Meng Wanzhou": QuestionKind.SPAN,
    "What is the will of the people called?": QuestionKind.SPAN,
    "Did Canada ban Huawei?": QuestionKind.YES_NO,
    "is huawei banned": QuestionKind.YES_NO,
    "didn't the Liberals vote against": QuestionKind.YES_NO,
    "whether the ban passed": QuestionKind.YES_NO,
    "Can you tell me who won?": QuestionKind.SPAN,
    "May the Commons vote again?": QuestionKind.YES_NO,
    "Why was Meng arrested?": QuestionKind.REASON,
    "what is the reason for the ban": QuestionKind.REASON,
    "how come the UK banned it": QuestionKind.REASON,
    "Summarise the article": QuestionKind.SUMMARY,
    "tl;dr": QuestionKind.SUMMARY,
    "what is this about?": QuestionKind.SUMMARY,
    "tell me about Huawei": QuestionKind.SUMMARY,
}


@pytest.mark.parametrize(("question", "kind"), KINDS.items())
def test_kind(question: str, kind: QuestionKind) -> None:
    assert question_kind(question) is kind
    assert question_kind(f"  {question.upper()} ") is kind
