"""Whether the one whom a span names says what a question is about."""

from index.passages import Span
from qa.accents import without_accents
from qa.agreement import normalise_answer
from qa.attribution import Attribution, attributions, said_spans, speaker_spans
from qa.candidate import Candidate

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady judge justice captain major colonel general sergeant "
    "inspector councillor cllr senator reverend rev bishop president minister mayor chancellor governor".split()
)


def may_have_said(candidate: Candidate) -> list[Attribution]:
    """What its passage has somebody say who may be the one whom the candidate's words name."""
    text, own = candidate.passage.text, (candidate.start, candidate.end)
    return [one for one in attributions(text) if _may_be_by(text, own, one)]


def speech_around(candidate: Candidate) -> Span | None:
    """(start, end) in its passage of what is said around the candidate's words, from where the speaker may be named."""
    speeches = attributions(candidate.passage.text)
    return next(((one.back, one.end) for one in speeches if one.start <= candidate.start < one.end), None)


def is_only_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands, whole or in part, in what somebody says, and is no speaker there itself."""
    own = start, end
    if not any(_overlap(own, place) for place in said_spans(text)):
        return False
    return not any(_within(own, speaker) for speaker in speaker_spans(text))


def _may_be_by(text: str, own: Span, attribution: Attribution) -> bool:
    if attribution.speakers:
        return any(_overlap(own, one) or _one_name(text, own, one) for one in attribution.speakers)
    return attribution.back <= own[0] < attribution.start and not any(
        _overlap(own, place) for place in said_spans(text)
    )


def _one_name(text: str, own: Span, speaker: Span) -> bool:
    """Whether one has all words of the other: Lee, Ann Lee, but not Bo Lee."""
    one, other = (
        set(normalise_answer(without_accents(text[slice(*span)])).split()) - _TITLES for span in (own, speaker)
    )
    return bool(one and other) and (one <= other or other <= one)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
