"""A misspelt question is asked in the documents' spelling, and what was understood is shown."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING

from qa.grounding import WORD, stems

if TYPE_CHECKING:
    from spellchecker import SpellChecker

FEWEST_LETTERS = 5  # of what is meant: a shorter word is too near to too many others
MOST_LETTERS = 24  # of a word that is looked for among all common ones
ENDINGS = (("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")))
ASKING = ("what", "who", "whose", "when", "where", "which", "how", "why")
ENGLISH = frozenset(("the", "of", "did", "does", *ASKING))  # words that tell of the language
CONTRACTION = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|ca|wo|would|could|should|must|need)nt|"
    r"(?:what|that|where|who|there|here|how|when|why|it|let|he|she)s|(?:they|we|you|who|it|that|there)(?:re|ve|ll|d)"
)
SOUND_ALIKE = frozenset(map(frozenset, ("iy", "sz", "cs", "ck", "ae")))
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")  # each row half a key to the right of the one above
SIDE_BY_SIDE = frozenset(
    frozenset(pair)
    for row, below in zip(KEYS, (*KEYS[1:], ""), strict=True)
    for pair in (*pairwise(row), *zip(row, below, strict=False), *zip(row[1:], below, strict=False))
)


def spell_as(
    texts: Iterable[str], question: str, is_word: Callable[[str], bool], is_written: Callable[[str], bool]
) -> str:
    """The question with each misspelt word as the texts spell the word that it is a slip of.

    A slip is one letter left out, twice or too many, two letters exchanged, or one taken for another that sounds like
    it or for a key beside it, but not the first letter, and not an ending. Where letters are doubled or exchanged, or
    keys missed, the texts may have the word that is meant with another ending. A word in lower case that is no slip of
    theirs may be one of a common English word, if of one alone (a letter left out, doubled or exchanged, "relased", or
    else a key missed, "comouter"), that these texts have, or else one that the corpus has nowhere, so that the reader
    knows it and nothing is found by it. The first word may be a slip of one that asks ("wjat"). A word stays that is
    one, in lower case or in a dictionary of English, or that is written elsewhere in the corpus, if only with another
    ending.
    """
    return WORD.sub(_Speller(texts, question, is_word, is_written).spelt, question)


@cache
def _dictionary() -> "SpellChecker":
    from spellchecker import SpellChecker  # a quarter of a second, so only where a word may be misspelt

    return SpellChecker(distance=1)


def is_english(word: str) -> bool:
    """Whether a word in lower case is one of some 160,000 English ones."""
    return word in _dictionary()


class _Speller:
    """Spells the words of one question as `spell_as` says."""

    def __init__(
        self, texts: Iterable[str], question: str, is_word: Callable[[str], bool], is_written: Callable[[str], bool]
    ) -> None:
        every = Counter(word for text in texts for word in WORD.findall(text))
        self._known = {word.lower() for word in every}
        self._written = Counter({word: times for word, times in every.items() if len(word) >= FEWEST_LETTERS})
        self._stems = {stem for word in self._written for stem in stems(word)}
        self._english = not ENGLISH.isdisjoint(WORD.findall(question.lower()))
        self._is_word, self._is_written = is_word, is_written

    def spelt(self, match: re.Match[str]) -> str:
        word, lower = match[0], match[0].lower()
        if lower in self._known or not _may_be_misspelt(match) or self._is_word(lower):
            return word
        meant = self._asking(word) if match.start() == 0 else None
        if meant is None and len(word) < FEWEST_LETTERS:
            meant = self._a_letter_longer(word)
        elif meant is None:
            meant = self._meant(word, named=match.start() > 0 and not word.islower())
        return word if meant is None or is_english(lower) else meant

    def _asking(self, word: str) -> str | None:
        """The one word that asks of which the first word is a slip; of two letters or in capitals it may mean much."""
        asking = [one for one in ASKING if _is_slip(word.lower(), one) and (len(word) > 3 or len(one) > len(word))]
        if len(asking) != 1 or len(word) < 3 or word.isupper() or self._is_written(word):
            return None
        return asking[0] if word.islower() else asking[0].capitalize()

    def _meant(self, word: str, named: bool) -> str | None:
        lower = word.lower()
        slips = [
            one
            for one in self._written
            if _is_slip(lower, one.lower(), keys=not named) and not (named and one.islower())
        ]
        slips = slips or (self._common_words_meant(word) if word.islower() else [])
        if not slips:
            return None
        likest = max(slips, key=lambda other: (self._written[other], other))
        if stems(likest) != stems(word) and self._is_written(word):
            return None
        return likest.lower() if word.islower() else likest

    def _a_letter_longer(self, word: str) -> str | None:
        """The texts' one word that has a letter more, both in lower case."""
        longer = [one for one in self._written if len(one) > len(word) and _is_slip(word, one.lower())]
        sure = len(word) == FEWEST_LETTERS - 1 and len(longer) == 1 and longer[0].islower()
        return longer[0] if sure and word.islower() and not self._is_written(word) else None

    def _common_words_meant(self, word: str) -> list[str]:
        """The common English word that a word in lower case may be a slip of; nothing where there are several."""
        for before in (_before_the_slip, _beside_the_keys):
            meant = [one for one in before(word) if self._is_word(one) and self._have(one)]
            if len(meant) == 1 and not any(map(self._is_word, stems(word))):
                return meant
        if not self._english or _is_inflected(word, self._is_word):
            return []
        common = {one for one in _before_the_slip(word) | _with_a_letter(word, self._is_word) if self._is_word(one)}
        common = common or {one for one in _beside_the_keys(word) if self._is_word(one)}
        meant = [one for one in common if self._have(one)] or list(common)
        return [one for one in meant if len(meant) == 1 and (self._have(one) or not self._is_written(one))]

    def _have(self, word: str) -> bool:
        """Whether the texts have the word, if only with another ending."""
        return self._stems.issuperset(stems(word))


def _with_a_letter(word: str, is_word: Callable[[str], bool]) -> set[str]:
    """The words that `word` may have been meant as: with a letter more, but no ending. None where it is very long."""
    if len(word) > MOST_LETTERS:
        return set()
    more = {word[:at] + letter + word[at:] for at in range(1, len(word)) for letter in ascii_lowercase}
    return {one for one in more if is_word(one) and _is_slip(word, one)}


def _is_inflected(word: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a common word with an ending, or the American spelling, makes it: it is a word, though a rare one."""
    bases = {word.replace("is", "iz"), word.replace("ys", "yz"), word.replace("our", "or"), *stems(word)}
    for ending, instead in ENDINGS:
        if word.endswith(ending):
            bases |= {word.removesuffix(ending) + one for one in instead}
    return any(is_word(base) for base in bases - {word})


def _may_be_misspelt(match: re.Match[str]) -> bool:
    """Whether it is a word of letters by itself, no part of an address and no contraction without its apostrophe."""
    word, question = match[0], match.string
    alone = question[match.start() - 1 : match.start()] not in {"@", ".", "/", "_", "#"}
    followed = re.match(r"[@/_]|\.\w", question[match.end() : match.end() + 2])
    return word.isalpha() and alone and not followed and not CONTRACTION.fullmatch(word.lower())


def _is_slip(word: str, meant: str, keys: bool = True) -> bool:
    """Whether one slip makes `word` of `meant`, both in lower case; with `keys`, to a key beside the right one, too."""
    if word[0] != meant[0] or abs(len(word) - len(meant)) > 1:
        return False
    at = next((i for i, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other), None)
    if at is None:  # one begins the other: an ending, or its last letter twice (coffe, committe)
        return meant == word + word[-1:] and word[-1:] != "s"
    if len(word) < len(meant):
        return word[at:] == meant[at + 1 :]
    if len(word) > len(meant):
        return word[at + 1 :] == meant[at:]
    if word[at + 2 :] == meant[at + 2 :] and word[at : at + 2] == meant[at : at + 2][::-1]:
        return True
    pair = frozenset((word[at], meant[at]))
    ends = at == len(word) - 1  # workers, worked
    return word[at + 1 :] == meant[at + 1 :] and (pair in SOUND_ALIKE or (keys and pair in SIDE_BY_SIDE and not ends))


def _before_the_slip(word: str) -> set[str]:
    """What `word` may have been meant as: a letter of it twice, or once where it stands twice, or two exchanged."""
    inside = range(1, len(word))
    once = {word[:at] + word[at - 1] + word[at:] for at in range(2, len(word) + 1)}
    twice = {word[:at] + word[at + 1 :] for at in inside if word[at] == word[at - 1]}
    exchanged = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in inside[:-1]}
    return {one for one in once | twice | exchanged if _is_slip(word, one)}


def _beside_the_keys(word: str) -> set[str]:
    """What `word` may have been meant as: a key for one beside it. None where it is very long."""
    if len(word) > MOST_LETTERS:
        return set()
    keys = ((at, key) for at in range(1, len(word) - 1) for key in ascii_lowercase if {word[at], key} in SIDE_BY_SIDE)
    return {word[:at] + key + word[at + 1 :] for at, key in keys}
