"""Records, lines as "Role: Chair" one below the other, and the value of the field that a question names."""

import re
from collections.abc import Sequence

from index.passages import Span
from qa.answer_form import asks_form, form_fits
from qa.grounding import content_stems

FIELD = re.compile(
    r"^[^\S\n]*+(?:[-*+•][^\S\n]++)?+(?:\*\*)?+(?P<name>[^\W_][^\n:|*]{0,40}?)[^\S\n]*(?:\*\*)?:(?:\*\*)?[^\S\n]+"
    r"(?P<value>\S[^\n]*)$",
    re.MULTILINE,
)
FEWEST_FIELDS = 3  # lines of a record, one below the other
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ASKS_FOR_NO_FIELD = re.compile(r"\b(?:who|whom|whose|when|where|why|how (?!much\b))", re.IGNORECASE)
_ASKS_OF_IT = re.compile(r"\b(?:when|where|why|how (?!much\b))", re.IGNORECASE)  # the field named is the subject


def field_asked_for(question: str, text: str, start: int, end: int) -> Span | None:
    """(start, end) of the value of the field that the question names, of the record in which `text[start:end]` stands.

    To a question of who only where the name is all that it asks, of two lines only where that is two words; to one of
    when, where or how none: the name is of what it asks about. Of words that go over a line's end, the value in which
    they begin. None in doubt, and where that is the place already.
    """
    fields = list(FIELD.finditer(text))
    at = next((number for number, field in enumerate(fields) if field.start() <= start < field.end()), None)
    if at is None:
        return None
    if end <= fields[at].end("name") and asks_form(question) and form_fits(question, text[start:end]):
        return None  # a line of who does what, or when
    record = record_around(text, fields, at)
    asked = content_stems(question)
    values = {word for field in record for word in content_stems(field["value"])}
    names = [content_stems(_IN_BRACKETS.sub("", field["name"])) for field in record]
    named = [place for place, words in enumerate(names) if words and words <= asked - values]
    field = record[named[0]] if len(named) == 1 else fields[at]
    long = len(record) >= FEWEST_FIELDS
    subject = _ASKS_OF_IT.search(question) is not None
    if not subject and field is not fields[at] and names[named[0]] == asked and (long or len(asked) > 1):
        return field.span("value") if form_fits(question, field["value"]) else None
    if not long:
        value = fields[at].span("value")
        return value if len(record) > 1 and value[0] <= start < value[1] < end else None
    fits = asks_form(question) and form_fits(question, text[start:end])
    leave = fits or _ASKS_FOR_NO_FIELD.search(question)
    place = (fields[at] if leave else field).span("value")
    return place if not (place[0] <= start and end <= place[1]) else None


def record_around(text: str, fields: Sequence[re.Match[str]], at: int) -> list[re.Match[str]]:
    """The fields that stand one below the other around the one at that place."""
    first = last = at
    while first > 0 and text[fields[first - 1].end() : fields[first].start()] == "\n":
        first -= 1
    while last + 1 < len(fields) and text[fields[last].end() : fields[last + 1].start()] == "\n":
        last += 1
    return list(fields[first : last + 1])
