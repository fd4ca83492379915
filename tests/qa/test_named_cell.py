"""Cells that a question names by row and heading, and what is too little or too much for that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.schema import TextNode

from qa.candidate import Candidate
from qa.named_cell import find_answers, name_cells

REPORT = (
    "Halden Paper: results for the year. Varro bought it.\n\n£ million | 2023 | 2022\n\nRevenue | 412.6 | 438.1\n\n"
    "Net debt | 96.4 | 71.2\n\nCapital expenditure | 52.8 | –\n\nStaff (average) | 2,318 | 2,406"
)
BUDGET = (
    "## Budget\n\n| Item | 2023/24 (£) | 2024/25 (£) |\n|---|---|---|\n| Parks and open spaces | 37,250 | 39,100 |\n"
    "| Corn Hall | 22,600 | |\n| **Total** | **197,550** | **206,950** |"
)
PLANS = "Prices\n\nPlan | Price per month\nSolo | £12\nTeam | £45\nClinic | £99"
ROOMS = "Room | Seats\nAlder Room | 12\nBeech Room | 30"


def found(question: str, *texts: str, title: str = "Papers") -> list[Candidate]:
    nodes = [
        TextNode(text=text, id_=str(number), metadata={"title": title, "first_line": text.partition("\n")[0]})
        for number, text in enumerate(texts)
    ]
    return find_answers(question, name_cells(question, nodes))


@pytest.mark.parametrize(
    ("question", "text", "cell"),
    [
        ("net debt 2022", REPORT, "71.2"),
        ("What was Halden's revenue in 2023?", REPORT, "412.6"),
        ("how many staff did halden have in 2022", REPORT, "2,406"),
        ("corn hall budget 2023/24", BUDGET, "22,600"),
        ("budget for parks and open spaces in 2024/25", BUDGET, "39,100"),
        ("total 2024/25", BUDGET, "206,950"),
        ("price of the team plan", PLANS, "£45"),
        ("how many seats has the beech room?", ROOMS, "30"),
        ("rating of the beech room", ROOMS.replace("Seats", "Rating").replace("30", "★★★"), "★★★"),
        ("deposit of the beech room", ROOMS.replace("Seats", "Deposit").replace("30", "None"), "None"),
    ],
)
def test_a_cell_that_is_named_answers(question: str, text: str, cell: str) -> None:
    [candidate] = found(question, text)
    assert candidate.text == cell
    row = text[: text.index(cell)].count("\n")
    quotes = [text[start:end] for start, end in candidate.cited]
    assert len(quotes) == 2
    assert cell in quotes[1]
    assert quotes[0] in text.split("\n")[: row + 1] or "|" in quotes[0]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("net debt 2021", REPORT),  # no such column
        ("net profit 2022", REPORT),  # no such row
        ("net debt of Corvane in 2022", REPORT),  # a word that stands nowhere
        ("capital expenditure 2022", REPORT),  # no value
        ("corn hall budget 2024/25", BUDGET),
        ("net debt", REPORT),  # which year?
        ("net debt and revenue in 2022", REPORT),  # two rows
        ("net debt after 2022", REPORT),
        ("which staff were there in 2022", REPORT),
        ("who was in net debt in 2022", REPORT),  # no name
        ("was net debt higher in 2022", REPORT),
        ("total parks and open spaces 2024/25", BUDGET),
        ("price of the beech room", ROOMS),
        ("cost of the beech room", ROOMS),
        ("team plan per year", PLANS),
        ("", PLANS),
    ],
)
def test_in_doubt_no_cell_answers(question: str, text: str) -> None:
    assert found(question, text) == []


COURTS = (
    "Prices for members and non-members\n\nActivity | Members' price | Non-members' price\nBadminton court | £8 | £11"
)
CHILDREN = "Age | Price\nChildren under 5 | free\nChildren 5 to 15 | £4.50"
BELOW = (
    "Site | Adults\nShipyard | 9,870\nMill | 12\n\nTable 1. Visitors in 2022\n\n"
    "Site | Adults\nShipyard | 8,990\nMill | 13\n\nTable 2. Visitors in 2023"
)


@pytest.mark.parametrize(
    ("question", "text", "cell"),
    [
        ("price of the badminton court for non-members", COURTS, "£11"),
        ("price for children under 5", CHILDREN, "free"),
        ("price for children over 5", CHILDREN, None),
        ("shipyard adults 2022", BELOW, "9,870"),
        ("shipyard adults 2023", BELOW, "8,990"),
        ("who is the treasurer", "Officers 1998 to 2004\n\nOffice | Name\nTreasurer | Ida Moe", None),
        ("what does backup cost", "Proposed prices\n\nItem | Price\nBackup | $15", None),
        ("proposed price of backup", "Proposed prices\n\nItem | Price\nBackup | $15", "$15"),
        ("how much was spent on the roof", "Budget\n\nItem | Amount\nRoof | £12", None),
        ("cost of the raffle", "Income\n\nItem | Amount\nRaffle | £12", None),
        ("boarders year 7 meals", "Year | Day pupils | | Boarders |\n7 | £1 | £2 | £3 | £4", None),
        ("when does the mill open", "Branch | Opened\nMill | 1987", None),
        ("how much was lot 14 sold for", "Lot | Sold\n14 | 3 June", None),
        ("salt house visitors 2023", "Salt House\n\nMonth | Visitors\nApril 2023 | 410\nMay 2023 | 560", None),
        ("salt house visitors in may 2023", "Salt House\n\nMonth | Visitors\nApril 2023 | 410\nMay 2023 | 560", "560"),
        ("price of the pro plan at Nordstack", "Plans\nUnlike Nordstack.\n\nPlan | Price\nPro | $90", None),
    ],
)
def test_what_a_table_only_seems_to_tell(question: str, text: str, cell: str | None) -> None:
    assert [one.text for one in found(question, text)] == ([] if cell is None else [cell])


def test_tables_that_differ_answer_nothing_and_those_that_agree_all() -> None:
    other = REPORT.replace("71.2", "70.9")
    assert found("net debt 2022", REPORT, other) == []
    assert [one.passage.node_id for one in found("net debt 2022", REPORT, "No table.", REPORT)] == ["0", "2"]


RUNNERS = "Results\n\nRunner | Half-way | Finish\nAda Reed | 1:19:05 | 2:40:33\nBo Ek | – | 2:47:02"
FARES = "Ticket | Single (£) | Day return (£)\nBicycle | 2.00 | 3.00\nMotorcycle | 11.50 | \nCar | 24.80 | 43.00"


@pytest.mark.parametrize(
    ("question", "text", "empty"),
    [
        ("ada reed half-way time", RUNNERS, False),
        ("bo ek half-way time", RUNNERS, True),
        ("motorcycle single price", FARES, False),
        ("day return for a motorcycle", FARES, True),
        ("how much is a day return for a car", FARES, False),
    ],
)
def test_a_cell_without_a_value_leaves_its_row_without_an_answer(question: str, text: str, *, empty: bool) -> None:
    document = TextNode(text=text, id_="0", start_char_idx=0, metadata={"document_id": "1"})
    [cell] = name_cells(question, [document])
    assert cell.is_empty is empty
    assert bool(find_answers(question, [cell])) is not empty
    row = text.index("\n", cell.end) - 5 if "\n" in text[cell.end :] else len(text) - 5
    passage = TextNode(text=text[10:], id_="2", start_char_idx=10, metadata={"document_id": "1"})
    assert cell.has_in_row(Candidate(passage, 1.0, row - 10, row - 8, 1.0))
    assert not cell.has_in_row(Candidate(passage, 1.0, 0, 3, 1.0))
    other = TextNode(text=text[10:], id_="3", start_char_idx=10, metadata={"document_id": "4"})
    assert not cell.has_in_row(Candidate(other, 1.0, row - 10, row - 8, 1.0))


@pytest.mark.parametrize("table", ["| Names |\n|---|\n| Ann |\n| Bo |", "| Doors close at nine. |\n| Bring a coat. |"])
def test_a_table_of_one_column_has_no_cell_to_name(table: str) -> None:
    assert found("when do doors close for Ann?", table) == []


def test_how_many_is_no_amount_of_money() -> None:
    assert found("how many team plan?", PLANS) == []


@given(st.text(alphabet="ab |\n-"), st.text(alphabet="ab "))
def test_a_cell_is_in_its_text(text: str, question: str) -> None:
    for candidate in found(question, text):
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert "\n" not in candidate.text
