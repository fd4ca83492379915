"""What a question asks for: words that stand in a text, or a sentence that bears on it."""

import re
from enum import StrEnum

from qa.grounding import content_words

_YES_NO = re.compile(
    r"^(?:so |and |but |ok |hey )*(?:whether|is|are|am|was|were|do|does|did|has|have|had|can|could|will|would|shall|"
    r"should|may|might|must|isn['’]?t|aren['’]?t|wasn['’]?t|weren['’]?t|don['’]?t|doesn['’]?t|didn['’]?t|hasn['’]?t|haven['’]?t|"
    r"can['’]?t|won['’]?t)\b(?! you (?:tell|say|give|find|explain|summari))"
)
_REASON = re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:is|was|were|are) the (?:reason|cause)s?\b|\bfor what reason\b")
_SUMMARY = re.compile(
    r"\bsummar(?:y|i[sz]e|i[sz]ing)\b|\btl;?dr\b|\boverview\b|\bgist\b|\b(?:key|main) (?:point|takeaway|idea)s?\b|"
    r"^(?:please )?(?:explain|describe|discuss|outline)\b|\btell me (?:about|more)\b|"
    r"\bwhat(?:['’]?s| is) (?:this|the|it)(?: article| document| text| story| page)? about\b"
)

_SUMMARY_WORDS = re.compile(
    r"\b(?:please|can|could|you|me|give|brief(?:ly)?|short|main|points?|article|story|page|text)\b|\W"
)


class QuestionKind(StrEnum):
    """SPAN: a stretch of text answers. YES_NO, REASON and SUMMARY: only a sentence can bear on it."""

    SPAN = "span"
    YES_NO = "yes/no"
    REASON = "reason"
    SUMMARY = "summary"


def question_kind(question: str) -> QuestionKind:
    """The kind of an English question; SPAN where nothing shows another."""
    lowered = " ".join(question.lower().split())
    if _REASON.search(lowered):
        return QuestionKind.REASON
    if _SUMMARY.search(lowered):
        return QuestionKind.SUMMARY
    if _YES_NO.match(lowered):
        return QuestionKind.YES_NO
    return QuestionKind.SPAN


def summary_topic(question: str) -> str:
    """A summary's question without the words that ask for it: "" where it names no topic."""
    topic = " ".join(_SUMMARY_WORDS.sub(" ", _SUMMARY.sub(" ", question.lower())).split())
    return topic if content_words(topic) else ""
