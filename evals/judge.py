"""An LLM as the judge of answers, through LlamaIndex's evaluators."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from evals.background_loop import BackgroundLoop
from evals.wording import one_line

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

SECONDS = 60.0  # that the judge may take for one answer
LEAST, MOST = 1.0, 5.0  # scores of correctness
REPLY_LENGTH = 80  # characters of an unusable reply that a message shows
_VERDICT = re.compile(r"\b(yes|no)\b", re.IGNORECASE)
_SCORE = re.compile(r"[*#\s]*(?:score\s*[:=]?[*\s]*)?(\d+(?:\.\d+)?)(?:\s*/\s*5)?[.*\s]*", re.IGNORECASE)


@dataclass(frozen=True)
class Judgement:
    """What the judge said of an answer, or in `problem` why it said nothing that can be used.

    `faithful`: the quotes support the answer. `correctness`: 1, irrelevant, to 5, right. `remarks`: its reasons.
    """

    faithful: bool | None = None
    correctness: float | None = None
    remarks: str = ""
    problem: str | None = None

    @property
    def wording(self) -> str:
        """The judgement in words."""
        if self.problem is not None:
            return f"not judged: {self.problem}"
        told = f"{'faithful' if self.faithful else 'not faithful'}, correctness {self.correctness:g} of {MOST:g}"
        return f"{told}: {self.remarks}" if self.remarks else told

    def to_json(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)


class UnusableReply(ValueError):
    """A reply of the judge's that is no verdict."""


class Judge:
    """Judges answers one at a time, each in at most `seconds`."""

    def __init__(self, llm: "LLM", seconds: float = SECONDS) -> None:
        from llama_index.core import Settings
        from llama_index.core.evaluation import CorrectnessEvaluator, FaithfulnessEvaluator
        from llama_index.core.schema import BaseNode, TransformComponent

        class Whole(TransformComponent):
            """Leaves the quotes as they are."""

            def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> Sequence[BaseNode]:
                return nodes

        # The evaluator splits its contexts with what stands here, by default a splitter that loads nltk.
        Settings.transformations = [Whole()]
        self._faithfulness = FaithfulnessEvaluator(llm)
        self._correctness = CorrectnessEvaluator(llm, parser_function=_read_score)
        self.seconds = seconds
        self._loop = BackgroundLoop()

    def judge(self, question: str, text: str, quotes: Sequence[str], reference: str) -> Judgement:
        """The judgement on an answer's text, with the quotes it cites and an answer that would have been right.

        Whatever the LLM raises, and a reply too late or without a verdict, is the judgement's `problem`. An answer
        without quotes is not faithful; the LLM is not asked for that.
        """
        try:
            found = self._loop.run(self._asked(question, text, quotes, reference), self.seconds)
        except Exception as error:  # whatever the LLM raises is this case's problem, and only this case's
            told = str(error) if isinstance(error, UnusableReply) else f"{type(error).__name__}: {error}"
            return Judgement(problem=one_line(told))
        if found is not None:
            return found
        if not self._loop.answers():
            self._loop.close()
            self._loop = BackgroundLoop()
        return Judgement(problem=f"no reply within {self.seconds:g} seconds (--judge-timeout)")

    def close(self) -> None:
        """End the judge's thread."""
        self._loop.close()

    async def _asked(self, question: str, text: str, quotes: Sequence[str], reference: str) -> Judgement:
        """The judgement; UnusableReply where the LLM would end the program, and with it the run."""
        try:
            return await self._ask(question, text, quotes, reference)
        except SystemExit as error:
            raise UnusableReply(f"SystemExit: {error}") from error

    async def _ask(self, question: str, text: str, quotes: Sequence[str], reference: str) -> Judgement:
        """The judgement; UnusableReply where a reply has no verdict."""
        faithful = False
        if quotes:
            supported = await self._faithfulness.aevaluate(query=question, response=text, contexts=quotes)
            faithful = _read_verdict(supported.feedback or "")
        correct = await self._correctness.aevaluate(query=question, response=text, reference=reference)
        if correct.score is None:
            raise UnusableReply(correct.feedback)
        return Judgement(faithful, correct.score, " ".join((correct.feedback or "").split()))


def _read_verdict(reply: str) -> bool:
    """Whether the first `yes` or `no` of the reply is a yes; UnusableReply where there is neither.

    LlamaIndex takes any reply with the letters `yes` for a yes, and every other one for a no.
    """
    found = _VERDICT.search(reply)
    if found is None:
        raise UnusableReply(f"the judge was to say YES or NO, not {one_line(reply, REPLY_LENGTH)!r}")
    return found[1].lower() == "yes"


def _read_score(reply: str) -> tuple[float | None, str]:
    """The score on the first line and the reasons below it; None, and what is wrong, where there is no such score."""
    first, _, remarks = reply.strip().partition("\n")
    found = _SCORE.fullmatch(first)
    score = float(found[1]) if found else None
    if score is None or not LEAST <= score <= MOST:
        shown = one_line(reply, REPLY_LENGTH)
        return None, f"the judge was to give a score from {LEAST:g} to {MOST:g} on a line, not {shown!r}"
    return score, remarks
