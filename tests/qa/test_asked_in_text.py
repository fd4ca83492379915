"""Questions that a document asks and answers itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.asked_in_text import answer_there, whole_answer

FAQ = """# Riverside Gym

## What do I need to bring for my first visit?

A photo ID, clean indoor shoes and a towel. We have lockers.

**Can I bring a guest?** Each member has two guest passes.

Q: When is the gym quietest?
A: On weekdays between 1 and 4 p.m.

1. How do I cancel a membership?
By letter. It takes a month.

## Prices

A guest pays £8 to bring a towel.
"""


@pytest.mark.parametrize(
    ("question", "where", "first"),
    [
        ("what should i bring on a first visit to the gym", "lockers", ""),  # not all of its words
        (
            "what do i bring on my first visit, do i need shoes",
            "lockers",
            "A photo ID, clean indoor shoes and a towel.",
        ),
        ("may I bring a guest", "two guest", "Each member has two guest passes."),
        ("may I bring a guest", "£8", ""),
        ("when's the gym quietest?", "weekdays", "On weekdays between 1 and 4 p.m."),
        ("how to cancel my membership", "a month", "By letter."),
        ("cancel", "a month", ""),
    ],
)
def test_what_stands_first_behind_the_same_question(question: str, where: str, first: str) -> None:
    place = answer_there(question, FAQ, FAQ.index(where))
    assert (FAQ[slice(*place)] if place else "") == first


@pytest.mark.parametrize(
    ("question", "words", "whole"),
    [
        ("what do i bring on a first visit, what do i need", "photo ID", "A photo ID, clean indoor shoes and a towel"),
        ("what do i bring on a first visit, what do i need", "lockers", ""),
        ("when is the gym quietest", "weekdays", "On weekdays between 1 and 4 p.m."),
        ("how to cancel my membership", "letter", "By letter"),
        ("may I bring a guest", "two guest passes", ""),  # it has a verb
    ],
)
def test_an_answer_without_a_verb_is_shown_whole(question: str, words: str, whole: str) -> None:
    start = FAQ.index(words)
    place = whole_answer(question, FAQ, start, start + len(words))
    assert (FAQ[slice(*place)] if place else "") == whole


@given(st.text(alphabet="ab? *#Q:A.\n", max_size=60), st.integers(0, 60))
def test_any_text(text: str, place: int) -> None:
    for question in ("a b ab", text):
        found = answer_there(question, text, place)
        assert found is None or 0 <= found[0] <= found[1] <= len(text)
