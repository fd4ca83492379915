"""What passages have somebody say, read where a question has the words of it."""

from typing import Any

import pytest
from llama_index.core.schema import NodeWithScore, TextNode

from qa.candidate import Candidate, Ranking
from qa.candidate_finder import CandidateFinder
from qa.speech_reader import SpeechReader
from tests.scripted_reader import ScriptedReader

FIRE = (
    "Chief Ida Moss came first. “The harbour burned for nine hours,” said Moss. “Nobody was hurt.”\n\n"
    "“We shall rebuild the old market hall,” Kit Merrow told the council."
)
MARKET = "who said we shall rebuild the market hall"


def find(question: str, script: dict[str, tuple[str, float]], text: str = FIRE, fit: bool = True) -> list[Candidate]:
    reader: Any = ScriptedReader(script)
    passages = [NodeWithScore(node=TextNode(text=text), score=0.5)]
    return SpeechReader(reader).find(question, passages, lambda *_: fit)


def test_what_has_the_questions_words_is_read_by_itself() -> None:
    [found] = find(MARKET, {"We shall": ("Kit Merrow", 3.0), "harbour": ("Ida Moss", 9.0)})
    assert (found.text, found.margin, found.retrieval) == ("Kit Merrow", 3.0, 0.5)
    assert FIRE[slice(*(found.said or (0, 0)))].startswith("“We shall rebuild")


def test_a_sentence_that_names_no_speaker_is_read_as_the_speakers_who_is_named_before() -> None:
    [found] = find("who said that nobody was hurt there, nobody hurt", {"Moss said: “Nobody": ("Moss", 4.0)})
    assert (found.text, found.margin) == ("Moss", 4.0)
    assert FIRE[slice(*(found.said or (0, 0)))] == "“Nobody was hurt.”"
    assert find("who said nobody was hurt there", {"Moss said: “Nobody": ("hurt", 4.0)}) == []


def test_the_reader_sees_no_quotation_marks() -> None:
    reader: Any = ScriptedReader({"We shall": ("Kit Merrow", 3.0), "Moss said": ("Moss", 4.0)})
    passages = [NodeWithScore(node=TextNode(text=FIRE, metadata={"title": ""}), score=0.5)]
    encoder: Any = None
    finder = CandidateFinder(reader, encoder, Ranking())
    assert finder.find("who said “we shall rebuild the market hall”", passages)
    assert finder.find("who said “nobody was hurt there, nobody hurt”", passages)
    assert finder.find("who said “it rained”", passages)
    assert reader.questions
    assert not any("“" in question for question in reader.questions)


TALK = "MARA OKONJO: I like Mr. Pike.\n\nTEODOR VANCE: We met. Everybody likes Mr. Pike, you know.\n\nMARA OKONJO: Ah."


def test_each_speaks_in_a_turn_of_a_conversation_and_who_says_it_word_for_word_comes_first() -> None:
    script = {"VANCE said: Everybody": ("TEODOR VANCE", 3.0), "I like": ("MARA OKONJO", 9.0)}
    [found] = find("who says that everybody likes Mr. Pike?", script, TALK)
    assert found.text == "TEODOR VANCE"
    assert TALK[slice(*(found.said or (0, 0)))] == "Everybody likes Mr. Pike, you know."


def test_other_questions_and_other_words_find_nothing() -> None:
    script = {"We shall": ("Kit Merrow", 3.0)}
    assert find("which hall shall we rebuild in the market", script) == []
    assert find("who said we shall rebuild the harbour", script) == []  # two of the three words
    assert find("who said hall", script) == []


def test_where_a_speaker_is_not_named_nothing_is_certain() -> None:
    script = {"We shall": ("Kit Merrow", 3.0)}
    assert find(MARKET, script, f"{FIRE}\n\n“We shall rebuild the market hall,” she said.") == []


def test_a_span_that_does_not_fit_is_left_aside() -> None:
    assert find(MARKET, {"We shall": ("council", 3.0)}, fit=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee denied that the water is poisoned by lead.",
        "Ann Lee asked whether the water is poisoned by lead.",
        "Ann Lee said that the water is poisoned by lead. Local residents say the water is poisoned by lead.",
    ],
)
def test_a_denial_a_question_and_what_others_say_too_leave_it_open(text: str) -> None:
    script = {"water": ("Ann Lee", 5.0)}
    assert find("who said the water is poisoned by lead?", script, text) == []
    said = "Ann Lee said that the water is poisoned by lead."
    [found] = find("who said the water is poisoned by lead?", script, said)
    assert found.text == "Ann Lee"


def test_what_is_said_may_tell_of_a_rejection() -> None:
    text = "Cy Lee said the fee was rejected by the board."
    [found] = find("who said the fee was rejected by the board?", {"fee": ("Cy Lee", 5.0)}, text)
    assert found.text == "Cy Lee"


def test_a_denial_answers_who_denied_it() -> None:
    text = "Ann Lee denied that the water is poisoned by lead."
    [found] = find("who said no and denied the water is poisoned by lead?", {"water": ("Ann Lee", 5.0)}, text)
    assert found.text == "Ann Lee"


def test_a_denial_is_not_read_again_as_said() -> None:
    for verb, margin in (("said", 5.0), ("denied", -2.0)):
        text = f"Ann Lee {verb} that the water is poisoned by lead."
        reader: Any = ScriptedReader({"said: ": ("Ann Lee", 5.0)})
        candidate = Candidate(TextNode(text=text), 1.0, 0, 7, 1.0, second_margin=-2.0)
        again = SpeechReader(reader).read_again("who said the water is poisoned?", candidate)
        assert again.second_margin == margin, verb
