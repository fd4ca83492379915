import gzip
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.training.data import crop, load_examples, titled, without_answer, without_its_sentence
from qa.training.example import Example
from qa.training.mixture import Mixture, Share, without_passage
from qa.training.typed import as_typed, counted, shortened

WORDS = st.lists(st.sampled_from("Ada wrote of the gull. In 1843, it flew. Why? No one knows!".split()), min_size=1)


class FirstCut(random.Random):
    """Takes the first of what it may choose from."""

    def choice(self, seq: Any) -> Any:
        return seq[0]


def example(text: str, answer: str | None, id: str = "1", title: str = "Harbour") -> Example:
    spans = () if answer is None else ((text.index(answer), text.index(answer) + len(answer)),)
    return Example(id, title, "What was the price of the harbour in 1911?", text, spans)


@pytest.mark.parametrize(
    ("question", "brief"),
    [
        ("What was the final score of the match in 1966?", "What was the final score?"),
        ("Who seconded the motion against the tariff?", "Who seconded the motion?"),
        ("Who won?", "Who won?"),
        ("In what year did it open in Leeds?", "In what year did it open in Leeds?"),
        ("What was it for in the end?", "What was it for in the end?"),
        ("", ""),
    ],
)
def test_a_shortened_question_loses_what_follows_a_preposition(question: str, brief: str) -> None:
    assert shortened(question, FirstCut()) == brief


@pytest.mark.parametrize(
    ("question", "by_noun"),
    [
        ("How many votes did Ann Hardy get in the election?", "What is the vote count?"),
        ("For how many years was it shut?", "What is the year count?"),
        ("How many heavy lorries crossed?", "What is the heavy lorry count?"),
        ("How many people live there?", "What is the people count?"),
        ("How many species live there?", "What is the species count?"),
        ("How many churches stand?", "What is the church count?"),
        ("How many counties and boxes?", "What is the county count?"),
        ("How many of his books sold?", "How many of his books sold?"),
        ("How many does he have?", "How many does he have?"),
        ("Who counted the votes?", "Who counted the votes?"),
        ("", ""),
    ],
)
def test_a_question_for_a_number_asks_for_the_count(question: str, by_noun: str) -> None:
    assert counted(question, FirstCut()) == by_noun


@given(st.text(max_size=40), st.randoms(use_true_random=False))
def test_any_question_can_be_typed_badly(question: str, rng: random.Random) -> None:
    typed = as_typed(question, rng)
    assert abs(len(typed) - len(question)) <= len(question)
    assert typed or not question.strip(" ?")


@given(WORDS, st.integers(1, 40), st.randoms(use_true_random=False))
def test_a_crop_keeps_the_answer_at_its_place(words: list[str], size: int, rng: random.Random) -> None:
    text = " ".join(words)
    whole = example(text, rng.choice(words))
    cut = crop(whole, size, rng)
    assert cut.text in text
    assert set(cut.answers) == set(whole.answers)


@pytest.mark.parametrize("seed", range(8))
def test_a_crop_keeps_what_tells_that_it_is_the_answer_where_there_is_room(seed: int) -> None:
    before, named, between, told = (
        "Gulls fly over it.",
        "Ann Hardy spoke.",
        "She wore a hat.",
        "The harbour cost too much in 1911.",
    )
    whole = example(" ".join([before] * 5 + [named, between, told] + [before] * 5), "Ann Hardy")
    assert crop(whole, 14, random.Random(seed)).text == " ".join([named, between, told])
    assert told not in crop(whole, 6, random.Random(seed)).text


def test_a_wrong_passage_does_not_hold_the_answer() -> None:
    asked = example("It cost 12 pounds.", "12 pounds")
    others = [example("Some say 12 Pounds, some 13.", None), example("Gulls fly.", None)]
    wrong = without_answer(asked, [asked, *others], random.Random(1))
    assert wrong == Example("1", "Harbour", asked.question, "Gulls fly.", ())
    assert without_answer(asked, [asked, others[0]], random.Random(1)) is None


def test_of_wrong_passages_the_one_most_like_the_question_is_read() -> None:
    asked = example("It cost 12 pounds.", "12 pounds")
    others = [example(f"Gull number {n} flew.", None, f"g{n}") for n in range(6)]
    likest = example("The price of the harbour rose in 1911.", None, "p")
    wrong = without_answer(asked, [*others, likest], random.Random(1))
    assert wrong is not None
    assert wrong.text == likest.text


def test_a_text_without_the_sentences_of_its_answer_is_left_where_it_has_two_more() -> None:
    asked = example("It cost 12 pounds. Gulls fly. Some paid 12 POUNDS. Others walk.", "12 pounds")
    assert without_its_sentence(asked) == Example("1", "Harbour", asked.question, "Gulls fly. Others walk.", ())
    assert without_its_sentence(example("It cost 12 pounds. Gulls fly.", "12 pounds")) is None
    assert without_its_sentence(example("J. R. R. Hardy wrote it. Gulls fly. Others walk.", "J. R. R. Hardy")) is None


def test_pools_are_the_same_for_the_same_seed_and_shorten_no_question_written_to_have_no_answer() -> None:
    answered = [example(f"It cost {n} pounds.", f"{n} pounds", str(n)) for n in range(400)]
    unanswered = [example(f"It cost {n} pounds.", None, f"u{n}") for n in range(400)]
    shares = [Share(answered, 400), Share(unanswered, 400), Share(answered, 400, "another passage")]
    pools = [Mixture(shares, (5, 9), 7, {}).pool(2) for _ in range(2)]
    assert pools[0] == pools[1]
    assert pools[0] != Mixture(shares, (5, 9), 8, {}).pool(2)

    def brief(chosen: Callable[[Example], bool]) -> int:
        return sum("1911" not in one.question and "harbour" not in one.question for [one] in pools[0] if chosen(one))

    assert brief(lambda one: one.id.startswith("u")) == 0
    assert brief(lambda one: bool(one.spans)) > 10
    assert brief(lambda one: not one.id.startswith("u") and not one.spans) > 10


def test_examples_are_read_with_plain_typography_and_every_answer_once(tmp_path: Path) -> None:
    answers = [{"text": "12 pounds", "answer_start": 8}] * 2
    row = {"id": "1", "title": "The_Harbour", "question": "“What”  did it cost – in all?", "answers": answers}
    file = tmp_path / "train.jsonl.gz"
    file.write_bytes(gzip.compress(json.dumps(row | {"context": "It cost 12 pounds."}).encode()))
    [read] = load_examples(file)
    assert (read.title, read.question) == ("The Harbour", '"What" did it cost - in all?')
    assert read.answers == ("12 pounds",)


def test_a_title_stands_before_the_text_where_it_tells_something() -> None:
    asked = example("It cost 12 pounds.", "12 pounds")
    read = titled(asked)
    assert (read.text, read.answers) == ("Harbour. It cost 12 pounds.", ("12 pounds",))
    comment = replace(asked, title="Filtered Reddit Comments")
    assert titled(comment) == comment


def test_passages_that_retrieval_finds_are_read_beside_the_right_one_under_one_question() -> None:
    answered = [example(f"It cost {n} pounds.", f"{n} pounds", str(n), f"Harbour {n}") for n in range(100, 200)]
    beside = {one.id: [other.id for other in answered if other is not one][:6] for one in answered}
    pool = Mixture([Share(answered, 100)], (5, 9), 7, beside).pool(0)
    assert pool == Mixture([Share(answered, 100)], (5, 9), 7, beside).pool(0)
    texts = {one.id: one.text for one in answered}
    accompanied = [group for group in pool if len(group) > 1]
    assert 30 < len(accompanied) < 70
    assert any("1911" not in group[0].question for group in pool)  # cut short
    assert all("1911" in group[0].question for group in accompanied)
    for [first, *others] in accompanied:
        assert first.spans
        assert len(others) == 2
        assert {other.question for other in others} == {first.question}
        found = {other.text.removeprefix(f"{other.title}. ") for other in others}
        assert len(found) == 2
        assert found <= {texts[id] for id in beside[first.id]}
        for other in others:
            assert other.spans == ()
            assert other.text.startswith("Harbour") == first.text.startswith("Harbour")
    assert {len(group) for group in Mixture([Share(answered, 100)], (5, 9), 7, {}).pool(0)} == {1}


def test_a_pool_keeps_the_questions_as_they_were_written() -> None:
    one = example("It cost 12 pounds. Gulls fly.", "12 pounds")
    other = replace(one, id="2", question="price?", written=one.question)
    pool = Mixture([Share([one, other], 200)], (5, 9), 7, {}).pool(0)
    assert {asked.written for [asked] in pool} == {one.question}
    assert len({asked.question for [asked] in pool}) > 2


def test_the_rest_of_a_text_is_a_passage_where_it_is_long_and_has_no_answer() -> None:
    rest = "Gulls fly over it. " * 10
    asked = example(f"It cost 12 pounds. {rest}", "12 pounds")
    assert without_passage(asked, "It cost 12 pounds.") == Example("1", "Harbour", asked.question, rest.strip(), ())
    assert without_passage(asked, asked.text[:-80]) is None
    assert without_passage(replace(asked, text=asked.text + "Some say 12 Pounds."), "It cost 12 pounds.") is None


def test_what_was_retrieved_from_other_data_is_refused() -> None:
    share = Share([example("It cost 12 pounds.", "12 pounds")], 1)
    for beside in ({"1": ["gull"]}, {"gull": ["1"]}):
        with pytest.raises(ValueError, match=r"'gull'.*retrieve"):
            Mixture([share], (5, 9), 7, beside)
