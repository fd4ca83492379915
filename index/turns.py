"""The turns of a conversation that is written down: "MARA OKONJO: ...", "[18:24:55] Annika: ..."."""

from functools import lru_cache
from typing import NamedTuple

import regex

from corpus.dates import MONTHS, WEEKDAYS
from index.number_words import NUMBER_WORD

KEPT = 64  # texts
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_DAY = r"\d[\d/.-]{5,9}[, ]+"
_STAMP = (  # no programme's "9.30 Keynote: Ann Lee"
    rf"(?:[\[(](?:{_DAY})?{_TIME}[\])]|{_DAY}{_TIME}|\d{{1,2}}:\d{{2}}:\d{{2}})(?: ?[–-])?\s+"
)
_ROLE = r"(?: \([^()\n]{1,40}\))?"
_WORD = r"[\p{L}.'’-]+"
_CAPITALS = r"\p{Lu}[\p{Lu}.'’-]+(?: [\p{Lu}.'’-]+){0,3}"
_NAME = rf"\p{{Lu}}{_WORD}(?: \p{{Lu}}{_WORD}){{0,3}}"
_LABEL = regex.compile(
    rf"^[^\S\n]*(?:(?P<stamp>{_STAMP})(?P<stamped>\p{{L}}{_WORD}(?: {_WORD}){{0,3}})|(?:{_TIME} )?"
    rf"(?:\*\*)?(?:(?P<capitals>{_CAPITALS})|(?P<name>{_NAME})|(?P<letter>[QA])))"
    rf"{_ROLE}(?::(?:\*\*)?|\*\*:(?<=\*\*.*\*\*:))[^\S\n]+(?=\S)",
    regex.MULTILINE,
)
_NUMBERS = rf"(?:{NUMBER_WORD}|ground|first|second|third|fourth|fifth|sixth|last)"
_NO_NAME = regex.compile(
    rf"\b(?:{'|'.join((*MONTHS, *WEEKDAYS))}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|days?|weeks?|morning|noon|afternoon|"
    rf"evening|night|floor|{_NUMBERS})s?\b",
    regex.IGNORECASE,
)
_OF_A_CHAT = regex.compile(r"\d[:.]\d\d[:.]\d\d|\d[/.-]\d+[/.-]\d")  # no programme's time
_ENDS_A_SENTENCE = regex.compile(r"[.?!…][”\"’')\]]*[^\S\n]*$", regex.MULTILINE)


class Turn(NamedTuple):
    """`text[start:end]` begins with who says it: `text[slice(*name)]`."""

    start: int
    end: int
    name: tuple[int, int]


def turn_starts(text: str) -> list[int]:
    """Where a line begins with a time and a name, a name in capitals, "Q" or "A", each with a colon behind it."""
    return [label.start() for label in _LABEL.finditer(text) if not label["name"]]


@lru_cache(maxsize=KEPT)
def turns(text: str) -> tuple[Turn, ...]:
    """What each one says, up to the next one's turn; of the last one, up to a blank line.

    Two speak at least. They do by a stamp with a day or seconds before each; else one speaks twice and mostly in
    sentences, as the fields of records ("Role: Chair") do not, or each has a time before it or two words in capitals
    and all speak in sentences. No day and no number is a name.
    """
    labels = [label for label in _LABEL.finditer(text) if not label["letter"] and not _NO_NAME.search(_name(label))]
    stamped = [label for label in labels if label["stamp"] and _OF_A_CHAT.search(label["stamp"])]
    own = [label for label in labels if _names_itself(label)]
    if len({_name(label) for label in stamped}) > 1:
        found = own
    else:
        found = next((some for some in (own, labels) if _is_talk(text, some)), [])
    if not found:
        return ()
    ends = [label.start() for label in found[1:]]
    last = text.find("\n\n", found[-1].end())
    ends.append(len(text) if last < 0 else last)
    return tuple(
        Turn(label.start(), end, label.span(label.lastgroup or 0)) for label, end in zip(found, ends, strict=True)
    )


def _is_talk(text: str, labels: "list[regex.Match[str]]") -> bool:
    names = {_name(label) for label in labels}
    lines = [_line(text, label.end()) for label in labels]
    spoken = sum(1 for line in lines if _ENDS_A_SENTENCE.search(text, *line))
    if len(names) < 2 or 2 * spoken <= len(labels):
        return False
    return len(labels) > len(names) or (spoken == len(labels) and all(map(_names_itself, labels)))


def _name(label: "regex.Match[str]") -> str:
    return str(label[label.lastgroup or 0])


def _names_itself(label: "regex.Match[str]") -> bool:
    """Whether the label is a name's by its own form."""
    return bool(label["stamp"] or (label["capitals"] and " " in label["capitals"]))


def _line(text: str, start: int) -> tuple[int, int]:
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end
