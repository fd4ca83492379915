"""Who said it, on the bundled article with the shipped weights."""

from collections.abc import Iterator

import pytest

from qa.service import QAService, open_service
from qa.settings import Settings


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QAService]:
    opened = open_service(Settings(home=tmp_path_factory.mktemp("home")))
    yield opened
    opened.close()


def test_who_is_spoken_of_said_nothing(service: QAService) -> None:
    """The article: the Conservatives passed it, saying that the Liberal government had to "grow a spine"."""
    assert "Liberal" not in service.answer("who said that somebody had to grow a spine?").text
    answer = service.answer("which party said the government had to grow a spine?")
    assert answer.text == "the Conservatives [1]"


def test_a_tweet_is_told_by_its_writer_and_quoted_with_the_name(service: QAService) -> None:
    answer = service.answer("who tweeted that it is time to get off the fence?")
    assert answer.text == "Jasraj Singh Hallan [1]"
    assert "get off the fence" in answer.citations[0].quote
    assert "Jasraj Singh Hallan" in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    ["who said that the sanctions were an important tool?", 'who called sanctions "an important tool to hold"?'],
)
def test_words_of_one_are_not_told_as_anothers_who_speaks_beside(service: QAService, question: str) -> None:
    """The article: "Champagne tweeted that such sanctions were an important tool", below another's tweet."""
    answer = service.answer(question)
    assert answer.text == "Champagne [1]"
    assert "an important tool" in answer.citations[0].quote


def test_words_between_quotation_marks_that_nobody_said_are_nobodys(service: QAService) -> None:
    assert service.answer("who said “it is time for the senate to make up its mind”?").refused
