"""The count of a vote by its form: which questions it answers."""

import pytest

from qa.vote_count import is_count_for_a_time
from tests.counted_votes import AROUND, PASSED, shown


@pytest.mark.parametrize(
    "question",
    [
        "what was the vote count?",
        "whats the final vote tally",
        "Voting result",
        "what was the result of the vote on Huawei",
        "vote tally Huawei motion",
        "By what margin did the Conservatives' motion pass?",
        "by how many votes did the motion pass",
        "what was the margin of the vote?",
        "how did the vote go?",
        "how did the Huawei vote turn out",
        "how did the vote on Huawei end?",
        "What was the vote count when the motion passed?",
        "what was the vote on Huawei",
    ],
)
def test_the_only_count_is_the_answer(question: str) -> None:
    assert shown(question, AROUND, PASSED) == ["178 to 146"]


@pytest.mark.parametrize(
    "question",
    [
        "how many votes were there",
        "what was the vote count for the Liberals",
        "what was the Liberals vote count",
        "who won the vote count",
        "what was the vote count in the senate",
        "what was the vote count in 2016",
        "what was the vote count when the motion on tariffs passed",
        "what was the vote count in the us",
        "what did Huawei say about the vote count?",
        "what did the vote result in?",
        "in what year was the vote count?",
        "how long did the vote count take?",
        "what was the vote count that they expected on Huawei",
        "how did the senate vote go",
        "by which party was the motion rejected",
        "what was the margin of victory",
        "what was the vote count in Huawai",  # a name is not taken for one nearly alike
    ],
)
def test_a_question_for_something_else_is_left_to_the_reader(question: str) -> None:
    assert shown(question, AROUND, PASSED) == []


@pytest.mark.parametrize(
    "other",
    [
        "The motion to adjourn passed 90 to 80.",
        "The motion on sanctions passed unanimously.",
        "A third got 201 votes in favour and 99 against.",
        "The board backed it in a 6-to-3 vote.",
        "The ayes 178, the noes 99.",
        "It was carried by 219 Democrats to 210.",
        "The Herald counted 179 to 146.",
        "On a show of hands there voted for the motion 8 and against it 8.",
        "For the amendment (9): Councillors Lee, Marsh and Opie.",
        "Ayes: 9. Noes: 3.",
    ],
)
def test_another_count_in_whatever_form_leaves_it_open(other: str) -> None:
    assert shown("what was the vote count?", AROUND, PASSED, other) == []
    assert shown("what was the vote count?", AROUND, f"{PASSED} {other}") == []


def test_the_same_count_in_other_words_is_cited_too() -> None:
    assert shown("vote count", "It was 178-146, said the Star.", PASSED) == ["178 to 146", "178-146"]
    assert shown("vote count", PASSED, "It carried by 178 votes to 146.") == ["178 to 146", "178 votes to 146"]
    assert shown("vote count", "Adopted by 1,204 votes to 996.", "It passed 1204 to 996.")[1:] == ["1204 to 996"]


@pytest.mark.parametrize(
    "text",
    [
        "They lost 3-2 in the cup final.",
        "A poll was won 52 to 41.",
        "The Reds defeated the Blues 3-2 in the cup.",
    ],
)
def test_a_game_or_a_poll_is_no_vote(text: str) -> None:
    assert shown("what was the vote count?", AROUND, text) == []


def test_what_the_question_says_has_to_stand_in_the_sentence_of_the_count_or_its_title() -> None:
    later = "In 2016 the council put off the stadium. In 2019 it approved the plan 9-4."
    assert shown("vote count on the stadium", later) == []
    assert shown("vote count on the stadium", later, title="The new stadium") == ["9-4"]
    assert shown("vote count on the plan in 2019", later) == ["9-4"]
    assert shown("vote count in 2016", later) == []


def test_the_us_has_to_be_named() -> None:
    senate = "The US Senate passed the farm bill by 52 votes to 48."
    assert shown("what was the vote count in the US Senate?", senate) == ["52 votes to 48"]
    assert shown("what was the vote count in the US Senate?", senate.replace("US ", "")) == []


MINUTES = (
    "4. Dog park\nMs Lee moved that it be laid out. The motion was carried by 5 votes to 2.\n\n"
    "5. Mooring fees\nMr Hay moved that they be raised. The motion failed, 3-4.\n\n"
    "6. Hall roof\nDeferred."
)


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("what was the vote on the dog park", ["5 votes to 2"]),
        ("What was the vote count on the mooring fees?", ["3-4"]),
        ("how many voted for the dog park motion", ["5"]),
        ("how many votes for the mooring fees motion", ["3"]),
        ("how many voted against the mooring fees motion", ["4"]),
        ("what was the vote on the hall roof", []),
        ("what was the vote count", []),  # two of them
        ("what was the vote on the ferry", []),
    ],
)
def test_in_minutes_the_heading_tells_of_what_a_count_is(question: str, counts: list[str]) -> None:
    assert shown(question, MINUTES) == counts
    assert shown(question, "Ms Lee opened the meeting. The minutes passed 7 to 0.", MINUTES) == counts


@pytest.mark.parametrize(
    ("question", "words", "ruled_out"),
    [
        ("when did they vote for it?", "41 to 19", True),
        ("when did they vote for it?", "The meeting voted 41 to 19", True),
        ("when did they vote for it?", "41 to 19 for it on Friday", False),
        ("when did they vote for it?", "Friday", False),
        ("how did they vote on it?", "41 to 19", False),
    ],
)
def test_the_count_of_a_vote_is_no_time(question: str, words: str, ruled_out: bool) -> None:
    text = "The meeting voted 41 to 19 for it on Friday. The hall is open 9 to 5."
    start = text.index(words)
    assert is_count_for_a_time(question, text, start, start + len(words)) is ruled_out
    hours = text.index("9 to 5")
    assert not is_count_for_a_time("when is the hall open?", text, hours, hours + len("9 to 5"))
