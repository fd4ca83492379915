"""Whether a sentence tells of another office than the one asked for: a finance minister is no prime minister."""

import re
from functools import lru_cache

from corpus.dates import MONTHS, WEEKDAYS
from qa.abbreviations import LONG_FORMS
from qa.citing import sentence_around
from qa.grounding import stems

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
_OFFICE = (
    r"(?:president|chair(?:man|woman|person)?|mayor|governor|premier|director|minister|secretary|"
    r"chief[ -]\w+(?: officer)?|c[efot]o)\b"
)
_CHOSEN = r"(?:(?:re-?)?elected|named|appointed|made|sworn|chosen|promoted|confirmed|to|not)"
_FORMER = re.compile(
    rf"\b{_NO_LONGER}[ -](?:(?!(?:{_TIMES})\b)[a-z-]+ ){{0,2}}?{_OFFICE}|"
    rf"\bwho (?:was|had been|used to be) (?:(?!{_CHOSEN}\b)[a-z'’-]+ ){{0,3}}?{_OFFICE}|"
    rf"\b(?:was|had been|served as) (?:(?!{_CHOSEN}\b)[a-z'’-]+ ){{0,3}}?{_OFFICE}(?: of \w+)? (?:until|till)\b"
)
_HANDS_OVER = re.compile(
    r"\b(?:succe(?:ed(?:s|ed)?|ssor)|replac(?:es|ed)|hand(?:s|ed) over|t(?:akes|ook|aking) over|ga?i?ve(?:s|n)? way|"
    r"makes? way|made way)\b",
    re.IGNORECASE,
)
_SUCCESSOR = re.compile(r"(?:he|she|they) (?:is|was|has been) (?:succeeded|replaced) by\b", re.IGNORECASE)
_AND_SUCCEEDED = re.compile(rf"[^.]*\.\s+{_SUCCESSOR.pattern}", re.IGNORECASE)
_HELD_IN = re.compile(r"\b(?:of|for|at|in) (.+)", re.IGNORECASE)
_WHOSE = re.compile(r"(\w+)['’]s\b")
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ]\w+"
_BESIDE_FORMER = re.compile(  # the rest of the name first, where the name is cut
    rf"\w*+(?:[ -]{_CAPITALISED})*+\s*+,?\s*+(?:(?i:the|its|their|his|her|our)\s+)?(?:{_CAPITALISED}[ -])*+"
)
_FORMER_OFFICE = re.compile(rf"\b(?:{_NO_LONGER}|{_OFFICE})", re.IGNORECASE)
_OF_A_NAME = re.compile(rf" (?:of|for|at) (?:[Tt]he )?({_CAPITALISED}(?:[ -]{_CAPITALISED})*)")
_NAME_BEFORE = re.compile(rf"({_CAPITALISED})(?:['’]s?)? \Z")
_ELSEWHERE = re.compile(
    rf"(?i:{_OFFICE})(?: {_CAPITALISED}){{0,3}} (?:of|for|at|in) (?:the )?({_CAPITALISED})|"
    rf"\b(\w+)['’]s (?i:(?:\w+ )?{_OFFICE})"
)
_LONGEST_NAME = 40

Office = tuple[str, str]  # its kind and which: ("chief", "executive"), ("president", "vice")


def tells_of_another_office(question: str, sentence: str) -> bool:
    """Whether the question asks who holds an office, and the sentence names others of its kind and not that one.

    Who held it formerly does not hold it now, but may hand it over there.
    """
    wanted, named = _offices_asked_for(question), _offices(sentence.lower())
    kinds = {kind for kind, _ in wanted}
    if _SUCCESSOR.match(sentence):
        return False
    only_former = wanted & named and not wanted & _offices(_FORMER.sub(" ", sentence.lower()))
    if only_former and _ASKS_WHO_IS.match(question) and not _HANDS_OVER.search(sentence):
        return True
    return any(kind in kinds for kind, _ in named) and not wanted & named


def is_former_holder(question: str, text: str, start: int, end: int) -> bool:
    """Whether the question asks who holds an office that the name at `text[start:end]` has no more.

    By the next sentence, "He is succeeded by"; or by what stands beside it, "former chair Bo Ek" or "Ann Beck, who was
    chief executive", unless the sentence has the office without "former" too, or it is of a name that the question has
    not.
    """
    wanted = _offices_asked_for(question)
    if not wanted or not _ASKS_WHO_IS.match(question):
        return False
    sentence = text[slice(*sentence_around(text, start, end))].lower()
    if _AND_SUCCEEDED.match(text, end) and wanted & _offices(sentence):
        return True
    lowered = text.lower()
    if wanted & _offices(_FORMER.sub(" ", sentence)):
        return False
    for match in _FORMER.finditer(lowered) if len(lowered) == len(text) else ():
        behind, before = text[match.end() : start], text[end : match.start()]
        beside = match.end() <= start and _BESIDE_FORMER.fullmatch(behind)
        beside = beside or (end <= match.start() and _BESIDE_FORMER.fullmatch(before))
        if beside and wanted & _offices(match[0]) and not _is_of_another_name(question, text, *match.span()):
            return True
    return False


def _is_of_another_name(question: str, text: str, start: int, end: int) -> bool:
    """Whether the former office at `text[start:end]` is of a name, and the question has no word of it."""
    behind, before = _OF_A_NAME.match(text, end), _NAME_BEFORE.search(text, max(0, start - _LONGEST_NAME), start)
    within = re.findall(rf"\b{_CAPITALISED}", _FORMER_OFFICE.sub(" ", text[start:end]))
    named = " ".join([*within, *(found[1] for found in (behind, before) if found)])
    return bool(named) and not set(stems(named)) & set(stems(question))


def held_in(question: str) -> str:
    """What the office is of that a question asks the holder of, else empty: "turku" for "who is the mayor of turku",
    "turku" for "who is turku's mayor".
    """
    plain = " ".join(question.split())
    found = _HELD_IN.search(plain) or _WHOSE.search(plain)
    return found[1] if found and _offices_asked_for(question) else ""


def held_elsewhere(sentence: str) -> set[str]:
    """The words with a capital, and those whose it is, that the sentence's offices are of: "Turku"."""
    return {of or whose for of, whose in _ELSEWHERE.findall(sentence)}


@lru_cache(maxsize=64)
def _offices_asked_for(question: str) -> frozenset[Office]:
    asked = " ".join(question.lower().split())
    return frozenset(_offices(_OF_SOMEBODY_ELSE.sub("", asked)) if _ASKS_WHO_HOLDS.match(asked) else ())


def _offices(lowered: str) -> set[Office]:
    """The offices that a text in lower case names, as far as a pattern knows them."""
    text = _SHORT.sub(lambda short: _WRITTEN_OUT[short[0]], lowered)
    return {
        *(("chief", which) for which in _CHIEF.findall(text)),
        *((kind, which) for which, kind in _OF_GOVERNMENT.findall(text)),
        *_OF_A_FIELD.findall(text),
        *((kind, deputy) for deputy, kind in _WITH_A_DEPUTY.findall(text)),
    }
