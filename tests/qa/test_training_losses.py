"""The loss over several passages of a question; runs where torch is installed (dependency group `train`)."""

import pytest

torch = pytest.importorskip("torch")


def test_passages_read_alone_cost_what_each_costs_by_itself() -> None:
    from qa.training.losses import row_cross_entropy, shared_cross_entropy

    scores = torch.randn(2, 5, 7, generator=torch.Generator().manual_seed(1))
    gold = torch.nn.functional.one_hot(torch.tensor([[0, 1, 2, 0, 6], [0, 3, 2, 0, 6]]), 7).float()
    alone = torch.arange(5)[:, None]
    assert torch.allclose(shared_cross_entropy(scores, gold[..., 1:], alone), row_cross_entropy(scores, gold))


def test_the_tokens_of_a_questions_passages_and_one_no_answer_are_compared_at_once() -> None:
    from qa.training.losses import shared_cross_entropy, shared_probabilities

    scores = torch.randn(2, 5, 7, generator=torch.Generator().manual_seed(1))
    gold = torch.zeros(2, 5, 7)
    gold[:, 1, 3] = 1  # of the first question, read over passages 0 and 1; the second has no answer
    members = torch.tensor([[0, 1, 5], [2, 3, 4]])
    costs = torch.zeros(2, 2)
    for at, side in enumerate(scores):
        over_none = side[:, 1:] - side[:, :1]
        for question, (rows, token) in enumerate((([0, 1], 1 + 6 + 2), ([2, 3, 4], 0))):
            together = torch.cat([torch.zeros(1), over_none[rows].flatten()]).log_softmax(0)
            costs[at, question] = -together[token]
    assert torch.allclose(shared_cross_entropy(scores, gold[..., 1:], members), costs)
    own = scores.softmax(-1)[..., 1:]
    assert torch.allclose(shared_probabilities(scores, torch.arange(5)[:, None]), own)


def test_a_teacher_is_listened_to_where_it_is_right() -> None:
    from qa.training.losses import span_loss

    generator = torch.Generator().manual_seed(1)
    scores, taught = torch.randn(2, 2, 3, 7, generator=generator)
    inputs = {"token_type_ids": torch.ones(3, 7, dtype=torch.int64)}
    members = torch.tensor([[0, 1], [2, 3]])

    def loss(right: torch.Tensor, taught: torch.Tensor | None) -> torch.Tensor:
        gold = torch.nn.functional.one_hot(right, 7).float()
        return span_loss(scores, inputs, gold, members, taught)

    best = taught.argmax(-1)
    wrong = (best + 1) % 7
    assert torch.equal(loss(wrong, taught), loss(wrong, None))
    assert not torch.isclose(loss(best, taught), loss(best, None))
    start_alone = torch.stack([best[0], wrong[1]])
    assert torch.equal(loss(start_alone, taught), loss(start_alone, None))
    last = torch.cat([best[:, :1], wrong[:, 1:]], -1)  # right in one of the two passages of a question: alone, there
    sharper = taught * torch.tensor([3.0, 1.0, 1.0])[:, None]
    assert not torch.isclose(loss(last, taught), loss(last, None))
    assert not torch.isclose(loss(last, taught), loss(last, sharper))
    assert torch.isclose(loss(last, taught), loss(last, taught * torch.tensor([1.0, 3.0, 3.0])[:, None]))


def test_scores_move_to_where_the_text_stands_behind_the_question_as_it_is_asked() -> None:
    from qa.training.losses import NOT_READ, moved

    scores = torch.arange(12.0).view(2, 1, 6)
    places = torch.tensor([[0, -1, 4, 5, -1]])
    assert moved(scores, places).tolist() == [[[0, NOT_READ, 4, 5, NOT_READ]], [[6, NOT_READ, 10, 11, NOT_READ]]]
