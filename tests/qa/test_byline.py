"""Who wrote a report took no part in it."""

import pytest

from qa.byline import is_from_byline
from qa.citing import sentence_around


@pytest.mark.parametrize(
    "passage",
    [
        "By Fergus Nair\nThe captain won the toss.",
        "Rovers win\n\nBy Fergus Nair at Marsden Park\n\nThe captain won the toss.",
        "BY Fergus Nair, sports reporter\nThe captain won.",
        "Rovers win\n  Words by Fergus Nair and Ann Lee\nThe captain won.",
        "The captain speaks\n\nInterview by Fergus Nair, Harbour magazine, 6 April 2024\n\nShe won the toss.",
        "The captain won.\nReporting by Fergus Nair, Marsden Park",
        "It rained for the\nwhole day.\n\nROVERS WIN AGAIN\nBy Fergus Nair\n\nThe captain won the toss.",
    ],
)
def test_a_name_in_a_byline_answers_only_who_wrote_it(passage: str) -> None:
    start = passage.index("Fergus Nair")
    assert is_from_byline("who won the toss?", passage, start, start + len("Fergus Nair"))
    assert is_from_byline("who announced the signing?", passage, start, start + len("Fergus Nair"))
    for question in (
        "who wrote this?",
        "who is the author",
        "name of the reporter",
        "who painted it",
        "who interviewed the captain",
        "painted by whom",
    ):
        assert not is_from_byline(question, passage, start, start + len("Fergus Nair"))


@pytest.mark.parametrize(
    "passage",
    [
        "The toss was won by Fergus Nair.",
        "By Fergus Nair's account the toss was won in the rain.",
        "By noon Fergus Nair had won the toss.",
        "Won by Fergus Nair in the end.\nThe rest is known.",
        "By winning the toss Fergus Nair chose.",
        "A\nB\nC\nD\n\nThe toss was won\nby Fergus Nair\n\nThe captain lost.",
        "A\nB\nC\nD\n\nThe toss was won.\nBy Fergus Nair\nand his men.\n\nThe captain lost.",
        "Rovers\n\nThe toss was won\nby Fergus Nair\nin the rain.",
    ],
)
def test_what_a_sentence_tells_is_no_byline(passage: str) -> None:
    start = passage.index("Fergus Nair")
    assert not is_from_byline("who won the toss?", passage, start, start + len("Fergus Nair"))


REPORT = (
    "Floods kill 57\n\nBy Rosa Quintela\nSAN LAZARO, Belmonte (Wire) — Rescuers pulled 11 more bodies from the mud."
)


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("how many died?", "57", False),
        ("who pulled them out?", "Rescuers", False),
        ("who pulled them out?", "Rosa Quintela\nSAN LAZARO", True),  # goes on from one into the other
        ("who was pulled out?", "SAN LAZARO", True),
        ("where was that?", "SAN LAZARO", False),
        ("what is her position?", "Rosa", True),
        ("who pulled bodies from the mud?", "Floods kill 57\n\nBy Rosa Quintela", True),
    ],
)
def test_only_the_line_itself_is_the_byline(question: str, words: str, expected: bool) -> None:
    start = REPORT.index(words)
    assert is_from_byline(question, REPORT, start, start + len(words)) is expected


@pytest.mark.parametrize("above", ["", "Floods kill 57\n", "Floods kill 57\n\n"])
def test_a_byline_is_no_part_of_a_quote(above: str) -> None:
    text = f"{above}By Rosa Quintela\nSAN LAZARO (Wire) — Rescuers pulled 11 more bodies out. More came."
    start = text.index("11")
    left, right = sentence_around(text, start, start + 2)
    assert text[left:right] == "SAN LAZARO (Wire) — Rescuers pulled 11 more bodies out."
    if above:
        start = text.index("57")
        left, right = sentence_around(text, start, start + 2)
        assert text[left:right] == "Floods kill 57"
    start = text.index("Quintela")
    left, right = sentence_around(text, start, start + 2)
    assert "By Rosa Quintela" in text[left:right]


def test_who_sent_a_mail_took_no_part_in_it() -> None:
    mail = (
        "From: Sofia Marchetti <sofia@club.example>\nTo: All\nDate: Mon, 2 Jun 2025\nSubject: Gala\n\nThe Kettles play."
    )
    start = mail.index("Sofia")
    assert is_from_byline("who plays at the gala?", mail, start, start + 15)
    assert not is_from_byline("who sent the mail about the gala?", mail, start, start + 15)
    kettles = mail.index("The Kettles")
    assert not is_from_byline("who plays at the gala?", mail, kettles, kettles + 11)
    sent = mail.index("Mon"), mail.index("2025") + 4
    assert not is_from_byline("when was that?", mail, *sent)
    assert not is_from_byline("when was the mail sent?", mail, *sent)
    assert is_from_byline("when is the gala?", mail, *sent)
    signed = mail.replace("Marchetti <", "Marchetti, Club Secretary <")
    assert not is_from_byline("who is the club secretary?", signed, start, start + 15)


@pytest.mark.parametrize(
    ("question", "passage", "words"),
    [
        ("How can I pay?", "Paying\n\nBy Direct Debit\n\nForms are in the office.", "Direct Debit"),
        ("When must I apply?", "Dates\n\nBy Friday\n\nForms are in the office.", "Friday"),
        ("Who drew the cartoon?", "A cartoon\nBy Ann Lee", "Ann Lee"),
        ("Who is the chair?", "ANN LEE (Chair) – Oslo", "ANN LEE"),
        ("Who travels?", "From: Bergen\nTo: Oslo\nDate: 5 May\nPilot: Ann Lee", "Bergen"),
    ],
)
def test_what_only_looks_like_a_byline_may_answer(question: str, passage: str, words: str) -> None:
    start = passage.index(words)
    assert not is_from_byline(question, passage, start, start + len(words))
