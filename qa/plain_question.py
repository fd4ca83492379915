"""A question without the words around it that ask nothing: "hi, can you tell me", "please", "according to the text".

The reader learnt from questions that are asked outright, and loses one right answer in ten where such words come before
(weights/MODEL_CARD.md).
"""

import re

_BREAK = r"[,.!?:;–—-]"
_PAUSE = rf"(?:,|\s*{_BREAK}\s)"
_ASKING = (
    r"(?:(?:in|at|on|by|for|from|to|of|with|since|until|under|about|after|before|during|against|into) )?"
    r"(?:who(?:m|se)?|what|which|when|where|why|how)(?:['’]?(?:s|re|d|ll))?\b"
)
_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b"
_THE = r"(?:the|a|an|his|her|its|their|whether|if|(?!more|some|any|all|one)\w+ of)\b"
_TEXT = (
    r"(?:the|this|that|these|those|your|my|our) (?:news )?"
    r"(?:articles?|documents?|docs?|texts?|passages?|pages?|story|files?|pdfs?)\b"
)
_PLEASE = r"(?:please|pls|plz|kindly)"
_YOU = r"(?:you|u|anyone|anybody|someone|somebody)"
_CAN_YOU = (
    rf"(?:(?:can|could|would|will|{_PLEASE}) (?:{_YOU} )?(?:(?:{_PLEASE}|possibly|just|perhaps|maybe|quickly) )*)"
)
_I = r"(?:i|we)"

# Each with what has to follow, so that no part of a question is taken for it: "Hey Jude" is a song.
_COURTESIES = (
    (
        r"(?:hi|hiya|hello|hey|yo|greetings|good (?:morning|afternoon|evening))(?: (?:there|all|everyone|team))?",
        rf"{_PAUSE}|\s+(?:{_ASKING}|{_VERB}|{_PLEASE}|tell|{_I}\b|any\b)",
    ),
    (_PLEASE, rf",|\s+(?:{_ASKING}|{_VERB}|{_THE}|tell\b|find\b|let\b|look\b|say\b)"),
    (
        r"(?:ok(?:ay)?|so|well|now|and|but|also|then|right|alright|u[mh]+|er+m?|hm+|oh|thanks|thank you|thx|great)",
        rf"\W+(?:{_ASKING}|{_VERB}|tell\b|{_I}\b|any (?:idea|clue)|ok|so\b|and\b|but\b|{_PLEASE})",
    ),
    (rf"(?:{_I} have )?(?:(?:my|a|one|another) )?(?:quick )?question", _PAUSE),
    (rf"{_I} have (?:a|one|another) (?:quick )?question", rf"\s+{_ASKING}"),
    (r"q", r"\s*:"),
    (r"\d{1,2}[.)]|[*•>#-]+", r"\s"),
    (rf"(?:according to|based on|as per|going by|in|from) {_TEXT}", rf"\W+(?:{_ASKING}|{_VERB})"),
)
# What comes before a question in the words of a statement: "who won", or "if it passed" for "did it pass".
_INDIRECT = (
    (rf"{_CAN_YOU}?(?:tell|remind) (?:me|us)(?: {_PLEASE})?", rf"\s*[,:]|\s+(?:{_ASKING}|{_THE})"),
    (
        rf"{_CAN_YOU}?(?:find out|look up|check|say|let (?:me|us) know|show (?:me|us))(?: {_PLEASE})?",
        rf"\s*[,:]?\s+(?:{_ASKING}|(?:if|whether)\b)",
    ),
    (rf"(?:can|could|may|might) {_I} (?:just )?(?:ask|know)(?: you)?", rf"\W+(?:{_ASKING}|{_THE})"),
    (rf"(?:do|does|did|would) {_YOU} (?:happen to )?know", rf"\W+(?:{_ASKING}|{_THE})"),
    (
        r"(?:(?:do|have) you (?:have )?|got )?any (?:idea|clue)s?(?: (?:of|about|on))?",
        rf"\W+(?:{_ASKING}|(?:if|whether)\b)",
    ),
    (
        rf"{_I}(?:['’]?d| would)? (?:just )?(?:like|love|want|wanted|need|wish) "
        rf"(?:(?:{_YOU} )?to (?:know|find out|ask)(?: you)?|you to tell (?:me|us))",
        rf"\W+(?:{_ASKING}|{_THE})",
    ),
    (
        rf"(?:(?:{_I}(?:['’]?(?:m|re)| am| are| was| were)?|am|was) )?"
        r"(?:just |still )?(?:wonder(?:ing)?|curious|asking)"
        rf"(?: (?:if|whether) {_YOU} (?:know|(?:can|could|would) (?:tell (?:me|us)|say)))?",
        rf"\W+(?:{_ASKING}|(?:if|whether)\b)",
    ),
    (
        rf"(?:do|does|did) (?:it|{_TEXT}) (?:say|tell(?: (?:us|me))?|mention|state|explain|specify)",
        rf"\W+(?:{_ASKING}|(?:if|whether)\b)",
    ),
)


def _leading(*patterns: tuple[str, str]) -> re.Pattern[str]:
    either = "|".join(rf"(?:{words})(?={following})" for words, following in patterns)
    return re.compile(rf"\W*(?:{either})\W*", re.IGNORECASE)


_COURTESY, _ASKS_TO_TELL = _leading(*_COURTESIES), _leading(*_INDIRECT)
_IF = re.compile(r"^(?:if|whether)\b", re.IGNORECASE)
_BE = r"(?:is|are|was|were)\b"
_WHETHER_IT_IS = re.compile(
    rf"^whether ((?:(?!(?:that|who|which)\b)[\w'’.-]+ ){{1,6}})({_VERB}) ?(.*)", re.IGNORECASE | re.DOTALL
)
_WHAT_IT_IS = re.compile(
    r"^(who|what|where|when) ((?:the|his|her|its|their|this) "
    rf"(?:(?!(?:that|who|which|said)\b)[\w'’.-]+ ){{1,8}})({_BE})(\W*)$",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(
    rf"(?:(?<!say)(?<!says)(?<!said)(?<!word)[\s,.!?;:–—-]{{1,8}}{_PLEASE}|"
    rf"\s*{_BREAK}\s*(?:(?:many )?thanks|thank you|thx|ty|cheers|asap)"
    r"(?: (?:very much|so much|a lot|in advance|again))?|"
    rf"\s*,?\s(?:according to|based on) {_TEXT}|"
    rf"\s*{_BREAK}\s*(?:do you know|any ideas?|(?:can you )?tell me|i wonder)|"
    r"\s*,?\s(?:by any chance|lol|lmao|haha+|btw|fyi))[\s.!?]*$",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"([\"'`*_]{1,3}|[“«‘])(.+?)(?:\1|[”»’])\W*", re.DOTALL)


def plain_question(text: str) -> str:
    """The question alone, in its own words; the text as it is where nothing would be left.

    "Can you tell me if it was passed?" becomes "was it passed?", "do you know who the leader is" "who is the leader".
    """
    plain = text
    while any(map(str.isalnum, shorter := _without_words_around(plain))) and shorter != plain:
        plain = shorter
    return plain


def _without_words_around(text: str) -> str:
    """The text without one thing that stands around its question."""
    if (enclosed := _ENCLOSED.fullmatch(text)) and enclosed[1] not in enclosed[2]:
        return enclosed[2]
    if told := _ASKS_TO_TELL.match(text):
        return _asked_outright(text[told.end() :])
    if courtesy := _COURTESY.match(text):
        return text[courtesy.end() :]
    if end := _AT_THE_END.search(text):
        return text[: end.start()] + ("?" if "?" in end[0] else "")
    return text


def _asked_outright(clause: str) -> str:
    """A question in the words of a statement, "who the leader is", with its verb first as far as a pattern can tell."""
    clause = _WHAT_IT_IS.sub(lambda found: f"{found[1]} {found[3]} {found[2].strip()}{found[4]}", clause)
    return _WHETHER_IT_IS.sub(r"\2 \1\3", _IF.sub("whether", clause))
