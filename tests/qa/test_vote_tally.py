"""Which texts have counts of votes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.vote_tally import find_counts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It passed 178 to 146.", ["178 to 146"]),
        ("It was approved on April 29 by the House of Representatives 223–169, the Senate did not.", ["223–169"]),
        ("The Soviet passed the measure 254-85 (with 36 abstentions).", ["254-85"]),
        ("He lost the leadership by 42 votes to 41 on the second ballot.", ["42 votes to 41"]),
        ("Adopted by ten votes to eight.", ["ten votes to eight"]),
        ("A split 5-4 vote, and it confirmed him on a vote of 94\u20113.", ["5-4", "94\u20113"]),
        ("The charter was adopted by 1204 votes to 996.", ["1204 votes to 996"]),
        ("It voted\n201 to\n99 to go on.", ["201 to\n99"]),
        ("passed from 1952 to 1964, adopted in 2004–05", []),
        ("voted on August 19–21, 1991 and passed 26–28 May", []),
        ("passed by 54–46% or 30 to 40 per cent", []),
        ("the thirty-five tribes voted, 7-Eleven backed it, passed X3.4-1963", []),
        ("approved 18 to 21 weeks, rejected $3 to 4, adopted by ₹5 to 6, passed at 10:30 to 11, 1 746 to 1 200", []),
        ("The bill cuts the seats from 338 to 300 and the wage of workers aged 16 to 19.", []),
        ("They adopted Articles 12 to 15; rejected by nearly three to one.", []),
        ("It was 178 to 146, said the Star.", []),
        ("The motion failed, 2-4.", ["2-4"]),
        ("The council backed it 7-2.", ["7-2"]),
        ("The board game club of the town had lost 3-2.", []),
        ("Rovers won the final 3-1, and she lost 6-4 to Bo Ray.", []),
        ("They confirmed 10 to 15 cases, lost 5 to 10 kilos, and a bus passes 8-10 times a day.", []),
    ],
)
def test_what_is_a_count(text: str, told: list[str]) -> None:
    assert [text[count.start : count.end] for count in find_counts(text) if count.of_a_vote] == told


@given(
    st.sampled_from(["It passed {} to {}.", "They voted {}–{} on it.", "It won by {} votes to {}."]),
    st.integers(0, 999),
    st.integers(0, 999),
)
def test_any_two_numbers(form: str, left: int, right: int) -> None:
    text = form.format(left, right)
    [count] = find_counts(text)
    assert (count.sides, count.of_a_vote) == ((str(left), str(right)), True)
    assert text[count.start :].startswith(str(left))
    assert text[: count.end].endswith(str(right))
