"""The turns of a conversation that is written down: "MARA OKONJO: ...", "[18:24:55] Annika: ..."."""

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

import regex

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
    rf"{_ROLE}(?::(?:\*\*)?|(?<=\*\*.*)\*\*:)[^\S\n]+(?=\S)",
    regex.MULTILINE,
)
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

    A name has a time before it or two words in capitals; else two speak, one of them twice, and mostly in sentences, as
    the fields of records ("Role: Chair") do not.
    """
    labels = [label for label in _LABEL.finditer(text) if not label["letter"]]
    times = Counter(_name(label) for label in labels)
    spoken = sum(1 for label in labels if _ENDS_A_SENTENCE.search(text, *_line(text, label.end())))
    own = [label for label in labels if _names_itself(label)]
    found = labels if not own and 2 * spoken > len(labels) > len(times) > 1 else own
    if not found:
        return ()
    ends = [label.start() for label in found[1:]]
    last = text.find("\n\n", found[-1].end())
    ends.append(len(text) if last < 0 else last)
    return tuple(
        Turn(label.start(), end, label.span(label.lastgroup or 0)) for label, end in zip(found, ends, strict=True)
    )


def _name(label: "regex.Match[str]") -> str:
    return str(label[label.lastgroup or 0])


def _names_itself(label: "regex.Match[str]") -> bool:
    """Whether the label is a name's by its own form."""
    return bool(label["stamp"] or (label["capitals"] and " " in label["capitals"]))


def _line(text: str, start: int) -> tuple[int, int]:
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end
