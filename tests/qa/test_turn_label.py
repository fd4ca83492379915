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


TALK = "BO EKMAN: Who pays?\n\nANN LEE: The town pays."


@pytest.mark.parametrize(
    ("question", "is_label"),
    [
        ("Which doctor asks about pay?", False),
        ("Which nurse asks?", False),
        ("What teachers ask?", False),
        ("Which young musician asks?", False),
        ("Which town pays?", True),
        ("What is paid?", True),
    ],
)
def test_a_question_for_a_person_may_have_a_speaker(question: str, *, is_label: bool) -> None:
    assert is_turn_label(question, TALK, 0, len("BO EKMAN")) is is_label


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("When is yoga with baby?", "MONDAY MORNING: Yoga with baby\nFRIDAY NOON: Yoga", "MONDAY MORNING"),
        ("What takes place over the harbour?", "18:00 Dinner\n[19:30] Fireworks: over the harbour", "Fireworks"),
        ("Where is radiology?", "FIRST FLOOR: Radiology\nTOP FLOOR: Surgery", "FIRST FLOOR"),
        ("What has mint?", "FISH PIE: Cod in cream.\nBEEF STEW: With mint.", "BEEF STEW"),
        ("What costs £9.50?", "FISH PIE: £9.50\nBEEF STEW: £11", "FISH PIE"),
    ],
)
def test_what_is_no_turn_has_no_speaker(question: str, text: str, words: str) -> None:
    start = text.index(words)
    assert not is_turn_label(question, text, start, start + len(words))
