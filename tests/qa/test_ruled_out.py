"""Every rule against words is asked."""

import pytest

from qa.ruled_out import is_ruled_out


@pytest.mark.parametrize(
    ("question", "text", "words", "ruled_out"),
    [
        ("who won the toss?", "By Fergus Nair\nThe captain won the toss.", "Fergus Nair", True),
        ("how many were hurt?", "The Post reported erroneously that 11 were hurt.", "11", True),
        ("how many came in 2023?", "212,000 people came (2022: 201,000).", "201,000", True),
        ("when did they vote?", "They voted 41 to 19.", "41 to 19", True),
        ("who was at the meeting?", "Present: Ann Lee\nApologies: Bo Dahl", "Bo Dahl", True),
        ("how many voted for the ban?", "They approved the ban 41 to 19.", "41 to 19", True),
        ("who is the chair?", "Former chair Bo Dahl left.", "Bo Dahl", True),
        ("how wide is it?", "It is 6 miles long.", "6 miles", True),
        ("who said Ann Lee had left?", "“Ann Lee had left,” said Bo Dahl.", "Ann Lee", True),
        ("who said Ann Lee had left?", "“Ann Lee had left,” said Bo Dahl.", "Bo Dahl", False),
        ("how much did Ross owe?", "He rejected claims that Ross owed £9,000.", "£9,000", True),
        ("who said money was the problem?", "Ida Storm denied that money was the problem.", "Ida Storm", True),
        ("which firm was digging?", "[18:24:10] Rosalind: they were\n[18:24:55] Annika: ok", "Rosalind", True),
        ("who left?", "“Ann Lee had left,” said Bo Dahl.", "Ann Lee", False),
        ("how many were hurt?", "The Post reported that 11 were hurt.", "11", False),
    ],
)
def test_what_cannot_answer(question: str, text: str, words: str, ruled_out: bool) -> None:
    start = text.index(words)
    assert is_ruled_out(question, text, start, start + len(words)) is ruled_out
