"""Names and their initials."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoder import OnnxEmbedding
from qa.acronyms import acronyms_of, write_out
from qa.service import QAService

TEXT = (
    "Huawei Chief Financial Officer Meng Wanzhou spoke to the House of Commons of the United Kingdom. The Angus Reid "
    "Institute asked. The Alliance Canada Hong Kong and the Arts Council of Harwick asked, too."
)


@pytest.fixture(scope="module")
def knows() -> Callable[[str], bool]:
    return OnnxEmbedding(threads=2).knows


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("who is huawei's cfo", "who is huawei's Chief Financial Officer"),
        ("Who is Huawei's CFO?", "Who is Huawei's Chief Financial Officer?"),
        ("what did the ARI of the CFO say", "what did the Angus Reid Institute of the Chief Financial Officer say"),
        ("what did the HC say", "what did the HC say"),  # part of a longer name
        ("what did the ach say", "what did the ach say"),  # Alliance Canada Hong, Arts Council of Harwick
        ("who spoke to the CEO", "who spoke to the CEO"),  # no such name
        ("what about uk", "what about uk"),  # small letters, and only two
        ("what about Ari", "what about Ari"),  # somebody's name
        (
            "who owns www.cfo.example, help@cfo.example, @CFO and #CFO",
            "who owns www.cfo.example, help@cfo.example, @CFO and #CFO",
        ),
        ("What does CFO stand for?", "What does CFO stand for?"),
        ("what does CFO mean?", "what does CFO mean?"),
        ("what is ARI short for", "what is ARI short for"),
        ("what did the CFO mean by that", "what did the Chief Financial Officer mean by that"),
        ("", ""),
    ],
)
def test_an_acronym_is_asked_as_the_one_name_that_it_is_short_for(
    knows: Callable[[str], bool], asked: str, understood: str
) -> None:
    assert write_out([TEXT], asked, knows) == understood


def test_an_acronym_that_the_texts_have_stays(knows: Callable[[str], bool]) -> None:
    assert write_out([TEXT, "the CFO"], "who is the cfo", knows) == "who is the cfo"


def test_words_joined_by_hyphens_have_initials_too(knows: Callable[[str], bool]) -> None:
    texts = ["Up to ten keeping-in-touch days are paid."]
    assert write_out(texts, "how many KIT days", knows) == "how many keeping-in-touch days"
    assert write_out(texts, "is there a first aid kit", knows) == "is there a first aid kit"
    assert write_out([*texts, "The kit is here."], "how many KIT days", knows) == "how many KIT days"


def test_a_common_word_is_no_acronym(knows: Callable[[str], bool]) -> None:
    assert write_out(["The Conservative Unionist Party met."], "who won the cup", knows) == "who won the cup"
    assert write_out(["The World Health Organization met."], "who met", knows) == "who met"
    assert write_out(["Important Safety"], "WHAT IS THE FEE?", knows) == "WHAT IS THE FEE?"


@given(st.text(), st.text(alphabet="Abc DE. of\n-"))
def test_any_question_and_text(question: str, text: str) -> None:
    assert all(len(initials) >= 2 for initials in acronyms_of(text))
    if not acronyms_of(text):
        assert write_out([text], question, lambda word: False) == question


def test_a_name_of_thousands_of_words_takes_no_time_to_speak_of() -> None:
    assert len(acronyms_of("Ab Cd " * 5000)) < 20
    assert acronyms_of("A" * 200_000 + "A'" * 100_000 + "Ab" * 100_000) == set()


def test_a_capital_inside_a_word_begins_no_name() -> None:
    assert acronyms_of("the eBay Inc shop and iPhone Pro") == set()


def test_an_acronym_in_a_question_is_answered_and_says_how_it_was_understood(corpus: Path, service: QAService) -> None:
    (corpus / "bank.txt").write_text("Chief Financial Officer Ann Hardy left the bank in 2018.", encoding="utf-8")
    service.sync()
    typed, meant = "when did the bank's cfo leave", "when did the bank's Chief Financial Officer leave"
    short, long = service.answer(typed), service.answer(meant)
    assert (short.question, short.standalone_question) == (typed, meant)
    assert (short.text, short.confidence) == (long.text, long.confidence)
    assert long.text == "2018 [1]"
