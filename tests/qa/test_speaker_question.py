"""Whether a question asks who said something, or what somebody said."""

import pytest

from qa.speaker_question import (
    as_read,
    asks_what_was_said,
    asks_who_said,
    speaker_asked_about,
    words_quoted,
    words_said,
)


@pytest.mark.parametrize(
    "question",
    [
        "who said it was safe",
        "Who says he's been shouted at?",
        "and who else warned of floods?",
        "Which minister called it a mistake?",
        "which party  claims that it won",
        "what newspaper wrote that it failed",
        "who was it that told them to wait",
        "who called the footbridge a very long bench",
        "who wrote to the paper that it failed",
        "who thinks a bridge is a bus",
        "who described it as a mess",
        "who compared the ban to a wall",
        "who accused her of lying",
        'who announced "a new dawn"',
        "according to whom was it safe?",
        "failed by everyone, whose words",
    ],
)
def test_who_said_it_is_asked(question: str) -> None:
    assert asks_who_said(question)
    assert not asks_what_was_said(question)


@pytest.mark.parametrize(
    "question",
    [
        "who was told to wait",
        "who did the mayor thank?",
        "who is the mayor",
        "what was said",
        "what the mayor said about it",
        "what is the ferry called",
        "which ferry was called Selkie",
        "when did she say that",
        "who built the ferry",
        "who called the early election in Brackwell?",
        "Who wrote the novel Greywater?",
        "Whose claim was rejected?",
        "By whom was the bridge built?",
        "who recalled the faulty pumps",
        "which bank announced the merger",
        "which team claimed the cup",
        "which united states senator resigned",
        "who asked for the recount",
        "who pledged 5 million",
        "who denies climate change",
        "how did the market respond",
        "who called an ambulance",
        "who called the police at a quarter to ten",
        "who called for a strike last month",
        "who thought of the fire hose",
        "who believes in ghosts",
        "who first described a comet",
        "who confirmed the appointment that was announced",
    ],
)
def test_something_else_is_asked(question: str) -> None:
    assert not asks_who_said(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what did freeland say about huawei", True),
        ("What did the harbour master Ann Lee tell reporters?", True),
        ("what does  O'Hara think of it", True),
        ("what seats did Lee say there were?", True),
        ("what did lee do", False),
        ("how did the market respond", False),
        ("what did Orwell write in 1948", False),
        ("who said it", False),
    ],
)
def test_whose_words_are_asked_for(question: str, words: bool) -> None:
    assert asks_what_was_said(question) is words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who said  the bridge is safe?", "the bridge is safe?"),
        ("which minister called the bridge a mistake", "the bridge a mistake"),
        ("According to whom was the bridge safe?", "was the bridge safe?"),
        ("failed by everyone, whose words", ""),
        ("who built the bridge", ""),
    ],
)
def test_what_was_said_by_the_question_stands_behind_what_asks(question: str, words: str) -> None:
    assert words_said(question).strip() == words


def test_only_who_said_it_has_words_between_quotation_marks() -> None:
    assert words_quoted("who said “it is safe,” and when") == "“it is safe,”"
    assert words_quoted("who said it is safe") == ""
    assert words_quoted("who said, in “The Long Tide”, that “it is safe,” and when") == "“it is safe,”"
    assert words_quoted("who wrote “the long tide”") == ""
    assert words_quoted("what is “Emma”") == ""


def test_whose_words_they_are_stands_between() -> None:
    assert speaker_asked_about("what did the mayor  Ann Lee say about it?") == "the mayor Ann Lee"
    assert speaker_asked_about("who said it") == ""


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ('who tweeted "get off the fence"?', "who said get off the fence?"),
        ("who said “it’s the people’s ‘own’ hall”", "who said it’s the people’s own hall"),
        ("who posted that the pool is shut", "who said that the pool is shut"),
        ('who wrote "Emma"?', "who wrote Emma?"),
        ('what is "the fence"?', 'what is "the fence"?'),
        ("who tweeted most?", "who said most?"),
    ],
)
def test_a_question_for_a_speaker_is_read_without_quotation_marks(question: str, read: str) -> None:
    assert as_read(question) == read
