"""Text as the metrics compare it: SQuAD's own form for its metrics, and whole words for containment."""

import re
import string
import unicodedata

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_ARTICLE_WORDS = frozenset({"a", "an", "the"})
_PUNCTUATION = frozenset(string.punctuation)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
# Scripts written without spaces (Thai, Lao, Myanmar, Khmer, kana, Han): every character is a word of its own.
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def squad_normalise(text: str) -> str:
    """The text in lower case without ASCII punctuation, articles and extra white space.

    Source: `normalize_answer` in the official SQuAD 1.1 and 2.0 evaluation scripts (Rajpurkar et al., 2016 and 2018).
    """
    without_punctuation = "".join(character for character in text.lower() if character not in _PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", without_punctuation).split())


def squad_tokens(text: str) -> list[str]:
    """The words of SQuAD's normalised text."""
    return squad_normalise(text).split()


def answer_tokens(text: str) -> list[str]:
    """The words of the text, case folded, without articles; punctuation of any script separates words.

    So "178-146" is two words, where SQuAD's normalisation makes one of them. "1,190" is the same word as "1190",
    "3.5" is one word, and "%" is a word.
    """
    spaced = "".join(map(_spaced, fold_answer(text)))
    return [word.replace("\0", ".") for word in spaced.split() if word not in _ARTICLE_WORDS]


def fold_answer(text: str) -> str:
    """The text with its letters folded and its numbers in one form; NUL is a decimal point, which separates nothing."""
    return _DECIMAL_POINT.sub("\0", _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).casefold()))


def answer_words(folded: str) -> list[tuple[str, int, int]]:
    """The same words of a folded text, each with where it begins and ends there."""
    spaced = [_spaced(character) for character in folded]
    # Around a character that is a word of its own stand two spaces more than in the folded text.
    places = [place for place, character in enumerate(spaced) for _ in character]
    return [
        (found[0].replace("\0", "."), places[found.start()], places[found.end() - 1] + 1)
        for found in re.finditer(r"\S+", "".join(spaced))
        if found[0] not in _ARTICLE_WORDS
    ]


def _spaced(character: str) -> str:
    """The character as part of a word, as a word of its own, or a space."""
    if character == "%" or _NO_SPACES.match(character):
        return f" {character} "
    return character if character == "\0" or unicodedata.category(character)[0] in "LMN" else " "
