"""What a text names and does not say is so: "denied that ...", "whether ...", "asked why ..."."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from qa.broken_lines import with_whole_lines


class Manner(Enum):
    """How a text says that something is not said: it is denied, it is open, or it is so, but nobody's claim."""

    DENIED = "denied"
    OPEN = "open"
    ASKED = "asked"


class Unsaid(NamedTuple):
    """`text[start:end]` is not said to be so; the words that tell this begin at `told`."""

    told: int
    start: int
    end: int
    manner: Manner


MOST_BEFORE = 120  # characters before the words that tell it, where these are not meant so
_THINGS = (
    r"(?:claims?|allegations?|suggestions?|accusations?|charges?|ideas?|notions?|reports?|rumou?rs?|assertions?|"
    r"speculation|complaints?|insinuations?|criticisms?)"
)
_WORD = r"[\w.’'-]+"
_BY = rf"(?: (?:made )?(?:by|from) (?:{_WORD} ){{0,4}}?{_WORD})?"
_OF_THINGS = rf"(?:(?:{_WORD} ){{0,4}}?{_THINGS}{_BY} (?:that|of having)|(?:{_WORD} )?(?!report\b){_THINGS}{_BY} of)"
_NO_GERUND = (  # "denied planning permission"
    r"(?!(?:\w*thing|planning|housing|funding|boarding|parking|building|licensing|training|nursing|voting|hearings?|"
    r"lodging|standing|backing|financing|zoning|wedding|banking|shipping|landing|mooring|fishing|wrongdoing)\b)"
)
_DENIES = (
    rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )\bden(?:y|ies|ied|ying) (?:that|{_OF_THINGS}|"
    rf"(?=(?:ever |\w+ly )?{_NO_GERUND}\w+ing\b))|"
    rf"\b(?:disput|reject|dismiss|refut|rebut|doubt|contradict|disprov)(?:e?s|t?ed|t?ing|e)? (?:that|{_OF_THINGS})|"
    rf"\b(?:question|quash|scotch|dispel|debunk|doubt)(?:e?s|l?ed|l?ing)?(?: on| about)? {_OF_THINGS}"
)
_NOT = r"(?:not|n['’]t|never|cannot|(?:declin|refus|fail)(?:ed|es|s) to|unable to|yet to)"
_SAY = (
    r"(?:say|saying|claim|said|claimed)(?: that|(?= (?:the|he|she|it|they|we|his|her|their|its|there|all)\b|"
    r" (?-i:[A-Z])))|"
    r"(?:confirm|suggest|announc|alleg|stat|admit|accept|agre|believ|prov|rul|guarante|establish|promis|think)"
    r"(?:e|t?ed|en)?(?: out)? that"
)
_NOT_SO = (
    r"\b(?:(?:is|was|are|were)(?: not|n['’]t)|['’]s not|not)(?: \w+ly)? "
    r"(?:true|correct|the case|right|certain|clear) that|"
    r"\b(?:is|was|['’]s)(?: \w+ly)? (?:untrue|false|incorrect|inaccurate|nonsense|a lie|a myth)(?: to say)? that|"
    r"\bwrong to (?:say|suggest|claim|think|believe|suppose)(?: that)?|"
    r"\b(?:no|little|insufficient|without|not enough)(?: \w+)? "
    r"(?:evidence|proof|truth|substance|suggestion|indication|sign|guarantee|confirmation|reason to \w+)"
    r"(?: \w+){0,4}? that|"
    r"\bnothing to \w+ that"
)
AUXILIARY = (
    r"(?:would|will|was|were|is|are|had|has|have|could|can|should|did|does|do|may|might|must|ought|needs?|wants?)"
)
_ASIDE = rf", (?:which|who|whose|where|the|an?|now|then|aged)\b[^.,;:!?\n]{{1,80}},(?= {AUXILIARY}\b)"
_ASIDE_ALONE = re.compile(_ASIDE, re.IGNORECASE)
_CLAUSE = rf"(?!(?<=\w)\w)(?:[^.,;:!?\n]|[.,]\d|{_ASIDE}){{0,200}}"
_NOT_SAID = rf"\b{_NOT}(?: (?:yet|ever|\w+ly|been|be|able|to|want)){{0,3}} (?:{_SAY})"
_DENIED = re.compile(rf"(?:{_DENIES}|{_NOT_SAID}|{_NOT_SO})(?P<clause>{_CLAUSE})", re.IGNORECASE)
_DENIED_BEHIND = re.compile(
    rf"\b{_THINGS} (?:that|of)(?P<clause>\b[^.;:!?\n]{{1,160}}?) (?:is|was|are|were|(?:has|have|had) been)(?: \w+ly)? "
    r"(?:den|reject|dismiss|refut|disput|untrue|false\b|wrong\b|unfounded|baseless|groundless|nonsense)",
    re.IGNORECASE,
)
_IN_CONDITION = re.compile(  # "if you have not confirmed that", "tenants who have not said that"
    r"(?:\b(?:if|unless|when|once|until)\b[^.;:!?\n]*|(?<!,) who (?:[\w’'-]+ ){0,2})$", re.IGNORECASE
)
_IS_NOT_SAID = re.compile(rf"{_NOT}\b", re.IGNORECASE)
# "nobody denied that", "there is no doubt that", "few people would dispute that"
_NEGATED = re.compile(
    r"(?:\b(?:not|never|cannot|nobody|no[- ]one|none|few|nor|neither|no|little|without|beyond)|n['’]t)"
    r"(?: (?:people|person|scholars?|experts?|(?:of )?(?:us|them)|serious|reasonable|other|one))*"
    rf"(?: {AUXILIARY})?(?: (?:even|ever|once|now|really|seriously|publicly|any|much|reason to|be|been|have|\w+ly))* $",
    re.IGNORECASE,
)
_DOUBTS = re.compile(  # at the head of a sentence these are things, and what is told of them stands behind
    r"(?:doubts|rumou?rs?|speculation|gossip) that\b", re.IGNORECASE
)
_HEAD = re.compile(r"(?:^|[.;:!?\n])[\s\W]*$")
_INSTRUCTS = re.compile(  # "please tell the office whether", "you can choose whether"
    r"(?:^|[.;:!?,\n]\W*|\b(?:please|must|should|can|may|and|or|then|always|need to|have to|has to|"
    r"(?:is|are) asked to|want to) |(?:^|[.;:!?,\n]\W*)to )"
    r"(?:tell|check|choose|say|let|see|note|state|indicate|specify|confirm|find out|make sure)"
    r"(?: [\w’'.-]+){0,5} $",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(
    r"\b(?:not|cannot|never|nobody|no[- ]one|unable|yet|declin\w+|refus\w+|fail\w*|impossible|hard|difficult|"
    r"too (?:early|soon)|will|would|court|judge|jury|police|inquiry)\b|n['’]t\b",
    re.IGNORECASE,
)
_ON_WHETHER = re.compile(r"(?P<before>[\w’'-]+) (?:on|into|over|about) $", re.IGNORECASE)
_VERB_BEFORE = re.compile(
    r"(?:\w+(?:ed|ing)|looks?|inquires?|asks?|argues?|disagrees?|split|unsure|unclear|uncertain|thought)", re.IGNORECASE
)
_HAS_VERB = re.compile(
    rf"\b(?:{AUXILIARY}|holds?|held|opens|begins?|began|orders|launches|calls|wants|"
    rf"(?<!the )(?<!a )(?<!an )\w{{3,}}ed)\b",
    re.IGNORECASE,
)
_MAIN_VERB = re.compile(
    rf" (?:{AUXILIARY}|comes?|came|takes?|took|costs?|won|found|finds?|ran|begins?|began|starts?|ends?|follows?|goes|"
    r"went|falls?|fell|lasts?|divides|split|drew|led|passed|failed|followed|started|ended|lasted|divided|opens|opened)\b"
)
_ADDRESSED = r"(?!(?:you|we|I|any\w*|or|so|only|possible|necessary|in|on|at|by|from|for|as|with|through)\b)"
_OPEN_IF = (
    r"(?:\bask(?:s|ed|ing)(?: (?!(?:to|for|that)\b)[\w’'.-]+){0,3}|\bwonder(?:s|ed|ing)?|"
    r"\b(?:unclear|unsure|uncertain|unknown)|\bdoubt(?:s|ed|ing)?|\bto see|\bfind out|\bto (?:say|tell)|"
    r"(?:\b(?:not|cannot)|n['’]t)(?: yet| been)* (?:clear|sure|known?|certain|say|said|decided|confirmed))"
)
_OPEN = re.compile(
    rf"(?P<told>(?<!\bregardless of )(?<!\birrespective of )(?<!\bmatter )\bwhether {_ADDRESSED}|"
    rf"{_OPEN_IF} if {_ADDRESSED}|"
    rf"\b(?:rumou?rs?|rumou?red|speculation|gossip|(?:un(?:confirmed|founded|true)|false|baseless) {_THINGS}) that )"
    rf"(?P<clause>{_CLAUSE})",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:\bask(?:s|ed|ing)?(?: (?!(?:to|for|that)\b)[\w’'.-]+){0,3} (?:who|what|why|how|when|where)|"
    r"\b(?:did|does|do|had|has|have)(?: not|n['’]t) (?:know|known|heard|hear)(?: that)?|"
    r"\bnever (?:knew|heard)(?: that)?)"
    rf"(?P<clause>{_CLAUSE})",
    re.IGNORECASE,
)
_SAID_STILL = re.compile(
    r" (?:but|although|though|while|saying|adding|insisting|"
    r"and (?:\w+ )?(?:said|says|\w+ed|is|are|was|were|will|has|have|had))\b",
    re.IGNORECASE,
)
_PATTERNS = ((_DENIED, Manner.DENIED), (_DENIED_BEHIND, Manner.DENIED), (_OPEN, Manner.OPEN), (_ASKED, Manner.ASKED))


@lru_cache(maxsize=128)
def unsaid(text: str) -> tuple[Unsaid, ...]:
    """Each stretch of the text that it names and does not say, up to the end of the clause; no aside in it."""
    text = with_whole_lines(text)
    return tuple(
        Unsaid(match.start(), first, last, manner)
        for pattern, manner in _PATTERNS
        for match in pattern.finditer(text)
        if (place := _clause(match, manner))
        for first, last in _without_asides(match, *place)
    )


def _clause(match: re.Match[str], manner: Manner) -> tuple[int, int] | None:
    """(start, end) of what is unsaid; None where it is said all the same, or the words do not tell."""
    text, first, last = match.string, *match.span("clause")
    before = text[max(0, match.start() - MOST_BEFORE) : match.start()]
    if manner is Manner.ASKED:
        return first, last
    if _DOUBTS.match(text, match.start()) and _HEAD.search(before):
        return None
    if manner is Manner.DENIED:
        condition = _IS_NOT_SAID.match(text, match.start()) and _IN_CONDITION.search(before)
        return None if condition or _NEGATED.search(before) else (first, last)
    if not match["told"].lower().startswith("whether"):
        return first, last
    sentence = re.split(r"[.;:!?\n](?=\s|$)", before)[-1]
    if _INSTRUCTS.search(sentence) and not _NOT_TOLD.search(sentence):
        return None
    topic = _ON_WHETHER.search(sentence)
    if not topic or _VERB_BEFORE.fullmatch(topic["before"]) or _HAS_VERB.search(sentence):
        return first, last
    verb = _MAIN_VERB.search(text, first, last) if text.startswith("to ", first) else None
    return (first, verb.start()) if verb else None


def _without_asides(match: re.Match[str], first: int, last: int) -> list[tuple[int, int]]:
    still = _SAID_STILL.search(match.string, first, last)
    last = still.start() if still else last
    cuts = [aside.span() for aside in _ASIDE_ALONE.finditer(match.string, first, last)]
    edges = [first, *(edge for cut in cuts for edge in cut), last]
    return list(zip(edges[::2], edges[1::2], strict=True))
