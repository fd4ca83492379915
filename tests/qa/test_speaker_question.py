"""Whether a question asks who said something, or what somebody said."""

import pytest

from qa.speaker_question import asked_speaker, asks_who_said


@pytest.mark.parametrize(
    "question",
    [
        "who said it was safe",
        "Who says he's been shouted at?",
        "and who else warned of floods?",
        "Which minister called it a mistake?",
        "which party  claims that it won",
        "what newspaper wrote that it failed",
        "who was it that told them to wait",
        "according to whom was it safe?",
        "failed by everyone, whose words",
    ],
)
def test_who_said_it_is_asked(question: str) -> None:
    assert asks_who_said(question)
    assert not asked_speaker(question)


@pytest.mark.parametrize(
    "question",
    [
        "who was told to wait",
        "who did the mayor thank?",
        "who is the mayor",
        "what was said",
        "what the mayor said about it",
        "what is the ferry called",
        "which ferry was called Selkie",
        "when did she say that",
        "who built the ferry",
    ],
)
def test_something_else_is_asked(question: str) -> None:
    assert not asks_who_said(question)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("what did freeland say about huawei", "freeland"),
        ("What did the harbour master Ann Lee tell reporters?", "the harbour master Ann Lee"),
        ("what does  O'Hara think of it", "O'Hara"),
        ("how many seats did Lee say there were?", "Lee"),
        ("What did she say?", ""),
        ("what did lee do", ""),
        ("who said it", ""),
    ],
)
def test_whose_words_are_asked_for(question: str, speaker: str) -> None:
    assert asked_speaker(question) == speaker
