"""Who speaks is no answer to what, when or how."""

import pytest

from qa.turn_label import is_turn_label

CHAT = "[18:24:10] Rosalind: they were digging\n[18:24:55] Annika: Kofi will be there on Friday."


@pytest.mark.parametrize(
    ("question", "words", "is_label"),
    [
        ("which firm was digging?", "Rosalind", True),
        ("what's the firm called", "[18:24:10] Rosalind", True),
        ("who said they were digging?", "Rosalind", False),
        ("name of the customer", "Rosalind", False),
        ("what's the engineer called?", "Kofi", False),
        ("which firm was digging?", "Rosalind: they", False),
    ],
)
def test_a_name_before_a_turn(question: str, words: str, is_label: bool) -> None:
    start = CHAT.index(words)
    assert is_turn_label(question, CHAT, start, start + len(words)) is is_label
