"""Whether the one whom a span names says what a question is about."""

import pytest
from llama_index.core.schema import TextNode

from qa.candidate import Candidate
from qa.speaker import is_another_speaker, is_only_spoken_of, may_have_said, speech_around

COUNCIL = (
    "Ann Lee, the mayor, opened the bridge. “It will last,” she said. “Longer than me.” "
    "Bo Hay, of Sable Steel, said that Lee had been right. The ferry went on. “We shall miss it,” said Wu."
)


def candidate(words: str, text: str = COUNCIL) -> Candidate:
    start = text.index(words)
    return Candidate(TextNode(text=text), 1.0, start, start + len(words), 1.0)


def sayings(words: str) -> list[str]:
    return [COUNCIL[one.start : one.end] for one in may_have_said(candidate(words))]


def test_a_name_may_have_said_what_follows_it_and_what_names_it_beside_a_verb() -> None:
    assert sayings("Ann Lee") == ["“It will last,” she said.", "“Longer than me.”"]
    assert sayings("Bo Hay") == ["Bo Hay, of Sable Steel, said that Lee had been right."]
    assert sayings("Wu") == ["“We shall miss it,” said Wu."]
    assert sayings("ferry") == []


def test_a_name_within_what_is_said_says_nothing() -> None:
    for words, spoken_of in (("Lee had", True), ("me.”", True), ("Ann Lee", False), ("Bo Hay", False), ("Wu", False)):
        start = COUNCIL.index(words)
        assert is_only_spoken_of(COUNCIL, start, start + len(words)) is spoken_of, words


@pytest.mark.parametrize(
    ("question", "words", "another"),
    [
        ("what did wu say about the ferry", "We shall miss it", False),
        ("what did bo hay say about the ferry", "We shall miss it", True),
        ("what did Hay say about the ferry", "We shall miss it", True),
        ("what did Zoe Quill say about the ferry", "We shall miss it", True),
        ("what did the council say about the ferry", "We shall miss it", False),  # Wu may speak for it
        ("what did sable steel say", "Lee had been right", False),
        ("what did Lee say about the bridge", "It will last", False),
        ("what did Wu say about the bridge", "It will last", False),  # who "she" is the text does not say itself
        ("what happened to the ferry", "We shall miss it", False),
        ("who said that lee was right", "Lee had", True),
        ("who said that lee was right", "Bo Hay", False),
    ],
)
def test_words_of_another_are_told_from_those_asked_for(question: str, words: str, another: bool) -> None:
    assert is_another_speaker(question, candidate(words)) is another


def test_accents_make_no_other_name() -> None:
    found = candidate("buried it", "Sertić claimed that he had buried it.")
    assert not is_another_speaker("what did sertic say he had done", found)


def test_the_speech_around_words_reaches_back_to_who_speaks() -> None:
    speech = speech_around(candidate("Longer"))
    assert speech is not None
    assert COUNCIL[slice(*speech)].startswith("Ann Lee, the mayor")
    assert speech_around(candidate("The ferry")) is None
