"""The news reports that the reader learns from, and those that it is measured with."""

import re
from typing import Any

import pytest

from qa.training.data import load_examples, load_rows
from qa.training.mixture import Mixture
from qa.training.news import FOLDER, SPEAKERS, news_shares

TRAINED = ("train.jsonl.gz", SPEAKERS)
MEASURED = ("dev.jsonl.gz", "speakers_dev.jsonl.gz")
FILES = (*TRAINED, *MEASURED)


def rows(name: str) -> list[dict[str, Any]]:
    return load_rows(FOLDER / name)


@pytest.mark.parametrize("name", FILES)
def test_every_answer_stands_where_it_is_said_to_and_is_a_short_one(name: str) -> None:
    for row in rows(name):
        assert row["is_impossible"] == (not row["answers"]), row["id"]
        assert row["title"] == " ".join(row["title"].split()) != "", row["id"]
        assert "DATE:" not in row["title"] + row["context"], row["id"]
        for answer in row["answers"]:
            start, text = answer["answer_start"], answer["text"]
            assert row["context"][start : start + len(text)] == text, row["id"]
            assert text == text.strip() != "", row["id"]
            assert len(text.split()) <= 30, row["id"]


@pytest.mark.parametrize("name", FILES)
def test_no_question_is_asked_twice_of_a_report(name: str) -> None:
    asked = [(row["context"], row["question"].lower()) for row in rows(name)]
    assert len(asked) == len(set(asked))
    assert len(asked) == len({row["id"] for row in rows(name)})


def test_no_report_or_id_is_in_two_files() -> None:
    ids = [row["id"] for name in FILES for row in rows(name)]
    assert len(ids) == len(set(ids))
    texts = [text for name in FILES for text in {one.text for one in load_examples(FOLDER / name)}]
    assert len(texts) == len(set(texts))


def test_no_report_that_is_measured_with_bears_the_title_of_one_that_is_learnt_from() -> None:
    learnt, measured = (
        {one.title for name in names for one in load_examples(FOLDER / name)} for names in (TRAINED, MEASURED)
    )
    assert not learnt & measured


@pytest.mark.parametrize("name", FILES)
def test_no_report_is_about_what_the_suites_ask(name: str) -> None:
    """Not even by its country: a motion in Ottawa against another maker would tell of the bundled article."""
    named = re.compile(r"\b(?:Canad\w+|Ottawa|Huawei|5G|Port Ellery|Tarnwick|Sollingham|Caldmere)\b")
    assert [row["id"] for row in rows(name) if named.search(f"{row['title']} {row['context']} {row['question']}")] == []


def test_other_reports_are_read_within_their_file() -> None:
    mixture = Mixture([*news_shares(300), *news_shares(300, SPEAKERS)], (600, 600), seed=1, beside={})
    titles = [{one.title for one in load_examples(FOLDER / name)} for name in TRAINED]
    ids = [{one.id for one in load_examples(FOLDER / name)} for name in TRAINED]
    pool = [example for [example] in mixture.pool(0)]
    assert all(any(one.id in own for one in pool) for own in ids)
    assert all(any(one.id in own and one.title in of for own, of in zip(ids, titles, strict=True)) for one in pool)


@pytest.mark.parametrize("name", TRAINED)
def test_a_pool_has_as_many_questions_on_reports_as_are_wanted(name: str) -> None:
    assert news_shares(0, name) == []
    shares = news_shares(500, name)
    assert sum(share.count for share in shares) == 500
    pool = [example for [example] in Mixture(shares, (60, 150), seed=1, beside={}).pool(0)]
    titles = {example.title for example in load_examples(FOLDER / name)}
    assert {example.title for example in pool} <= titles
    assert 0.9 * 500 <= len(pool) <= 500  # some have no sentence to leave out
    assert 0.45 < sum(bool(example.spans) for example in pool) / len(pool) < 0.65


def test_a_question_may_be_asked_over_another_report_under_that_ones_title() -> None:
    [elsewhere] = [share for share in news_shares(500) if share.unanswerable_by == "another passage"]
    pool = [example for [example] in Mixture([elsewhere], (600, 600), seed=1, beside={}).pool(0)]
    own = {example.id: example.text for example in elsewhere.examples}
    texts = {example.title: example.text for example in elsewhere.examples}
    assert len(pool) > 0.9 * elsewhere.count
    for example in pool:
        text = example.text.removeprefix(f"{example.title}. ")
        assert example.spans == ()
        assert text in texts[example.title]
        assert text not in own[example.id]
