"""A value in place of one that was wrong, by the form of both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.value_set_right import value_set_right


@pytest.mark.parametrize(
    ("text", "value", "instead"),
    [
        ("We said it raised £61,300. The right sum is £63,100; two figures were changed.", "£61,300", "£63,100"),
        ("We said it cost £2.4 million. It cost £4.2 million, 5 times as much.", "£2.4 million", "£4.2 million"),
        ("We said it shuts on Mondays. It shuts on Tuesdays.", "Mondays", "Tuesdays"),
        ("We said it was on 4 May. It is on 5 May.", "4 May", "5 May"),
        ("We said it opens in June. It opens in July.", "June", "July"),
        ("We said 11 were hurt; it was 17.", "11", "17"),
        ("We said 1,240 took part. 140 were counted twice, and 1,100 took part.", "1,240", None),
        ("We said 11 were hurt. We are sorry. There were 17 boats.", "11", None),
        ("We said 11 were hurt. It was a mistake.", "11", None),
        ("We said 11 were hurt. The fire began at 9.", "11", None),
        ("We said 11 were hurt. Hurt were 17.", "11", "17"),
        ("We said that Ann Lee won. Bo Ek won.", "Ann Lee", None),
    ],
)
def test_the_one_other_value_of_the_form(text: str, value: str, instead: str | None) -> None:
    start = text.index(value)
    place = value_set_right(text, (start, start + len(value)), value)
    assert (text[slice(*place)] if place else None) == instead


@pytest.mark.parametrize(
    ("text", "value", "instead"),
    [
        ("It hurt 17 people, not 11. It burned 40 cars.", "11", "17"),
        ("On 3 May it hurt 17 people, not 11.", "11", "17"),
        ("It opens not on Monday but on Friday. It shuts on Sunday.", "Monday", "Friday"),
        ("It cost £17, not £11, and took 4 days.", "£11", "£17"),
        ("Of 40 people it hurt 17, not 11.", "11", None),
        ("It was many, not 11. It burned 40 cars.", "11", None),
    ],
)
def test_what_is_contrasted_has_it_in_its_own_sentence(text: str, value: str, instead: str | None) -> None:
    start = text.index(value)
    place = value_set_right(text, (start, start + len(value)), value, contrasted=True)
    assert (text[slice(*place)] if place else None) == instead


@given(st.text(alphabet="£1, ayM.\n", max_size=40), st.integers(0, 20), st.text(alphabet="£1 May", max_size=8))
def test_any_text(text: str, start: int, value: str) -> None:
    place = value_set_right(text, (start, start + len(value)), value)
    assert place is None or 0 <= place[0] < place[1] <= len(text)
