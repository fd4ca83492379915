"""The count of a vote by its form: which texts have one, and which questions it answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.schema import NodeWithScore, TextNode

from qa.vote_count import find_vote_count, tallies

PASSED = "The Conservatives passed 178 to 146, saying that on Huawei the government had to grow a spine."
AROUND = "Liberals voted against the Huawei motion in the end."


def passage(text: str, title: str = "") -> NodeWithScore:
    return NodeWithScore(node=TextNode(text=text, metadata={"title": title}), score=0.1)


def count_shown(question: str, *texts: str) -> str | None:
    count = find_vote_count(question, [passage(text) for text in texts])
    return count.text if count else None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It passed 178 to 146.", ["178 to 146"]),
        ("The House approved it 223–169, the Senate did not.", ["223–169"]),
        ("He lost by 42 votes to 41 on the second ballot.", ["42 votes to 41"]),
        ("Adopted by ten votes to eight.", ["ten votes to eight"]),
        ("A 5-4 ruling, and a 94 - 3 vote", ["5-4", "94 - 3"]),
        ("1,204 for to 996", ["1,204 for to 996"]),
        ("From 1952 to 1964, in the years 2004–05", []),
        ("on August 19–21, 1991 and 26–28 May", []),
        ("by 54–46% or 30 to 40 per cent", []),
        ("the thirty-five tribes, 7-Eleven, X3.4-1963", []),
        ("18 to 21 weeks, 5.5 to 6 miles, $3 to 4, at 10:30 to 11", []),
    ],
)
def test_what_is_a_count(text: str, told: list[str]) -> None:
    assert [text[tally.start : tally.end] for tally in tallies(text)] == told


@pytest.mark.parametrize(
    "question",
    ["what was the vote count?", "final vote tally", "Voting result", "what was the result of the vote on Huawei"],
)
def test_the_only_count_is_the_answer(question: str) -> None:
    assert count_shown(question, AROUND, PASSED) == "178 to 146"


@pytest.mark.parametrize(
    "question",
    [
        "how many votes were there",
        "what was the vote count for the Liberals",
        "who won the vote count",
        "what was the vote count in the senate",
        "what was the vote count in 2016",
        "what was the vote count in the us",
    ],
)
def test_a_question_for_something_else_is_left_to_the_reader(question: str) -> None:
    assert count_shown(question, AROUND, PASSED) is None


def test_another_count_leaves_it_open() -> None:
    assert count_shown("what was the vote count?", AROUND, PASSED, "The motion to adjourn passed 90 to 80.") is None
    assert count_shown("what was the vote count?", AROUND, PASSED, "It carried by 178 votes to 146.") == "178 to 146"


def test_numbers_without_a_vote_beside_them_are_none() -> None:
    assert count_shown("what was the vote count?", AROUND, "They won the match 3 to 1.") is None


def test_what_the_question_says_has_to_stand_in_the_passage_of_the_count_or_its_title() -> None:
    assert count_shown("vote count on the spine", AROUND, PASSED) == "178 to 146"
    assert count_shown("vote count in Australia", f"{AROUND} Australia had its own.", PASSED) is None
    titled = passage(PASSED, title="The Huawei vote")
    assert find_vote_count("vote count Huawei", [titled]) is not None


@given(st.text(alphabet="0123456789 ,.-–to:%votesm", max_size=60))
def test_a_count_stands_in_the_text_and_has_two_sides(text: str) -> None:
    for tally in tallies(text):
        assert text[tally.start].isdigit()
        assert text[tally.end - 1].isdigit()
        assert len(tally.sides) == 2
        assert all(side.isdigit() for side in tally.sides)
