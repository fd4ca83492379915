from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoder import OnnxEmbedding
from qa.retrieving import retrieve
from qa.service import QAService
from qa.spelling import spell_as

TEXT = "Meng Wanzhou was arrested in Vancouver. The Governor, Ruth Moss, governed. Third of 1234567 motions. I want it."


@pytest.fixture(scope="module")
def knows() -> Callable[[str], bool]:
    return OnnxEmbedding().knows


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("where was meng wanzou arested", "where was meng wanzhou arrested"),
        ("Who was arrested in Vancuver?", "Who was arrested in Vancouver?"),
        ("the thrid of the motoins?", "the third of the motions?"),
        ("who was arrestd, and where", "who was arrested, and where"),
        ("what did Ruht Moss govern", "what did Ruht Moss govern"),  # four letters: too near to other words
        ("who was attested", "who was attested"),  # a word of its own
        ("Wanzou", "Wanzhou"),
        ("what Govenor?", "what Governor?"),
        ("the vancouverite", "the vancouverite"),  # an ending
        ("why wasnt she", "why wasnt she"),
        ("was Zanzhou arrested?", "was Zanzhou arrested?"),  # another first letter
        ("what of 1234576", "what of 1234576"),  # a number is not a slip
        ("who wrote Quixotte", "who wrote Quixotte"),
    ],
)
def test_what_is_misspelt_is_spelt_as_the_texts_spell_it(knows: Callable[[str], bool], typed: str, spelt: str) -> None:
    assert spell_as([TEXT], typed, knows) == spelt


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_only_words_change_and_those_that_are_known_do_not(question: str, texts: list[str]) -> None:
    assert spell_as(texts, question, lambda word: True) == question
    spelt = spell_as(texts, question, lambda word: False)
    assert spell_as([], question, lambda word: False) == question
    assert spelt.count(" ") == question.count(" ")


def test_of_words_as_like_the_one_written_more_is_taken() -> None:
    assert spell_as(["Larsen, Larson, Larsen"], "Larsan", lambda word: False) == "Larsen"


def test_a_misspelt_question_is_answered_as_if_it_were_not_and_says_how_it_was_understood(service: QAService) -> None:
    typed, meant = "who comanded the ferry from Hallifax", "who commanded the ferry from Halifax"
    misspelt, right = service.answer(typed), service.answer(meant)
    assert (misspelt.question, misspelt.standalone_question, misspelt.history) == (typed, meant, ())
    assert right.standalone_question is None
    assert (misspelt.text, misspelt.confidence) == (right.text, right.confidence)
    assert service.retrieve(typed) == service.retrieve(meant)


def test_the_ranking_is_that_of_the_spelt_question_however_long(service: QAService) -> None:
    spelt, one = retrieve(service.index, "comanded", 1, 4)
    assert spelt == "commanded"
    _, all_of_them = retrieve(service.index, "comanded", 9, 4)
    assert [found.node.node_id for found in one] == [found.node.node_id for found in all_of_them[:1]]
