"""Which dimension a figure is of."""

import pytest

from qa.dimension import is_of_another_dimension

BOX = "The box is 30 cm deep and 40 cm wide, with a height of 50 cm; the lid is two metres long and wide."


@pytest.mark.parametrize(
    ("question", "text", "words", "ruled_out"),
    [
        ("How wide is the bridge?", "The bridge is 400 metres long.", "400 metres", True),
        ("How wide is the bridge?", "The bridge is 400 metres long.", "400", True),
        ("How wide is the bridge?", "The bridge is eleven metres long.", "eleven metres", True),
        ("How wide is the bridge?", "The bridge is fifteen metres long.", "fifteen metres", True),
        ("How far is the shop?", "It is ten minutes’ drive away.", "ten minutes", False),
        ("How high is the bridge?", "The 400-metre-long bridge fell.", "400-metre", True),
        ("How long is the bridge?", "The bridge is 400 metres long.", "400 metres", False),
        ("How wide is the box?", BOX, "30 cm", True),
        ("How wide is the box?", BOX, "30 cm deep", True),
        ("How wide is the box?", BOX, "40 cm", False),
        ("How wide is the box?", BOX, "30 cm deep and 40 cm wide", False),
        ("How wide is the box?", BOX, "50 cm", True),
        ("How tall is the box?", BOX, "50 cm", False),
        ("What is the width of the box?", BOX, "30 cm", True),
        ("How wide is the lid?", BOX, "two metres", False),
        ("How high is the lid?", BOX, "two metres", True),
        ("How long is the road?", "The road is 6 miles in length.", "6 miles", False),
        ("How wide is the road?", "The road is 6 miles in length.", "6 miles", True),
        ("How deep is the snow?", "The snow is 20 cm thick.", "20 cm", False),
        ("How long did it take?", "It took three hours. High winds delayed it.", "three hours", False),
        ("How wide was the gap?", "The gap was 12 per cent.", "12 per cent", False),
        ("How big is the bridge?", "The bridge is 400 metres long.", "400 metres", False),
        ("How far is the walk?", "The walk takes two hours.", "two hours", True),
        ("How far is the walk?", "It is two hours' walk from here.", "two hours", False),
        ("How far is the walk?", "The walk is six miles.", "six miles", False),
        ("How far ahead can I book?", "Book two weeks ahead.", "two weeks", False),
    ],
)
def test_a_figure_beside_another_dimension(question: str, text: str, words: str, *, ruled_out: bool) -> None:
    start = text.index(words)
    assert is_of_another_dimension(question, text, start, start + len(words)) is ruled_out
