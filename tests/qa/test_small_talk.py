"""What only greets, thanks or asks for help is told from a question."""

import pytest

from qa.plain_question import asks_nothing


@pytest.mark.parametrize(
    "typed",
    [
        "hi",
        "Hello there!",
        "good morning team",
        "hey, how are you doing today?",
        "Thanks!",
        "ok thank you very much, bye",
        "help",
        "hi, can you help me please?",
        "I have a question",
        "what can you do?",
        "Who are you?",
    ],
)
def test_what_asks_nothing(typed: str) -> None:
    assert asks_nothing(typed)


@pytest.mark.parametrize(
    "question",
    [
        "why?",
        "hi who won",
        "hello kitty",
        "help desk hours",
        "thanks to whom",
        "what can you do at the fair",
        "friends",
        "?",
    ],
)
def test_what_asks_something(question: str) -> None:
    assert not asks_nothing(question)


def test_what_is_said_many_times_over_is_seen_at_once() -> None:
    assert asks_nothing("please help " * 150)
    assert not asks_nothing("please help " * 150 + "x")
