"""Whether the one whom a span names says what a question is about."""

import re

from index.passages import Span, sentence_spans
from qa.accents import without_accents
from qa.agreement import normalise_answer
from qa.attribution import Attribution, attributions, said_spans, speaker_spans, unattributed
from qa.candidate import Candidate
from qa.grounding import WORD, content_words, ground, stems
from qa.quotations import hide_quotations
from qa.speaker_question import speaker_asked_about, words_quoted
from qa.titles import TITLES

OWN_WORDS = 0.8  # of a question's words, and at least two: where somebody says so many, the question quotes that
FEWEST_OWN_WORDS = 2
_THAT = re.compile(r"^\W*that\b", re.IGNORECASE)
_DOES_NOT_SAY = re.compile(
    r"\b(?:den(?:y|ied|ies)|(?:reject|dismiss)(?:ed|e?s)? (?:the |a |any )?(?:claim|idea|suggestion|notion|charge)s?|"
    r"ask(?:s|ed)? (?:whether|if|who|what|why|how|when)|question(?:ed|s)|not know|never heard|refut\w+|"
    r"doubt(?:ed|s)?)\b",
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
    """Whether those are words that somebody says, and neither denies nor asks, unless the question is about that."""
    told = _DOES_NOT_SAY.search(hide_quotations(text), speech.start, speech.end)
    return told is None or _DOES_NOT_SAY.search(question) is not None


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
    names = set(stems(" ".join(content_words(speaker_asked_about(question)))))
    if names & set(stems(hide_quotations(text)[speech.start : speech.end])):
        return speech.start, speech.end
    before = [place for place in sentence_spans(text) if speech.back <= place[0] < speech.start]
    named = [start for start, end in before if names & set(stems(text[start : min(end, speech.start)]))]
    return named[-1] if named else speech.back, speech.end


def quotes_what_is_asked(question: str, candidate: Candidate) -> bool:
    """Whether the candidate's quotes have what a question for the speaker has between quotation marks, if it has."""
    quotes = [candidate.passage.text[start:end] for start, end in candidate.cited]
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
