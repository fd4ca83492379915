"""When two short answers are the same answer."""

import re
import string
from collections import Counter

from qa.currency import CURRENCY_SIGN

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SIGN = re.compile(rf"(?<![\w.])[-−–](?={CURRENCY_SIGN}?\d)")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_MARKS = re.compile(r"(?<=[a-z])(?:\+\+|#|\+)(?!\w)")
_PUNCTUATION = dict.fromkeys(map(ord, string.punctuation + "‘’“”–—…"), " ")


def normalise_answer(text: str) -> str:
    """The answer in lower case without articles and punctuation: equal forms are one answer.

    SQuAD's normalisation (Rajpurkar et al., 2016, arXiv:1606.05250), with punctuation as a space and typographic
    marks among it.
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def answer_key(text: str) -> str:
    """The same for two answers that say the same: SQuAD's form, but a sign, a + or # and a lone article count.

    Never empty where the answer has a letter or a digit.
    """
    lowered = _POINT.sub("point", _THOUSANDS.sub("", text.lower()))
    marked = _SIGN.sub("minus ", _MARKS.sub(lambda mark: f" {mark[0]}", lowered))
    marks = " ".join(_MARKS.findall(lowered))
    plain = normalise_answer(marked) or " ".join(re.findall(r"\w+", lowered))
    return f"{plain} {marks}".strip() if plain else ""


def token_f1(answer: str, expected: str) -> float:
    """F1, 0 to 1, of the words that two answers share; 1 where both are empty."""
    left, right = normalise_answer(answer).split(), normalise_answer(expected).split()
    if not left or not right:
        return float(left == right)
    shared = sum((Counter(left) & Counter(right)).values())
    return 2 * shared / (len(left) + len(right))
