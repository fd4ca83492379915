"""Whether a question asks who said something, or what somebody said."""

import re

_SAYS = (
    r"(?:said|says?|told|tells?|tweet(?:ed|s)|posted|wr(?:ote|ites?)|warn(?:ed|s)|call(?:ed|s)|describe[ds]|think(?:s)?|"
    r"thought|believe[ds]|claim(?:ed|s)|argue[ds]|promise[ds]|admit(?:ted|s)|complain(?:ed|s)|joke[ds]|insist(?:ed|s)|"
    r"denie[ds]|thank(?:ed|s)|praise[ds]|critici[sz]e[ds]|ask(?:ed|s)|accuse[ds]|compare[ds]|blame[ds]|announce[ds]|"
    r"suggest(?:ed|s)|predict(?:ed|s)|remark(?:ed|s)|comment(?:ed|s)|repl(?:y|ied|ies)|explain(?:ed|s)|urge[ds]|"
    r"confirm(?:ed|s)|recall(?:ed|s)|declare[ds]|vow(?:ed|s)|pledge[ds]|point(?:ed|s) out|puts? it|quipped|"
    r"dismisse[ds]|reckon(?:ed|s)|hope[ds]|fear(?:ed|s)|acknowledge[ds]|concede[ds]|testifie[ds]|state[ds]|demand(?:ed|s))"
)
_ONE_WHO_SAYS = (
    r"(?:news)?(?:paper|party|company|firm|ministers?|ministry|group|organi[sz]ation|body|country|person|politician|official|"
    r"union|club|bank|agency|councillor|mps?|leader|expert|scientist|player|coach|judge|lawyer|witness)"
)
_ASKS_WHO = re.compile(
    rf"^(?:(?:and|but|so) )?(?:who(?: else)?(?:(?:['’]s| is| was) (?:it|the one|the person) (?:who|that))?|"
    rf"(?:which|what(?= {_ONE_WHO_SAYS}\b)) (?:(?!(?:did|does|do|is|was|were|are|has|had) )[\w'’-]+ ){{1,4}}?)"
    rf"(?: ?(?:has|had|also|really|once|first|publicly))* ?\b{_SAYS}\b(?! (?:by|to be)\b)|"
    r"\baccording to (?:who|whom)\b|\bwhose (?:words|remark|comment|claim|opinion|view)s?\b|^by whom\b",
    re.IGNORECASE,
)
_ASKS_WHAT = re.compile(
    r"^(?:(?:and|but|so) )?(?:what|how)(?: [\w'’-]+){0,3}? (?:did|does|has|had|do) "
    r"(?P<name>(?:[\w'’.-]+ ){0,4}?[\w'’.-]+) "
    r"(?:say|said|tell|told|tweet(?:ed)?|write|written|reply|replied|answer|warn|comment|claim|think|call|describe|respond)\b",
    re.IGNORECASE,
)

_PRONOUNS = frozenset("he she they it we you i".split())


def asks_who_said(question: str) -> bool:
    """Whether a question asks for the speaker: who said, which minister called, according to whom."""
    spaced = " ".join(question.split())
    return bool(_ASKS_WHO.search(spaced))


def asked_speaker(question: str) -> str:
    """Whose words a question asks for ("what did Freeland say?"); "" where it asks for nobody's."""
    match = _ASKS_WHAT.match(" ".join(question.split()))
    return match["name"] if match and match["name"].lower() not in _PRONOUNS else ""
