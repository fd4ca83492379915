"""Which cells of a row tell what a question says of it: "415" under "Number" for "which department has number 415"."""

import re
from dataclasses import dataclass

from qa.cell_words import restricts
from qa.currency import CURRENCY_SIGN
from qa.grounding import stems
from qa.meant_name import is_person
from qa.named_table import Words, words

_FIGURE = re.compile(rf"(?P<sign>(?<![^\s(|])[-−–])?{CURRENCY_SIGN}?(?<!\w)(?P<figure>\d[\d.,:/–-]*\d|\d)")
_MONEY = re.compile(rf"({CURRENCY_SIGN})\s?(\d[\d.,]*)")
_JOINED = {".": "d", ":": "h", "/": "s", "-": "t", "–": "t"}
_PARTED = re.compile(r"[,;/•](?!\d)| and | or | & |\n")
_NEGATED = re.compile(r"\b(?:no|not|non|without|except|excluding|never|only|none)\b", re.IGNORECASE)
_WITHOUT = re.compile(  # headings of what a row has not, has no more, or has in place of something
    r"\b(?:missing|lacks?|lacking|free|exclu\w+|closed|off|banned|needed|required|wanted|due|lost|absent|last|next|un\w+|"
    r"without|alternatives?|history|removed|dropped|discontinued)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(  # headings of what is in a thing, or belongs to it
    r"\b(?:contents?|contains?|includ\w+|ingredients?|features?|facilit\w+|allergens?|equipment|amenit\w+|extras?|tools?|"
    r"skills?|languages?|subjects?|topics?|components?|materials?|accessories|services?|permissions?)\b",
    re.IGNORECASE,
)
_HAS = re.compile(r"\b(?:has|have|with|contains?|includes?|offers?)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:do|does|did)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_DOER = re.compile(r"\w{2,}(?:er|or)s?", re.IGNORECASE)
_DIRECTED = r"(?:by|from|to|of|for|with|against|under|about)\W+(?:the )?"
_OF_ANY_ROW = Words(  # headings that say no more than the value's own kind
    stems(
        "name title number code id day date time hour when year month floor place room where location address city "
        "town country region type kind category colour size price cost charge fare per meaning description purpose "
        "status condition bay gate"
    )
)
_OF_FIGURES = (  # headings that need not be asked for, of figures of this form
    (re.compile(rf"{CURRENCY_SIGN}"), Words(stems("price cost charge fare"))),
    (re.compile(r"\b(?:19|20)\d\d\b"), Words(stems("year date"))),
    (re.compile(r"\d[:.]\d\d\b"), Words(stems("time hour date when"))),
    (re.compile(r"\d\W?[/-]\W?\d|\d (?:[A-Z]|\d{4})"), Words(stems("date day when"))),
)


@dataclass(frozen=True)
class Said:
    """What a question says of the row that it seeks: as it stands, and its stems without what is sought."""

    text: str
    words: Words


def figure_stems(text: str) -> Words:
    """The stems of what is said but for small words, each figure as one: of "07:40" and "7:40", of "1,000" and "1000",
    of "4-2", which is not of "2-4", and of "-5".
    """
    return words(_FIGURE.sub(_as_one, text))


def tells(said: Said, heading: str, cell: str, is_only: bool) -> bool:
    """Whether the question has a whole item of the cell, and its heading or none that would change what it says.

    A row's name stands under none. `is_only`: whether no other column has persons, as the cell does, or its unit.
    """
    items = [item for item in _PARTED.split(cell) if (own := figure_stems(item)) and own <= said.words]
    if not items or (_NEGATED.search(cell) and len(_PARTED.split(cell)) + len(cell.split()) > 2):
        return False
    if not _money_is_alike(said.text, cell):
        return False
    if not heading.strip():
        return True
    if restricts(heading) or _WITHOUT.search(heading):
        return {*heading.lower().split()} <= {*said.text.lower().split()}
    own = figure_stems(heading) or Words(stems(heading)) & _OF_ANY_ROW
    if not own:  # "From"
        return any(f"{heading} {item.strip()}".lower() in said.text.lower().replace(" the ", " ") for item in items)
    asked = said.words | {doer for word in said.words for doer in doers(word)}
    if own & asked - _OF_ANY_ROW:
        return own <= asked | _OF_ANY_ROW and _is_in_its_direction(said, heading, cell)
    if own <= asked | _OF_ANY_ROW:
        return bool(own & said.words) or _is_of_such_figures(own, cell)
    if is_person(heading, cell):
        return is_only and not any(
            re.search(rf"\b{_DIRECTED}{re.escape(item.strip())}", said.text, re.IGNORECASE) for item in items
        )
    return _HAS.search(said.text) is not None and (
        _HOLDS.search(heading) is not None or (re.match(r"\d[\d.,]* ?[^\W\d]", cell) is not None and is_only)
    )


def doers(verb: str) -> set[str]:
    """The stems of who does what a verb's stem says: "winner" of "win"."""
    return {f"{verb}er", f"{verb}or", f"{verb}{verb[-1]}er"} if len(verb) > 2 else set()


def _is_of_such_figures(own: Words, cell: str) -> bool:
    """Whether a cell without letters has a form of which its heading says no more than the form does."""
    if re.search(r"[^\W\d]{2}", cell):
        return True
    return any(form.search(cell) and own & kind for form, kind in _OF_FIGURES)


def _is_in_its_direction(said: Said, heading: str, cell: str) -> bool:
    """Whether who does, and to whom it is done, are the same in the question and under a heading that has its verb.

    "Which part replaces P-40" has P-40 under "Replaces", "which was replaced by P-50" under "Replaced by", and "which
    race did Rovers win" has Rovers under "Winner".
    """
    passive = _BY.search(heading) is not None
    names = [word for word in re.findall(r"\w+", heading) if word.lower() not in said.text.lower()]
    doer = any(_DOER.fullmatch(word) for word in names)
    if _DONE.search(said.text) or _BY.search(said.text):
        return passive or doer or (is_person(heading, cell) and len(heading.split()) == 1)
    return not passive and not doer


def _money_is_alike(question: str, cell: str) -> bool:
    """Whether what the question has with a sign of money stands with that sign in the cell, where it has the figure."""
    told = {figure: sign for sign, figure in _MONEY.findall(cell)}
    for sign, figure in _MONEY.findall(question):
        plain = figure.strip(".,")
        if plain in told and told[plain] != sign:
            return False
        if plain not in told and re.search(rf"(?<![\d.,]){re.escape(plain)}(?![\d.,]*\d)", cell):
            return False
    return True


def _as_one(found: re.Match[str]) -> str:
    figure = re.sub(r",(?=\d{3}\b)", "", found["figure"])
    parts = re.split(r"([.:/–-])", figure)
    plain = "".join(_JOINED.get(part, part.lstrip("0") or "0" if part.isdigit() else "d") for part in parts if part)
    return f" {'minus' if found['sign'] else ''}{plain}"
