"""The name of a column, a row or a field that a question means and does not have: "how heavy" means the weight."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.grounding import stems
from qa.number_words import CURRENCY_SIGN

Words = frozenset[str]


@dataclass(frozen=True)
class Meaning:
    """The stems of the names that are meant, and of the question's words that mean them."""

    names: Words
    said: Words
    money: bool = False


def _meaning(names: str, said: str, money: bool = False) -> Meaning:
    return Meaning(Words(stems(names)), Words(stems(said)), money)


_AMOUNT = "left|remain\\w*|stock|available|missing|needed|used|weigh\\w*|there|in|of"
_PRICE = re.compile(
    rf"\bhow much (?:is|are|was|were|for|to)\b(?! (?:{_AMOUNT})\b)|\bhow much .*\b(?:cost|charge|pay|rent|hire)\b|"
    r"\bwhat (?:do|does|did|will|would) .*\bcost\b|\b(?:price|cost) (?:of|for)\b",
    re.IGNORECASE,
)
_MEANINGS = (  # of what is named first
    (re.compile(r"\bguarantee\b", re.IGNORECASE), _meaning("warranty", "guarantee")),
    (re.compile(r"\bwarranty\b", re.IGNORECASE), _meaning("guarantee", "warranty")),
    (re.compile(r"\bcolors?\b", re.IGNORECASE), _meaning("colour", "color")),
    (re.compile(r"\bcolours?\b", re.IGNORECASE), _meaning("color", "colour")),
    (_PRICE, _meaning("price cost fee charge rate rent fare", "cost costs price charge pay", money=True)),
    (re.compile(r"\bhow much (?:do|does|did) .*\bearn\b", re.IGNORECASE), _meaning("salary wage wages pay", "earn")),
    (re.compile(r"\bhow heavy\b|\bweighs?\b", re.IGNORECASE), _meaning("weight", "heavy weigh")),
    (re.compile(r"\bhow tall\b", re.IGNORECASE), _meaning("height", "tall")),
    (re.compile(r"\bhow high\b", re.IGNORECASE), _meaning("height elevation altitude", "high")),
    (re.compile(r"\bhow wide\b", re.IGNORECASE), _meaning("width", "wide")),
    (re.compile(r"\bhow long\b", re.IGNORECASE), _meaning("length duration weeks months minutes", "long last take")),
    (re.compile(r"\bhow deep\b", re.IGNORECASE), _meaning("depth", "deep")),
    (re.compile(r"\bhow old\b", re.IGNORECASE), _meaning("age", "old")),
    (re.compile(r"\bhow (?:big|large)\b", re.IGNORECASE), _meaning("size area dimensions", "big large")),
    (re.compile(r"\bhow fast\b", re.IGNORECASE), _meaning("speed", "fast")),
    (re.compile(r"\bhow far\b", re.IGNORECASE), _meaning("distance", "far")),
)
_WHO_DID = re.compile(
    r"^who (?:(?:has|had) )?(?!is|are|was|were|do|does|did|has|had|will|would|can)(\w+)", re.IGNORECASE
)
_WHO_IS_DOING = re.compile(r"^who (?:is|are|was|were) (\w+ing)\b", re.IGNORECASE)
_MONEY = re.compile(CURRENCY_SIGN)
_PRICED = re.compile(r"\d|\b(?:free|none|included|varies|request|application|arrangement)\b", re.IGNORECASE)
_NO_PRICE = re.compile(  # money of another kind
    r"\b(?:min(?:imum)?|max(?:imum)?|deposit|estimates?|budget|income|profit|revenues?|turnover|sales|prizes?|salary|wages?|"
    r"grants?|discounts?|savings?|limit|debts?|loss|value|raised|paid|tax|vat|fines?|late|bids?|donations?)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)|\bper\b.*|/.*|\b(?:total|overall|approx\w*)\b", re.IGNORECASE)


def meanings(question: str) -> list[Meaning]:
    """What is meant by a question's words: "how heavy" by these, the teacher by "who teaches"."""
    found = [meaning for asked, meaning in _MEANINGS if asked.search(question)]
    doing = _WHO_DID.search(question) or _WHO_IS_DOING.search(question)
    for stem in stems(doing[1]) if doing else ():
        found.append(Meaning(Words({f"{stem}er", f"{stem}or", f"{stem}r"}), Words({stem})))
    return found


def meant(question: str, names: Sequence[str], cells: Sequence[str]) -> tuple[int, Words] | None:
    """Which name the question means, where it means one of them only, and its words that do.

    `cells` are what stands under each name. Where a price is asked for and no name is one, the only cell with a sign of
    money in it or its name is meant.
    """
    for meaning in meanings(question):
        own = [_words(name) for name in names]
        found = [number for number, name in enumerate(own) if name and name <= meaning.names]
        if meaning.money:
            found = [number for number in found if _PRICED.search(cells[number]) and "%" not in cells[number]]
            if len(found) != 1:
                pairs = enumerate(zip(names, cells, strict=True))
                found = [number for number, pair in pairs if _MONEY.search(" ".join(pair))]
                found = [] if any(_NO_PRICE.search(names[number]) for number in found) else found
        if len(found) == 1:
            return found[0], meaning.said
    return None


def _words(name: str) -> Words:
    return Words(stems(_ASIDE.sub(" ", name)))
