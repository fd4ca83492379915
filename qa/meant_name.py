"""The name of a column, a row or a field that a question means and does not have: "how heavy" means the weight."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.currency import CURRENCY_SIGN
from qa.grounding import stems

Words = frozenset[str]

KEPT = 4096  # names
_MONEY = re.compile(CURRENCY_SIGN)
_PRICED = re.compile(r"\d|\b(?:free|none|included|varies|request|application|arrangement)\b", re.IGNORECASE)
_BY_TIME = re.compile(r"/|\bper\b|\b(?:an?|each|every) (?:hour|day|night|week|month|year)\b", re.IGNORECASE)
_RATES = Words(stems("fee charge rate rent fare"))  # of what is bought, or of what is done with it
_TIME = re.compile(r"\b(?:seconds?|min(?:ute)?s?|h(?:ou)?rs?|days?|nights?|weeks?|months?|years?)\b", re.IGNORECASE)
_AGE = re.compile(r"(?:about )?\d{1,4}(?: (?:year|month|week|day)s?(?: old)?)?\.?", re.IGNORECASE)
_WORD = r"[^\W\d_a-zß-ÿ][\w'’-]*[^\W\d_A-Z]"  # that begins with a capital
_INITIAL = r"[^\W\d_a-zß-ÿ]\."
_PERSON = re.compile(
    rf"(?:(?:(?:Mrs?|Ms|Miss|Dr|Prof|Sir|Rev)\b\.? )+(?:{_WORD} )?|{_WORD} |{_INITIAL} )"
    rf"(?:(?:de|van|von|der|{_INITIAL}) )*{_WORD}(?: {_WORD})?"
)
_PARTED = re.compile(r", | and | & ")
_THINGS = Words("cooker printer heater charger washer dryer mixer freezer cooler scanner boiler".split())


@dataclass(frozen=True)
class Meaning:
    """The stems of the names that are meant, and of the question's words that mean them.

    `fits` tells whether a name with that value is. With one of the names `beside` it is open what is meant.
    """

    names: Words
    said: Words
    money: bool = False
    fits: Callable[[str, str], bool] = lambda _name, _value: True
    beside: Words = frozenset()


def _is_price(name: str, value: str) -> bool:
    if not _PRICED.search(value) or "%" in value:
        return False
    return not (_words(name) & _RATES and _BY_TIME.search(value))


def _is_time(name: str, value: str) -> bool:
    return _TIME.search(f"{value} {name}") is not None


def _is_age(_name: str, value: str) -> bool:
    return _AGE.fullmatch(value) is not None


def is_person(name: str, value: str) -> bool:
    """Whether what stands under a name is a person's name, or several; not where the name is that of a thing."""
    return name.lower() not in _THINGS and all(_PERSON.fullmatch(one) for one in _PARTED.split(value))


def _meaning(names: str, said: str, fits: Callable[[str, str], bool] | None = None, beside: str = "") -> Meaning:
    own, words = Words(stems(names)), Words(stems(said))
    return Meaning(own, words, fits is _is_price, fits or Meaning.fits, Words(stems(beside)))


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
    (_PRICE, _meaning("price cost fee charge rate rent fare", "cost costs price charge pay", _is_price)),
    (re.compile(r"\bhow much (?:do|does|did) .*\bearn\b", re.IGNORECASE), _meaning("salary wage wages pay", "earn")),
    (re.compile(r"\bhow heavy\b|\bweighs?\b", re.IGNORECASE), _meaning("weight", "heavy weigh")),
    (re.compile(r"\bhow tall\b", re.IGNORECASE), _meaning("height", "tall")),
    (re.compile(r"\bhow high\b", re.IGNORECASE), _meaning("height elevation altitude", "high")),
    (re.compile(r"\bhow wide\b", re.IGNORECASE), _meaning("width", "wide")),
    (
        re.compile(r"\bhow long (?:do|does|did|will|would)\b.*\b(?:last|take)\b", re.IGNORECASE),
        _meaning("duration time weeks months minutes", "long last take", _is_time),
    ),
    (
        re.compile(r"\bhow long (?:is|are|was|were)\b", re.IGNORECASE),
        _meaning("length duration", "long", beside="distance"),
    ),
    (re.compile(r"\bhow deep\b", re.IGNORECASE), _meaning("depth", "deep")),
    (re.compile(r"\bhow old\b", re.IGNORECASE), _meaning("age", "old", _is_age)),
    (re.compile(r"\bhow (?:big|large)\b", re.IGNORECASE), _meaning("size area dimensions", "big large")),
    (re.compile(r"\bhow fast\b", re.IGNORECASE), _meaning("speed", "fast")),
    (re.compile(r"\bhow far\b", re.IGNORECASE), _meaning("distance", "far")),
    (
        re.compile(r"^what (?:does|do) .*\b(?:mean|stand for)\W*$", re.IGNORECASE),
        _meaning("meaning definition description explanation", "mean stand"),
    ),
    (
        re.compile(r"^what (?:is|are) .*\bfor\W*$", re.IGNORECASE),
        _meaning("purpose use usage function meaning description", "used"),
    ),
    (
        re.compile(r"^what (?:does|do) .*\bdo\W*$", re.IGNORECASE),
        _meaning("purpose function role duties responsibilities meaning description", "do"),
    ),
)
_WHO_DID = re.compile(
    r"^who (?:(?:has|had) )?(?!is|are|was|were|do|does|did|has|had|will|would|can)(\w+)", re.IGNORECASE
)
_WHO_IS_DOING = re.compile(r"^who (?:is|are|was|were) (\w+ing)\b", re.IGNORECASE)
_UNIT = re.compile(  # in brackets, and no restriction as "(members)"
    rf"\((?:\W*|{CURRENCY_SIGN}\W*\d*\W*\w?|GBP|EUR|USD|CHF|[kcm]?m|k?g|lbs?|oz|ft|in|inch(?:es)?|miles|metres|"
    r"seconds|min(?:ute)?s?|h(?:ou)?rs?|days|weeks|months|years|approx\w*\.?|about|per [^()]*)\)",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_ASIDE = re.compile(r"\([^()]*\)|\bper\b.*|/.*|\b(?:total|overall|approx\w*)\b", re.IGNORECASE)


def meanings(question: str) -> list[Meaning]:
    """What is meant by a question's words: "how heavy" by these, the teacher by "who teaches"."""
    found = [meaning for asked, meaning in _MEANINGS if asked.search(question)]
    doing = _WHO_DID.search(question) or _WHO_IS_DOING.search(question)
    for stem in stems(doing[1]) if doing else ():
        found.append(Meaning(Words({f"{stem}er", f"{stem}or", f"{stem}r"}), Words({stem}), fits=is_person))
    return found


def meant(question: str, names: Sequence[str], cells: Sequence[str]) -> tuple[int, Words] | None:
    """Which name the question means, where it means one of them only, and its words that do.

    `cells` are what stands under each name. Where a price is asked for and no name is one, the only name that is no
    more than a sign of money is meant; a fee or a rate, which may be of anything, is one beside no other amount only.
    """
    for meaning in meanings(question):
        found = meant_by(meaning, names, cells)
        if meaning.money and len(found) != 1:
            found = [number for number, name in enumerate(names) if _MONEY.search(name) and not _words(name)]
        if len(found) == 1:
            return None if restriction(names[found[0]]) else (found[0], meaning.said)
    return None


def meant_by(meaning: Meaning, names: Sequence[str], cells: Sequence[str]) -> list[int]:
    """The numbers of the names that a meaning has, each with what stands under it; empty where that is open."""
    own = [_words(name) for name in names]
    if any(name and name <= meaning.beside for name in own):
        return []
    found = [number for number, name in enumerate(own) if name and name <= meaning.names]
    found = [number for number in found if meaning.fits(names[number], cells[number])]
    if not (meaning.money and len(found) == 1 and own[found[0]] & _RATES):
        return found
    others = (pair for number, pair in enumerate(zip(names, cells, strict=True)) if number != found[0])
    return [] if any(_MONEY.search(" ".join(pair)) for pair in others) else found


def restriction(name: str) -> str:
    """What a name has in brackets but for units: "members" of "Price (members)"."""
    return " ".join(IN_BRACKETS.findall(_UNIT.sub(" ", name)))


@lru_cache(maxsize=KEPT)
def _words(name: str) -> Words:
    return Words(stems(_ASIDE.sub(" ", name)))
