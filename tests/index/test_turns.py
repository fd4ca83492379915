"""The turns of a conversation that is written down."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import sentence_spans
from index.turns import turn_starts, turns

PODCAST = (
    "MARA OKONJO: Why a foghorn?\n\nTEODOR VANCE: By being nosy. I walked the dog.\n\nIt was open.\n\nMARA OKONJO: Ah."
)
CHAT = "[18:24:10] Rosalind: ok so whats wrong then\n[18:24:55] Annika: The duct\n[18:25:02] System: closed"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PODCAST, [("MARA OKONJO", "foghorn?"), ("TEODOR VANCE", "open."), ("MARA OKONJO", "Ah.")]),
        (CHAT, [("Rosalind", "then"), ("Annika", "duct"), ("System", "closed")]),
        ("12/03/2024, 18:24 - Ann: hi\n12/03/2024, 18:25 - Bo Lee: ok", [("Ann", "hi"), ("Bo Lee", "ok")]),
        (
            "**Ann Lee:** Hi.\n\n**Bo**: What?\n\n**Ann Lee:** No.",
            [("Ann Lee", "Hi."), ("Bo", "What?"), ("Ann Lee", "No.")],
        ),
        ("Ann: Hi there.\nBo: Hello!\nAnn: Fine.", [("Ann", "there."), ("Bo", "Hello!"), ("Ann", "Fine.")]),
        ("MR JUSTICE LEE (presiding): Sit.\n\nThe court sat.", []),
        ("UNIT FIFTEEN: It is open.\nUNIT SIXTEEN: It is shut.", []),
        (
            "MR JUSTICE LEE (presiding): Why?\n\nMS BERG: It was open.",
            [("MR JUSTICE LEE", "Why?"), ("MS BERG", "open.")],
        ),
        ("MONDAY MORNING: Yoga with baby.\nFRIDAY EVENING: Yoga.\nMONDAY MORNING: Yoga.", []),
        ("BO EKMAN: paediatrics\nANN LEE: surgery", []),
        ("[18:00] Dinner: in the tent\n[19:30] Fireworks: over the harbour", []),
        ("[18:24:10] Annika: ok", []),
        ("[18.00] Dinner: in the tent\n[19.30] Fireworks: over the harbour", []),
        ("[18:24] Annika: Why?\n[18:25] Bo: It broke.", [("Annika", "Why?"), ("Bo", "broke.")]),
        ("FIRST FLOOR: Radiology.\nSECOND FLOOR: Surgery.\nFIRST FLOOR: Closed.", []),
        ("FISH PIE: £9.50\nBEEF STEW: £11.00", []),
        ("Monday: We serve soup.\nTuesday: We serve pie.\nMonday: We serve fish.", []),
        ("Name: Ann\nRole: Chair\n\nName: Bo\nRole: Treasurer", []),
        ("Weight: 9.8 kg\nNOTE: Keep it dry.\n9.30 Keynote: Ann Lee\n18:30 Dinner: soup.", []),
        ("EXCESS: the first part of a claim.\nBICYCLE: any bicycle.", []),
        ("", []),
    ],
)
def test_who_speaks_and_how_far(text: str, said: list[tuple[str, str]]) -> None:
    found = turns(text)
    assert [text[slice(*turn.name)] for turn in found] == [name for name, _ in said]
    ends = [text[turn.start : turn.end].rstrip() for turn in found]
    assert all(end.endswith(words) for end, (_, words) in zip(ends, said, strict=True))


def test_each_turn_is_a_sentence_of_its_own() -> None:
    assert [CHAT[start:end] for start, end in sentence_spans(CHAT)] == CHAT.splitlines()
    interview = "Q: Who pays\nA: Nobody\nsince May"
    assert [interview[start:end] for start, end in sentence_spans(interview)] == ["Q: Who pays", "A: Nobody\nsince May"]
    assert turns(interview) == ()


@given(st.text(alphabet="Ab N:[]()*1.8?\n", max_size=80))
def test_any_text(text: str) -> None:
    found = turns(text)
    assert all(turn.start <= turn.name[0] < turn.name[1] < turn.end for turn in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert turn_starts(text) == sorted(turn_starts(text))


@pytest.mark.parametrize("word", ["A", "**A", "Ann ", "A.", "[18:24:10] a", "A (**", "**: "])
def test_a_line_of_many_letters_takes_no_time_to_speak_of(word: str) -> None:
    text = f"{word * (400_000 // len(word))}\n{PODCAST}"
    assert [text[slice(*turn.name)] for turn in turns(text)] == ["MARA OKONJO", "TEODOR VANCE", "MARA OKONJO"]
