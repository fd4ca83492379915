"""A misspelt question is asked in the documents' spelling, and what was understood is shown."""

from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from qa.grounding import LIKENESS, WORD

FEWEST_LETTERS = 5  # on both sides: a shorter word is too near to too many others
LENGTHS_APART = 2


def spell_as(texts: Iterable[str], question: str, is_word: Callable[[str], bool]) -> str:
    """The question with each misspelt word as the texts spell the word that is most like it.

    Misspelt is what neither is a word, in lower case, nor stands in the texts. It stays where no word of the texts with
    the same first letter is nearly the same by more than an ending.
    """
    written = Counter(word for text in texts for word in WORD.findall(text) if len(word) >= FEWEST_LETTERS)
    known = {word.lower() for word in written}

    def spelt(word: str) -> str:
        plain = len(word) >= FEWEST_LETTERS and word.isalpha()
        if not plain or is_word(word.lower()) or word.lower() in known:
            return word
        likest = _likest(word.lower(), written) or word
        return likest.lower() if word.islower() else likest

    return WORD.sub(lambda match: spelt(match[0]), question)


def _likest(word: str, written: Counter[str]) -> str | None:
    """The written word that is most like it, of several the one written most; None where none is like enough."""
    matcher = SequenceMatcher(b=word, autojunk=False)
    best: tuple[float, int, str] | None = None
    for other, times in written.items():
        lower = other.lower()
        if lower[0] != word[0] or abs(len(lower) - len(word)) > LENGTHS_APART or _one_begins_the_other(word, lower):
            continue
        matcher.set_seq1(lower)
        if matcher.quick_ratio() >= LIKENESS and (likeness := matcher.ratio()) >= LIKENESS:
            best = max(best or (0.0, 0, ""), (likeness, times, other))
    return best[2] if best else None


def _one_begins_the_other(word: str, other: str) -> bool:
    """Whether they differ by an ending, as a router and a route, which is seldom a slip."""
    return word.startswith(other) or other.startswith(word)
