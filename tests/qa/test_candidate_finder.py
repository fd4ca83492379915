"""Which passages are read for a question, and what of them is read again."""

from collections.abc import Callable
from typing import Any

import pytest
from llama_index.core.schema import NodeWithScore, TextNode

from qa.candidate import Candidate, Ranking
from qa.candidate_finder import CandidateFinder
from qa.reader import Reading
from tests.scripted_reader import ScriptedReader


def find(
    script: dict[str, tuple[str, float]],
    passages: list[tuple[str, str, float]],
    question: str = "which is it?",
    ranking: Ranking | None = None,
    usable: Callable[[Candidate], bool] = lambda _: True,
) -> list[Candidate]:
    """What is found in passages given as (document, text, fused score)."""
    reader: Any = ScriptedReader(script)
    encoder: Any = None
    ranked = [
        NodeWithScore(node=TextNode(text=text, metadata={"document_id": document}), score=score)
        for document, text, score in passages
    ]
    return CandidateFinder(reader, encoder, ranking or Ranking()).find(question, ranked, usable)


def test_every_passage_is_read_and_the_most_credible_comes_first() -> None:
    """What ranks far below may be the one that answers, and what agrees is to be cited, too."""
    scores = {"one": 0.9, "two": 0.5, "three": 0.01}
    script = {"one": ("one", -2.0), "two": ("two", 0.5), "three": ("three", 9.0)}
    found = find(script, [("a", name, score) for name, score in scores.items()])
    assert [one.text for one in found] == ["three", "two", "one"]


def test_where_the_first_passages_leave_it_open_the_others_are_read() -> None:
    passages = [("a", name, 1.0) for name in ("one", "two", "three", "four", "five", "six")]
    script = {name: (name, -3.0) for _, name, _ in passages} | {"five": ("five", 6.0)}
    assert find(script, passages)[0].text == "five"
    assert len(find(script, passages)) == 6
    assert len(find(script | {"two": ("two", 1.9)}, passages)) == 6
    sure = find(script | {"two": ("two", 2.0)}, passages)
    assert {one.text for one in sure} == {"one", "two", "three", "four"}
    assert [one.text for one in find({"six": ("six", -5.0)}, passages)] == ["six"]


def test_the_sentence_read_again_gives_the_words_that_are_shown() -> None:
    passage = "It rained all day. The captain was Elin Brandt of Bergen. Nobody was hurt."
    script = {"rained": ("captain was Elin Brandt", 2.0), "captain": ("Elin Brandt", 3.0)}
    [found] = find(script, [("a", passage, 1.0)])
    assert (found.text, found.margin, found.second_margin, found.second_agrees) == ("Elin Brandt", 2.0, 3.0, False)
    [same] = find({"captain": ("Elin Brandt", 2.0)}, [("a", passage, 1.0)])
    assert (same.text, same.second_margin, same.second_agrees) == ("Elin Brandt", 2.0, True)


def test_passages_and_sentences_are_read_under_their_documents_titles() -> None:
    reader: Any = ScriptedReader({"one": ("one", 2.0), "two": ("two", 1.0)})
    encoder: Any = None
    nodes = [TextNode(text="one", metadata={"title": "Ferry"}), TextNode(text="two", metadata={"title": "Bridge"})]
    CandidateFinder(reader, encoder, Ranking()).find("which?", [NodeWithScore(node=node, score=1.0) for node in nodes])
    assert reader.titles == [["Ferry", "Bridge"], ["Ferry", "Bridge"]]


def test_a_sentence_without_a_span_leaves_the_first_one() -> None:
    [found] = find({"rained": ("Elin Brandt", 2.0)}, [("a", "It rained. The captain was Elin Brandt.", 1.0)])
    assert (found.text, found.second_margin, found.second_agrees) == ("Elin Brandt", 0.0, False)


def test_what_is_far_behind_is_not_read_again() -> None:
    first = ("a", "It rained all day. The captain was Elin Brandt.", 1.0)
    script = {"rained": ("captain was Elin Brandt", -1.0), "captain": ("Elin Brandt", -0.5), "three": ("three", 6.5)}
    assert {one.text for one in find(script, [first, ("b", "three", 0.1)])} == {"three", "captain was Elin Brandt"}
    far = find(script, [first, ("b", "three", 0.1)])[-1]
    assert (far.second_margin, far.second_agrees) == (-1.0, True)
    script["three"] = ("three", 5.5)
    assert {one.text for one in find(script, [first, ("b", "three", 0.1)])} == {"three", "Elin Brandt"}
    script |= {"rained": ("captain was Elin Brandt", 0.5), "three": ("three", 9.0)}  # it may stand beside the other
    assert {one.text for one in find(script, [first, ("b", "three", 0.1)])} == {"three", "Elin Brandt"}


def test_what_cannot_be_used_leaves_it_open() -> None:
    passages = [("a", name, 1.0) for name in ("one", "two", "three", "four", "five")]
    script = {name: (name, 3.0) for _, name, _ in passages}
    assert [one.text for one in find(script, passages, usable=lambda one: one.text != "two")] == [
        "one",
        "three",
        "four",
    ]
    assert [one.text for one in find(script, passages, usable=lambda one: one.text == "five")] == ["five"]
    assert find(script, passages, usable=lambda _: False) == []


def test_words_of_the_form_asked_for_are_credited() -> None:
    passages = [("a", "It rained in Leeds.", 1.0), ("a", "It opened in 1911.", 1.0)]
    script = {"rained": ("Leeds", 2.0), "opened": ("1911", 1.0)}
    found = find(script, passages, "what year did it open?", Ranking(form=1.5))
    assert [(one.text, one.form_fits, one.form_asked) for one in found] == [
        ("1911", True, True),
        ("Leeds", False, True),
    ]
    assert [one.text for one in find(script, passages, "what year did it open?")] == ["Leeds", "1911"]


CLUB = "Wendy Acton, the chair, named the stand. “He never let us go home wet,” she said. Kit Merrow scored."


def find_who_said(script: dict[str, tuple[str, float]], text: str = CLUB) -> Candidate:
    return find(script, [("a", text, 1.0)], "who said he never let them go home wet")[0]


def test_what_somebody_may_have_said_is_read_as_that_ones_words() -> None:
    alone = {"Acton, the chair": ("Wendy Acton", 1.0)}
    found = find_who_said({"Wendy Acton said: “He": ("Wendy Acton", 7.0)} | alone)
    assert (found.text, found.second_margin, found.second_agrees) == ("Wendy Acton", 7.0, True)
    assert found.cited_for("") == [(0, CLUB.index(" Kit"))]
    unsure = find_who_said({"Wendy Acton said: “He": ("Wendy Acton", 3.9)} | alone)
    assert (unsure.second_margin, unsure.cited_for("")) == (1.0, [(0, CLUB.index(" “He"))])
    theirs = find_who_said({"Wendy Acton said: “He": ("us", 9.0)} | alone)
    assert theirs.second_margin == 1.0


def test_words_that_a_sentence_gives_to_a_named_speaker_need_to_be_less_clear() -> None:
    text = "Wendy Acton came. The chair praised him. “We went home dry,” said Acton."
    script = {"Wendy Acton said: “We": ("Wendy Acton", 0.5), "Wendy Acton came": ("Wendy Acton", 0.1)}
    found = find_who_said(script, text)
    assert (found.second_margin, text[slice(*(found.said or (0, 0)))]) == (0.5, "“We went home dry,” said Acton.")


def test_a_speaker_and_the_words_far_away_are_quoted_apart() -> None:
    text = f"Wendy Acton came. {'It rained on the pitch. ' * 40}“We went home dry,” said Acton."
    script = {"Wendy Acton said: “We": ("Wendy Acton", 5.0), "Wendy Acton came": ("Wendy Acton", 1.0)}
    cited = find_who_said(script, text).cited_for("")
    assert [text[start:end] for start, end in cited] == ["Wendy Acton came.", "“We went home dry,” said Acton."]


def test_to_what_somebody_said_the_quote_tells_who_said_it() -> None:
    [found] = find({"wet": ("go home wet", 5.0)}, [("a", CLUB, 1.0)], "what did acton say about him")
    assert found.cited_for("") == [(0, CLUB.index(" Kit"))]


ITEMS = "Present: all.\n\n4. Dog park\nThe motion was carried.\n\n5. Mooring fees\nThe motion failed."


@pytest.mark.parametrize(("margin", "found"), [(0.1, "carried"), (-0.1, "failed")])
def test_a_section_that_the_question_names_is_read_by_itself(margin: float, found: str) -> None:
    script = {"Present": ("failed", 5.0), "4. Dog park": ("carried", margin)}
    [candidate] = find(script, [("a", ITEMS, 1.0)], "did the dog park motion pass")
    assert candidate.text == found


def test_what_stands_in_the_section_is_not_read_twice() -> None:
    [candidate] = find(
        {"Present": ("carried", 5.0), "4. Dog": ("was", 9.0)}, [("a", ITEMS, 1.0)], "was the dog park passed"
    )
    assert (candidate.text, candidate.margin) == ("carried", 5.0)


FIRE = "Kit Merrow spoke first. “The harbour burned for nine hours,” said Ida Moss."


@pytest.mark.parametrize(("margin", "others"), [(-4.0, []), (-4.1, ["Kit Merrow"])])
def test_where_the_words_of_a_question_are_said_the_passage_is_read_only_in_doubt(
    margin: float, others: list[str]
) -> None:
    script = {"Kit": ("Kit Merrow", 5.0), "harbour": ("Ida Moss", margin)}
    found = find(script, [("a", FIRE, 1.0)], "who said the harbour burned for nine hours")
    assert sorted(one.text for one in found) == sorted(["Ida Moss", *others])


class ChoosyReader(ScriptedReader):
    """Finds the first of some words that fits."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__({})
        self.words = words

    def read_all(
        self, question: str, passages: list[str], fits: Any = None, titles: list[str] | None = None
    ) -> list[Reading | None]:
        found = [
            [Reading(text.index(word), text.index(word) + len(word), 5.0) for word in self.words] for text in passages
        ]
        return [
            next(one for one in readings if fits is None or fits(text, one.start, one.end))
            for readings, text in zip(found, passages, strict=True)
        ]


@pytest.mark.parametrize(
    ("question", "text", "best", "found"),
    [
        ("where was Ross?", "Ross denied being in Tarn and said that he was in Leith.", "Tarn", "Leith"),
        ("how old is the boat?", "The boat is 29 years old, not 27.", "27", "29"),
        ("when is it?", "It was planned for May, but has been moved to June.", "May", "June"),
    ],
)
def test_what_a_rule_is_against_hides_nothing_else(question: str, text: str, best: str, found: str) -> None:
    reader: Any = ChoosyReader((best, found))
    encoder: Any = None
    ranked = [NodeWithScore(node=TextNode(text=text, metadata={"document_id": "a"}), score=1.0)]
    [candidate] = CandidateFinder(reader, encoder, Ranking()).find(question, ranked)
    assert candidate.text == found
