"""Signs beside the words of an answer, which are no words: they tell -5 from 5, $40 from €40, >5 from <5, C++ from C.

A plus before a number is no sign here, and an answer may lack a currency that the other one names.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evals.metrics.normalise import answer_words, fold_answer

_SYMBOL = "[$£€¥₹₽₩₪₺₫₱฿₦]"
_CURRENCIES = {
    **dict.fromkeys(("dollar", "dollars", "usd"), "$"),
    **dict.fromkeys(("pound", "pounds", "gbp"), "£"),
    **dict.fromkeys(("euro", "euros", "eur"), "€"),
    **dict.fromkeys(("yen", "jpy", "yuan", "cny"), "¥"),
    **dict.fromkeys(("rupee", "rupees", "inr"), "₹"),
}
_SCALES = ("thousand", "million", "billion", "trillion")
_BOUNDS = {
    **dict.fromkeys(("<", "less than", "fewer than", "under", "below"), "<"),
    **dict.fromkeys((">", "more than", "greater than", "over", "above"), ">"),
    **dict.fromkeys(("≤", "<=", "at most", "up to"), "≤"),
    **dict.fromkeys(("≥", ">=", "at least"), "≥"),
}
_LOOK = 12  # characters before and after a word that its signs stand in

# A dash after a letter or digit is a hyphen or the sign of a range; after a number and a space it may be either.
_MINUS_BEFORE = re.compile(rf"(?<![\w.])[-−–]{_SYMBOL}?$")
_DASH_BEFORE = re.compile(rf"(?<=\d\s)[-−–]{_SYMBOL}?$")
_EITHER = "-?"
_PLUS_MINUS_BEFORE = re.compile(rf"±\s?{_SYMBOL}?$")
_CURRENCY_BEFORE = re.compile(rf"({_SYMBOL})\s?[-−–+]?$")
_CURRENCY_AFTER = re.compile(rf"\s?({_SYMBOL})(?!\d)")
_BOUND_BEFORE = re.compile(rf"(?<![-=<>])([<>]=?|[≤≥])\s?[-−–+±]?{_SYMBOL}?[-−–+]?$")
_NAME_MARK = re.compile(r"(\+\+|#|\+)(?!\w)")


class Signs(NamedTuple):
    """The signs of one word, empty where there is none: `-`, `-?` or `±`, a currency, a bound, the mark of a name."""

    sign: str = ""
    currency: str = ""
    bound: str = ""
    mark: str = ""


def has_answer_with_signs(text: str, answer: str) -> bool:
    """True where the words of the answer stand in the text next to each other, in order and with the same signs.

    A currency that one of them lacks is the same, and so is a bound that only the text has, as words would be
    ("at least 63" has the answer 63).
    """
    wanted, words = read_signs(answer), read_signs(text)
    starts = range(len(words) - len(wanted) + 1)
    return bool(wanted) and any(_agree(words[start : start + len(wanted)], wanted) for start in starts)


def read_signs(text: str) -> list[tuple[str, Signs]]:
    """Each word of the text with its signs."""
    folded = fold_answer(text)
    places = answer_words(folded)
    words = [word for word, _, _ in places]
    return [
        (word, _signs(folded[max(0, start - _LOOK) : start], word, folded[end : end + _LOOK], words, place))
        for place, (word, start, end) in enumerate(places)
    ]


def _agree(words: Sequence[tuple[str, Signs]], wanted: Sequence[tuple[str, Signs]]) -> bool:
    """Whether the words are the same, with signs that say the same."""
    return all(
        word == other
        and (has.sign == needs.sign or {has.sign, needs.sign} in ({_EITHER, ""}, {_EITHER, "-"}))
        and has.mark == needs.mark
        and needs.bound in ("", has.bound)
        and (has.currency == needs.currency or "" in (has.currency, needs.currency))
        for (word, has), (other, needs) in zip(words, wanted, strict=True)
    )


def _signs(before: str, word: str, after: str, words: Sequence[str], place: int) -> Signs:
    """The signs of the word at that place among the words; `before` and `after` are what stands beside it."""
    if not word[0].isdigit():
        mark = _NAME_MARK.match(after) if word[-1].isalpha() else None
        return Signs(mark=mark[1] if mark else "")
    return Signs(
        _sign(before, words[place - 1] if place else ""),
        _currency(before, after, words[place + 1 : place + 3]),
        _bound(before, words[max(0, place - 2) : place]),
    )


def _sign(before: str, earlier: str) -> str:
    """The sign of a number, or what the word before it says."""
    if _PLUS_MINUS_BEFORE.search(before):
        return "±"
    if _DASH_BEFORE.search(before):
        return _EITHER
    return "-" if _MINUS_BEFORE.search(before) or earlier == "minus" else ""


def _currency(before: str, after: str, later: Sequence[str]) -> str:
    """The currency of a number, as a symbol."""
    found = _CURRENCY_BEFORE.search(before) or _CURRENCY_AFTER.match(after)
    if found:
        return found[1]
    named: Iterator[str] = (word for word in later if word not in _SCALES)
    return _CURRENCIES.get(next(named, ""), "")


def _bound(before: str, earlier: Sequence[str]) -> str:
    """The bound that a number is, as a symbol."""
    found = _BOUND_BEFORE.search(before)
    if found:
        return _BOUNDS[found[1]]
    return _BOUNDS.get(" ".join(earlier)) or _BOUNDS.get("".join(earlier[-1:]), "")
