"""Whose side the numbers of a vote's count are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.vote_side import is_no_side_of_a_vote
from tests.counted_votes import AROUND, PASSED, shown


@pytest.mark.parametrize(
    ("question", "text", "number"),
    [
        ("how many voted against the motion", PASSED, "146"),
        ("How many votes were cast against it in the 178 to 146 vote?", PASSED, "146"),
        ("how many MPs voted for the Huawei motion", PASSED, "178"),
        ("votes against the motion how many", PASSED, "146"),
        ("What was the number of votes in favor of the motion?", PASSED, "178"),
        ("votes cast for women", PASSED, None),
        ("how many voted against Huawei", PASSED, None),  # 178 did, for the motion
        ("votes for the Conservatives", PASSED, None),
        ("How many votes were in favour?", "The plan was approved by 52 votes to 148.", "148"),
        ("how many voted against it", "The council rejected the plan by 30 votes to 12.", "30"),
        ("how many voted for it", "The council rejected the plan by 30 votes to 12.", "12"),
        ("how many votes were there for the plan", "The plan failed, 12-30 votes, and was not approved.", "12"),
        ("how many votes did the motion get", PASSED, "178"),
        ("How many votes did it receive?", PASSED, "178"),
        ("how many votes did the Conservatives get", PASSED, None),
        ("how many yes votes", PASSED, "178"),
        ("how many ayes were there for the motion?", PASSED, "178"),
        ("How many no votes were there?", PASSED, "146"),
        ("how many nays from Liberals", PASSED, None),
        ("How many no votes did the motion get?", PASSED, "146"),
        ("how many noes against the motion", PASSED, "146"),
        ("how many nay votes were cast", PASSED, "146"),
        ("how many yeas did it gain", PASSED, "178"),
        ("how many votes did the Huawei motion win", PASSED, "178"),
        ("how many votes did the motion need to win", PASSED, None),
        ("how many votes did the motion fail to get", PASSED, None),
        ("how many votes did the motion's opponents get", PASSED, None),
        ("how many votes did the losing side of the motion win", PASSED, None),
        ("how many votes did that get", PASSED, None),
        ("how many Liberals voted against it", PASSED, None),
        ("how many voted against it in the senate", PASSED, None),
        ("how many voted for it", "The vote was 30 votes to 12.", None),
        ("how many voted for it", "It failed in May and in June was approved 12-10.", None),
        ("how many voted for it", "It passed by ten votes to eight.", "ten"),
    ],
)
def test_one_side(question: str, text: str, number: str | None) -> None:
    assert shown(question, AROUND, text) == ([number] if number else [])


PIECES = [
    "voted ",
    "9 to 4",
    "ſix votes to two",
    "12-30",
    " against",
    " for",
    " the wall",
    " approved",
    " lost",
    ". ",
    ", ",
    "to ",
]
COUNCIL = "The town council voted 14 to 9 against the bypass on Thursday. In May an amendment fell by 12 votes to 11."
BAN = "MPs approved the smoking ban by 310 votes to 204. The Lords voted 90-40 in favour of the budget."
PARISH = "The parish meeting rejected the new car park by 41 to 12. Members voted, 19 against 16, to keep the choir."
SHED = "The committee agreed by 3 votes to 1 to buy a new shed."
BOAT = "The club voted 9 to 4 to sell the old boat."
FOOTPATH = "The council agreed by 4 votes to 2 to close the footpath."
FEES = "A motion to raise fees was lost by 5 votes to 8."
RENT = "The proposal to raise the annual rent of plots was rejected by 3 votes to 1."
TRAM = "The council voted by 31 to 20 on Tuesday to build the tram."
CLUB = "The motion to sell the boathouse was lost by 3 to 31. That to raise fees was carried, 27 for, 5 against."


@pytest.mark.parametrize(
    ("question", "text", "number"),
    [
        ("How many councillors voted against the bypass?", COUNCIL, "14"),
        ("How many voted for the bypass?", COUNCIL, "9"),
        ("How many councillors were in favour of the bypass?", COUNCIL, "9"),
        ("How many senators voted for the bypass?", COUNCIL, None),
        ("How many voted against the council?", COUNCIL, None),
        ("How many voted against the bypass plan?", COUNCIL, None),
        ("How many MPs backed the ban?", BAN, "310"),
        ("How many MPs opposed the smoking ban?", BAN, "204"),
        ("How many lords backed the budget?", BAN, "90"),
        ("How many lords backed the ban?", BAN, None),
        ("How many voted against the car park?", PARISH, "41"),
        ("How many people supported the car park?", PARISH, "12"),
        ("How many voted to keep the choir?", PARISH, "19"),
        ("How many voted to build the wall?", "They decided by 7 votes to 5 to build the wall.", "7"),
        ("How many voted for the wall?", "The council turned down the wall, 8 votes to 3.", "3"),
        ("How many voted to close the choir?", PARISH, None),
        ("How many voted to sell the boathouse?", CLUB, "3"),
        ("How many voted to raise fees?", CLUB, None),  # of a count in another form
        ("How many backed the school?", "The council rejected plans for the school 9-4.", None),
        ("How many backed the school?", "The school was approved 9-4.", "9"),
        ("How many backed the school?", "The council voted 4-9 for the school.", None),
        (
            "How many backed the school?",
            "It approved the school 9-4. Later 8 for and 5 against the school.",
            None,
        ),
        (
            "How many backed the school?",
            "It approved the school 9-4. The board rejected the school 2-5.",
            None,
        ),
        ("How many backed the school?", "After the match they voted 9-4 for the school.", None),
    ],
)
def test_what_stands_beside_the_count_tells_whose_side_is_which(question: str, text: str, number: str | None) -> None:
    assert shown(question, text) == ([number] if number else [])


@pytest.mark.parametrize(
    ("question", "text", "words", "ruled_out"),
    [
        ("How many voted against the bypass?", COUNCIL, "14 to 9", True),
        ("How many senators voted against the bypass?", COUNCIL, "14", True),
        ("How many voted against the bypass?", COUNCIL, "9", True),
        ("How many voted against the bypass?", COUNCIL, "14", False),
        ("How many voted against the bypass?", COUNCIL, "12", False),  # whose side is not told
        ("What was the vote on the bypass?", COUNCIL, "14 to 9", False),
        ("When was the vote on the bypass?", COUNCIL, "Thursday", False),
        ("How many voted against raising the fees?", CLUB, "5", False),
        ("How many voted for Ann Lee?", "Ann Lee beat Bo Ek by 42 votes to 41.", "42", False),
        ("How many voted for Ann Lee?", "Ann Lee beat Bo Ek by 42 votes to 41.", "42 votes to 41", False),
        ("How many voted for the new shed?", SHED, "3 votes to 1", False),
        ("How many voted for the new shed?", SHED, "3", False),
        ("How many voted against selling?", BOAT, "4", False),
        ("How many voted against closing the footpath?", FOOTPATH, "2", False),
        ("How many voted against raising fees?", FEES, "8", False),
        ("How many voted for the motion?", FEES, "5", False),
        ("How many voted for the motion?", FEES, "8", True),
        ("How many voted for raising the rent?", RENT, "1", False),
        ("How many voted against raising the rent?", RENT, "3 votes to 1", False),
        ("How many voted against the tram on Tuesday?", TRAM, "31 to 20", False),
    ],
)
def test_both_numbers_and_the_other_side_are_no_answer(
    question: str, text: str, words: str, *, ruled_out: bool
) -> None:
    start = text.index(words)
    assert is_no_side_of_a_vote(question, text, start, start + len(words)) is ruled_out


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_text(text: str) -> None:
    for question in ("how many voted against the wall?", "how many backed it?", "how many voted to build the wall?"):
        for number in shown(question, text):
            assert number in text
        assert not is_no_side_of_a_vote("what was the vote?", text, 0, len(text))
