"""Whether a question asks who said something, or what somebody said."""

import re

from qa.grounding import content_words
from qa.quotations import quotation_spans

_SAYS = (
    r"(?:said|says?|told|tells?|tweet(?:ed|s)|(?:thinks?|thought)(?! of\b)|believe[ds]|argue[ds]|insist(?:ed|s)|"
    r"joke[ds]|remark(?:ed|s)|complain(?:ed|s)|reckon(?:ed|s)|quipped|warn(?:ed|s)|commented|replied)\b"
    r"(?! (?:in|up|about)\b)"
)
# These do other things, too (who called the election, who claimed the cup), but not with what follows here.
_WITH_WORDS = (
    r"(?:wr(?:ote|ites?)|claim(?:ed|s)|promise[ds]|admit(?:ted|s)|denie[ds]|ask(?:ed|s)|announce[ds]|suggest(?:ed|s)|"
    r"predict(?:ed|s)|explain(?:ed|s)|confirm(?:ed|s)|recall(?:ed|s)|declare[ds]|hope[ds]|fear(?:ed|s)|"
    r"acknowledge[ds]|concede[ds]|testified|stated|pledge[ds]|vow(?:ed|s)|point(?:ed|s) out|demand(?:ed|s)|posted|"
    r"added|noted|observed|countered|guess(?:ed|es)|suspect(?:ed|s)|mention(?:ed|s)|complain(?:ed|s))\b"
    r"(?= (?:to (?:\S+ ){1,3})?that |.*[\"“‘])|(?:describe[ds]|dismisse[ds])\b(?=.* as )|"
    r"call(?:ed|s)\b(?! (?:an?|for|off|on|up)\b)"
    r"(?=(?: \S+){1,6}?(?<! at)(?<! in)(?<! on)(?<! by)(?<! for) an? |.* [\"“‘])|"
    r"compare[ds]\b(?=.* (?:to|with) )|(?:accuse[ds]|blame[ds])\b(?=.* (?:of|for) )"
)
_ONE_WHO_SAYS = (
    r"(?:news)?(?:paper|party|company|firm|ministers?|ministry|group|organi[sz]ation|body|country|person|politician|official|"
    r"union|club|bank|agency|councillor|mps?|leader|expert|scientist|player|coach|judge|lawyer|witness)"
)
_ASKS_WHO = re.compile(
    rf"^(?:(?:and|but|so) )?(?:who(?: else)?(?:(?:['’]s| is| was) (?:it|the one|the person) (?:who|that))?|"
    rf"(?:which|what(?= {_ONE_WHO_SAYS}\b)) (?:(?!(?:did|does|do|is|was|were|are|has|had) )[\w'’-]+ ){{1,4}}?)"
    rf"(?: ?(?:has|had|also|really|once|first|publicly))* ?\b(?:{_SAYS}|{_WITH_WORDS})(?! (?:by|to be)\b)|"
    r"\baccording to (?:who|whom)\b|\bwhose words\b",
    re.IGNORECASE,
)
_MARKS = re.compile("[\"“”„«»]|(?<![^\\W_])['‘’]|['’](?!\\w)")
_TWEETED = re.compile(r"\b(?:tweeted|posted)\b", re.IGNORECASE)
_WROTE = re.compile(r"\bwr(?:ote|ites?)\b", re.IGNORECASE)
_ASKS_WHAT = re.compile(
    r"^(?:(?:and|but|so) )?what(?: [\w'’-]+){0,3}? (?:did|does|has|had|do) (?P<speaker>(?:[\w'’.-]+ ){1,5}?)"
    r"(?:say|said|tell|told|tweet(?:ed)?|think|reply|replied|comment)\b",
    re.IGNORECASE,
)


def asks_who_said(question: str) -> bool:
    """Whether a question asks for the speaker: who said, which minister called it a mistake, according to whom."""
    return bool(_ASKS_WHO.search(" ".join(question.split())))


def as_read(question: str) -> str:
    """The question as the reader is asked it: one for a speaker without quotation marks, as those that it learnt from.

    What was tweeted or posted was said.
    """
    if not asks_who_said(question):
        return question
    return _TWEETED.sub("said", _MARKS.sub("", question))


def words_said(question: str) -> str:
    """Of a question that asks for the speaker, the words behind that; empty where it asks otherwise."""
    spaced = " ".join(question.split())
    asked = _ASKS_WHO.match(spaced)
    return spaced[asked.end() :] if asked else ""


def words_quoted(question: str) -> str:
    """What a question for the speaker has between quotation marks as said: no name, and nothing that was written."""
    if _WROTE.search(question):
        return ""
    said = words_said(question)
    quotations = (said[start:end] for start, end in quotation_spans(said))
    return " ".join(one for one in quotations if not all(word[0].isupper() for word in content_words(one)))


def asks_what_was_said(question: str) -> bool:
    """Whether a question asks for somebody's words: what did Freeland say?"""
    return bool(_ASKS_WHAT.match(" ".join(question.split())))


def speaker_asked_about(question: str) -> str:
    """Whose words a question asks for: Freeland, in what did Freeland say; empty where it asks otherwise."""
    asked = _ASKS_WHAT.match(" ".join(question.split()))
    return asked["speaker"].strip() if asked else ""
