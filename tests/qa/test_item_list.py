import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.item_list import list_asked_for, with_introduction

ITEMS = """1. a pencil, as pens are not allowed
2. proof of address
3. the card that
   we sent by post"""
TEXT = f"""The room opened in 2014.

Visitors should bring:

{ITEMS}

The trustees:
- Ann Lee (chair)
- Bo Ek (treasurer)
"""
TRUSTEES = "- Ann Lee (chair)\n- Bo Ek (treasurer)"


def found(question: str, words: str, text: str = TEXT) -> str | None:
    start = text.index(words)
    place = list_asked_for(question, text, start, start + len(words))
    return text[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("question", "words", "whole"),
    [
        ("what should I bring", "a pencil", ITEMS),
        ("what do visitors need to bring?", "proof of address", ITEMS),
        ("what do visitors bring", "card that\n   we", ITEMS),
        ("who are the trustees", "Ann Lee", TRUSTEES),
        ("list the trustees", "Bo Ek (treasurer)", TRUSTEES),
        ("who are the trustees on the first day", "Ann Lee", None),
        ("what should visitors bring the first time", "a pencil", ITEMS),
    ],
)
def test_all_items_answer_where_their_introduction_is_asked_for(question: str, words: str, whole: str | None) -> None:
    assert found(question, words) == whole


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who is the treasurer of the trustees", "Bo Ek"),  # an item's own word
        ("who is the first trustee", "Ann Lee"),
        ("how many trustees are there", "Ann Lee"),
        ("when did the room open", "2014"),  # no list
        ("who runs the harbour for the trustees there", "Ann Lee"),  # too little of it
        ("what", "a pencil"),
        ("who are the trustees", TRUSTEES),  # it is all already
    ],
)
def test_the_place_stays_where_the_list_is_not_asked_for(question: str, words: str) -> None:
    assert found(question, words) is None


SECTIONS = """## Descaling

The light comes on. Use no vinegar.

1. Mix the descaling liquid.
2. Rinse the tank.

7. Election of the committee
The following were elected:
- Chair: Ann Lee
- Secretary: Bo Ek
- Member: Cy Day
"""
STEPS = "1. Mix the descaling liquid.\n2. Rinse the tank."


@pytest.mark.parametrize(
    ("question", "words", "whole"),
    [
        ("what are the steps to descale it", "Rinse", STEPS),
        ("how do I descale", "Mix the", STEPS),
        ("who is on the allotment committee", "Ann Lee\n- Secretary: Bo Ek", SECTIONS[SECTIONS.index("- Chair") : -1]),
        ("when was the committee chosen", "Ann Lee", None),  # asks not for all
        ("how do I clean the light", "Mix the", None),
        ("what are the steps to descale the tank", "Mix the", None),
    ],
)
def test_a_section_is_named_by_its_heading(question: str, words: str, whole: str | None) -> None:
    assert found(question, words, SECTIONS) == whole


def test_a_heading_far_above_or_of_another_list_is_none() -> None:
    question = "what are the steps to descale it"
    assert found(question, "Rinse", SECTIONS.replace("vinegar.", "vinegar. " * 60)) is None
    assert found(question, "Rinse", SECTIONS.replace("The light comes on.", "- One.\n\nThe light comes on.")) is None


def test_a_long_list_and_one_without_an_introduction_stay() -> None:
    assert found("what should I bring", "a pencil", TEXT.replace("2.", f"2. {'very ' * 100}\n2.")) is None
    assert found("what should I bring", "a pencil", TEXT.replace("bring:", "bring it.")) is None
    assert found("what should I bring", "a pencil", TEXT.replace("bring:", "bring, and this.")) is None
    for heading in ("## To bring", "What to bring"):
        assert found("what should I bring", "a pencil", TEXT.replace("Visitors should bring:", heading)) == ITEMS


def test_a_whole_list_is_quoted_with_its_introduction() -> None:
    start = TEXT.index(ITEMS)
    first, last = with_introduction(TEXT, start, start + len(ITEMS))
    assert TEXT[first:last] == f"Visitors should bring:\n\n{ITEMS}"
    assert with_introduction(TEXT, start, start + 8) == (start, start + 8)
    assert with_introduction("- a\n- b", 0, 7) == (0, 7)


@given(st.text(alphabet="ab:\n -1.#"), st.data())
def test_a_place_is_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = list_asked_for("a b", text, start, end)
    assert place is None or 0 <= place[0] <= start <= end <= place[1] <= len(text)
    first, last = with_introduction(text, start, end)
    assert 0 <= first <= start
    assert last == end
