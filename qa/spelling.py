"""A misspelt question is asked in the documents' spelling, and what was understood is shown."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from string import ascii_lowercase

from qa.grounding import WORD, stems

FEWEST_LETTERS = 5  # on both sides: a shorter word is too near to too many others
MOST_LETTERS = 24  # of a word that is looked for among all common ones
ENDINGS = (("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")))
ENGLISH = frozenset("the of what who when where which how why did does".split())  # words that tell of the language
CONTRACTION = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|ca|wo|would|could|should|must|need)nt|"
    r"(?:what|that|where|who|there|here|how|when|why|it|let|he|she)s|(?:they|we|you|who|it|that|there)(?:re|ve|ll|d)"
)
TAKEN_FOR_EACH_OTHER = frozenset(map(frozenset, ("iy", "sz", "cs", "ck", "ae")))


def spell_as(
    texts: Iterable[str], question: str, is_word: Callable[[str], bool], is_written: Callable[[str], bool]
) -> str:
    """The question with each misspelt word as the texts spell the word that it is a slip of.

    A slip is one letter left out, twice or too many, two letters exchanged, or one taken for another that sounds like
    it, but not the first letter, and not an ending. Where letters are doubled or exchanged, the texts may have the word
    that is meant with another ending. A word in lower case that is no slip of theirs may be one of a common English
    word, if of one alone (a letter left out, doubled or exchanged: "relased"), that these texts have, or else one that
    the corpus has nowhere, so that the reader knows it and nothing is found by it. A word stays that is one, in lower
    case, or that is written elsewhere in the corpus, if only with another ending.
    """
    written: Counter[str] = Counter(
        word for text in texts for word in WORD.findall(text) if len(word) >= FEWEST_LETTERS
    )
    known = {word.lower() for word in written}
    known_stems = {stem for word in known for stem in stems(word)}
    english = not ENGLISH.isdisjoint(WORD.findall(question.lower()))

    def spelt(match: re.Match[str]) -> str:
        word, lower = match[0], match[0].lower()
        if lower in known or not _may_be_misspelt(match) or is_word(lower):
            return word
        named = match.start() > 0 and not word.islower()
        slips = [other for other in written if _is_slip(lower, other.lower()) and not (named and other.islower())]
        if not slips and word.islower():
            meant = {one for one in _before_the_slip(lower) if is_word(one) and known_stems.issuperset(stems(one))}
            slips = list(meant) if len(meant) == 1 and not any(map(is_word, stems(word))) else []
        if not slips and english and word.islower() and not _is_inflected(lower, is_word):
            common = {one for one in _before_the_slip(lower) | _with_a_letter(lower, is_word) if is_word(one)}
            meant = {one for one in common if known_stems.issuperset(stems(one))} or common
            slips = [
                one for one in meant if len(meant) == 1 and (known_stems.issuperset(stems(one)) or not is_written(one))
            ]
        if not slips:
            return word
        likest = max(slips, key=lambda other: (written[other], other))
        if stems(likest) != stems(word) and is_written(word):
            return word
        return likest.lower() if word.islower() else likest

    return WORD.sub(spelt, question)


def _with_a_letter(word: str, is_word: Callable[[str], bool]) -> set[str]:
    """The words that `word` may have been meant as: with a letter more, but no ending. None where it is very long."""
    if len(word) > MOST_LETTERS:
        return set()
    more = {word[:at] + letter + word[at:] for at in range(1, len(word)) for letter in ascii_lowercase}
    return {one for one in more if is_word(one) and _is_slip(word, one)}


def _is_inflected(word: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a common word with an ending, or the American spelling, makes it: it is a word, though a rare one."""
    bases = {word.replace("is", "iz"), word.replace("our", "or"), *stems(word)}
    for ending, instead in ENDINGS:
        if word.endswith(ending):
            bases |= {word.removesuffix(ending) + one for one in instead}
    return any(is_word(base) for base in bases - {word})


def _may_be_misspelt(match: re.Match[str]) -> bool:
    """Whether it is a word of letters by itself, no part of an address and no contraction without its apostrophe."""
    word, question = match[0], match.string
    alone = question[match.start() - 1 : match.start()] not in {"@", ".", "/", "_", "#"}
    followed = re.match(r"[@/_]|\.\w", question[match.end() : match.end() + 2])
    letters = len(word) >= FEWEST_LETTERS and word.isalpha()
    return letters and alone and not followed and not CONTRACTION.fullmatch(word.lower())


def _is_slip(word: str, meant: str) -> bool:
    """Whether one slip makes `word` of `meant`, both in lower case."""
    if word[0] != meant[0] or abs(len(word) - len(meant)) > 1:
        return False
    at = next((i for i, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other), None)
    if at is None:  # one begins the other: an ending
        return False
    if len(word) < len(meant):
        return word[at:] == meant[at + 1 :]
    if len(word) > len(meant):
        return word[at + 1 :] == meant[at:]
    if word[at + 2 :] == meant[at + 2 :] and word[at : at + 2] == meant[at : at + 2][::-1]:
        return True
    return word[at + 1 :] == meant[at + 1 :] and frozenset((word[at], meant[at])) in TAKEN_FOR_EACH_OTHER


def _before_the_slip(word: str) -> set[str]:
    """What `word` may have been meant as: a letter of it twice, or once where it stands twice, or two exchanged."""
    inside = range(1, len(word))
    once = {word[:at] + word[at - 1] + word[at:] for at in range(2, len(word) + 1)}
    twice = {word[:at] + word[at + 1 :] for at in inside if word[at] == word[at - 1]}
    exchanged = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in inside[:-1]}
    return {one for one in once | twice | exchanged if _is_slip(word, one)}
