"""What the confidence of a candidate is computed from, on examples worked by hand."""

from dataclasses import replace

import pytest
from llama_index.core.schema import TextNode

from qa.candidate import LEAST_RETRIEVAL, Candidate, Ranking
from qa.signals import WIDEST_GAP, measure_signals

TEXT = "The council met in Halifax on Monday. The motion of Ann Hardy passed 178 to 146. Nobody spoke against it."


def candidate(answer: str, margin: float, retrieval: float = 1.0) -> Candidate:
    start = TEXT.index(answer)
    return Candidate(TextNode(text=TEXT, metadata={"title": "Votes"}), retrieval, start, start + len(answer), margin)


def measure(question: str, *candidates: Candidate) -> dict[str, float]:
    return measure_signals(question, candidates[0], candidates, Ranking(retrieval=2.0))


def test_rivals_and_agreement() -> None:
    signals = measure(
        "what was it", candidate("178 to 146", 3.0), candidate("178 to 146", 1.0), candidate("Monday", 2, 0)
    )
    assert signals["gap"] == pytest.approx((3 + 2 * 1) - (2 + 2 * LEAST_RETRIEVAL))
    assert signals["agreeing"] == 2
    assert measure("what was it", candidate("178 to 146", 3.0))["gap"] == WIDEST_GAP


def test_a_low_rank_among_a_few_passages_weighs_no_more_than_the_least() -> None:
    credits = [candidate("Monday", 2.0, score).credit(Ranking(retrieval=4.0)) for score in (0.0, 0.3, 0.5, 0.75)]
    assert credits == [4.0, 4.0, 4.0, 5.0]
    assert measure("what was it", candidate("Monday", 2.0, 0.1))["retrieval"] == LEAST_RETRIEVAL


def test_the_second_reading_counts_where_the_ranking_says_so() -> None:
    read_again = replace(candidate("Monday", 2.0), second_margin=3.0)
    assert read_again.credit(Ranking(second_margin=0.5)) == read_again.credit(Ranking()) + 1.5


def test_words_of_the_passage_and_of_the_sentence() -> None:
    signals = measure("did the Halifax motion of Ann Hardy pass with votes", candidate("178 to 146", 1.0))
    assert signals["missing_names"] == 0
    assert signals["coverage"] == 1.0, "the title has 'votes'"
    assert signals["sentence_missing_names"] == 1, "Halifax is not in the sentence"
    assert signals["sentence_coverage"] == pytest.approx(5 / 6)


def test_form_and_length() -> None:
    fitting = candidate("178 to 146", 1.0)
    unfit = replace(fitting, form_fits=False, form_asked=True)
    met = replace(fitting, form_asked=True)
    signals = measure("how many voted for it?", fitting)
    assert (signals["form_fits"], signals["length"]) == (1.0, 3.0)
    assert measure("how many voted for it?", unfit)["form_fits"] == 0.0
    assert [measure("how many?", one)["form_met"] for one in (fitting, met, unfit)] == [0.0, 1.0, 0.0]
    assert fitting.credit(Ranking(form=2.0)) == unfit.credit(Ranking(form=2.0)) + 2
