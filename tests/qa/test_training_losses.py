"""The loss over several passages of a question; runs where torch is installed (dependency group `train`)."""

import pytest

torch = pytest.importorskip("torch")


def test_passages_read_alone_cost_what_each_costs_by_itself() -> None:
    from qa.training.losses import mean_cross_entropy, shared_cross_entropy

    scores = torch.randn(2, 5, 7, generator=torch.Generator().manual_seed(1))
    gold = torch.nn.functional.one_hot(torch.tensor([[0, 1, 2, 0, 6], [0, 3, 2, 0, 6]]), 7).float()
    alone = torch.arange(5)[:, None]
    assert torch.allclose(shared_cross_entropy(scores, gold[..., 1:], alone), mean_cross_entropy(scores, gold))


def test_the_tokens_of_a_questions_passages_and_one_no_answer_are_compared_at_once() -> None:
    from qa.training.losses import shared_cross_entropy, shared_probabilities

    scores = torch.randn(2, 5, 7, generator=torch.Generator().manual_seed(1))
    gold = torch.zeros(2, 5, 7)
    gold[:, 1, 3] = 1  # of the first question, read over passages 0 and 1; the second has no answer
    members = torch.tensor([[0, 1, 5], [2, 3, 4]])
    costs = []
    for side in scores:
        over_none = side[:, 1:] - side[:, :1]
        for rows, token in (([0, 1], 1 + 6 + 2), ([2, 3, 4], 0)):
            together = torch.cat([torch.zeros(1), over_none[rows].flatten()]).log_softmax(0)
            costs.append(-together[token])
    assert torch.allclose(shared_cross_entropy(scores, gold[..., 1:], members), torch.stack(costs).mean())
    own = scores.softmax(-1)[..., 1:]
    assert torch.allclose(shared_probabilities(scores, torch.arange(5)[:, None]), own)
