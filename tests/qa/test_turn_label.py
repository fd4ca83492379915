"""Who speaks is no answer to what, when or how."""

import pytest

from qa.turn_label import is_turn_label, with_who_speaks

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


WRITTEN = (
    "**Joan Tremayne:** To ask when the bridge will be replaced.\n\n"
    "**Simon Leck, Minister for Roads:** The bridge is old. We hope to start in the spring of 2026. It will cost £9m."
    "\n\n"
    "We print this as it was said.\n\n**Joan Tremayne:** To ask about tolls.\n\n**Simon Leck:** None."
)
SCRIPT = (
    "MARA OKONJO: Why did you leave?\nPER LIND: It was hard. I slipped a disc.\n"
    "MARA OKONJO: And now?\nPER LIND: I bake."
)


@pytest.mark.parametrize(
    ("text", "sentence", "begins"),
    [
        (WRITTEN, "We hope to start in the spring of 2026.", "**Simon Leck, Minister for Roads:** The bridge"),
        (WRITTEN, "It will cost £9m.", "It will"),
        (WRITTEN, "We print this as it was said.", "We print"),
        (SCRIPT, "I slipped a disc.", "PER LIND: It was hard."),
        (SCRIPT, "PER LIND: I bake.", "PER LIND: I bake."),
        (SCRIPT.replace("I slipped", "\nBo Ek, host: I slipped"), "Bo Ek, host: I slipped a disc.", "Bo Ek"),
        ("It was hard. I slipped a disc.", "I slipped a disc.", "I slipped"),
        ("Starters: We like soup.\nMains: Pie. We like it hot.", "We like it hot.", "We like it"),
    ],
)
def test_who_says_i_in_a_turn_is_quoted_with_the_name(text: str, sentence: str, begins: str) -> None:
    start = text.index(sentence)
    [(left, right)] = with_who_speaks(text, start, start + len(sentence))
    assert text[left:right].startswith(begins)
    assert text[left:right].endswith(sentence)


def test_far_into_a_turn_its_first_sentence_is_quoted_beside() -> None:
    text = SCRIPT.replace("hard.", f"hard. {'It rained on the quay. ' * 40}")
    start = text.index("I slipped")
    quotes = [text[left:right] for left, right in with_who_speaks(text, start, start + len("I slipped a disc."))]
    assert quotes == ["PER LIND: It was hard.", "I slipped a disc."]
