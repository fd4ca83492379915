"""Hits, counted by hand."""

from evals.benchmarks.hits import Gold, Retrieved, count_hits, holds_answer

GOLD = Gold("When?", "a.txt", ((10, 14), (10, 20)))


def test_a_passage_holds_an_answer_only_whole_and_in_its_place() -> None:
    assert holds_answer(Retrieved("a.txt", 0, 30), GOLD)
    assert holds_answer(Retrieved("a.txt", 10, 14), GOLD), "the shorter of two gold answers is enough"
    assert not holds_answer(Retrieved("a.txt", 0, 13), GOLD)
    assert not holds_answer(Retrieved("a.txt", 11, 30), GOLD)
    assert not holds_answer(Retrieved("b.txt", 0, 30), GOLD)
    assert not holds_answer(Retrieved("a.txt", None, None), GOLD)


def test_hits_at_each_cutoff() -> None:
    hit, miss = Retrieved("a.txt", 0, 30), Retrieved("b.txt", 0, 30)
    retrieved = [[hit, miss], [miss] * 4 + [hit], [miss] * 5 + [hit], [miss] * 20 + [hit], []]
    assert count_hits([GOLD] * 5, retrieved) == {1: 1, 5: 2, 20: 3}
