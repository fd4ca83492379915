"""An LLM as the judge: good replies, useless ones, errors, and no reply at all."""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from llama_index.core import Settings
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata

from evals.judge import Judge, Judgement
from evals.judging import NOTHING_ANSWERS, judge_report
from evals.report import Report
from evals.runner import run_suite
from evals.suite import Suite
from evals.table import draw
from evals.writers.markdown import write_markdown
from evals.writers.page import write_page

Reply = Callable[[str], str]
ASKED = ("what was the vote?", "178 to 146", ["The motion passed 178 to 146."], "178-146")


class ScriptedLLM(CustomLLM):
    """Replies to each prompt what `reply` gives for it."""

    reply: Any

    @property
    def metadata(self) -> LLMMetadata:
        """The defaults."""
        return LLMMetadata()

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        """The reply in one piece."""
        return CompletionResponse(text=self.reply(prompt))

    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> Any:
        """Nobody streams."""
        raise NotImplementedError  # the interface asks for it, the judge never does


def reply_with(faithful: str, correct: str) -> Reply:
    """A script with one reply to each of the two prompts."""
    return lambda prompt: correct if "Reference Answer" in prompt else faithful


@pytest.fixture
def make_judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Judge]]:
    """Makes a judge of a script, or of an LLM; all are closed in the end."""
    monkeypatch.setattr(Settings, "_transformations", None)
    made: list[Judge] = []

    def make(reply: Reply | CustomLLM, seconds: float = 60) -> Judge:
        made.append(Judge(reply if isinstance(reply, CustomLLM) else ScriptedLLM(reply=reply), seconds))
        return made[-1]

    yield make
    for judge in made:
        judge.close()


def test_the_judge_sees_the_quotes_and_the_right_answer(make_judge: Callable[..., Judge]) -> None:
    prompts: list[str] = []
    script = reply_with("YES", "4.5\nNearly\nright.")
    judge = make_judge(lambda prompt: prompts.append(prompt) or script(prompt))
    quotes = ["One {context_str}.", "Two {query} {}."]
    judgement = judge.judge("what {x}?", "the {response}", quotes, "the {reference_answer}")
    assert judgement == Judgement(True, 4.5, "Nearly right.")
    supported, correct = prompts
    assert "Information: the {response}\nContext: One {context_str}.\n\nTwo {query} {}." in supported
    for text in ("what {x}?", "the {response}", "the {reference_answer}"):
        assert text in correct


@pytest.mark.parametrize(
    ("faithful", "correct", "expected"),
    [
        ("no", "1", (False, 1.0)),
        ("**Yes**, there is no doubt.", "**5**\n", (True, 5.0)),
        ("No: yesterday's eyes say otherwise.", "Score: 3/5\nso", (False, 3.0)),
        ("purple", "4\nso", "was to say YES or NO, not 'purple'"),
        ("", "4\nso", "was to say YES or NO, not"),
        ("eyes", "4\nso", "was to say YES or NO, not 'eyes'"),
        ("YES", "purple", "was to give a score from 1 to 5 on a line, not 'purple'"),
        ("YES", "7\nso", "was to give a score"),
        ("YES", "-3\nso", "was to give a score"),
        ("YES", "nan\nso", "was to give a score"),
        ("YES", "0.5", "was to give a score"),
        ("YES", "", "was to give a score"),
    ],
)
def test_replies(
    make_judge: Callable[..., Judge], faithful: str, correct: str, expected: tuple[bool, float] | str
) -> None:
    judgement = make_judge(reply_with(faithful, correct)).judge(*ASKED)
    if isinstance(expected, str):
        assert expected in (judgement.problem or "")
        assert (judgement.faithful, judgement.correctness) == (None, None)
    else:
        assert (judgement.faithful, judgement.correctness, judgement.problem) == (*expected, None)


def test_an_answer_without_quotes_is_not_faithful(make_judge: Callable[..., Judge]) -> None:
    judgement = make_judge(reply_with("YES", "5\nso")).judge("what?", "this", [], "that")
    assert judgement == Judgement(False, 5.0, "so")


def test_a_long_quote_loads_no_nltk(make_judge: Callable[..., Judge], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nltk", None)
    judgement = make_judge(reply_with("YES", "5")).judge("what?", "this", ["A word. " * 2000], "that")
    assert judgement.problem is None


@pytest.fixture
def report(suite: Suite, fake: SimpleNamespace) -> Report:
    """Two right answers, a refusal, and an answer to a question that nothing answers."""
    when = fake.reply("when was it?", "Oslo [1]", fake.cite(fake.gray))
    answers = fake.right_answers() | {"who seconded it?": fake.refuse("who seconded it?"), "when was it?": when}
    return run_suite(suite, fake.Service(answers))


def test_judgements_in_the_report(report: Report, make_judge: Callable[..., Judge]) -> None:
    prompts: list[str] = []

    def reply(prompt: str) -> str:
        prompts.append(prompt)
        if NOTHING_ANSWERS in prompt:
            return "1\nIt should have refused."
        return reply_with("NO" if "Oslo" in prompt else "YES", "4\nso")(prompt)

    judged = judge_report(report, make_judge(reply))
    found = {result.case.id: result.judgement for result in judged.results}
    assert found["vote"] == Judgement(True, 4.0, "so")
    assert found["who"] is None
    assert found["when"] == Judgement(False, 1.0, "It should have refused.")
    assert "178 to 146\n" in prompts[1]
    assert "178 to 146 [1]" not in "".join(prompts)
    assert judged.measures["judged_faithfulness"] == pytest.approx(2 / 3)
    assert judged.measures["judged_correctness"] == pytest.approx((0.75 + 0.75 + 0) / 3)
    assert judged.to_json()["cases"][3]["judgement"]["correctness"] == 1.0
    assert judged.to_json()["unjudged"] == {"count": 0, "total": 3, "share": 0.0}
    assert "judge     not faithful, correctness 1 of 5: It should have refused." in draw(judged)
    assert "judged" not in draw(report)
    assert report.measures["judged_correctness"] is None


def test_a_misspelt_question_is_judged_as_it_was_asked(report: Report, make_judge: Callable[..., Judge]) -> None:
    prompts: list[str] = []

    def reply(prompt: str) -> str:
        prompts.append(prompt)
        return reply_with("YES", "4\nso")(prompt)

    first = report.results[0]
    assert first.answer is not None
    spelt = replace(first, answer=replace(first.answer, standalone_question="was it Oslo?"))
    followed = replace(first, answer=replace(first.answer, standalone_question="was it Bergen?", history=(("a", "b"),)))
    judge_report(replace(report, results=(spelt, followed)), make_judge(reply))
    assert "was it Oslo?" not in "".join(prompts)
    assert "was it Bergen?" in "".join(prompts)


def test_a_judge_that_raises_leaves_the_other_cases_judged(report: Report, make_judge: Callable[..., Judge]) -> None:
    def reply(prompt: str) -> str:
        if "Oslo" in prompt:
            raise RuntimeError("<b>quota</b>\x1b[2J\nused up")
        return reply_with("YES", "5")(prompt)

    judged = judge_report(report, make_judge(reply))
    problem = "RuntimeError: <b>quota</b> [2J used up"
    assert [result.judgement and result.judgement.problem for result in judged.results] == [None, None, None, problem]
    assert judged.measures["judged_correctness"] == 1.0
    drawn = draw(judged)
    assert f"1 not judged:\n  when: {problem}\n" in drawn
    assert "not judged                    1/3    33.3%" in drawn
    page = write_page(judged)
    assert "not judged: RuntimeError: &lt;b&gt;quota&lt;/b&gt;" in page
    assert "<td>not judged</td><td>1/3</td>" in page
    assert "<b>quota" not in page
    assert "| not judged | 1/3 |" in write_markdown(judged)


def test_a_judge_that_never_replies_leaves_the_other_cases_judged(
    report: Report, make_judge: Callable[..., Judge]
) -> None:
    never, hung = threading.Event(), threading.Event()

    def reply(prompt: str) -> str:
        if "178 to 146" in prompt and not hung.is_set():
            hung.set()
            never.wait()
        return reply_with("YES", "5")(prompt)

    judge = make_judge(reply)
    judge.judge(*ASKED[:1], "warm", ["up"], "what is loaded once")
    judge.seconds = 1.0  # short, but only from here on
    try:
        judged = judge_report(report, judge)
    finally:
        never.set()
    problems = [result.judgement and result.judgement.problem for result in judged.results]
    assert problems == ["no reply within 1 seconds (--judge-timeout)", None, None, None]
    assert judged.measures["judged_correctness"] == 1.0


class WaitingLLM(ScriptedLLM):
    """One that waits as a coroutine does, and says in which loop it was asked and whether it was stopped."""

    seen: Any

    async def acomplete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        """The reply, or none, ever."""
        self.seen.append(asyncio.get_running_loop())
        if "hang" in prompt:
            try:
                await asyncio.Event().wait()
            finally:
                self.seen.append("stopped")
        return self.complete(prompt)


def test_a_request_too_late_is_stopped_and_its_loop_is_used_again(make_judge: Callable[..., Judge]) -> None:
    seen: list[Any] = []
    judge = make_judge(WaitingLLM(reply=reply_with("YES", "5"), seen=seen), seconds=0.5)
    assert "no reply within 0.5 seconds" in (judge.judge("hang", "hang", [], "hang").problem or "")
    judge.seconds = 60
    assert judge.judge("go", "go", [], "go").problem is None
    loop, stopped, again = seen
    assert stopped == "stopped"
    assert loop is again


def test_a_judge_that_would_end_the_program_leaves_the_other_cases_judged(make_judge: Callable[..., Judge]) -> None:
    replies = iter(["", "YES", "5\nso"])

    def reply(_: str) -> str:
        return next(replies) or sys.exit(0)

    judge = make_judge(reply)
    assert judge.judge(*ASKED).problem == "SystemExit: 0"
    assert judge.judge(*ASKED) == Judgement(True, 5.0, "so")


def test_a_time_out_of_the_llms_own_is_told_as_such(make_judge: Callable[..., Judge]) -> None:
    def reply(prompt: str) -> str:
        raise TimeoutError("the server is asleep")

    assert make_judge(reply).judge(*ASKED).problem == "TimeoutError: the server is asleep"


def test_a_crashed_case_is_not_judged_and_scores_lowest(
    report: Report, suite: Suite, fake: SimpleNamespace, make_judge: Callable[..., Judge]
) -> None:
    vote = suite.cases[0]
    crashed = run_suite(replace(suite, cases=(vote,)), fake.Service({vote.question: OSError("x")}))
    judged = judge_report(crashed, make_judge(reply_with("YES", "5")))
    assert judged.results[0].judgement is None
    assert judged.measures["judged_correctness"] == 0.0
    assert judged.measures["judged_faithfulness"] == 0.0
    assert judged.unjudged.total == 0
