"""Questions put in other words, to learn from and to measure with."""

import gzip
import json
import re
from pathlib import Path

import pytest

from qa.agreement import normalise_answer
from qa.training.data import load_examples
from qa.training.evaluate import held_out
from qa.training.mixture import Mixture
from qa.training.news import FOLDER as REPORTS
from qa.training.news import SPEAKERS
from qa.training.rephrased import FOLDER, REPHRASED_OF, in_other_words, load_rephrased, rephrased_shares

TRAIN, DEV = "train.jsonl.gz", "dev.jsonl.gz"
MEASURED = (DEV, "speakers_dev.jsonl.gz")


def reports(names: tuple[str, ...]) -> dict[str, str]:
    return {one.id: one.question for name in names for one in load_examples(REPORTS / name)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of texts whose questions are the first twenty rephrased ones that are not on reports."""
    own = reports((TRAIN, SPEAKERS))
    ids = [id for id in load_rephrased(FOLDER / TRAIN) if id not in own][:20]
    for name, part in zip(REPHRASED_OF, (ids[:10], ids[10:]), strict=True):
        rows = [
            {"id": id, "title": "Gulls", "context": f"Gull {id} flies.", "question": "Who flies?", "answers": answers}
            for id in part
            for answers in [[{"text": f"Gull {id}", "answer_start": 0}] if part is ids[:10] else []]
        ]
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


@pytest.mark.parametrize(("name", "of"), [(TRAIN, (TRAIN, SPEAKERS)), (DEV, MEASURED)])
def test_a_question_on_a_report_is_put_in_words_that_are_other_ones(name: str, of: tuple[str, ...]) -> None:
    rephrased = load_rephrased(FOLDER / name)
    own = reports(of)
    assert set(own) & set(rephrased)
    for id, questions in rephrased.items():
        assert len(questions) == len(set(questions)), id
        assert all(len(one) >= 3 for one in questions), id
        before = normalise_answer(own.get(id, ""))
        assert before not in map(normalise_answer, questions), id


def test_none_that_is_measured_with_is_learnt_from() -> None:
    learnt, measured = (load_rephrased(FOLDER / name) for name in (TRAIN, DEV))
    assert not set(learnt) & set(measured)
    assert not set(learnt) & set(reports(MEASURED))
    assert not set(measured) & set(reports((TRAIN, SPEAKERS)))


def test_a_question_keeps_its_text_and_answers() -> None:
    examples = load_examples(REPORTS / TRAIN)[:3]
    told = in_other_words(examples, {examples[1].id: ["who flies", "flyer"], "unknown": ["no"]})
    own = examples[1]
    assert [(one.question, one.text, one.spans, one.written) for one in told] == [
        (words, own.text, own.spans, own.question) for words in ("who flies", "flyer")
    ]


def test_a_pool_has_as_many_as_are_wanted_of_articles_and_reports(data: Path) -> None:
    assert rephrased_shares(data, 0) == []
    shares = rephrased_shares(data, 400)
    assert abs(sum(share.count for share in shares) - 400) <= 3
    pool = [example for [example] in Mixture(shares, (60, 150), seed=1, beside={}).pool(0)]
    assert 0.9 * 400 <= len(pool) <= 403
    own = load_rephrased(FOLDER / TRAIN)
    assert {example.id for example in pool} <= set(own)
    assert {example.title for example in pool} - {"Gulls"} <= {
        one.title for name in (TRAIN, SPEAKERS) for one in load_examples(REPORTS / name)
    }
    assert any(example.title == "Gulls" for example in pool)


@pytest.mark.parametrize("name", [TRAIN, DEV])
def test_none_is_about_what_the_suites_ask(name: str) -> None:
    named = re.compile(r"\b(?:huawei|5g|port ellery|tarnwick|sollingham|caldmere)\b", re.IGNORECASE)
    assert [one for questions in load_rephrased(FOLDER / name).values() for one in questions if named.search(one)] == []


def test_held_out_questions_are_asked_as_they_are_or_in_other_words() -> None:
    dev = REPORTS / MEASURED[0]
    as_written, asked = held_out(dev, None), held_out(dev, FOLDER / DEV)
    assert len(as_written) == 1400
    texts = {one.id: (one.text, one.spans) for one in as_written}
    assert asked
    assert all(texts[one.id] == (one.text, one.spans) for one in asked)
    assert not {one.question for one in asked} & {one.question for one in as_written}


@pytest.mark.parametrize(
    "content",
    [None, b"no gzip", gzip.compress(b"no JSON"), gzip.compress(b"{}")],
    ids=["missing", "not gzip", "not JSON", "no id"],
)
def test_what_puts_questions_in_other_words_has_to_be_readable(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "words.jsonl.gz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SystemExit, match=r"--rephrased: .*words\.jsonl\.gz.* cannot be read"):
        held_out(REPORTS / MEASURED[0], file)


def test_other_words_of_other_questions_are_refused() -> None:
    with pytest.raises(SystemExit, match=r"has no question of .*dev\.jsonl\.gz"):
        held_out(REPORTS / MEASURED[0], FOLDER / TRAIN)
