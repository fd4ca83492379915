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
    teacher and it is right, most of the loss is the cross-entropy to its scores, both made softer (Hinton et al., 2015,
    arXiv:1503.02531); where it is wrong, it is not listened to (Meng et al., 2019, arXiv:1904.12399).
    """
    forbidden = inputs["token_type_ids"] == 0
    forbidden[:, 0] = False
    scores = scores.masked_fill(forbidden, NOT_READ)
    alone = row_cross_entropy(scores, gold)
    together = shared_cross_entropy(scores, gold[..., 1:], members)
    if taught is not None:
        taught = taught.masked_fill(forbidden, NOT_READ)
        right_rows, right_questions = _right(taught, gold, members)
        softer, wanted = scores / TEMPERATURE, taught / TEMPERATURE
        soft_alone = row_cross_entropy(softer, wanted.softmax(-1))
        soft_together = shared_cross_entropy(softer, shared_probabilities(wanted, members), members)
        alone = torch.where(right_rows, _mixed(alone, soft_alone), alone)
        together = torch.where(right_questions, _mixed(together, soft_together), together)
    return (1 - TOGETHER) * alone.mean() + TOGETHER * together.mean()


def moved(scores: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """Scores of shape (2, rows, length) at other places: for each place where it stood before, or -1, NOT_READ then."""
    there = scores.gather(-1, places.clamp(min=0).expand(2, -1, -1))
    return there.masked_fill(places < 0, NOT_READ)


def _mixed(loss: torch.Tensor, soft: torch.Tensor) -> torch.Tensor:
    return (1 - TAUGHT) * loss + TAUGHT * TEMPERATURE**2 * soft


def _right(taught: torch.Tensor, gold: torch.Tensor, members: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The rows, and the questions, of which the teacher's best start and end are an answer's (in each of its rows)."""
    rows = (gold.gather(-1, taught.argmax(-1, keepdim=True)) > 0).squeeze(-1).all(0)
    return rows, torch.cat([rows, rows.new_ones(1)])[members].all(-1)


def row_cross_entropy(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Of starts and ends and each row, of shape (2, rows); both of shape (2, rows, length)."""
    return cross_entropy(scores.flatten(0, 1), wanted.flatten(0, 1), reduction="none").view(scores.shape[:2])


def shared_cross_entropy(scores: torch.Tensor, wanted: torch.Tensor, members: torch.Tensor) -> torch.Tensor:
    """Of starts and ends and each question, of shape (2, questions), the tokens of a question's passages and one "no
    answer" being compared at once (the shared norm of Clark and Gardner, 2018, arXiv:1710.10723).

    `wanted`, of shape (2, rows, length - 1), leaves out [CLS]: what a question's tokens lack to 1 is "no answer".
    """
    over_none, total, _ = _compared(scores, members)
    held = torch.cat([(wanted * over_none).sum(-1), total.new_zeros(2, 1)], -1)
    return total - held[:, members].sum(-1)


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
