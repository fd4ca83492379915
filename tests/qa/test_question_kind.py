"""What a question asks for, and whether an answer has that form."""

import pytest

from qa.question_kind import QuestionKind, form_fits, question_kind

KINDS = {
    "what was the vote count?": QuestionKind.SPAN,
    "vote count": QuestionKind.SPAN,
    "who is Meng Wanzhou": QuestionKind.SPAN,
    "What is the will of the people called?": QuestionKind.SPAN,
    "Did Canada ban Huawei?": QuestionKind.YES_NO,
    "is huawei banned": QuestionKind.YES_NO,
    "didn't the Liberals vote against": QuestionKind.YES_NO,
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


@pytest.mark.parametrize(
    ("question", "answer", "fits"),
    [
        ("How many MPs voted?", "63 MPs", True),
        ("How many MPs voted?", "four senators", True),
        ("How many MPs voted?", "the Liberals", False),
        ("what was the vote count?", "178 to 146", True),
        ("When was she arrested?", "in 2018", True),
        ("When was she arrested?", "Vancouver", False),
        ("Who led the party?", "Justin Trudeau", True),
        ("who led the party", "178", False),
        ("Where was she arrested?", "Vancouver", True),
        ("what was the vote count?", "56 per cent", False),
        ("the number of Canadians in favour", "56%", False),
        ("what percentage of the number of voters was it?", "56 per cent", True),
    ],
)
def test_form(question: str, answer: str, fits: bool) -> None:
    assert form_fits(question, answer) is fits
