"""The share of a question's words that a text accounts for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.grounding import content_words, ground, is_name

TEXT = "The Conservatives passed the motion 178 to 146, and Huawei objected in 2020."


@pytest.mark.parametrize(
    ("question", "coverage", "missing_names"),
    [
        ("Who passed the motion?", 1.0, 0),
        ("Which motions were passing?", 1.0, 0),
        ("did huawai object", 1.0, 0),
        ("Who voted for the motion in Denmark?", 1 / 3, 1),
        ("What happened in 2019?", 0.0, 1),
        ("what of it?", 1.0, 0),
    ],
)
def test_by_hand(question: str, coverage: float, missing_names: int) -> None:
    grounding = ground(question, TEXT)
    assert grounding.coverage == pytest.approx(coverage)
    assert grounding.missing_names == missing_names


@pytest.mark.parametrize(
    ("question", "text", "coverage", "missing_names"),
    [
        ("has the UK banned it?", "The United Kingdom banned it.", 1.0, 0),
        ("has the U.K. banned it?", "The UK banned it.", 1.0, 0),
        ("Has the United Kingdom banned it?", "The UK banned it.", 1.0, 0),
        ("Has the United Kingdom banned it?", "The U.K. banned it.", 1.0, 0),
        ("who is its cfo", "Chief Financial Officer Ann Hardy spoke.", 1.0, 0),
        ("What did the WHO say?", "The World Health Organization spoke.", 1.0, 0),
        ("Has the United States banned it?", "The UK banned it.", 1 / 3, 2),
        ("has the EU banned it?", "The United Kingdom banned it.", 0.5, 1),
        ("Did J.K.Rowling resign?", "J.K. Rowling resigned.", 1.0, 0),
        ("Did the BBC say it?", "Harbour Bridge\n\nBig Cats said it.", 0.0, 1),
        ("Did the BC say it?", "Harbour Bridge Committee said it.", 0.0, 1),
        ("Has the HBC said it?", "The Harbour\nBridge Committee said it.", 1.0, 0),
    ],
)
def test_initials_and_the_name_that_they_stand_for(
    question: str, text: str, coverage: float, missing_names: int
) -> None:
    grounding = ground(question, text)
    assert grounding.coverage == pytest.approx(coverage)
    assert grounding.missing_names == missing_names


def test_the_first_word_is_no_name() -> None:
    assert not is_name("Denmark decided?", "Denmark")
    assert is_name("Has Denmark decided?", "Denmark")


@given(st.text(), st.text())
def test_any_question_and_text(question: str, text: str) -> None:
    grounding = ground(question, text)
    assert 0 <= grounding.coverage <= 1
    assert 0 <= grounding.missing_names <= len(content_words(question))


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_a_text_accounts_for_itself(text: str) -> None:
    assert ground(text, text).coverage == 1
