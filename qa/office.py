"""Whether a sentence tells of another office than the one asked for: a finance minister is no prime minister."""

import re

from corpus.dates import MONTHS, WEEKDAYS
from qa.abbreviations import LONG_FORMS

_WRITTEN_OUT = {office: LONG_FORMS[office][0] for office in ("ceo", "cfo", "coo", "cto", "cio", "pm")} | {
    "defense": "defence",
    "labor": "labour",
    "of state for": "for",
}
_SHORT = re.compile(rf"(?<!\d)(?<!\d )\b(?:{'|'.join(_WRITTEN_OUT)})\b")  # 3 pm is a time
_FIELD = (
    "foreign|finance|defence|health|interior|justice|education|environment|energy|trade|transport|agriculture|housing|"
    "labour|culture|home|immigration|industry|development|sports?|tourism|treasury|state"
)
_CHIEF = re.compile(
    r"\bchief[ -](executive|financial|operating|technology|information|marketing|legal|medical|scientific|scientist|"
    r"security|product|investment|risk|economist|justice|constable|whip|of staff)\b"
)
_OF_GOVERNMENT = re.compile(rf"\b({_FIELD}|(?:deputy )?prime) (minister|secretary)\b")
_OF_A_FIELD = re.compile(rf"\b(minister|secretary) (?:of|for) (?:the )?({_FIELD})\b")
_WITH_A_DEPUTY = re.compile(
    r"\b(vice|deputy|assistant)?[ -]?\b(president|chair|mayor|governor|premier|director)(?:man|woman|person)?\b"
)
_ASKS_WHO_HOLDS = re.compile(
    r"^(?:and |so )?(?:who(?:['’]s| is| was| are| were| became| becomes)|name|what(?:['’]s| is| was) the name of)\b|"
    r"^(?!.*\b(?:who|whom|whose|what|which|when|where|how|why|is|was|did|does|do|has|had)\b)(?:\S+ ){0,6}\S+$"
)
_OF_SOMEBODY_ELSE = re.compile(r"\w+['’]s\b|\b(?:by|with|from|after|before|under|against|to|than)\b.*")

_TIMES = "|".join((*MONTHS, *WEEKDAYS, "day", "night", "week", "month", "year", "spring", "summer", "autumn", "winter"))
_NO_LONGER = r"(?:former|previous|ex|late)"
_ASKS_WHO_IS = re.compile(rf"^(?:and |so )?who(?:['’]s| is| are)\b(?!.*\b{_NO_LONGER}\b)", re.IGNORECASE)
_FORMER = re.compile(
    rf"\b{_NO_LONGER}[ -](?:(?!(?:{_TIMES})\b)[a-z-]+ ){{0,2}}?(?:president|chair(?:man|woman|person)?|mayor|governor|"
    r"premier|director|minister|secretary|chief[ -]\w+(?: officer)?|c[efot]o)\b"
)
_HELD_IN = re.compile(r"\b(?:of|for|at|in) (.+)", re.IGNORECASE)

Office = tuple[str, str]  # its kind and which: ("chief", "executive"), ("president", "vice")


def tells_of_another_office(question: str, sentence: str) -> bool:
    """Whether the question asks who holds an office, and the sentence names others of its kind and not that one.

    Who held it formerly does not hold it now.
    """
    wanted, named = _offices_asked_for(question), _offices(sentence.lower())
    kinds = {kind for kind, _ in wanted}
    if _ASKS_WHO_IS.match(question) and wanted & named and not wanted & _offices(_FORMER.sub(" ", sentence.lower())):
        return True
    return any(kind in kinds for kind, _ in named) and not wanted & named


def held_in(question: str) -> str:
    """What the office is of that a question asks the holder of: "turku" for "who is the mayor of turku"; else empty."""
    found = _HELD_IN.search(" ".join(question.split()))
    return found[1] if found and _offices_asked_for(question) else ""


def _offices_asked_for(question: str) -> set[Office]:
    asked = " ".join(question.lower().split())
    return _offices(_OF_SOMEBODY_ELSE.sub("", asked)) if _ASKS_WHO_HOLDS.match(asked) else set()


def _offices(lowered: str) -> set[Office]:
    """The offices that a text in lower case names, as far as a pattern knows them."""
    text = _SHORT.sub(lambda short: _WRITTEN_OUT[short[0]], lowered)
    return {
        *(("chief", which) for which in _CHIEF.findall(text)),
        *((kind, which) for which, kind in _OF_GOVERNMENT.findall(text)),
        *_OF_A_FIELD.findall(text),
        *((kind, deputy) for deputy, kind in _WITH_A_DEPUTY.findall(text)),
    }
