"""A question without the words around it that ask nothing: "hi, can you tell me", "please", "according to the text".

The reader learnt from questions that are asked outright: where such words come before, it is sure enough of every tenth
right answer no more (weights/MODEL_CARD.md).
"""

import re

from qa.conversation import says_something

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
_CAN_YOU = (
    rf"(?:(?:can|could|would|will) (?:you|u|anyone|anybody|someone|somebody) |{_PLEASE} )"
    rf"(?:(?:{_PLEASE}|possibly|just|perhaps|maybe|quickly) )*"
)
_I = r"(?:i|we)"
_ASKING_OR_IF = rf"(?:{_ASKING}|(?:if|whether)\b)"
_GAP = r"(?:[\s,:;!?–—]|[.-](?!\w))*"  # after what is left out: no part of ".NET" or "-5"

# Each with what has to follow, so that no part of a question is taken for it: "Hey Jude" is a song.
_COURTESIES = (
    (
        r"(?:hi|hiya|hello|hey|yo|greetings|good (?:morning|afternoon|evening))"
        r"(?: (?:there|all|everyone|team|guys|folks))?",
        rf"{_PAUSE}|\s+(?:{_ASKING}|{_VERB}|{_PLEASE}|tell|{_I}\b|any\b)",
    ),
    (_PLEASE, rf",|\s+(?:{_ASKING}|{_VERB}|{_THE}|tell\b|find\b|let\b|look\b|say\b)"),
    (
        r"(?:ok(?:ay)?|so|now|and|but|also|then|hm+|oh|thanks|thank you|thx)",
        rf"\W+(?:{_ASKING}|{_VERB}|tell\b|{_I}\b|any (?:idea|clue)|ok|thanks|so\b|and\b|but\b|{_PLEASE})",
    ),
    (
        r"(?:well|right|alright|great|sorry|excuse me|by the way|btw)",
        rf"(?:\s*{_BREAK})?\s+{_ASKING}|\s*{_BREAK}\s+{_VERB}",
    ),
    (r"(?:u[mh]+|er+m?)", rf"\W+{_ASKING}"),
    (rf"(?:{_I} have )?(?:(?:my|a|one|another) )?(?:quick )?question", _PAUSE),
    (rf"(?:{_I} have (?:a|one|another)|my|the) (?:quick )?question(?: is)?", rf"\s+{_ASKING}"),
    (r"q", r"\s*:"),
    (r"\d{1,2}[.)]|[*•>#-]+", rf"\s+(?:{_ASKING}|{_VERB})"),
    (rf"(?:according to|based on|as per|going by|in|from) {_TEXT}", rf"\W+(?!which\b[^?]*,)(?:{_ASKING}|{_VERB})"),
)
# What comes before a question in the words of a statement: "who won", or "if it passed" for "did it pass".
_INDIRECT = (
    (
        rf"(?:{_CAN_YOU}|just )?(?:tell|remind) (?:me|us)(?: (?:{_PLEASE}|exactly))?",
        rf"\s*[,:]|\s+(?:{_ASKING}|{_THE})",
    ),
    (
        rf"(?:{_CAN_YOU})?(?:find out|look up|check|say|let (?:me|us) know|show (?:me|us))(?: {_PLEASE})?",
        rf"\s*[,:]?\s+{_ASKING_OR_IF}",
    ),
    (rf"{_CAN_YOU}(?:explain|confirm|clarify|specify)(?: to (?:me|us))?", rf"\s+{_ASKING_OR_IF}"),
    (rf"{_CAN_YOU}(?:give (?:me|us)|name|state)", rf"\s+{_THE}"),
    (rf"(?:can|could|may|might) {_I} (?:just )?ask(?: you)?", rf"\W+{_ASKING}"),
    (rf"(?:can|could|may|might) {_I} (?:just )?know", rf"\W+(?:{_ASKING}|{_THE})"),
    (r"(?:do|did|would) (?:you|u) (?:happen to )?know", rf"\W+(?:{_ASKING}|{_THE})"),
    (r"(?:do|does) (?:anyone|anybody|someone|somebody)(?: here)? (?:happen to )?know", rf"\W+{_ASKING_OR_IF}"),
    (r"(?:(?:do|have) you (?:have )?|got )?any (?:idea|clue)s?(?: (?:of|about|on))?", rf"\W+{_ASKING_OR_IF}"),
    (
        rf"{_I}(?:['’]?d| would)? (?:just )?(?:like|love|want|wanted|need|wish) "
        r"(?:(?:you )?to (?:know|find out)|you to tell (?:me|us)|to ask(?: you)?(?=\W+wh|\W+how))",
        rf"\W+(?:{_ASKING}|{_THE})",
    ),
    (rf"{_I}(?:['’]?m| am|['’]?re| are) (?:trying|looking|hoping) to (?:find out|know|learn)", rf"\W+{_ASKING_OR_IF}"),
    (
        rf"(?:(?:{_I}(?:['’]?(?:m|re)| am| are| was| were)?|am|was) )?"
        r"(?:just |still )?(?:wonder(?:ing)?|curious|asking)"
        r"(?: (?:if|whether) (?:you|u|anyone|someone) (?:know|(?:can|could|would) (?:tell (?:me|us)|say)))?",
        rf"\W+{_ASKING_OR_IF}",
    ),
    (
        rf"(?:do|does|did) (?:it|{_TEXT}) (?:say|tell(?: (?:us|me))?|mention|state|explain|specify)",
        rf"\W+{_ASKING_OR_IF}",
    ),
)


def _leading(*patterns: tuple[str, str]) -> re.Pattern[str]:
    either = "|".join(rf"(?:{words})(?={following})" for words, following in patterns)
    return re.compile(rf"\W*(?:{either}){_GAP}", re.IGNORECASE)


_COURTESY, _ASKS_TO_TELL = _leading(*_COURTESIES), _leading(*_INDIRECT)
_THANKS = r"(?:(?:many )?thanks|thank you|thx|ty|cheers|asap)(?: (?:very much|so much|a lot|in advance|again))?"
_NOT_ITS_OBJECT = "".join(
    rf"(?<!\b{word})"
    for word in ("to", "do", "did", "is", "of", "for", "say", "says", "said", "spell", "word", "song", "please")
)
_AT_THE_END = re.compile(
    rf"(?:{_NOT_ITS_OBJECT}[\s,.!?;:–—-]{{1,8}}(?-i:{_PLEASE}|PLEASE)|"
    rf"\s*[.!?;]\s*{_THANKS}|\s*[,:–—-]\s*(?-i:{_THANKS})|"
    rf"\s*[,.?!;–—-]\s*(?:do (?:you|u) know|any ideas?|(?:can you )?tell me|i wonder)|"
    r"(?<!what)(?<!how)(?<!who)(?<!why) do (?:you|u) know|"
    rf"{_NOT_ITS_OBJECT}\s*,?\s(?:by any chance|lol|lmao|haha+|btw|fyi))[\s.!?]*$",
    re.IGNORECASE,
)
_SAYS_THE_TEXT = re.compile(rf"^({_ASKING}.*?),?\s+according to {_TEXT}([\s.!?]*)$", re.IGNORECASE | re.DOTALL)
_ENCLOSED = re.compile(r"([\"'`*_]{1,3}|[“«‘])(.+?)(?:\1|[”»’])\W*", re.DOTALL)
_IF = re.compile(rf"^(?:if|whether)\b(?!.*?(?:,|\b{_ASKING}))", re.IGNORECASE | re.DOTALL)
_NAME = r"(?-i:[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3})"
_SUBJECT = (
    r"(?:(?:the|a|his|her|its|their|this|that)(?: (?!(?:he|she|it|they|that|who|what)\b)[\w'’-]+){1,3}?|"
    rf"{_NAME}|he|she|it|they|there)"
)
_WHETHER_IT_IS = re.compile(rf"^whether ({_SUBJECT} )((?!do|did){_VERB}) ?(.*)", re.IGNORECASE | re.DOTALL)
_WHAT_IT_IS = re.compile(
    r"^(who|what|where|when) ((?:the|his|her|its|their|this)(?: (?!said\b)[\w'’-]+){1,3}?"
    r"(?: of(?: (?:the|a|this))?(?: [\w'’-]+){1,3}?)?) (is|are|was|were)(\W*)$",
    re.IGNORECASE,
)


def plain_question(text: str) -> str:
    """The question alone, in its own words; the text as it is where nothing would be left.

    "Can you tell me if it was passed?" becomes "was it passed?", "do you know who the leader is" "who is the leader".
    """
    plain = text
    while (shorter := _without_words_around(plain)) != plain and says_something(shorter):
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
        return text[: end.start()].rstrip(" ,") + ("?" if "?" in end[0] else "")
    return _SAYS_THE_TEXT.sub(r"\1\2", text)


def _asked_outright(clause: str) -> str:
    """A question in the words of a statement, "who the leader is", with its verb first where a pattern can tell."""
    clause = _WHAT_IT_IS.sub(r"\1 \3 \2\4", clause)
    return _WHETHER_IT_IS.sub(r"\2 \1\3", _IF.sub("whether", clause))
