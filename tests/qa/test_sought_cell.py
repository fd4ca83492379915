"""Cells that a question seeks by what else their rows say, of one row or several, and questions that no row answers."""

import pytest
from llama_index.core.schema import TextNode

from qa.named_cell import find_answers, name_cells
from qa.sought_cell import sought_cells

PHONES = (
    "Department | Floor | Number | Head\nAccounts payable | Second | 415 | Lise Orr\nHuman resources | Third | 214 | "
    "Dora Finch\nPlanning | Second | 118 | Mia Strand\nArchives | Basement | 1,007 | Ned Hale"
)
OFFICES = (
    "Office | Holder | Since | City\nChair | Wes Kline | 2019 | Oslo\nTreasurer | Anna Berg | 2021 | Bergen\n"
    "Secretary | Ole Lund | 2019 | Bergen"
)
CUPS = (
    "Year | Regatta | Winner | Runner-up\n2021 | Spring cup | Harriers | Rovers\n2022 | Autumn cup | Rovers | Swans\n"
    "2023 | Fjord race | Swans | Harriers"
)
PLANS = (
    "Plan | Calls per minute | Storage | Price\nSolo | 60 | 5 GB | £12\nTeam | 300 | 50 GB | £45\n"
    "Clinic | 1000 | 200 GB | £99.50"
)
DISHES = (
    "Dish | Price | Allergens\nFish pie | £9.50 | fish, milk\nLamb stew | £11 | celery\n"
    "Bean chilli | £8 | soya and nuts"
)
FERRIES = "Ferry | Departs | Not running\nSelkie | 07:40 | Sunday\nTern | 11:30 | Thursday"
CODES = "Code | Meaning\n401 | the key is missing\n403 | the key lacks the scope"
PACKAGES = (
    "Package | Depends on | Replaced by\nnumcore | libalpha | –\nplotkit | numcore | –\noldplot | libalpha | plotkit"
)
FIRMS = "Company | Supplier | Auditor\nDelta | Norwool | Kessler\nNorwool | Anda | Brill"
LETTERS = "Letter | From | To\nLease | Eva Moor | Anna Berg\nClaim | Anna Berg | Bo Ek"
SCORES = "Match | Ended\nFinal | 2-4\nSemi-final | 4-2"
CASES = "Case | Victim | Defendant\nBurglary | Ada Berg | Bo Ek\nTheft | Liv Dahl | Ada Berg"
HALLS = "Hall | Floor | Seats\nRed | 12 | 40\nBlue | 3 | 12"


def sought(question: str, text: str, title: str = "Papers") -> list[str]:
    found = [place for table in sought_cells(question, text, title, "First line") for place in table]
    assert all(row[0] <= cell[0] < cell[1] <= row[1] and "\n" not in text[slice(*row)] for cell, row in found)
    return [text[slice(*cell)] for cell, _ in found]


@pytest.mark.parametrize(
    ("question", "text", "cell"),
    [
        ("Which department has number 415?", PHONES, "Accounts payable"),
        ("what department has the number 1007", PHONES, "Archives"),
        ("which department is on the third floor", PHONES, "Human resources"),
        ("which department does Ned Hale head?", PHONES, "Archives"),
        ("on which floor is planning", PHONES, "Second"),
        ("whose number is 118?", PHONES, "Mia Strand"),
        ("who is on the third floor?", PHONES, "Dora Finch"),
        ("what is in the basement", PHONES, "Archives"),
        ("which office does Anna Berg hold?", OFFICES, "Treasurer"),
        ("which office has been held since 2021", OFFICES, "Treasurer"),
        ("who is from Oslo", OFFICES, "Wes Kline"),
        ("which regatta did Rovers win?", CUPS, "Autumn cup"),
        ("in which year were the Swans runner-up?", CUPS, "2022"),
        ("which plan has 50 GB of storage", PLANS, "Team"),
        ("which plan has 300 calls per minute?", PLANS, "Team"),
        ("which plan is £12?", PLANS, "Solo"),
        ("what plan costs £99.50", PLANS, "Clinic"),
        ("which dish has milk", DISHES, "Fish pie"),
        ("which dish contains nuts?", DISHES, "Bean chilli"),
        ("what costs £9.50?", DISHES, "Fish pie"),
        ("which ferry departs at 7:40", FERRIES, "Selkie"),
        ("which ferry is not running on Sunday?", FERRIES, "Selkie"),
        ("which code is given when the key is missing?", CODES, "401"),
        ("which code means conflict", "Code | Name\n409 | conflict\n429 | throttled", "409"),
        ("which package does plotkit replace?", PACKAGES, "oldplot"),
        ("which package depends on numcore?", PACKAGES, "plotkit"),
        ("which package was replaced by plotkit", PACKAGES, "oldplot"),
        ("which letter is from Eva Moor?", LETTERS, "Lease"),
        ("which match ended 4-2?", SCORES, "Semi-final"),
        (
            "which site has a low of -5 °C?",
            SCORES.replace("Match | Ended", "Site | Low").replace("4-2", "-5 °C"),
            "Semi-final",
        ),
        ("which dish has oat cream", DISHES.replace("celery", "oat cream; rice"), "Lamb stew"),
    ],
)
def test_the_cell_that_a_question_seeks(question: str, text: str, cell: str) -> None:
    assert sought(question, text) == [cell]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("which department is on the fourth floor", PHONES),
        ("which department was on the third floor before March?", PHONES),
        ("which department is not on the third floor?", PHONES),
        ("which other department is on the third floor", PHONES),
        ("which department closed on the third floor", PHONES),  # a word that stands nowhere
        ("which department", PHONES),
        ("who is there", PHONES),
        ("", PHONES),
        ("which office has 2021?", OFFICES),  # since then
        ("who left Oslo?", OFFICES),
        ("who in Oslo has a deputy", OFFICES),
        ("which regatta was Harriers in?", CUPS),
        ("which plan has 60 GB of storage?", PLANS),  # calls, not storage
        ("which plan costs £60?", PLANS),
        ("which plan costs £99?", PLANS),  # more than that
        ("which plan has more than 50 GB?", PLANS),
        ("which plan has 5", PLANS),
        ("which dish has no milk?", DISHES),
        ("which dish has celery and milk?", DISHES),
        ("which ferry is running on Sunday", FERRIES),
        ("which ferry is on Sunday", FERRIES),
        ("which ferry has Sunday", FERRIES),
        ("which code is given when the key has expired?", CODES),
        ("what code has a key", CODES),
        ("which department has number 415?", PHONES.replace("Number", "Number until May")),
        ("which department has number 415?", PHONES.replace("Accounts payable |", "– |")),
        ("which plan is £12?", PLANS.replace("Price", "Deposit")),
        ("which dish has milk", DISHES.replace("Allergens", "Free of")),
        ("which dish has milk", DISHES.replace("Allergens", "Alternative")),
        ("which dish has milk", DISHES.replace("Allergens", "Excludes")),
        ("which dish contains milk", DISHES.replace("fish, milk", "no fish or milk")),
        ("which package does numcore depend on?", PACKAGES),  # nor the one that depends on it
        ("what is at 11:30?", FERRIES),
        ("which package replaces plotkit?", PACKAGES),
        ("which package depends on oldplot?", PACKAGES),
        ("which company supplies Norwool", FIRMS),
        ("which company audits Kessler?", FIRMS),
        ("which letter is from Bo Ek", LETTERS),
        ("which letter is to Eva Moor", LETTERS),
        ("which letter has Eva Moor", LETTERS),
        ("which department is by Ned Hale", PHONES),
        ("which match ended 2-5?", SCORES),
        ("which match has 24", SCORES),
        ("which site has a low of 5 °C?", SCORES.replace("Match | Ended", "Site | Low").replace("4-2", "-5 °C")),
        ("which ferry departs at 40:7", FERRIES),
        ("which plan costs $12?", PLANS),
        ("which plan costs about £12?", PLANS),
        ("which plan will cost £12?", PLANS),
        ("which hall holds 12?", HALLS),  # people, or is it on that floor
        ("which hall has 3", HALLS),
        ("which laptop has 8 GB?", "Laptop | Memory | Graphics\nA1 | 8 GB | 2 GB\nB2 | 16 GB | 4 GB"),
        ("what is Oslo?", OFFICES),
        ("In which case was Ada Berg charged?", CASES),
        ("which case has Ada Berg", CASES),  # as what
        ("which case did Bo Ek give?", CASES),
        ("which case did Bo Ek call", CASES.replace("Defendant", "Clerk").replace("Victim", "Room")),
        ("what was Bergen", OFFICES),
    ],
)
def test_no_cell_where_no_row_tells_it_all(question: str, text: str) -> None:
    assert sought(question, text) == []


@pytest.mark.parametrize(
    ("question", "text", "cells"),
    [
        ("which department is on the second floor", PHONES, ["Accounts payable", "Planning"]),
        ("which departments are on the second floor?", PHONES, ["Accounts payable", "Planning"]),
        ("which department has number 415?", PHONES.replace("1,007", "415"), ["Accounts payable", "Archives"]),
        ("which office is held since 2019?", OFFICES, ["Chair", "Secretary"]),
        ("who is in Bergen", OFFICES, ["Anna Berg", "Ole Lund"]),
        ("which room is blue", "Room | Colour\n" + "\n".join(f"R{n} | blue" for n in range(6)), []),  # too many
        ("which room is blue", "Room | Colour\nR1 | blue\n– | blue", []),  # one has no name
    ],
)
def test_each_row_that_tells_it_all_has_a_cell(question: str, text: str, cells: list[str]) -> None:
    assert sought(question, text) == cells


def test_the_cells_of_several_rows_answer_together_and_each_row_is_quoted() -> None:
    passage = TextNode(text=PHONES, id_="1", metadata={"title": "Phones", "document_id": "1"})
    question = "which departments are on the second floor?"
    [candidate] = find_answers(question, name_cells(question, [passage]))
    assert candidate.shown == "Accounts payable; Planning"
    lines = PHONES.split("\n")
    assert [PHONES[slice(*place)] for place in candidate.cited_for(question)] == [lines[0], lines[1], lines[3]]
