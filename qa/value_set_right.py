"""What a correction gives in place of a value that was wrong, told by the form of both: an amount for an amount."""

import re

from corpus.dates import MONTH_NAME, WEEKDAYS
from index.passages import Span, sentence_spans
from qa.currency import CURRENCY_SIGN
from qa.grounding import content_stems

_FIGURE = r"\d+(?:[.,]\d+)*(?: (?:thousand|million|billion|per cent)|%)?"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH_NAME}\b|\b{MONTH_NAME} \d{{1,2}}\b"
_SETS_RIGHT = re.compile(
    r"^\W*(?:it|he|she|they|there)\b|\b(?:right|correct(?:ly)?|actual(?:ly)?|true|should|in fact|now says?|since)\b",
    re.IGNORECASE,
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{CURRENCY_SIGN}\s?{_FIGURE}|\b{_FIGURE} (?:pounds|euros|dollars)\b",
        rf"\b(?:{'|'.join(WEEKDAYS)})s?\b",
        _DAY,
        rf"\b{MONTH_NAME}\b",
        rf"(?<![\w.,])(?<!{CURRENCY_SIGN}){_FIGURE}(?!\w| {MONTH_NAME}\b)",
    )
)


_WORD_BEHIND = re.compile(r" ?([\w’'-]*)")


def value_set_right(text: str, wrong: Span, value: str, *, contrasted: bool = False) -> Span | None:
    """(start, end) of the one value of the same form in the sentence behind what was wrong, or in the rest of its own.

    Of what is contrasted, "17, not 11" or "not 11 but 17", it is the one in its own sentence. None where there are
    several others, or none, or where a sentence behind tells of something else ("The fire began at 9.").
    """
    form, was = next(((form, was) for form in _FORMS if (was := form.search(value))), (None, None))
    if form is None or was is None:
        return None
    if contrasted:
        return _beside(text, wrong, form, was[0].lower())
    sentences = [(start, end) for start, end in sentence_spans(text) if end >= wrong[1]]
    for start, end in sentences:
        found = form.finditer(text, max(start, wrong[1]), end)
        others = [match for match in found if match[0].lower() != was[0].lower()]
        if start >= wrong[1] and not _goes_on_about(text[slice(*sentences[0])], text[start:end]):
            return None
        if others or start > wrong[1] + 1:
            return others[0].span() if len(others) == 1 else None
    return None


def _goes_on_about(wrong: str, sentence: str) -> bool:
    """Whether a sentence sets right what was wrong: by its words, or as it has a word of that."""
    told, own = (content_stems(words) for words in (wrong, sentence))
    return bool(_SETS_RIGHT.search(sentence) or told & own)


def _beside(text: str, wrong: Span, form: re.Pattern[str], was: str) -> Span | None:
    """The one value in the sentence of what it is not, before it or else behind."""
    first, last = next(((start, end) for start, end in sentence_spans(text) if start <= wrong[0] < end), wrong)
    for stretch in ((first, wrong[0]), (wrong[1], last)):
        others = [match.span() for match in form.finditer(text, *stretch) if match[0].lower() != was]
        if others:
            return others[0] if len(others) == 1 else None
    return None


def is_said_anew(text: str, said: Span) -> bool:
    """Whether a value in `text[slice(*said)]` is given as another behind it, of the same thing as far as words tell."""
    for form in _FORMS:
        was = form.search(text, *said)
        if was is None:
            continue
        place = value_set_right(text, (was.start(), was.end()), was[0])
        if place is None:
            return False
        thing, other = (_WORD_BEHIND.match(text, end) for end in (was.end(), place[1]))
        return bool(thing and other and other[1] in {"", thing[1]})
    return False
