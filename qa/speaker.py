"""Whether the one whom a span names says what a question is about."""

import re
from functools import lru_cache

from index.passages import Span, sentence_spans
from qa.accents import without_accents
from qa.agreement import normalise_answer
from qa.attribution import Attribution, attributions, said_spans, speaker_spans, unattributed
from qa.candidate import Candidate
from qa.grounding import WORD, content_stems, content_words, ground, stems
from qa.quotations import hide_quotations
from qa.speaker_question import speaker_asked_about, words_quoted, words_said
from qa.titles import TITLES
from qa.unsaid import unsaid

OWN_WORDS = 0.8  # of a question's words, and at least two: where somebody says so many, the question quotes that
FEWEST_OWN_WORDS = 2
KEPT = 64  # texts
_THAT = re.compile(r"^\W*that\b", re.IGNORECASE)
LEAST_DENIED = 0.5  # of a question's words in what a name's own sentence denies
_ASKS_OF_UNSAID = re.compile(
    r"\b(?:den(?:y|ie)|disput|reject|dismiss|refut|doubt|untrue|false|refus|declin|rule out|not\b|never\b|no\b|"
    r"whether|if\b|wonder|ask|question|rumou?r|speculat|might|may\b|could)|n['’]t\b",
    re.IGNORECASE,
)


def speeches_with(words: str, text: str) -> list[Attribution]:
    """What the text has somebody say that has a question's own words."""
    if len(content_words(words)) < FEWEST_OWN_WORDS:
        return []
    return [one for one in attributions(text) if _has_own_words(words, text[one.start : one.end])]


def is_verbatim(words: str, text: str) -> bool:
    """Whether the text has all words behind "who said that", small ones as well, in their order."""
    return _spaced(_THAT.sub("", words)) in _spaced(text)


def _spaced(words: str) -> str:
    """The words in small letters, a space around each."""
    return f" {' '.join(WORD.findall(words.lower()))} "


def _has_own_words(words: str, text: str) -> bool:
    grounded = ground(words, text)
    return grounded.coverage >= OWN_WORDS and not grounded.missing_names


def is_said_by_others(words: str, text: str) -> bool:
    """Whether somebody whom no rule knows by name says what has a question's own words: residents say."""
    return any(_has_own_words(words, text[start:end]) for start, end in unattributed(text))


def asserts(question: str, text: str, speech: Attribution) -> bool:
    """Whether somebody says there what the question asks about, and neither denies nor asks it.

    So it is, too, where the question asks for a denial.
    """
    if _ASKS_OF_UNSAID.search(question):
        return True
    return not any(
        _is_unsaid(words_said(question), text, *place)
        for place in _sentences(text)
        if speech.start <= place[0] < speech.end
    )


def is_by_who_does_not_say_it(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` can only name one who denies what, as the question has it, somebody said, or asks it.

    Not where "denied Ann Lee's claim that" names the one who said it.
    """
    words = words_said(question)
    if not words or _ASKS_OF_UNSAID.search(question):
        return False
    if any(one.told <= start and end <= one.start for one in unsaid(text)):
        return False
    telling = _sentences_telling(words, text)
    own = [place for place in telling if place[0] < end and start < place[1]]
    if own or telling:
        return all(_is_unsaid(words, text, *place) for place in own or telling)
    return any(_is_unsaid(words, text, *place) for place in _sentences(text) if place[0] < end and start < place[1])


@lru_cache(maxsize=KEPT)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentence_spans(text))


@lru_cache(maxsize=KEPT)
def _sentences_telling(words: str, text: str) -> tuple[Span, ...]:
    """The sentences that have a question's own words, where the text has any that it does not say."""
    if not unsaid(text):
        return ()
    return tuple(place for place in _sentences(text) if ground(words, text[slice(*place)]).coverage >= OWN_WORDS)


def _is_unsaid(words: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has more of the words in what it denies, leaves open or asks than beside that."""
    places = [(one.start, one.end) for one in unsaid(text) if start <= one.start and one.end <= end]
    denied = " ".join(text[slice(*place)] for place in places)
    coverage = ground(words, denied).coverage
    edges = [start, *(edge for place in sorted(places) for edge in place), end]
    rest = " ".join(text[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True))
    return coverage >= LEAST_DENIED and coverage > ground(words, rest).coverage


def may_have_said(candidate: Candidate) -> list[Attribution]:
    """What its passage has somebody say who may be the one whom the candidate's words name."""
    text, own = candidate.passage.text, (candidate.start, candidate.end)
    return [one for one in attributions(text) if _may_be_by(text, own, one)]


def speech_around(question: str, candidate: Candidate) -> Span | None:
    """(start, end) in its passage of what is said around the candidate's words.

    It begins where the speaker is named whom the question asks about or, where that name is not there, may be named.
    """
    text = candidate.passage.text
    speech = next((one for one in attributions(text) if one.start <= candidate.start < one.end), None)
    if speech is None:
        return None
    names = content_stems(speaker_asked_about(question))
    if names & set(stems(hide_quotations(text)[speech.start : speech.end])):
        return speech.start, speech.end
    before = [place for place in sentence_spans(text) if speech.back <= place[0] < speech.start]
    named = [start for start, end in before if names & set(stems(text[start : min(end, speech.start)]))]
    return named[-1] if named else speech.back, speech.end


def quotes_what_is_asked(question: str, candidate: Candidate) -> bool:
    """Whether the candidate's quotes have what a question for the speaker has between quotation marks, if it has."""
    quotes = [candidate.passage.text[start:end] for start, end in candidate.cited_for(question)]
    return ground(words_quoted(question), "\n".join(quotes)).coverage >= OWN_WORDS


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
        set(normalise_answer(without_accents(text[slice(*span)])).split()) - TITLES for span in (own, speaker)
    )
    return bool(one and other) and (one <= other or other <= one)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
