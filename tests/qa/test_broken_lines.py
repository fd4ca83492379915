import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.broken_lines import with_whole_lines


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("was moved\nto June", "was moved to June"),
        ("was moved\r\nto June", "was moved  to June"),
        ("A heading\n\nA text", "A heading\n\nA text"),
        ("A heading\r\n\r\nA text", "A heading\r\n\r\nA text"),
        ("A heading\n \nA text", "A heading\n \nA text"),
    ],
)
def test_a_broken_line_goes_on(text: str, whole: str) -> None:
    assert with_whole_lines(text) == whole


@given(st.text(alphabet="a \r\n\t."))
def test_every_place_stays_what_it_was(text: str) -> None:
    whole = with_whole_lines(text)
    assert len(whole) == len(text)
    assert all(new == old or (new == " " and old in "\r\n\t ") for new, old in zip(whole, text, strict=True))
