"""Abbreviations are asked as the documents write them."""

import pytest

from qa.abbreviations import write_out_abbreviations

TEXTS = [
    "The chief financial\nofficer spoke. Capital spending in the third-quarter rose by 3 per cent; it fell in Q2.",
    "The prime minister and the managing director, Dr Lind, MD, met.",
]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("who is the cfo", "who is the chief financial officer"),
        ("CFO?", "chief financial officer?"),
        ("what does CFO stand for?", "what does CFO stand for?"),
        ("q3 capex", "third-quarter capital spending"),
        ("what did the pm's office say", "what did the prime minister's office say"),
        ("by how many pct", "by how many per cent"),
        ("q2 costs", "q2 costs"),  # as the texts say, too
        ("who is the md", "who is the md"),
        ("who is the ceo", "who is the ceo"),  # no text has one
        ("did it begin at 3 pm, am or pm, at PM 2.5", "did it begin at 3 pm, am or pm, at PM 2.5"),
        ("who is Jane Lee, MD", "who is Jane Lee, MD"),
        ("do 3 pct. of them", "do 3 per cent of them"),
        ("cfo@example.org, www.cfo.org, cfo-led, a cfos", "cfo@example.org, www.cfo.org, cfo-led, a cfos"),
    ],
)
def test_an_abbreviation_is_written_out_where_the_texts_write_it_out(typed: str, asked: str) -> None:
    assert write_out_abbreviations(TEXTS, typed) == asked
