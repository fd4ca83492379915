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
        ("price of a 5 kg parcel", "Parcel | Price\n2kg | £3\n5kg | £6", "£6"),
        ("rating of the beech room", ROOMS.replace("Seats", "Rating").replace("30", "★★★"), "★★★"),
        ("deposit of the beech room", ROOMS.replace("Seats", "Deposit").replace("30", "None"), "None"),
    ],
)
def test_a_cell_that_is_named_answers(question: str, text: str, cell: str) -> None:
    [candidate] = found(question, text)
    assert candidate.text == cell
    row = text[: text.index(cell)].count("\n")
    quotes = [text[start:end] for start, end in candidate.cited_for("")]
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


RESULTS = (
    "Annual report\n\n£m | 2023 | 2022\nMarketing | 12.0 | 11.5\nEmployees | 2,140 | 2,055\nPatents | 31 | 27\n\n"
    "£000 | 2024 | 2023\nWages | 610 | 575\nStaff numbers | 44 | 41"
)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("how much did marketing cost in 2022?", "11.5"),
        ("how many patents were there in 2022", "27"),
        ("how many employees in 2022", "2,055"),
        ("what did employees cost in 2022?", None),
        ("how much did we pay employees in 2022", None),
        ("how much did patents cost in 2022", None),
        ("price of patents in 2022", None),
        ("what were the costs of staff in 2023?", None),
    ],
)
def test_what_counts_people_or_things_has_no_cost(question: str, cell: str | None) -> None:
    table = RESULTS[RESULTS.index("£000") :] if "staff" in question else RESULTS.partition("£000")[0]
    assert [one.text for one in found(question, table)] == ([] if cell is None else [cell])


HALLS = (
    "Hire\n\nHall | Capacity | Charge | Minimum hire\nMain hall | 200 | £45 | 3 hours\nKitchen | 6 | £10 | 1 hour\n"
    "Stage | 30 | on request | 2 hours"
)
MODELS = (
    "Model | Price | Weight | Length (cm) | Delivery | Trial\nA10 | £20 | 1 kg | 40 | 2 days | 3 weeks\n"
    "B20 | £35 | 2 kg | 60 | 4 days | no"
)
PLANS_ACROSS = (
    "Plans\n\n| | Basic | Pro |\n| Price per month | €9 | €19 |\n| Support | email | email and chat |\n"
    "| Users | 1 | 3 |"
)


@pytest.mark.parametrize(
    ("question", "text", "cell"),
    [
        ("How much does the main hall cost?", HALLS, "£45"),
        ("how much is the kitchen", HALLS, "£10"),
        ("How much is the stage?", HALLS, "on request"),
        ("how much is the main hall deposit", HALLS, None),
        ("How much is the main hall?", HALLS.replace("£", "").replace("Charge", "Floor"), None),
        ("How much is the main hall?", HALLS.replace("Hire", "Income"), None),
        ("How much is the main hall?", HALLS.replace("200", "£200").replace("Charge", "Fee"), None),
        ("How much is the main hall?", HALLS.replace("200", "£200").replace("Charge", "Price"), "£45"),
        ("How much is the main hall?", HALLS.replace("Charge", "Delivery"), None),
        ("How much is the main hall?", HALLS.replace("£45", "£45 (members £30)"), "£45 (members £30)"),
        ("How much is the main hall for members?", HALLS.replace("£45", "£45 (members £30)"), None),
        ("How much is the main hall for members?", HALLS.replace("£45", "£45, members £30"), None),
        ("how long is the A10?", MODELS.replace("Trial", "Distance"), None),
        ("how long does the A10 take?", MODELS, None),
        ("How much is the main hall?", HALLS.replace("200", "£200").replace("Charge", "Late fee"), None),
        ("How much is the beech room?", ROOMS, None),
        ("How much is a week?", "# Fares\n\nTicket | Adults\nDay | 2.50\nWeek | 9.00", "9.00"),
        ("How much is a week?", "# Riders\n\nTicket | Adults\nDay | 250\nWeek | 90", None),
        ("how heavy is the A10", MODELS, "1 kg"),
        ("what does the B20 weigh", MODELS, "2 kg"),
        ("how long is the A10?", MODELS, "40"),
        ("how long does delivery of the A10 take", MODELS, "2 days"),
        ("how long does the trial of the A10 last", MODELS, "3 weeks"),
        ("how wide is the A10?", MODELS, None),
        ("how old is the A10?", MODELS, None),
        ("how heavy is the A10?", MODELS.replace("Price", "Net weight").replace("| Weight", "| Gross weight"), None),
        ("How much is the Pro plan?", PLANS_ACROSS, "€19"),
        ("What support do I get with Pro?", PLANS_ACROSS, "email and chat"),
        ("what support do I get without Pro?", PLANS_ACROSS, None),
        ("how heavy is Pro?", PLANS_ACROSS, None),
    ],
)
def test_the_name_that_a_question_means_counts_as_named(question: str, text: str, cell: str | None) -> None:
    assert [one.text for one in found(question, text)] == ([] if cell is None else [cell])


POOL = (
    "Pool opening hours\n\nSummer\n\nDay | Open | Close\nSaturday | 8:00 | 18:00\nSunday | 9:00 | 17:00\n\n"
    "Winter\n\nDay | Open | Close\nSaturday | 9:00 | 17:00\nSunday | closed | closed"
)


@pytest.mark.parametrize(
    ("question", "text", "cell"),
    [
        ("When does the pool open on Sunday in winter?", POOL, "closed"),
        ("When does the pool open on Sunday in summer?", POOL, "9:00"),
        ("When does the pool open on Sunday?", POOL, None),
        ("When does the pool open on Sunday in winter?", POOL.replace("closed", "see below"), None),
        (
            "When does the pool open on Sunday in winter?",
            POOL.replace("closed", "by appointment only"),
            "by appointment only",
        ),
        ("who is the treasurer", "Office | Name\nTreasurer | vacant", "vacant"),
        ("when is lot 14", "Lot | Date\n14 | the red one", None),
    ],
)
def test_a_cell_that_says_there_is_none_answers(question: str, text: str, cell: str | None) -> None:
    assert [one.text for one in found(question, text)] == ([] if cell is None else [cell])


WEB = (
    "# Talks\n\n<table><tr><th>Talk</th><th>Speaker</th><th>Room</th></tr>\n"
    "<tr><td>Batteries</td><td>Paul Roe</td><td>Red</td></tr>\n<tr><td>Wind</td><td>Lea</td><td>Blue</td></tr></table>"
)


def test_a_cell_of_a_table_in_html_is_quoted_with_its_headings_and_row() -> None:
    [candidate] = found("what is the room of the batteries talk?", WEB)
    assert candidate.text == "Red"
    headings, row = (WEB[start:end] for start, end in candidate.cited_for(""))
    assert headings == "Talk</th><th>Speaker</th><th>Room"
    assert row == "Batteries</td><td>Paul Roe</td><td>Red"


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


def test_a_word_of_another_table_is_not_of_this_one() -> None:
    text = f"Hours in summer and in winter\n\n{POOL}"
    assert [one.text for one in found("saturday open in summer", text)] == ["8:00"]
    assert [one.text for one in found("saturday open in winter", text)] == ["9:00"]


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
