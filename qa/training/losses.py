"""What the reader's scores cost: against the marked answers, and against a teacher's scores."""

import torch
from torch.nn.functional import cross_entropy

NOT_READ = -1e4  # the score of a place where no answer may begin or end
TOGETHER = 0.5  # of the loss: over all passages of a question at once
TAUGHT = 0.8  # of the loss, where there is a teacher
TEMPERATURE = 2.0  # that its scores and the reader's are divided by


def span_loss(
    scores: torch.Tensor, inputs: dict, gold: torch.Tensor, members: torch.Tensor, taught: torch.Tensor | None
) -> torch.Tensor:
    """Mean cross-entropy of start and end over [CLS] and the passage's tokens, spread over several gold spans.

    `scores`, `gold` and the teacher's scores, `taught`, are of shape (2, rows, length), `members` as `collate` makes
    it. Half of the loss is over the tokens of all passages that were read for a question at once. Where there is a
    teacher, most of it is the cross-entropy to its scores, both made softer (Hinton et al., 2015, arXiv:1503.02531).
    """
    forbidden = inputs["token_type_ids"] == 0
    forbidden[:, 0] = False
    scores = scores.masked_fill(forbidden, NOT_READ)
    loss = (1 - TOGETHER) * mean_cross_entropy(scores, gold)
    loss += TOGETHER * shared_cross_entropy(scores, gold[..., 1:], members)
    if taught is None:
        return loss
    taught = taught.masked_fill(forbidden, NOT_READ) / TEMPERATURE
    softer = scores / TEMPERATURE
    soft = (1 - TOGETHER) * mean_cross_entropy(softer, taught.softmax(-1))
    soft += TOGETHER * shared_cross_entropy(softer, shared_probabilities(taught, members), members)
    return (1 - TAUGHT) * loss + TAUGHT * TEMPERATURE**2 * soft


def mean_cross_entropy(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Over starts and ends and all rows; both of shape (2, rows, length)."""
    return cross_entropy(scores.flatten(0, 1), wanted.flatten(0, 1))


def shared_cross_entropy(scores: torch.Tensor, wanted: torch.Tensor, members: torch.Tensor) -> torch.Tensor:
    """Over starts and ends and all questions, the tokens of a question's passages and one "no answer" being compared
    at once (the shared norm of Clark and Gardner, 2018, arXiv:1710.10723).

    `wanted`, of shape (2, rows, length - 1), leaves out [CLS]: what a question's tokens lack to 1 is "no answer".
    """
    over_none, total, _ = _compared(scores, members)
    return (total.sum() - (wanted * over_none).sum()) / total.numel()


def shared_probabilities(scores: torch.Tensor, members: torch.Tensor) -> torch.Tensor:
    """Of each token that is not [CLS] among those of its question's passages, of shape (2, rows, length - 1)."""
    over_none, total, question = _compared(scores, members)
    return (over_none - total[:, question, None]).exp()


def _compared(scores: torch.Tensor, members: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Scores over that of [CLS] in their row, of shape (2, rows, length - 1); the logarithm of the sum of their
    exponentials and 1 by question, of shape (2, questions); and the question of each row.
    """
    over_none = scores[..., 1:] - scores[..., :1]
    none = scores.new_zeros(2, 1)
    rows = torch.cat([over_none.logsumexp(-1), torch.full_like(none, float("-inf"))], -1)
    none = none.expand(2, len(members))[..., None]
    total = torch.cat([none, rows[:, members]], -1).logsumexp(-1)
    numbers = torch.arange(len(members), device=members.device)[:, None].expand_as(members)
    question = numbers[members < scores.shape[1]]  # rows are numbered in the questions' order
    return over_none, total, question
