"""Which section of a passage a question names by its heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.section import named_section

MINUTES = (
    "Ms Lee opened the meeting.\n\n"
    "4. Dog park\nMr Hay moved that a dog park be laid out. Carried, 4 to 2.\n\n"
    "5. Mooring fees\nThe motion failed, 2 to 4.\n\n"
    "## Any other business\n\nNone. The dog park opens in May.\n\n"
    "6. Dog park fence\nDeferred."
)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("did the dog park motion pass", "4. Dog park\n"),
        ("what was decided on mooring fees?", "5. Mooring fees\n"),
        ("what came of the dog-park fences", "6. Dog park fence\n"),  # it has more of the words
        ("was any other business raised", "## Any other business\n"),
        ("what did mr hay move", None),
        ("what are the fees", None),  # a part of a heading
        ("dog park and mooring fees", None),  # two of them
    ],
)
def test_a_section_is_named_by_all_words_of_its_heading(question: str, begins: str | None) -> None:
    section = named_section(question, MINUTES)
    assert (section is None) is (begins is None)
    if section and begins:
        text = MINUTES[slice(*section)]
        assert text.startswith(begins)
        assert "\n\n4." not in text
        assert "\n\n5." not in text


def test_a_sentence_or_a_passage_without_headings_is_no_section() -> None:
    assert named_section("did the dog park open", "The dog park is open.\nIt rained.\n\nWe left.") is None
    assert named_section("did the dog park open", "Dog park\nIt opened.") is None  # all that the passage has
    assert named_section("did the dog park open", "Dog park") is None


@given(question=st.text(), text=st.text(alphabet="dog park.\n#4 ", max_size=80))
def test_a_section_lies_in_the_text(question: str, text: str) -> None:
    section = named_section(f"dog park {question}", text)
    assert section is None or 0 <= section[0] < section[1] <= len(text)
