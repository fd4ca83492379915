"""A message of several questions is asked as several, one that only looks so as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer import QUESTION_CHARACTERS
from qa.several_questions import split_questions


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("Who won? When was it?", ("Who won?", "When was it?")),
        ("who won?when was it?", ("who won?", "when was it?")),
        ("1. Who is the CEO? 2. Where is it?", ("Who is the CEO?", "Where is it?")),
        ("Who is the CEO\nWhere is it", ("Who is the CEO", "Where is it")),
        ("Do you know who won? And by how much?", ("who won?", "by how much?")),
        ("Did it pass? Was it close?", ("Did it pass?", "Was it close?")),
        ("what was the vote count and who voted against it?", ("what was the vote count?", "Who voted against it?")),
        ("Who was arrested, and when?", ("Who was arrested?", "When?")),
        ("who was arrested and when and where", ("who was arrested?", "When", "Where")),
        ("hi, can you tell me who won and how many votes she got?", ("who won?", "How many votes she got?")),
        ("How many were hurt and how many died?", ("How many were hurt?", "How many died?")),
        ("how many died and how many were hurt", ("how many died?", "How many were hurt")),
        ("what happened and why", ("what happened?", "Why")),
        ("Which party voted no and which party abstained?", ("Which party voted no?", "Which party abstained?")),
        ("When was the firm founded and also who owns it?", ("When was the firm founded?", "Who owns it?")),
        ("what is the fee and is it the same for children", ("what is the fee?", "Is it the same for children")),
        ("Can I bring a dog and do I pay for it?", ("Can I bring a dog?", "Do I pay for it?")),
        ("what's the price and who's the seller?", ("what's the price?", "Who's the seller?")),
        ("When and where was she born?", ("When was she born?", "Where was she born?")),
        ("when and where?", ("when?", "Where?")),
    ],
)
def test_several_questions_are_asked_one_by_one(message: str, questions: tuple[str, ...]) -> None:
    assert split_questions(message) == questions


@pytest.mark.parametrize(
    "message",
    [
        "Who won?",
        "hi, who won?",
        "Who won? I need it for a report.",
        "Meng was arrested in 2018. When? And why?",
        "who voted for and against?",
        "Who are the owner and the manager?",
        "Who decides what is built and where it is built?",  # "and" goes on a clause
        "What did he say about who pays and how much they pay?",
        "What happens when it rains and when it snows?",
        "What does the report that came out and what is it?",
        "What is the difference between what is said and what is meant?",
        "Who wrote Where the Wild Things Are and when was it published?",
        "Was it Ann or was it Bo?",
        "What year and where was the first one built?",  # "what year" asks nothing alone
        "Which school has two campuses and is the third largest in the state?",
        "What is changed into waves and do the reverse?",
        "When the lights went out, what did they do?",
        "When was it released? May 1990?",
        'Who asked "why are we here? what is it for?"',
        "tell me more\nwho won",
        "Really? Who?",
        "How many goals did Ann and how many did Bo score?",
        "When did the first and when did the second war begin?",
        "When was Are You Being Served and Is It Legal broadcast?",
        "Which city is larger? Is it Oslo or Bergen?",
        "Who scored for Leeds and who for Derby?",
        "",
    ],
)
def test_one_question_is_asked_as_it_is(message: str) -> None:
    assert split_questions(message) == (message,)


def test_a_long_message_is_left_whole() -> None:
    message = "Who won? " * (QUESTION_CHARACTERS // 9)
    assert len(split_questions(message)) > 100
    assert split_questions(message + "Who won? ") == (message + "Who won? ",)
    assert len(split_questions(message + "Who won? ", QUESTION_CHARACTERS + 9)) > 100


PIECES = ["who", "when", " was", " it", " and ", "?", ", ", "\n", " ", "2. ", "“", " what ", "hi, ", "is", "İ", " Ann"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_nothing_that_is_asked_is_lost(message: str) -> None:
    questions = split_questions(message)
    assert questions
    if len(questions) > 1:
        assert all(any(map(str.isalnum, question)) for question in questions)
        asked = " ".join(questions).lower().count
        assert all(asked(word) >= message.lower().count(word) for word in ("who", "when", "what"))
