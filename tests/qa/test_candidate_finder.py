"""Which passages are read for a question, and what of them is read again."""

from typing import Any

import pytest
from llama_index.core.schema import NodeWithScore, TextNode

from qa.candidate import Candidate, Ranking
from qa.candidate_finder import CandidateFinder
from tests.scripted_reader import ScriptedReader


def find(script: dict[str, tuple[str, float]], passages: list[tuple[str, str, float]]) -> list[Candidate]:
    """What is found in passages given as (document, text, fused score)."""
    reader: Any = ScriptedReader(script)
    encoder: Any = None
    ranked = [
        NodeWithScore(node=TextNode(text=text, metadata={"document_id": document}), score=score)
        for document, text, score in passages
    ]
    return CandidateFinder(reader, encoder, Ranking()).find("which is it?", ranked)


@pytest.mark.parametrize(("margin", "sources"), [(9.0, ["a", "a", "b"]), (0.5, ["a", "a", "a", "a", "b"])])
def test_where_a_document_answers_clearly_only_the_others_are_read_on(margin: float, sources: list[str]) -> None:
    texts = [("a", "first word"), ("a", "word two"), ("a", "word three"), ("b", "word four"), ("a", "word five")]
    found = find({"first": ("first", margin), "word": ("word", 0.1)}, [(*one, 1.0) for one in texts])
    assert sorted(one.passage.metadata["document_id"] for one in found) == sources


@pytest.mark.parametrize(("margin", "read"), [(1.0, {"one", "two", "three", "four"}), (-1.0, {"one", "two", "three"})])
def test_passages_far_below_the_best_are_not_read(margin: float, read: set[str]) -> None:
    """Where the first two hold no answer, a passage has to be nearer to the best to be read."""
    scores = {"one": 0.8, "two": 0.7, "three": 0.5, "four": 0.35, "five": 0.31}
    script = {name: (name, margin) for name in scores}
    assert {one.text for one in find(script, [("a", name, score) for name, score in scores.items()])} == read


def test_the_second_of_two_is_not_read_where_it_is_far_below() -> None:
    script = {"one": ("one", 1.0), "two": ("two", 9.0)}
    assert [one.text for one in find(script, [("a", "one", 0.8), ("b", "two", 0.3)])] == ["one"]


def test_the_sentence_read_again_gives_the_words_that_are_shown() -> None:
    passage = "It rained all day. The captain was Elin Brandt of Bergen. Nobody was hurt."
    script = {"rained": ("captain was Elin Brandt", 2.0), "captain": ("Elin Brandt", 3.0)}
    [found] = find(script, [("a", passage, 1.0)])
    assert (found.text, found.margin, found.second_margin, found.second_agrees) == ("Elin Brandt", 2.0, 3.0, False)
    [same] = find({"captain": ("Elin Brandt", 2.0)}, [("a", passage, 1.0)])
    assert (same.text, same.second_margin, same.second_agrees) == ("Elin Brandt", 2.0, True)


def test_a_sentence_without_a_span_leaves_the_first_one() -> None:
    [found] = find({"rained": ("Elin Brandt", 2.0)}, [("a", "It rained. The captain was Elin Brandt.", 1.0)])
    assert (found.text, found.second_margin, found.second_agrees) == ("Elin Brandt", 0.0, False)
