import gzip
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from qa.reader import WEIGHTS
from qa.training import batches
from qa.training.batches import LENGTHS, PoolMaker, Row, Wanted, batch_numbers, collate, encode_example, load_beside
from qa.training.example import Example


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    read = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    read.no_padding()
    read.no_truncation()
    return read


def example(text: str, *answers: str) -> Example:
    spans = tuple((text.index(answer), text.index(answer) + len(answer)) for answer in answers)
    return Example("1", "Harbour", "What did it cost?", text, spans)


def test_an_answer_is_told_by_the_tokens_that_hold_it(tokenizer: Tokenizer) -> None:
    row = encode_example(tokenizer, example("It cost £12,500 in 1911.", "£12,500"))
    assert row is not None
    [(first, last)] = row.spans
    assert tokenizer.decode(row.ids[first : last + 1]).replace(" ", "") == "£12,500"
    assert row.types[first] == 1


def test_without_an_answer_the_mark_at_the_beginning_is_the_span(tokenizer: Tokenizer) -> None:
    row = encode_example(tokenizer, example("Gulls fly."))
    assert row is not None
    assert row.spans == [(0, 0)]


def test_an_example_whose_only_answer_is_cut_off_is_left_out(tokenizer: Tokenizer) -> None:
    text = "Gulls fly. " * 200
    assert encode_example(tokenizer, example(f"{text}It cost 12 pounds.", "12 pounds")) is None
    both = encode_example(tokenizer, example(f"It cost 9 pounds. {text}It cost 12 pounds.", "9 pounds", "12 pounds"))
    assert both is not None
    assert len(both.spans) == 1
    assert len(both.ids) == LENGTHS[-1] == 256
    name = "the Royal Canadian Mounted Police band"
    assert encode_example(tokenizer, example("Gulls fly. " * 61 + f"It was {name}.", name)) is None


@given(counts=st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=3), min_size=1, max_size=4))
def test_a_batch_has_one_length_and_whole_shares_of_starts_and_ends(
    counts: list[list[int]], tokenizer: Tokenizer
) -> None:
    groups: list[list[Row]] = []
    for group in counts:
        texts = ["It cost 9 pounds, or 12. " + "Gulls fly. " * count for count in group]
        encoded = [encode_example(tokenizer, example(text, "9 pounds", "12")) for text in texts]
        groups.append([row for row in encoded if row is not None])
    rows = [row for group in groups for row in group]
    batch = collate(groups)
    assert batch["input_ids"].shape[1] in LENGTHS
    assert np.allclose(batch["gold"].sum(-1), 1)
    assert ((batch["gold"] == 0) | (batch["gold"] == 0.5)).all()
    assert [[at for at in group if at < len(rows)] for group in batch["members"]] == [
        [at for at, row in enumerate(rows) if any(row is one for one in group)] for group in groups
    ]
    for at, row in enumerate(rows):
        assert list(batch["input_ids"][at][: len(row.ids)]) == row.ids
        assert batch["attention_mask"][at].sum() == len(row.ids)
        assert not batch["input_ids"][at][len(row.ids) :].any()


def test_the_question_as_it_was_written_stands_before_the_same_text(tokenizer: Tokenizer) -> None:
    other = example("Gulls fly. " * 60 + "It cost 9 pounds.")
    asked = [
        replace(example("It cost 9 pounds.", "9 pounds"), question="price?", written="What did the harbour cost?"),
        replace(other, written=f"{other.question} {other.question}"),
        example("Gulls fly."),
    ]
    rows = [row for one in asked if (row := encode_example(tokenizer, one))]
    batch = collate([[row] for row in rows])
    for at, row in enumerate(rows):
        places = batch["written_at"][at]
        there = batch["written_input_ids"][at]
        assert places[0] == 0
        text = [i for i, kind in enumerate(row.types) if kind == 1]
        cut = [i for i in text if places[i] < 0]
        assert [row.ids[i] for i in text if i not in cut] == [there[places[i]] for i in text if i not in cut]
        assert all(places[i] == -1 for i in range(1, len(places)) if i not in text)
        assert bool(cut) == (at == 1)
    assert tokenizer.decode(rows[0].written_ids).startswith("what did the harbour cost")
    assert rows[2].written_ids == rows[2].ids


@given(st.lists(st.integers(1, 3), min_size=1, max_size=200), st.integers(1, 60))
def test_groups_go_to_batches_of_about_one_size_in_order(sizes: list[int], most: int) -> None:
    numbers = batch_numbers(sizes, most)
    assert numbers[0] == 0
    assert {later - one for one, later in pairwise(numbers)} <= {0, 1}
    rows = np.bincount(numbers, weights=sizes)
    assert rows.max() <= most + 2
    if most > 3:
        assert (abs(rows - rows.mean()) < 3).all()


@pytest.mark.parametrize(
    "content",
    [None, b"no gzip", gzip.compress(b"no JSON"), gzip.compress(b"{}")[:-4]],
    ids=["missing", "not gzip", "not JSON", "cut short"],
)
def test_what_was_retrieved_has_to_be_readable(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "beside.json.gz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ValueError, match=r"beside\.json\.gz.*retrieve"):
        load_beside(file)
    assert load_beside(None) == {}


@pytest.mark.parametrize(("news", "speakers"), [(40, 0), (0, 40), (40, 80)])
def test_a_pool_has_the_questions_on_either_kind_of_reports(
    news: int, speakers: int, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "training_shares", lambda folder: [])
    monkeypatch.setattr(batches, "load_source_tokenizer", lambda: tokenizer)
    wanted = Wanted(Path(), news=news, speakers=speakers, rephrased=0, beside=None, words=(60, 90), seed=1, batch=16)
    rows = sum(len(batch["input_ids"]) for batch in PoolMaker(wanted).make(0))
    assert 0.85 * (news + speakers) <= rows <= news + speakers  # some have no sentence to leave out
