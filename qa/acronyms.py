"""Names and their initials: "UK" and "United Kingdom", "cfo" and "Chief Financial Officer"."""

import re
from collections.abc import Iterator

_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w'’]*"
_NAME = re.compile(rf"{_CAPITALISED}(?:[\s-](?:(?:of|for|and|the|on) ){{0,2}}{_CAPITALISED}){{1,7}}")
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_POINTED = re.compile(r"\b(?:[A-Z]\.){2,6}")
MOST_INITIALS = 6


def without_points(text: str) -> str:
    """The text with "UK" for "U.K."."""
    return _POINTED.sub(lambda found: found[0].replace(".", ""), text)


def acronyms_of(text: str) -> set[str]:
    """What the names in the text may be shortened to, in lower case: the initials of two to six capitalised words in a
    row, small words between them left out.
    """
    return {initials for initials, _ in _shortened(text)}


def written_out(question: str, text: str) -> set[str]:
    """The words of the question's names that the text has as capitals: "United Kingdom" where it says UK."""
    short = {found.lower() for found in _CAPITALS.findall(text)}
    return {word for initials, words in _shortened(question) if initials in short for word in words}


def _shortened(text: str) -> Iterator[tuple[str, list[str]]]:
    """The initials of each part of a name, with its words."""
    for name in _NAME.findall(text):
        words = [word for word in re.split(r"[\s-]", name) if word[:1].isupper()]
        for start in range(len(words)):
            for end in range(start + 2, min(len(words), start + MOST_INITIALS) + 1):
                part = words[start:end]
                yield "".join(word[0] for word in part).lower(), part
