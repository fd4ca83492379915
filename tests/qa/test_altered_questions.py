"""Questions that a text answered, changed so that it no longer does."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.training.altered import with_other_words
from qa.training.example import Example

TEXT = (
    "In 1911 the harbour of Port Alma was sold by Ruth Moss to Ada Pike for 1200 pounds. "
    "Later, in 1946, Ada Pike gave it to the North Shore Council."
)


def example(question: str, answer: str, text: str = TEXT) -> Example:
    start = text.index(answer)
    return Example("1", "Harbour", question, text, ((start, start + len(answer)),))


def altered(question: str, answer: str) -> set[str]:
    """Every question that it is changed into."""
    made = [with_other_words(example(question, answer), random.Random(seed)) for seed in range(60)]
    assert all(one is None or (one.spans, one.text) == ((), TEXT) for one in made)
    return {one.question for one in made if one}


def test_a_name_gives_way_to_another_of_the_text_but_not_to_the_answer() -> None:
    assert altered("Who sold it to Ada Pike?", "Ruth Moss") == {
        "Who sold it to Port Alma?",
        "Who sold it to North Shore Council?",
        "Who bought it to Ada Pike?",
    }


def test_a_number_gives_way_to_one_as_long() -> None:
    assert altered("Whose was it in 1911?", "Ruth Moss") == {"Whose was it in 1946?", "Whose was it in 1200?"}


def test_a_word_gives_way_to_another_of_its_kind_that_the_text_lacks() -> None:
    text = "Ruth Moss was its founder, and later its mayor, until she died in 1946."
    made = [
        with_other_words(example("Who was the founder?", "Ruth Moss", text), random.Random(seed)) for seed in range(99)
    ]
    questions = {one.question for one in made if one}
    assert {"Who was the president?", "Who was the director?"} <= questions
    assert not {"Who was the founder?", "Who was the mayor?", "Who was the owner?"} & questions


def test_a_word_of_which_the_text_has_another_form_is_not_put_in() -> None:
    text = "Ruth Moss was born in 1911. Her marriage to Ada Pike, and her burial, were in Port Alma."
    made = [
        with_other_words(example("When was Ruth Moss born?", "1911", text), random.Random(seed)) for seed in range(99)
    ]
    questions = {one.question for one in made if one}
    assert "When was Ruth Moss crowned?" in questions
    assert not {"When was Ruth Moss married?", "When was Ruth Moss buried?"} & questions


@pytest.mark.parametrize("question", ["What did it cost?", "whose was it", "who was ruth moss?", ""])
def test_a_question_without_anything_to_change_is_left_out(question: str) -> None:
    assert altered(question, "1200 pounds") == set()


@given(st.text(max_size=60), st.text(min_size=1, max_size=120), st.integers(0, 9))
def test_wild_text_is_changed_or_left_out(question: str, text: str, seed: int) -> None:
    asked = example(question, text[:3], text)
    changed = with_other_words(asked, random.Random(seed))
    assert changed == with_other_words(asked, random.Random(seed))
    assert changed is None or changed.question != question
