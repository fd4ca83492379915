"""Follow-ups: what they take from the turns before them, and what they leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.conversation import stand_alone

CFO = ("Who is Huawei's CFO?", "Meng Wanzhou [1]")
LIBERALS = ("How did the Liberals vote?", "against the motion [1]")
REFUSED = "The documents do not say."


@pytest.mark.parametrize(
    ("history", "question", "alone"),
    [
        ([CFO], "when was she arrested?", "when was Meng Wanzhou arrested?"),
        ([CFO], "what did her lawyers say", "what did Meng Wanzhou's lawyers say"),
        ([CFO], "whose idea was hers?", "whose idea was Meng Wanzhou's?"),
        ([CFO], "who spoke to her?", "who spoke to Meng Wanzhou?"),
        ([CFO, ("when was she arrested?", "2018 [1]")], "where?", "where was Meng Wanzhou arrested?"),
        ([("What did the motion ask for?", "30 days")], "when was it passed?", "when was the motion passed?"),
        ([("Where is Huawei based?", "Shenzhen")], "who leads it", "who leads Huawei"),
        ([("Was there a ban on Huawei?", "yes")], "who opposed it", "who opposed Huawei"),
        ([LIBERALS], "what about the NDP?", "How did the NDP vote?"),
        ([LIBERALS], "and the Greens?", "How did the Greens vote?"),
        ([LIBERALS], "why?", "why did the Liberals vote?"),
        ([("Who is Ann's deputy?", REFUSED)], "what is her name?", "Who is Ann's deputy? what is her name?"),
        ([("where did they meet", "Gdynia")], "when did they leave", "where did they meet when did they leave"),
        ([("who seconded the bill", "Ms Gray")], "what about the motion", "who seconded the bill the motion?"),
    ],
)
def test_follow_ups(history: list[tuple[str, str]], question: str, alone: str) -> None:
    assert stand_alone(question, history) == alone


@pytest.mark.parametrize(
    "question",
    [
        "What did Trudeau say?",
        "And how many members voted for the ban in Canada?",
        "is it true that the others did too?",
        "who said that it is time to decide?",
        "who thinks it's clear by now?",
        "When did Freeland say that she would answer?",
        "how many votes were there",
    ],
)
def test_a_question_that_needs_nothing_stays_as_it_is(question: str) -> None:
    assert stand_alone(question, [CFO, LIBERALS]) == question


def test_a_conversation_of_pronouns_does_not_grow_without_end() -> None:
    turns = [("when did they leave the harbour that day", REFUSED.lower())] * 50
    assert len(stand_alone("and when did they come back?", turns)) < 300


turn = st.text(alphabet="Ab the she it why? and about 1['’s]\u00c9\u0301\n", max_size=40)


@given(turn, st.lists(st.tuples(turn, turn), max_size=4))
def test_any_conversation(question: str, history: list[tuple[str, str]]) -> None:
    assert stand_alone(question, []) == question
    assert isinstance(stand_alone(question, history), str)
