"""Rows of a table that a question names in part, beside others that it names too."""

import pytest
from llama_index.core.schema import TextNode

from qa.named_cell import find_answers, name_cells
from qa.table import cell_asked_for, names_another_row

RESULTS = (
    "£ million | Q1 2024 | Q1 2023\nRevenue | 214.6 | 202.4\nof which soups | 118.2 | 109.5\n"
    "of which baby food | 61.7 | 63.0\nOperating profit | 17.9 | 21.3"
)
JARS = "Jar | Batch\nCarrot (single) | C1\nCarrot (four-pack) | C4\nPear (single) | P1"


@pytest.mark.parametrize(
    ("question", "words", "title", "other"),
    [
        ("operating profit of the soup division", "17.9", "Results", True),
        ("operating profit of the soup division", "17.9", "Results of the soups", False),  # all is of them
        ("operating profit", "17.9", "Results", False),
        ("operating profit of baby clothes", "17.9", "Results", False),  # no row's name is there whole
        ("operating profit and revenue", "17.9", "Results", False),
        ("which is more, operating profit or revenue?", "17.9", "Results", False),
        ("operating profit without soups", "17.9", "Results", False),
        ("soups", "17.9", "Results", False),  # nothing says that this row is asked for
        ("operating profit of the soup division", "£ million", "Results", False),  # in no row
    ],
)
def test_a_row_that_is_named_beside_another(question: str, words: str, title: str, other: bool) -> None:
    start = RESULTS.index(words)
    assert names_another_row(question, title, RESULTS, start, start + len(words)) is other


@pytest.mark.parametrize(
    "question", ["How much is a van with 9 seats for 5 days?", "a van with 9 seats if I have a van with 5 or 7 seats"]
)
def test_a_bare_figure_names_no_other_row(question: str) -> None:
    vans = "Seats | Price\n5 | £60\n7 | £80\n9 | £95"
    assert not names_another_row(question, "Vans", vans, vans.index("£95"), len(vans))


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("net profit in Q1 2024", None),  # half of a row's name, and the reader points at none
        ("operating profit in Q1 2024", "17.9"),
        ("Tarrant Foods revenue Q1 2023", "202.4"),  # all of a name comes before some of one
    ],
)
def test_from_a_heading_only_a_row_is_taken_that_is_named(question: str, cell: str | None) -> None:
    place = cell_asked_for(question, RESULTS, 0, len("£ million"))
    assert (RESULTS[slice(*place)] if place else None) == cell


@pytest.mark.parametrize(
    ("question", "text", "title", "cell"),
    [
        ("batch of the four-pack carrot", JARS, "Recall", ["C4"]),
        ("batch of the carrot", JARS, "Recall", []),
        ("batch of pear", JARS, "Recall", ["P1"]),
        ("Tarrant Foods revenue Q1 2023", RESULTS, "Tarrant Foods plc", ["202.4"]),
        ("Tarrant Foods revenue Q1 2023", RESULTS, "Results", []),  # of what food?
        ("revenue of baby food Q1 2023", RESULTS, "Tarrant Foods plc", []),
        ("Tarrant baby food revenue Q1 2023", RESULTS, "Tarrant baby foods", []),
    ],
)
def test_names_that_are_alike_and_names_that_the_title_has(
    question: str, text: str, title: str, cell: list[str]
) -> None:
    passage = TextNode(text=text, id_="1", metadata={"title": title, "document_id": "1"})
    assert [one.text for one in find_answers(question, name_cells(question, [passage]))] == cell
