"""A question asked again of another, "what about X?": X in the place of what it is like, by rules for English."""

import re

from corpus.dates import CAPITAL_MONTH, MONTHS, WEEKDAY_NAME
from qa.question_parts import (
    ANY_ARTICLE,
    DAY,
    NAME,
    OWNING,
    PHRASE,
    PREPOSITION,
    asked,
    names,
    subject_span,
)

MOST_ADDED_TO = 200  # characters of a question that words are added to

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_PREPOSITION = re.compile(rf"^{PREPOSITION}\b", re.IGNORECASE)
_WHEN = r"(?:(?:last|next|this) \w+|now|then|today|yesterday|tomorrow)"
_WHERE = r"(?:inside|outside|indoors|outdoors|upstairs|downstairs|online|abroad|here|there|in person|by phone|at home)"
_LIKE_WORDS = [  # each whole, and at a question's end
    (re.compile(rf"^{words}$", re.IGNORECASE), re.compile(rf" {words}(?=\W*$)", re.IGNORECASE))
    for words in (_WHEN, _WHERE)
]
_CLAUSE = re.compile(r"^(?:if|when|while|because|unless|whether|that|according)\b", re.IGNORECASE)
_SIDES = re.compile(r"\b(?:for|against|in favou?r of)\b", re.IGNORECASE)
_SIDE = re.compile(r"^(?:for|against)$", re.IGNORECASE)
_YEAR = r"(?:1[5-9]|20)\d\d"
_TIMES = [  # each with what it stands behind where the question has none
    (re.compile(rf"\b{time}\b", re.IGNORECASE), re.compile(rf"^{time}$", re.IGNORECASE), preposition)
    for time, preposition in ((_YEAR, "in"), (f"{WEEKDAY_NAME}s?", "on"), (CAPITAL_MONTH, "in"))
]
_NUMBERED = re.compile(r"^(?:the )?(?P<kind>[a-z]+) (?P<number>\d{1,4}[a-z]?|[a-z])$", re.IGNORECASE)  # "train 11"
_DONE = (
    r"(?:\w{2,}(?<!e)ed|built|sold|bought|made|held|won|lost|found|sent|paid|written|taken|given|begun|broken|shut|cut|"
    r"founded|born|seen|shown|known|sunk|torn|drawn)"
)
_DONE_ALONE, _DONE_AT_END = (re.compile(words, re.IGNORECASE) for words in (rf"^{_DONE}$", rf"\b{_DONE}(?=\W*$)"))
_MONTHS_ALONE = frozenset(MONTHS) - {"may", "march"}
_ROLE_OR_MEASURE = re.compile(
    r"\b(?:minister|secretary|c[eft]o|chair(?:man|woman)?|president|manager|director|captain|coach|mayor|deputy|leader|"
    r"owner|founder|editor|author|spokes\w+|prosecutor|judge|lawyer|treasurer|profit|loss|revenue|turnover|cost|price|fee|"
    r"rent|salary|budget|deadline|date|venue|address|number|e-?mail|capacity|population|area|length|height|width|weight|"
    r"depth|age|name|size|speed)s?$",
    re.IGNORECASE,
)
_NOT_IN_A_PHRASE = (
    r"(?!(?:the|an?|of|at|in|for|on|to|by|with|is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b)"
)
_WHO_OR_WHAT_IS = re.compile(
    rf"^((?:who|what)(?:['’]?s| is| was| are| were) (?:the |.*?\w['’]s ))((?:{_NOT_IN_A_PHRASE}[\w'’-]+ ?){{1,4}}?)"
    r"(?= (?:of|at|in|for|on) |\W*$)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(\w['’]s )((?:[\w-]+ ?){1,3}?)(?=\W*$)")
_BARE_AT_END = re.compile(
    r"(\b(?:for|of|in|with|on|at|to|about) )[a-z]\w+(?=\W*$| (?:when|while|if|during|before|after|because)\b)"
)
_OF_A_KIND = re.compile(  # "the solo plan", where "clinic" is another one
    r"(\bthe )[\w-]+(?= (?:plan|package|tier|version|edition|option|room|office|branch|route|line|team|department|"
    r"model|size|ticket|fare|course|meeting|shop|site)s?\b)",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(r"^(?:[A-Z]{2,4}|[A-Z]\w+) of ")


def put_instead(other: str, before: str) -> str:
    """The question before with the other words in place of those like them; with them added where it has none.

    "" where the words are a clause.
    """
    if _CLAUSE.match(other):
        return ""
    added = f"{before.rstrip(' ?.!')} {other}?" if len(before) <= MOST_ADDED_TO else f"{other}?"
    for whole, at_end in _LIKE_WORDS:
        if whole.match(other):
            return at_end.sub(f" {other}", before) if at_end.search(before) else added
    if _SIDE.match(other) and _SIDES.search(before):
        return _SIDES.sub(other, before, count=1)
    if preposition := _PREPOSITION.match(other):
        behind = other[preposition.end() :].strip()
        return _put_behind_preposition(preposition[0], other, before) or _put_for_a_like_time(behind, before) or added
    if _DONE_ALONE.match(other) and _DONE_AT_END.search(before):
        return _DONE_AT_END.sub(other, before)
    if numbered := _put_for_a_numbered(other, before):
        return numbered
    return _put_for_a_time(other, before) or _put_for_a_noun(other, before) or _put_for_a_name(other, before) or added


def is_time(words: str) -> bool:
    """Whether the words are a year, a month or a day of the week, and no more."""
    return words.lower() in _MONTHS_ALONE or any(whole.match(words) for _, whole, _ in _TIMES)


def _put_for_a_like_time(other: str, before: str) -> str:
    """In place of a year, month or day, if it is one: "the April meeting" for "the March meeting"."""
    return next(
        (
            within.sub(other, before, count=1)
            for within, whole, _ in _TIMES
            if whole.match(other) and within.search(before)
        ),
        "",
    )


def _put_for_a_time(other: str, before: str) -> str:
    if alike := _put_for_a_like_time(other, before):
        return alike
    preposition = next((preposition for _, whole, preposition in _TIMES if whole.match(other)), "")
    return f"{before.rstrip(' ?.!')} {preposition} {other}?" if preposition else ""


def _put_for_a_numbered(other: str, before: str) -> str:
    """ "train 11" in place of "train 10"; "" where the question before has none of its kind, or several."""
    numbered = _NUMBERED.match(other)
    if not numbered:
        return ""
    alike = re.compile(rf"\b{numbered['kind']} (?:\d{{1,4}}[a-z]?|[a-z])(?![\w'’])", re.IGNORECASE)
    return alike.sub(_ARTICLE.sub("", other), before) if len(alike.findall(before)) == 1 else ""


def _put_for_a_noun(other: str, before: str) -> str:
    """Small words for others of their kind: the same noun, a role or measure, what is counted, the last bare noun."""
    words = _ARTICLE.sub("", other)
    if any(map(str.isupper, words)) and not words.isupper():
        return ""
    noun = re.search(
        rf"\b((?:{_NOT_IN_A_PHRASE}(?!\w+['’]s )[\w-]+ ){{0,2}})\b{re.escape(words.split()[-1])}\b", before
    )
    if noun and " " in words and noun[1] and not asked(before[noun.start() :]):
        return before[: noun.start()] + words + before[noun.end() :]
    if _ROLE_OR_MEASURE.search(words) and (phrase := _WHO_OR_WHAT_IS.match(before)):
        return before[: phrase.end(1)] + words + before[phrase.end(2) :]
    if _ARTICLE.match(other) or words.isupper():
        return ""
    if owned := _OWNED.search(before):
        return before[: owned.end(1)] + words + before[owned.end(2) :]
    parts = asked(before)
    if parts and parts.asking.lower() == "how many" and words.endswith("s"):
        counted = parts.noun or parts.rest.split(" ", 1)[0]
        return before.replace(f" {counted} ", f" {words} ", 1)
    if len(words.split()) == 1 and _OF_A_KIND.search(before):
        return _OF_A_KIND.sub(lambda kind: kind[1] + words, before, count=1)
    return _BARE_AT_END.sub(lambda bare: bare[1] + words, before, count=1) if _BARE_AT_END.search(before) else ""


def _put_for_a_name(other: str, before: str) -> str:
    """In place of the last name or, where there is none or the words are "the pool", of the subject; "" in doubt."""
    found = [name for name in names(before) if not DAY.fullmatch(name[0])]
    small = bool(_ARTICLE.match(other)) and not NAME.search(other)
    if not found or small:
        start, end = subject_span(before)
        alike = (
            NAME.match(other)
            or not before[end:].strip(" ?.!")
            or bool(_ARTICLE.match(other)) == bool(_ARTICLE.match(before[start:end]))
        )
        if end and alike and not ANY_ARTICLE.search(before, end):  # it may stand for what comes behind the verb
            return before[:start] + other + before[end:]
    if not found or (small and not before[: found[-1].start()].lower().endswith("the ")):
        return ""
    start, end = found[-1].span()
    if office := _OFFICE_OF.match(found[-1][0]):
        start += office.end()
    head = before[:start]
    other = _ARTICLE.sub("", other) if head.lower().endswith(("the ", "a ", "an ")) else other
    owning = OWNING.search(found[-1][0])
    return head + other + (owning[0] if owning and not OWNING.search(other) else "") + before[end:]


def _put_behind_preposition(preposition: str, other: str, before: str) -> str:
    """The question before with the other words in place of the same preposition and what follows it; "" in doubt."""
    places = list(re.finditer(rf"\b{preposition} ", before, re.IGNORECASE))
    if len(other.split()) == 1 or not places:
        return ""
    for place in reversed(places):
        name = NAME.match(before, place.end())
        old = name or PHRASE.match(before, place.end())
        if not old or any(map(str.isdigit, old[0])) != any(map(str.isdigit, other)):
            continue
        words = len(_ARTICLE.sub("", old[0]).split())
        if words > max(2, len(other.split()) - 1) or (words > 1 and not name and not _ARTICLE.match(old[0])):
            return ""
        return before[: place.start()] + other + before[old.end() :]
    return ""
