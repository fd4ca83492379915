"""What a question counts for where confidence is fitted, and how candidates may rank."""

import numpy as np
import pytest
from llama_index.core.schema import TextNode

from qa.candidate import Candidate, Ranking
from qa.confidence import load_calibration
from qa.reader import WEIGHTS
from qa.training.example import Example
from qa.training.fitting import RANKINGS, choose_ranking, evenly
from qa.training.open_dev import Asked


def test_half_of_each_source_counts_as_answerable_and_a_source_as_much_as_it_has() -> None:
    answerable = np.array([True, False, False, False, True, True])
    sources = np.array(["articles"] * 4 + ["news"] * 2)
    with pytest.raises(ValueError, match=r"'news'.*--limit"):
        evenly(answerable, sources)
    answerable[5] = False
    weights = evenly(answerable, sources)
    assert list(weights) == pytest.approx([2, 2 / 3, 2 / 3, 2 / 3, 1, 1])


def test_the_ranking_that_is_shipped_is_tried_and_lets_nothing_far_behind_come_first() -> None:
    assert load_calibration(WEIGHTS).ranking in RANKINGS


def test_the_ranking_in_use_stays_where_no_other_is_better_by_more_than_chance() -> None:
    passage = TextNode(text="Rosa saw Anna.", metadata={"title": ""})
    example = Example("1", "", "Who saw Anna?", passage.text, ((0, 4),))
    rosa, anna = Candidate(passage, 1.0, 0, 4, 3.0), Candidate(passage, 0.5, 9, 13, 4.0)
    by_margin, by_retrieval = Ranking(0.0, 0.0, 0.0, 0.0), Ranking(8.0, 3.0, 0.3, 0.0)
    found = Asked(example, [rosa, anna])
    assert choose_ranking([found], by_retrieval) == by_retrieval
    assert choose_ranking([found], by_margin).retrieval > 0
    easy = Asked(example, [rosa])
    assert choose_ranking([found, *[easy] * 600], by_margin) == by_margin  # 1 in 601
    assert choose_ranking([found, *[easy] * 200], by_margin) != by_margin
