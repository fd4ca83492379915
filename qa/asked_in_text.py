"""Questions that a document asks and answers itself, as lists of frequent questions do."""

import re

from index.passages import Span, sentence_spans
from qa.grounding import content_stems

FEWEST_WORDS = 2  # of a question, those that carry what it is about, by which it is known again
MOST_WORDS = 20  # of an answer without a verb that is shown whole
_ASKED = re.compile(
    r"^[^\S\n]*(?:#{1,6}[^\S\n]+|Q[:.][^\S\n]*)?(?:(?:\d{1,3}[.)]|[-*+•])[^\S\n]+)?(?:"
    r"\*\*(?P<bold>[^\n?*]{3,150}\?)\*\*|(?P<line>[^\n?*]{3,150}\?)[^\S\n]*$)\s*(?:A[:.]\s+)?(?=\S)",
    re.MULTILINE,
)
_HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)
_FULL_STOP = re.compile(r"(?<=\w\w)\.\s*$")  # none of "4 p.m."
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|do|does|did|will|would|can|could|may|might|must|should|shall|i|we|you|he|she|"
    r"they|it|please|['’](?:s|re|ll|ve|d|m))\b",
    re.IGNORECASE,
)


def answer_there(question: str, text: str, place: int) -> Span | None:
    """(start, end) of the first sentence behind the same question in the text, where `place` is in its answer.

    The same is one all of whose words, two at least, the question has, or that has all of its.
    """
    wanted = content_stems(question)
    for asked, end in _asked(text):
        own = content_stems(asked[asked.lastgroup or 0])
        same = min(len(own), len(wanted)) >= FEWEST_WORDS and (own <= wanted or wanted <= own)
        if same and asked.end() <= place < end:
            right = next((right for _, right in sentence_spans(text) if right > asked.end()), end)
            return asked.end(), min(right, end)
    return None


def whole_answer(question: str, text: str, start: int, end: int) -> Span | None:
    """(start, end) of that sentence, less its full stop, where `text[start:end]` stands in it and it has no verb: "A
    photo ID and a towel".
    """
    sentence = answer_there(question, text, start)
    if sentence is None or end > sentence[1]:
        return None
    words = _FULL_STOP.sub("", text[slice(*sentence)])
    return None if _VERB.search(words) or len(words.split()) > MOST_WORDS else (sentence[0], sentence[0] + len(words))


def _asked(text: str) -> list[tuple["re.Match[str]", int]]:
    """Each question that stands apart in the text, and where its answer ends."""
    asked = list(_ASKED.finditer(text))
    stops = sorted(
        {*(match.start() for match in asked), *(match.start() for match in _HEADING.finditer(text)), len(text)}
    )
    return [(match, next((stop for stop in stops if stop >= match.end()), len(text))) for match in asked]
