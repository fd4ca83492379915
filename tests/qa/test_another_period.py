"""What is told of another quarter or half is no answer."""

import pytest

from qa.another_period import is_of_another_period
from qa.period import Period, months, periods


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("revenue in q2 2024", [("quarter", 2, {2024})]),
        ("Q3'23 and 4Q 2022", [("quarter", 3, {2023}), ("quarter", 4, {2022})]),
        ("2024's second quarter", [("quarter", 2, {2024})]),
        ("the first quarter of the 2024 financial year", [("quarter", 1, {2024})]),
        ("first-quarter profit", [("quarter", 1, set())]),
        ("Q1 2023/24", [("quarter", 1, {2023, 24 + 2000})]),
        ("Q1-Q3 2024", [("quarter", 1, set()), ("quarter", 2, {2024}), ("quarter", 3, {2024})]),
        ("h1 and the second half of 2023", [("half", 1, set()), ("half", 2, {2023})]),
        ("first half of the year", [("half", 1, set())]),
        ("Full year 2023, FY24", [("year", 0, {2023}), ("year", 0, {2024})]),
        ("the first half of the match, a quarter of all, the first quarter-final and a second quarterback", []),
        ("In the third quarter mile he fell, and in 2024 he rose.", []),
    ],
)
def test_quarters_halves_and_whole_years_are_known(text: str, named: list[tuple[str, int, set[int]]]) -> None:
    assert periods(text) == [Period(kind, number, frozenset(years)) for kind, number, years in named]


def test_months_are_known_with_their_years() -> None:
    assert months("In May 2023, not in June, nor in sept. 2024") == [
        Period("month", 5, frozenset({2023})),
        Period("month", 9, frozenset({2024})),
    ]


TITLE = "Tarrant Foods: results for the first quarter of 2024"
TABLE = "| £m | Q1 2024 | Q1 2023 | Full year 2023 |\n|---|---|---|---|\n| Revenue | 214.6 | 202.4 | 841.0 |\n"
ROWS = "Period | Visitors\nQ1 2024 | 310\nQ2 2024 | 520\n"
MONTHLY = "Hall | March 2023 | April 2023\nNorth | 310 | 520\n"
TO_MARCH = "£m | Three months to 31 March 2024\nRevenue | 214.6\n"
ROSE = "Revenue rose 6 per cent to £214.6 million, helped by higher prices."
CASES = [
    ("what was revenue in q2 2024", TITLE, ROSE, "£214.6", True),
    ("what was revenue in the first quarter of 2023", TITLE, ROSE, "£214.6", True),
    ("what was the revenue for Q3?", TITLE, ROSE, "£214.6", True),
    ("what was revenue in q1 2024", TITLE, ROSE, "£214.6", False),
    ("tarrant revenue first quarter", TITLE, ROSE, "£214.6", False),
    ("what was revenue in 2024", TITLE, ROSE, "£214.6", False),
    ("what was revenue in h1 2024", TITLE, ROSE, "£214.6", False),  # a title of another kind
    ("what was revenue in q2 2024", "Tarrant Foods: results", ROSE, "£214.6", False),
    ("what was revenue in q2 2024", TITLE, "In the second quarter revenue was £9m.", "£9m", False),
    ("what was revenue in q2 2024", TITLE, "In Q1 revenue was £9m.", "£9m", True),
    ("what was revenue in q2 2024", "Results Q2 2024", "In Q1 revenue was £9m.", "£9m", False),
    ("what was revenue in q2 2024", "", "In the first half of 2024 revenue was £9m.", "£9m", True),
    ("what was revenue in h1 2024", "", "In six months it was £9m, most of it in Q2 2024.", "£9m", False),
    ("what was revenue in q4 2023", TITLE, "Revenue was £9m, up from £8m in the previous quarter.", "£8m", False),
    ("what was revenue in q1 2023", TITLE, "Revenue in Q1 2024 was £9m against £8m a year earlier.", "£8m", False),
    ("what was revenue in q2 2024", TITLE, "Q2 began badly. Revenue was £9m.", "£9m", False),
    ("what was revenue in q2 2024", "", "Q1 began badly. Revenue was £9m.", "£9m", True),
    ("how many staff in q2 2024", "", "Q1 began badly. The bakery has 12 staff.", "12", False),  # as ever
    ("visitors in april 2024", "", "Month | FY2024\nMarch | 310\nApril | 520\n", "520", False),
    ("profit in fy2024", "", "In FY2024 it was up. In FY2023 it was £71m.", "£71m", True),
    ("what was revenue in q2 2024", "", "Q1 began badly.\n\nRevenue was £9m.", "£9m", False),
    ("how many staff in q2 2024", "", "- Revenue in Q1: £9m\n- Staff: 300 people", "300", False),
    ("what was revenue in q2 2024", TITLE, "## Q2 2024\n\nRevenue was £9m.", "£9m", False),
    ("what was revenue in q2 2024", "", "## Q1 2024\n\nRevenue was £9m.", "£9m", True),
    ("when does the q2 2024 work begin", TITLE, "The work begins in May.", "May", False),
    ("what opened after q1 2024", "", "In Q2 2024 the hall opened.", "the hall", False),
    ("who was hired since the first quarter?", "", "In Q2 2024 Ann Lee was hired.", "Ann Lee", False),
    ("revenue in q2 2024", TITLE, TABLE, "214.6", True),
    ("revenue in q1 2023", TITLE, TABLE, "214.6", False),  # the cell that is named stands for it
    ("revenue in q1 2024", TITLE, TABLE, "841.0", False),
    ("visitors in q3 2024", "", ROWS, "520", True),
    ("visitors in q2 2024", "", ROWS, "520", False),
    ("how many came to the north hall in May 2023", "", MONTHLY, "310", True),
    ("how many came to the north hall in March 2023", "", MONTHLY, "310", False),
    ("how many came in May 2023", "", "In April 2023 310 came.", "310", False),  # may be of another thing
    ("revenue in q1 2024", "", TO_MARCH, "214.6", False),
    ("who scored in the second half", "", "In the first half of the match Doyle scored.", "Doyle", False),
]


@pytest.mark.parametrize(("question", "title", "text", "words", "other"), CASES)
def test_what_is_of_another_period_is_no_answer(
    question: str, title: str, text: str, words: str, *, other: bool
) -> None:
    start = text.index(words)
    assert is_of_another_period(question, title, text, start, start + len(words)) is other
