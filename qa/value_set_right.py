"""What a correction gives in place of a value that was wrong, told by the form of both: an amount for an amount."""

import re

from corpus.dates import MONTHS, WEEKDAYS
from index.passages import Span, sentence_spans
from qa.number_words import CURRENCY_SIGN

_FIGURE = r"\d+(?:[.,]\d+)*(?: (?:thousand|million|billion|per cent)|%)?"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH} \d{{1,2}}\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{CURRENCY_SIGN}\s?{_FIGURE}|\b{_FIGURE} (?:pounds|euros|dollars)\b",
        rf"\b(?:{'|'.join(WEEKDAYS)})s?\b",
        _DAY,
        rf"\b{_MONTH}\b",
        rf"(?<![\w.,]){_FIGURE}(?![\w])",
    )
)


def value_set_right(text: str, wrong: Span, value: str) -> Span | None:
    """(start, end) of the one value of the same form in the sentence behind what was wrong, or in the rest of its own.

    None where there are several others, or none.
    """
    form, was = next(((form, was) for form in _FORMS if (was := form.search(value))), (None, None))
    if form is None or was is None:
        return None
    for start, end in sentence_spans(text):
        if end < wrong[1]:
            continue
        found = form.finditer(text, max(start, wrong[1]), end)
        others = [match for match in found if match[0].lower() != was[0].lower()]
        if others or start > wrong[1] + 1:
            return others[0].span() if len(others) == 1 else None
    return None
