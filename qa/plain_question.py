"""A question without the words around it that ask nothing: "hi, can you tell me", "please", "according to the text".

The reader learnt from questions that are asked outright: where such words come before, it is sure enough of every tenth
right answer no more (weights/MODEL_CARD.md).
"""

import re

from qa.capitals import CAPITAL
from qa.enclosing import enclosed

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
_I = r"(?:i|we)"
_YOU = r"(?:you|u|anyone|anybody|someone|somebody)"
_WONDERING = (
    rf"(?:(?:{_I}(?:['’]?(?:m|re)| am| are| was| were)?|am|was) )?"
    r"(?:just |still |really )*(?:wonder(?:ing)?|hop(?:e|ing)|curious|asking)"
)
_WISH = (
    r"(?:really|also|just|very|most|so|much|be|like|love|appreciate|need|want|great|good|nice|helpful|useful|interesting|"
    r"interested|grateful|glad|happy|kind|lovely|wonderful|delighted|curious|of|you|help|it)\b"
)
_WISHING = (
    rf"(?:(?:{_I}|it|that)(?:['’]?(?:d|ll)| would| will)(?: {_WISH}){{1,5}}|"
    r"would (?:it )?be (?:\w+ )?(?:great|good|nice|lovely|kind|helpful|possible|ok|okay))"
)
_IF_YOU = (
    rf"(?:{_WISHING} if|{_WONDERING}(?: if| whether| that)?|(?:is there )?any chance(?: that)?|"
    rf"(?:{_I} )?don['’]?t suppose) {_YOU} (?:(?:can|could|would|will|may|might|be able to|happen to|perhaps|maybe) )*"
)
_CAN_YOU = (
    rf"(?:(?:can|could|would|will) {_YOU} |{_IF_YOU}|{_PLEASE} |"
    r"(?:can|could|would|will|are) (?:you|u) (?:be )?(?:able|willing|happy|kind enough|so (?:kind|good) as) to |"
    r"(?:is it|would it be) possible (?:for you )?to (?=(?:tell|remind|let|show|give) (?:me|us)))"
    rf"(?:(?:{_PLEASE}|possibly|just|perhaps|maybe|quickly) )*"
)
_ASKING_OR_IF = rf"(?:{_ASKING}|(?:if|whether)\b)"
_ON = (
    rf"(?:{_ASKING}|{_VERB}|{_PLEASE}|tell\b|{_I}\b|any (?:idea|clue|chance)|(?:just )?(?:wondering|hoping)\b|"
    r"it(?:['’]d| would)\b)"
)
_GAP = r"(?:[\s,:;!?–—]|[.-](?!\w))*"  # after what is left out: no part of ".NET" or "-5"

_ANOTHER = r"(?:(?:quick|more|last|final|other|further) )"
_GREETING = r"(?:hi+|hiya|hello+|hey+|yo|greetings|good (?:morning|afternoon|evening))"
_ADDRESSED = r"(?:there|all|every(?:one|body)|team|guys|folks|friends?|(?:ai )?assistant|(?:chat)?bot|sir|madam)"
_DEAR = rf"dear {_ADDRESSED}(?: or madam)?"
# Each with what has to follow, so that no part of a question is taken for it: "Hey Jude" is a song.
_COURTESIES = (
    (rf"{_GREETING}(?: {_ADDRESSED}| {_DEAR})?", rf"{_PAUSE}|\s+(?:{_ON}|any\b)"),
    (_DEAR, _PAUSE),
    (_PLEASE, rf",|\s+(?:{_ASKING}|{_VERB}|{_THE}|tell\b|find\b|let\b|look\b|say\b)"),
    (
        r"(?:ok(?:ay)?|so|now|and|but|also|then|hm+|oh|thanks|thank you|thx)",
        rf"\W+(?:{_ON}|ok|thanks|so\b|and\b|but\b|(?:just )?(?:one|another)\b)",
    ),
    (
        r"(?:well|right|alright|great|sorry|excuse me|by the way|btw)",
        rf"(?:\s*{_BREAK})?\s+{_ASKING}|\s*{_BREAK}\s+{_VERB}",
    ),
    (r"(?:u[mh]+|er+m?)", rf"\W+{_ASKING}"),
    (rf"(?:{_I} have )?(?:just )?(?:(?:my|a|one|another) )?{_ANOTHER}?question", _PAUSE),
    (rf"(?:{_I} have (?:a|one|another)|my|the) {_ANOTHER}?question(?: is)?", rf"\s+{_ASKING}"),
    (
        rf"(?:just )?(?:one (?:{_ANOTHER})?|(?:a|my) {_ANOTHER}|another |{_ANOTHER})thing",
        rf"\s*{_BREAK}\s*(?:{_ON}|{_THE})",
    ),
    (r"q", r"\s*:"),
    (r"\d{1,2}[.)]|(?<![*•>#-])[*•>#-]++", rf"\s+(?:{_ASKING}|{_VERB})"),
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
    (
        rf"(?:(?:would|do|could) (?:you|u) )?mind (?:(?:{_PLEASE}|just) )*"
        r"(?:(?:telling|reminding|showing|giving) (?:me|us)|letting (?:me|us) know|"
        r"explaining|confirming|checking|clarifying|finding out|looking up|saying)",
        rf"\s*[,:]|\s+(?:{_ASKING}|{_THE})",
    ),
    (
        rf"(?:{_CAN_YOU})?help (?:me|us)(?: to)? (?:(?:find|figure|work) out|look up|check|understand|learn|see)",
        rf"\s+{_ASKING_OR_IF}",
    ),
    (rf"(?:{_CAN_YOU})?help (?:me|us)(?: to)? (?:find(?: out)?|look up|with)", rf"\s+(?:{_ASKING}|{_THE})"),
    (
        rf"(?:(?:can|could|may|might) {_I}|(?:would|do) you mind if {_I}) (?:just )?ask(?:ed)?(?: you)?",
        rf"\W+{_ASKING}",
    ),
    (rf"(?:can|could|may|might) {_I} (?:just )?know", rf"\W+(?:{_ASKING}|{_THE})"),
    (
        r"(?:do|did|would|might) (?:you|u) (?:(?:happen to|perhaps|maybe|possibly|by any chance) )*know",
        rf"\W+(?:{_ASKING}|{_THE})",
    ),
    (rf"{_IF_YOU}(?:know|ha(?:ve|d) any (?:idea|clue))", rf"\W+(?:{_ASKING}|{_THE})"),
    (rf"{_WISHING} to (?:know|find out|learn|hear)", rf"\W+{_ASKING_OR_IF}\s+\w"),
    (r"(?:do|does) (?:anyone|anybody|someone|somebody)(?: here)? (?:happen to )?know", rf"\W+{_ASKING_OR_IF}"),
    (r"(?:(?:do|have) you (?:have )?|got )?any (?:idea|clue)s?(?: (?:of|about|on))?", rf"\W+{_ASKING_OR_IF}"),
    (
        rf"{_I}(?:['’]?d| would)? (?:just )?(?:like|love|want|wanted|need|wish) "
        r"(?:(?:you )?to (?:know|find out)|you to tell (?:me|us)|to ask(?: you)?(?=\W+wh|\W+how))",
        rf"\W+(?:{_ASKING}|{_THE})",
    ),
    (rf"{_I}(?:['’]?m| am|['’]?re| are) (?:trying|looking|hoping) to (?:find out|know|learn)", rf"\W+{_ASKING_OR_IF}"),
    (_WONDERING, rf"\W+{_ASKING_OR_IF}"),
    (
        rf"(?:do|does|did) (?:it|{_TEXT}) (?:say|tell(?: (?:us|me))?|mention|state|explain|specify)",
        rf"\W+{_ASKING_OR_IF}",
    ),
)
_THANK = r"(?:(?:many )?thanks|thank you|th(?:n|an)?x)"
_MUCH_AS_SAID = r" (?:very much|so much|a lot|in advance|again)"
_MUCH = rf"(?:{_MUCH_AS_SAID})?"
# All that a person may type who asks the documents nothing.
_SMALL_TALK = (
    rf"(?:{_GREETING}|(?:{_THANK}|ty|cheers){_MUCH}|good night|(?:good)?bye)(?:,? {_ADDRESSED}\b)?|{_DEAR}|{_PLEASE}|"
    rf"ok(?:ay)?|great|perfect|cool|good|nice|fine|right|i see|got it|yes|no|"
    rf"how are (?:you|u)(?: (?:doing|today))*|(?:are you|is {_YOU}) there|(?:who|what) are you|"
    rf"what can (?:(?:you|u) do|{_I} ask(?: you)?)|(?:{_CAN_YOU})?help(?: (?:me|us))?(?: out)?|"
    rf"{_I} (?:have|need) (?:a question|(?:some )?help)"
)


def _leading(*patterns: tuple[str, str]) -> re.Pattern[str]:
    either = "|".join(rf"(?:{words})(?={following})" for words, following in patterns)
    return re.compile(rf"\W*(?:{either}){_GAP}", re.IGNORECASE)


_COURTESY, _ASKS_TO_TELL = _leading(*_COURTESIES), _leading(*_INDIRECT)
_NAME = rf"(?-i:{CAPITAL}[\w'’.-]*(?: {CAPITAL}[\w'’.-]*){{0,3}})"
_THANKS = rf"(?:{_THANK}|ty|cheers|asap){_MUCH}"
_SIGNED = rf"(?:,?\s(?!{_ASKING}|or\b)[\w'’.-]+){{0,3}}"
_REGARDS = r"(?:(?:(?:kind|warm)(?:est)? |best )?regards|best wishes|(?:yours )?(?:sincerely|faithfully|truly))"


def _not_after(words: str) -> str:
    """A pattern that matches behind none of the words, nor behind "what is"."""
    what_is = [f"{asking}{verb}" for asking in ("who", "what", "where", "how") for verb in (" is", ".s")]
    return "".join(rf"(?<!\b{word})" for word in [*words.split(), *what_is])


_NOT_ITS_OBJECT = _not_after(
    "to do did of for say says said spell word song pretty please sing sings sang wrote called named"
)
_NOT_GIVEN = _NOT_ITS_OBJECT + _not_after(
    "tell told give gives gave given giving send sends sent offer offered express expressed return returned get got "
    "receive received deserve deserves earn earned mean means meant saying as by with and a the no his her its their my"
)
_AT_THE_END = re.compile(
    rf"(?:{_NOT_ITS_OBJECT}[\s,.!?;:–—-]{{1,8}}(?-i:(?:pretty )?{_PLEASE}|PLEASE)|"
    rf"\s*[.!?;]\s*{_THANKS}(?:,? (?!{_ASKING}){_NAME})?|\s*[,:–—-]\s*(?-i:{_THANKS})|"
    rf"{_NOT_GIVEN}\s(?-i:(?:thank you|th(?:n|an)?x){_MUCH}|{_THANK}{_MUCH_AS_SAID})|"
    rf"(?:\s*[,.!?;–—-]\s*{_REGARDS}|{_NOT_GIVEN}\s(?:kind|best|warm) regards){_SIGNED}|"
    rf"\s*[.!?;]\s*(?:{_PLEASE} )?(?:help(?: (?:me|us))?|let (?:me|us) know)|"
    rf"\s*[,.?!;–—-]\s*(?:do (?:you|u) know|any ideas?|(?:{_CAN_YOU})?tell me|i wonder)|"
    r"(?<!what)(?<!how)(?<!who)(?<!why)(?<!much)(?<!many) do (?:you|u) know|"
    rf"{_NOT_ITS_OBJECT}\s*,?\s(?:by any chance|lol|lmao|haha+|btw|fyi)|"
    r"\s*,?\sif (?:you (?:don['’]?t|wouldn['’]?t) mind(?: (?:me|my) asking)?|i (?:may|might) ask))[\s.!?]*$",
    re.IGNORECASE,
)
MOST_AROUND = 20  # things that are left out around one question
_LONGEST_END = 100  # characters of a text in which its end is looked for
# Where it is asked to tell, this says when; else it may be a part of the question: "what must be mended asap?"
_ENDS_A_REQUEST = re.compile(
    r",?\s(?:asap|as soon as (?:possible|(?:you|u) can)|(?:if|when) (?:you|u) can|if possible)[\s.!?]*$", re.IGNORECASE
)
_WHAT_IS_TO_BE_DONE = re.compile(r"\b(?:must|have to|has to|should|need|can|to be|what to|happens?)\b", re.IGNORECASE)
_ONLY_SMALL_TALK = re.compile(rf"\W*(?:(?:{_SMALL_TALK})(?!\w)\W*)++", re.IGNORECASE)
_SAYS_THE_TEXT = re.compile(rf"^({_ASKING}.*?),?\s+according to {_TEXT}([\s.!?]*)$", re.IGNORECASE | re.DOTALL)
_IF = re.compile(rf"^(?:if|whether)\b(?!.*?(?:,|\b{_ASKING}))", re.IGNORECASE | re.DOTALL)
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


def says_something(text: str) -> bool:
    """True where the text has a letter or a digit, without which nothing is asked."""
    return any(character.isalnum() for character in text)


def plain_question(text: str) -> str:
    """The question alone, in its own words; the text as it is where nothing would be left.

    "Can you tell me if it was passed?" becomes "was it passed?", "do you know who the leader is" "who is the leader".
    """
    plain = text
    for _ in range(MOST_AROUND):
        shorter = _without_words_around(plain)
        if shorter == plain or not says_something(shorter):
            break
        plain = shorter
    return plain


def asks_nothing(text: str) -> bool:
    """True where the text only greets, thanks, or asks what the service can do: "hi there", "thanks!", "help"."""
    return _ONLY_SMALL_TALK.fullmatch(text) is not None


def _without_words_around(text: str) -> str:
    """The text without one thing that stands around its question."""
    if inside := enclosed(text):
        return inside
    told = _ASKS_TO_TELL.match(text)
    if not told and (courtesy := _COURTESY.match(text)):
        return text[courtesy.end() :]
    end = _AT_THE_END.search(text, max(0, len(text) - _LONGEST_END))
    if not end and told and (when := _ENDS_A_REQUEST.search(text, max(told.end(), len(text) - _LONGEST_END))):
        end = None if _WHAT_IS_TO_BE_DONE.search(text, told.end(), when.start()) else when
    if end:
        return text[: end.start()].rstrip(" ,") + ("?" if "?" in end[0] else "")
    if told:
        return _asked_outright(text[told.end() :])
    return _SAYS_THE_TEXT.sub(r"\1\2", text)


def _asked_outright(clause: str) -> str:
    """A question in the words of a statement, "who the leader is", with its verb first where a pattern can tell."""
    clause = _WHAT_IT_IS.sub(r"\1 \3 \2\4", clause)
    return _WHETHER_IT_IS.sub(r"\2 \1\3", _IF.sub("whether", clause))
