"""Whether the one whom a span names says what a question is about."""

import re

from index.passages import Span
from qa.accents import without_accents
from qa.agreement import normalise_answer
from qa.attribution import Attribution, attributions, said_spans
from qa.candidate import Candidate
from qa.speaker_question import asked_speaker, asks_who_said

_ARTICLE = re.compile(r"(?:the|a|an|his|her|their|its) ", re.IGNORECASE)


def may_have_said(candidate: Candidate) -> list[Attribution]:
    """What its passage has somebody say who may be the one whom the candidate's words name."""
    own = candidate.start, candidate.end
    return [one for one in attributions(candidate.passage.text) if _may_be_by(candidate.passage.text, own, one)]


def speech_around(candidate: Candidate) -> Span | None:
    """(start, end) in its passage of what is said around the candidate's words, from where the speaker is named on."""
    speeches = attributions(candidate.passage.text)
    return next(((one.back, one.end) for one in speeches if one.start <= candidate.start < one.end), None)


def is_only_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands in what somebody says, and is no speaker there itself."""
    own = start, end
    if not any(_overlap(own, place) for place in said_spans(text)):
        return False
    return not any(_overlap(own, speaker) for one in attributions(text) for speaker in one.speakers)


def is_another_speaker(question: str, candidate: Candidate) -> bool:
    """Whether the words found are not somebody's whose words are asked for, or name nobody who says what is asked for.

    Who is asked for may be named anywhere in the sentence that names the speaker: it may be whom that speaks for.
    """
    if asks_who_said(question):
        return is_only_spoken_of(candidate.passage.text, candidate.start, candidate.end)
    name, text = asked_speaker(question), candidate.passage.text
    asked = _words(name)
    if not asked or not (asked[-1] in _words(text) or (len(asked) > 1 and not _ARTICLE.match(name))):
        return False  # whoever speaks may speak for one that the passage does not name
    saying = [one for one in attributions(text) if one.speakers and one.start <= candidate.start < one.end]
    return any(asked[-1] not in _words(_sentence_naming(text, one)) for one in saying)


def _sentence_naming(text: str, attribution: Attribution) -> str:
    """The text from the speaker's sentence on, without what is said."""
    kept, place = [], attribution.back
    for start, end in [*said_spans(text), (attribution.end, attribution.end)]:
        if place < start:
            kept.append(text[place : min(start, attribution.end)])
        place = max(place, end)
    return " ".join(kept)


def _may_be_by(text: str, own: Span, attribution: Attribution) -> bool:
    if attribution.speakers:
        return any(_overlap(own, one) or _last_word(text, own) == _last_word(text, one) for one in attribution.speakers)
    return attribution.back <= own[0] < attribution.start and not any(
        _overlap(own, place) for place in said_spans(text)
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _last_word(text: str, span: Span) -> list[str]:
    return _words(text[slice(*span)])[-1:]


def _words(text: str) -> list[str]:
    return normalise_answer(without_accents(text)).split()
