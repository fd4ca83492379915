"""Is one answer right?

An answer to a question that the corpus does not answer is right where it is refused, and only then.

An answer to one that it answers is right where it is not refused and

- where the case has the tag `evidence` (yes/no, why, summarise: no stretch of text answers): a citation has the
  evidence, which is at least half of a quote (citation-hit), or any words of the document where there is no quote;
- otherwise: the text, without its markers `[1]`, contains an accepted answer word for word (contains-answer) and
  with its signs (evals/signs.py: 5 is not -5, $40 not €40, C not C++), and is not a dump of text that happens to
  contain it: its token F1 with an accepted answer that it contains is at least LEAST_F1, which 0.3 makes about five
  and a half times that answer's words. Shorter acceptable forms are listed in the case and never guessed here, so
  that one of two names, or 17 for 178, does not pass.

Whether a citation has the evidence is reported for every answered case, but decides only those tagged `evidence`.
"""

import re

from evals.case_lint import EVIDENCE_TAG
from evals.metrics.normalise import answer_tokens
from evals.metrics.token_f1 import token_f1
from evals.outcome import Outcome
from evals.signs import has_answer_with_signs
from evals.suite import Case
from qa.answer import Answer

LEAST_F1 = 0.3
_MARKER = re.compile(r"\s*\[\d+\]")


def grade(case: Case, answer: Answer, hit: bool) -> Outcome:
    """The outcome, by the rules above; `hit` says that a citation has the evidence."""
    if not case.answerable:
        return Outcome.REFUSED_RIGHTLY if answer.refused else Outcome.ANSWERED_UNANSWERABLE
    if answer.refused:
        return Outcome.REFUSED_WRONGLY
    right = hit if EVIDENCE_TAG in case.tags else is_accepted(answer.text, case.answers)
    return Outcome.CORRECT if right else Outcome.WRONG


def is_accepted(text: str, answers: tuple[str, ...]) -> bool:
    """True where the text contains an accepted answer and is not much more than that."""
    bare = without_markers(text)
    return any(
        has_answer_with_signs(bare, answer) and token_f1(bare, answer, answer_tokens) >= LEAST_F1 for answer in answers
    )


def without_markers(text: str) -> str:
    """The text of an answer without its markers `[1]`."""
    return _MARKER.sub("", text)
