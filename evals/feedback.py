"""From the chat's thumbs to a case: what a person said of an answer, added to a suite."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evals.add import add_case, choose_evidence, cite_any_sentence
from evals.case_lint import EVIDENCE_TAG
from evals.grading import without_markers
from evals.joined_answer import stands_in
from evals.mistakes import Mistake, SuiteError, shown
from evals.new_suite import check_name, start_suite
from evals.suite_lint import lint_suite
from qa.answer import Answer, Citation, Reason
from qa.errors import QAError
from qa.feedback import Correction
from qa.question_kind import QuestionKind, question_kind

Evidence = Sequence[Citation | tuple[str, str]]

LONGEST_ANSWER = 500  # characters of a right answer that a person gives
EMPTY = "Write the right answer, or tick “The documents do not say”."
BOTH = "Either write the right answer or tick “The documents do not say”, not both."
NO_PASSAGE = "Choose the passage that bears on the question."
TAKEN = "This question is in the suite already; nothing was added again."


def record_feedback(suite: Path, corpus: Path, answer: Answer, correction: Correction | None = None) -> str:
    """Adds the answer as it was shown, or corrected, as a case; the sentence that says so.

    The suite's folder is made over the corpus where it is not there yet. QAError, and nothing is added, where the
    correction is not complete or does not fit its passage, or where the suite does not take the case. A question is
    kept as it was asked, after the turns before it: what it was understood as may be what is wrong.
    """
    if correction is None:
        answers, evidence, tags = _as_shown(answer)
    else:
        answers, evidence, tags = _corrected(answer.standalone_question or answer.question, correction)
    try:
        if not suite.is_dir() or not any(suite.iterdir()):
            _start(suite, corpus)
        turns = [(asked, without_markers(text).strip() or text) for asked, text in answer.history]
        case = add_case(suite.resolve(), answer.question, answers, evidence, tags, history=turns)
    except SuiteError as error:
        raise QAError(_sentence(error)) from None
    return f"Added to the suite {suite.name} as {case['id']}."


def check_suite(suite: Path) -> None:
    """QAError where QA_FEEDBACK is this folder and it is neither a suite nor one that can become a suite."""
    try:
        problem = _problem(suite)
    except OSError as error:
        problem = f"it cannot be read ({error.strerror})"
    if problem:
        named = "empty or '.'" if suite == Path() else repr(str(suite))
        raise QAError(
            f"QA_FEEDBACK is {named}, where no feedback can be kept: {problem}; name a suite's or a new folder"
        )


def _problem(suite: Path) -> str | None:
    """Why the folder is neither a suite nor can become one, if so."""
    if suite.exists() and not suite.is_dir():
        return "it is a file"
    if suite.exists() and any(suite.iterdir()):
        mistakes: list[Mistake] = []
        lint_suite(suite / "suite.toml", mistakes)
        return "; ".join(map(str, mistakes)) or None
    try:
        check_name(suite.name)
    except SuiteError as error:
        return "; ".join(mistake.message for mistake in error.mistakes)
    return None


def _as_shown(answer: Answer) -> tuple[list[str], Evidence, list[str]]:
    """The answers, the evidence and the tags of a case for which the answer is right."""
    if answer.refused:
        return [], [], []
    if answer.reason in (Reason.EVIDENCE, Reason.SUMMARY):
        return [], answer.citations, [EVIDENCE_TAG]
    text = without_markers(answer.text).strip()
    if not stands_in([one.quote for one in answer.citations], text):
        raise QAError("The answer does not stand word for word in what it cites: give a shorter one with thumbs down.")
    return [text], answer.citations, []


def _corrected(question: str, correction: Correction) -> tuple[list[str], Evidence, list[str]]:
    """The same for which the correction is right; QAError where it is not complete or does not fit its passage."""
    text = " ".join(correction.text.split())
    if len(text) > LONGEST_ANSWER:
        raise QAError(f"The answer has {len(text):,} characters, at most {LONGEST_ANSWER} are taken: shorten it.")
    if correction.unanswerable:
        if text:
            raise QAError(BOTH)
        return [], [], []
    spoken = question_kind(question) is not QuestionKind.SPAN  # no stretch of text has to give the answer
    if not text and not (spoken and correction.passage):
        raise QAError(NO_PASSAGE if spoken and correction.shown else EMPTY)
    passage = correction.passage or choose_evidence(correction.shown, question, [text])
    if spoken:
        if passage is None:
            raise QAError(NO_PASSAGE)
        answers = [text] if text else []
        return answers, cite_any_sentence(passage, question, answers), [EVIDENCE_TAG]
    if passage is None or not stands_in([passage.quote], text):
        which = "The chosen passage does not have" if correction.passage else "None of the passages has"
        raise QAError(f"{which} the words {shown(text)}: write them as a passage has them, or choose another.")
    return [text], [passage], []


def _start(suite: Path, corpus: Path) -> None:
    """Makes the suite; SuiteError where it cannot be made, and another process did not make it meanwhile."""
    try:
        start_suite(suite, corpus)
    except SuiteError:
        if not (suite / "suite.toml").is_file():
            raise


def _sentence(error: SuiteError) -> str:
    """What is wrong, without the places of files, which are not the asker's to know."""
    if any(one.field == "question" and "already" in one.message for one in error.mistakes):
        return TAKEN
    places = (replace(one, file=Path(one.file).name, line=None) for one in error.mistakes)
    return "Not added: " + "; ".join(map(str, places))
