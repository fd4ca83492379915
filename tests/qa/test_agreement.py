"""When two answers say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.agreement import answer_key, normalise_answer, token_f1


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("The Liberals", "liberals.", True),
        ("“178 to 146”", "178–to–146", True),
        ("1,000", "1000", True),
        ("-5 degrees", "5 degrees", False),
        ("−5 degrees", "-5 degrees", True),
        ("-$5", "$5", False),
        ("-¥5", "¥5", False),
        ("1.5", "15", False),
        ("1.5", "1 5", False),
        ("C", "C++", False),
        ("C#", "C++", False),
        ("A", "a", True),
        ("A", "B", False),
    ],
)
def test_two_answers_are_one(left: str, right: str, same: bool) -> None:
    assert (answer_key(left) == answer_key(right)) is same
    assert answer_key(left)


def test_what_says_nothing_has_no_key() -> None:
    assert answer_key("…") == answer_key(" - ") == ""


@given(st.text(max_size=30))
def test_a_key_stands_for_every_letter(text: str) -> None:
    assert answer_key(text) or not any(map(str.isalnum, text))


def test_typographic_marks_are_no_words() -> None:
    assert normalise_answer("‘Grow a spine’ — “now”…") == "grow spine now"
    assert token_f1("a spine", "the spine") == 1
    assert token_f1("grow a spine", "spine") == pytest.approx(2 / 3)
    assert token_f1("", "the") == 1
