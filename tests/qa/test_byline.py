"""Who wrote a report took no part in it."""

import pytest

from qa.byline import only_a_byline


@pytest.mark.parametrize(
    "passage",
    [
        "By Fergus Nair\nThe captain won the toss.",
        "Rovers win\n\nBy Fergus Nair at Marsden Park\n\nThe captain won the toss.",
        "BY Fergus Nair, sports reporter\nThe captain won.",
        "Rovers win\n  Words by Fergus Nair and Ann Lee\nThe captain won.",
        "The captain won.\nReporting by Fergus Nair, Marsden Park",
    ],
)
def test_a_name_in_a_byline_answers_only_who_wrote_it(passage: str) -> None:
    start = passage.index("Fergus Nair")
    assert only_a_byline("who won the toss?", passage, start, start + len("Fergus Nair"))
    for question in ("who wrote this?", "who is the author", "name of the reporter"):
        assert not only_a_byline(question, passage, start, start + len("Fergus Nair"))


@pytest.mark.parametrize(
    "passage",
    [
        "The toss was won by Fergus Nair.",
        "By Fergus Nair's account the toss was won in the rain.",
        "By noon Fergus Nair had won the toss.",
        "Won by Fergus Nair in the end.\nThe rest is known.",
        "By winning the toss Fergus Nair chose.",
        "Rovers\n\nThe toss was won\nby Fergus Nair\nin the rain.",
    ],
)
def test_what_a_sentence_tells_is_no_byline(passage: str) -> None:
    start = passage.index("Fergus Nair")
    assert not only_a_byline("who won the toss?", passage, start, start + len("Fergus Nair"))
