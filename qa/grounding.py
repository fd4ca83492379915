"""How much of a question's wording a text accounts for."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from qa.acronyms import acronyms_of, without_points, written_out
from qa.stop_words import STOP_WORDS

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
LIKENESS = 0.8  # two words this alike are the same word misspelt


@dataclass(frozen=True)
class Grounding:
    """`coverage`: the share, 0 to 1, of the question's content words that the text has (1 where it has none).

    `missing_names`: how many names and numbers of the question the text does not have.
    """

    coverage: float
    missing_names: int


@cache
def _analyzer() -> Any:
    import tantivy

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()


def stems(text: str) -> list[str]:
    """The text's words in lower case, without English endings."""
    return list(_analyzer().analyze(text))


def content_words(question: str) -> list[str]:
    """The question's words that carry its subject, as they are written."""
    return [word for word in WORD.findall(question) if word.lower() not in STOP_WORDS]


def content_stems(text: str) -> set[str]:
    """The stems of the words that carry its subject."""
    return set(stems(" ".join(content_words(text))))


def is_name(question: str, word: str) -> bool:
    """Whether a word of the question is a number, or a name by its capital inside the sentence."""
    if any(character.isdigit() for character in word):
        return True
    return word[0].isupper() and not question.lstrip(" \"'“‘(").startswith(word)


def ground(question: str, text: str) -> Grounding:
    """How the text accounts for the question's words: endings, slips of the keyboard and initials of names aside."""
    question, text = without_points(question), without_points(text)
    words = content_words(question)
    if not words:
        return Grounding(1.0, 0)
    known = set(stems(text)) | acronyms_of(text) | set(stems(" ".join(written_out(question, text))))
    missing = [word for word in words if not _known(word, known)]
    return Grounding(1 - len(missing) / len(words), sum(is_name(question, word) for word in missing))


def _known(word: str, known: set[str]) -> bool:
    return all(stem in known or _misspelt(stem, known) for stem in stems(word) or [word.lower()])


def _misspelt(stem: str, known: set[str]) -> bool:
    """Whether a known stem of like length and the same first letter is nearly the same."""
    if len(stem) < 5 or stem.isdigit():
        return False
    matcher = SequenceMatcher(b=stem, autojunk=False)
    for other in known:
        if abs(len(other) - len(stem)) <= 2 and other[0] == stem[0]:
            matcher.set_seq1(other)
            if matcher.quick_ratio() >= LIKENESS and matcher.ratio() >= LIKENESS:
                return True
    return False
