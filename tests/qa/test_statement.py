"""Which sentences tell something, and what those that do not are quoted with."""

import pytest

from qa.citing import MOST_QUOTE
from qa.statement import is_statement, with_what_it_needs


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("The kiln is lit on Fridays.", True),
        ("“We shall be back.”", True),
        ("Nobody came back!", True),
        ("It was lit in 1911.[3]", True),
        ("**Bring a towel.**", True),
        ("## Can I bring my dog?", False),
        ("Is the kiln lit?", False),
        ("Remote Work Policy", False),
        ("From: Ann Lee", False),
        ("- two towels", False),
        ("3.", False),
        ("No.", False),
        ("", False),
    ],
)
def test_a_statement_ends_as_one(sentence: str, tells: bool) -> None:
    assert is_statement(sentence) is tells


def quoted(text: str, sentence: str) -> str:
    start = text.index(sentence)
    return text[slice(*with_what_it_needs(text, start, start + len(sentence)))]


FAQ = "## Can I bring my dog?\n\nNo.\n\n## When do you open?\n\nWe open at nine. On Sundays at ten."


def test_a_heading_or_a_question_is_quoted_with_what_follows() -> None:
    assert quoted(FAQ, "## When do you open?") == "## When do you open?\n\nWe open at nine."
    assert quoted("We open at nine.\n\nOpening hours", "Opening hours") == "Opening hours"


def test_a_bare_yes_or_no_is_quoted_with_its_question() -> None:
    assert quoted(FAQ, "No.") == "## Can I bring my dog?\n\nNo."
    assert quoted("No.\n\nWe are shut.", "No.") == "No."


def test_a_statement_is_quoted_alone_and_so_is_what_would_be_too_long() -> None:
    assert quoted(FAQ, "On Sundays at ten.") == "On Sundays at ten."
    long = "Opening hours\n\n" + "and so on " * MOST_QUOTE + "we do."
    assert quoted(long, "Opening hours") == "Opening hours"
