"""Whether the one whom a span names says what a question is about."""

import pytest
from llama_index.core.schema import TextNode

from qa.candidate import Candidate
from qa.speaker import (
    is_by_who_does_not_say_it,
    is_only_spoken_of,
    may_have_said,
    quotes_what_is_asked,
    speech_around,
    speeches_with,
)

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


def test_who_is_quoted_in_anothers_quotation_may_have_said_it() -> None:
    text = "Lind: “My editor, Karin Holm, said that it was bad.”"
    start = text.index("Karin Holm")
    assert not is_only_spoken_of(text, start, start + len("Karin Holm"))


def test_a_span_that_runs_out_of_a_quotation_is_no_speaker() -> None:
    text = "“Tolvar Bank announced it,” said Ida Moss."
    for words, spoken_of in (
        ("Tolvar Bank announced it,” said Ida Moss", True),
        ("Bank announced", True),
        ("Moss", False),
    ):
        start = text.index(words)
        assert is_only_spoken_of(text, start, start + len(words)) is spoken_of


@pytest.mark.parametrize(("name", "one"), [("Lee", True), ("Mayor Lee", True), ("Ann Lée", True), ("Bo Lee", False)])
def test_a_name_is_that_of_the_speaker_where_one_has_all_words_of_the_other(name: str, one: bool) -> None:
    found = candidate(name, f"{name} came. It rained. It blew. “We shall stay here,” said Ann Lee.")
    assert bool(may_have_said(found)) is one


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("what did ann lee say about it", "Ann Lee, the mayor"),
        ("what did the mayor say", "Ann Lee, the mayor"),
        ("what did hay say", "Ann Lee, the mayor"),  # not named there
        ("what is longer", "Ann Lee, the mayor"),
    ],
)
def test_the_speech_around_words_reaches_back_to_who_may_speak(question: str, begins: str) -> None:
    speech = speech_around(question, candidate("Longer"))
    assert speech is not None
    assert COUNCIL[slice(*speech)].startswith(begins)
    assert speech_around(question, candidate("The ferry")) is None


def test_the_speech_around_words_reaches_no_further_than_to_who_is_asked_about() -> None:
    text = "“We won,” said Bo Hay. Ann Lee, the manager, was less happy. “It was never a foul,” she said."
    speech = speech_around("what did lee say about the foul", candidate("never", text))
    assert speech is not None
    assert text[slice(*speech)].startswith("Ann Lee, the manager")


def test_a_speaker_named_only_in_the_quotation_is_looked_for_before_it() -> None:
    text = "Ann Lee, the mayor, spoke. “The council has no money for it,” she said."
    speech = speech_around("what did the council say about money", candidate("no money", text))
    assert speech is not None
    assert text[slice(*speech)].startswith("Ann Lee")


def test_words_between_quotation_marks_are_in_what_is_quoted() -> None:
    said = candidate("Wu")
    assert quotes_what_is_asked('who said "we shall miss it"', said)
    assert not quotes_what_is_asked('who said "this is far too cheap"', said)
    assert quotes_what_is_asked("who said this is far too cheap", said)
    assert quotes_what_is_asked('what is "far too cheap"', said)


def test_a_question_has_the_words_of_what_is_said() -> None:
    assert speeches_with("right", COUNCIL) == []  # one word
    assert speeches_with("that the mayor Lee had been right", COUNCIL) == []  # two words of three
    fire = "Ida Moss said that 30 people died in the Selkie harbour fire."
    assert len(speeches_with("30 people died in the Selkie harbour fire", fire)) == 1
    assert speeches_with("40 people died in the Selkie harbour fire", fire) == []  # another's number
    [lee] = speeches_with("that Lee was right", COUNCIL)
    assert COUNCIL[lee.start : lee.end].startswith("Bo Hay")


HARBOUR = "Mayor Eva Lund denied that the harbour was unsafe and said that the pool would open in May."
NEVER = "“We never said the tram was free,” said Beth Orr."
BOTH = "“The pool is a swamp,” said Ida Storm. Lund denied that the pool is a swamp."
CLAIM = "Mayor Lund rejected a claim by Tom Ness that the bridge was unsafe."
BEFORE = "Mayor Lund came on Monday. She doubted that the bridge was safe."


@pytest.mark.parametrize(
    ("question", "text", "name", "ruled_out"),
    [
        ("who said the harbour was unsafe?", HARBOUR, "Mayor Eva Lund", True),
        ("who said the pool would open in May?", HARBOUR, "Mayor Eva Lund", False),
        ("who denied that the harbour was unsafe?", HARBOUR, "Mayor Eva Lund", False),
        ("who said the harbour was not unsafe?", HARBOUR, "Mayor Eva Lund", False),
        ("who said the tram was free?", NEVER, "Beth Orr", True),
        ("who said the pool is a swamp?", BOTH, "Ida Storm", False),
        ("who said the pool is a swamp?", BOTH, "Lund", True),
        ("who said the bridge was unsafe?", CLAIM, "Tom Ness", False),
        ("who said the bridge was unsafe?", CLAIM, "Mayor Lund", True),
        ("who said the bridge was safe?", BEFORE, "Mayor Lund", True),
        ("who said the bridge was safe?", "Tom Ness asked whether the bridge was safe.", "Tom Ness", True),
        ("who said the law was unfair?", "Judge Roe refused to say that the law was unfair.", "Judge Roe", True),
        ("who is the mayor?", HARBOUR, "Mayor Eva Lund", False),
    ],
)
def test_who_denies_it_did_not_say_it(question: str, text: str, name: str, *, ruled_out: bool) -> None:
    start = text.index(name)
    assert is_by_who_does_not_say_it(question, text, start, start + len(name)) is ruled_out
