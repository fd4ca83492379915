"""Signs are part of an answer: what tells -5 from 5, $40 from €40, >5 from <5, C++ from C."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.grading import is_accepted
from evals.metrics.contains_answer import contains_answer
from evals.metrics.normalise import answer_tokens
from evals.signs import has_answer_with_signs, read_signs

SIGNED = st.text("ab c5.,-−–+±$€£<>≤=#%东のa", max_size=20)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5 degrees", "-5 degrees"),
        ("-5 degrees", "5 degrees"),
        ("−5", "5"),
        ("–5", "5"),
        ("minus 5 degrees", "5 degrees"),
        ("+2%", "-2%"),
        ("-2%", "+2%"),
        ("±5", "5"),
        ("5", "±5"),
        ("$40", "€40"),
        ("$40 million", "€40 million"),
        ("40 €", "$40"),
        ("40 million euros", "$40 million"),
        ("-$40", "$40"),
        ("$-40", "$40"),
        ("$40", "-$40"),
        ("<5", ">5"),
        ("5", ">5"),
        ("≤ 5", "<5"),
        ("less than 5", ">5"),
        ("in 2020 -5%", "±5%"),
        ("C", "C++"),
        ("C++", "C"),
        ("C#", "C++"),
        ("B+", "B"),
        ("between -5 and -3", "3"),
    ],
)
def test_another_sign_is_another_answer(text: str, answer: str) -> None:
    assert contains_answer(text, answer), "the words alone are the same"
    assert not is_accepted(text, (answer,))
    assert not is_accepted(f"it was {text}, they said", (answer,))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("−5 degrees", "-5 degrees"),
        ("minus 5 degrees", "-5 degrees"),
        ("it fell from 5 to -5 degrees", "-5 degrees"),
        ("it rose from -5 to 5 degrees", "5 degrees"),
        ("+2%", "2%"),
        ("2%", "+2%"),
        ("56%", "56"),
        ("40", "$40"),
        ("$40", "40"),
        ("US$40", "$40"),
        ("40 dollars", "$40"),
        ("40 million euros", "€40 million"),
        ("€ 40", "€40"),
        ("40€", "€40"),
        ("-€40", "€-40"),
        ("more than 5", ">5"),
        (">= 5", "≥5"),
        ("at least 63", "63"),
        ("p<0.05", "0.05"),
        ("C++.", "C++"),
        ("Microsoft C#, they said", "C#"),
        ("178–146", "178-146"),
        ("in 2019-20", "20"),
        ("won 3 -1", "3-1"),
        ("in 2020 -5%", "-5%"),
        ("3 -1", "3 -1"),
        ("Boeing 737-800", "737-800"),
        ("COVID-19", "COVID 19"),
        ("costs 30 or $40", "30"),
        ("weighs 40 pounds", "40"),
        ("A+B", "B"),
        ("a—5 in all", "5 in all"),
    ],
)
def test_the_same_sign_in_another_form_and_what_is_no_sign(text: str, answer: str) -> None:
    assert is_accepted(text, (answer,))


@given(SIGNED | st.text())
def test_the_words_with_signs_are_the_words(text: str) -> None:
    assert [word for word, _ in read_signs(text)] == answer_tokens(text)
    assert has_answer_with_signs(text, text) is bool(answer_tokens(text))


@given(SIGNED, SIGNED)
def test_what_is_contained_with_its_signs_is_contained(text: str, answer: str) -> None:
    if has_answer_with_signs(text, answer):
        assert contains_answer(text, answer)
