"""Names and their initials: "UK" and "United Kingdom", "cfo" and "Chief Financial Officer"."""

import re
from collections.abc import Callable, Iterable, Iterator

from qa.stop_words import STOP_WORDS

_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w'’]*"
_GAP = r"(?:[ -]|\n(?!\n))"  # within a name: a line's end, but no paragraph's
_NAME = re.compile(rf"(?<![\w'’]){_CAPITALISED}(?:{_GAP}(?:(?:of|for|and|the|on) ){{0,2}}{_CAPITALISED}){{1,7}}")
_NAME_WORD = re.compile(rf"(?<![\w'’]){_CAPITALISED}")
_HYPHENATED = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+){2,5}(?![\w-])")
_WORD = re.compile(r"\b[^\W\d_]+\b")
_ASKED = re.compile(r"(?<![\w@./#])[^\W\d_]+(?![\w@/]|\.\w)")  # a word by itself, no part of an address
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_POINTED = re.compile(r"\b(?:[A-Z]\.){2,6}(?P<joined>(?=\w))?")
_ENDINGS = ("s", "er", "ly", "ed", "ing")
_WHAT_IT_IS_SHORT_FOR = re.compile(
    r"\b(?:stands?|standing|short|abbreviat\w+|acronym) for\b|\babbreviates?\b|"
    r"^what (?:do|does|did) (?:the )?(?:acronym |abbreviation |letters )?[\w.]+ mean\W*$",
    re.IGNORECASE,
)
MOST_INITIALS = 6
FEWEST_INITIALS_SMALL = 3  # of an acronym typed in small letters


def without_points(text: str) -> str:
    """The text with "UK" for "U.K.", and "JK Rowling" for "J.K.Rowling"."""
    return _POINTED.sub(lambda found: found[0].replace(".", "") + ("" if found["joined"] is None else " "), text)


def asks_what_it_is_short_for(question: str) -> bool:
    """Whether the words that an acronym or an abbreviation stands for are asked for."""
    return _WHAT_IT_IS_SHORT_FOR.search(" ".join(question.split())) is not None


def acronyms_of(text: str) -> set[str]:
    """What the names in the text may be shortened to, in lower case: the initials of up to six capitalised words in a
    row, small words between them left out; two only where the name has no more.
    """
    return {initials for initials, _ in _shortened(text)}


def written_out(question: str, text: str) -> set[str]:
    """The names of the question that the text has as capitals: "United Kingdom" where it says UK."""
    short = {found.lower() for found in _CAPITALS.findall(text)}
    return {name for initials, name in _shortened(question) if initials in short}


def write_out(texts: Iterable[str], question: str, is_word: Callable[[str], bool]) -> str:
    """The question with each acronym that no text has as the one name of the texts that it is short for.

    "cfo" becomes "Chief Financial Officer", and "KIT" "keeping-in-touch". Small letters are an acronym where there are
    three or more, and no common word begins with them and ends as words do. Where the question asks what one is short
    for, it stays.
    """
    if asks_what_it_is_short_for(question):
        return question
    read = "\n\n".join(texts)
    kept = STOP_WORDS | {word.lower() for word in _WORD.findall(read)}
    names: dict[str, dict[str, str]] = {}
    hyphenated = (("".join(word[0] for word in name.lower().split("-")), name) for name in _HYPHENATED.findall(read))
    for initials, name in (*_shortened(read), *hyphenated):
        names.setdefault(initials, {})[" ".join(name.lower().split())] = name

    def name_of(match: re.Match[str]) -> str:
        word, lower = match[0], match[0].lower()
        meant = list(names.get(lower, {}).values())
        if len(meant) != 1 or lower in kept or not (word.isupper() or _is_acronym(word, is_word)):
            return word
        return " ".join(meant[0].split())

    return _ASKED.sub(name_of, question)


def _is_acronym(word: str, is_word: Callable[[str], bool]) -> bool:
    inflected = any(is_word(word + ending) for ending in _ENDINGS)
    return word.islower() and len(word) >= FEWEST_INITIALS_SMALL and word not in STOP_WORDS and not inflected


def _shortened(text: str) -> Iterator[tuple[str, str]]:
    """The initials of each part of a name that may be shortened, in lower case, with that part."""
    for name in _NAME.findall(text):
        words = [word for word in _NAME_WORD.finditer(name) if word[0].lower() not in STOP_WORDS]
        for start, first in enumerate(words):
            for end in range(start + 1, min(len(words), start + MOST_INITIALS)):
                if end - start > 1 or len(words) == 2:
                    initials = "".join(word[0][0] for word in words[start : end + 1]).lower()
                    yield initials, name[first.start() : words[end].end()]
