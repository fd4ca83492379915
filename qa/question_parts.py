"""What a question is made of, as far as rules for English can tell: its question word, subject, names and things."""

import re
from typing import NamedTuple

from corpus.dates import MONTHS, WEEKDAYS
from qa.stop_words import STOP_WORDS

PREPOSITION = (
    r"(?:in|on|at|to|from|for|by|with|without|of|about|since|until|till|during|before|after|under|over|against|near|into|"
    r"between|through|towards)"
)
QUESTION_WORD = r"(?:who|whom|whose|what|which|when|where|why|how)"
ASKING = rf"(?:how(?: (?:many|much|long|old|far|often|big|large|fast|high|tall|deep|heavy))?|{QUESTION_WORD})"
_BE = r"(?:is|are|was|were)"
_HAVE = r"(?:has|have|had)"
_DO = r"(?:did|does|do)"
AUXILIARY = rf"(?:{_BE}|{_HAVE}|{_DO}|will|would|can|could|should|shall|must|may|might)"
PRONOUN = r"(?:i|you|he|she|it|we|they|there|me|him|her|us|them|his|its|our|their|my|your)"
_ARTICLE = r"(?:the|a|an)"
ANY_ARTICLE = re.compile(rf"\b{_ARTICLE} ", re.IGNORECASE)
_ENDS_A_PHRASE = (  # what stands behind a noun phrase or its verb, and never within one
    rf"(?:{PREPOSITION}|{QUESTION_WORD}|{AUXILIARY}|{PRONOUN}|{_ARTICLE}|and|or|but|if|as|than|that|this|these|those|"
    r"been|being|any|some|all|no|not|more|last|next|now|then|today|yesterday|tomorrow|again|ever|up|out|down|off|away|back)"
)
_WORD = r"\w[\w'’-]*"
_MORE_WORDS = rf"(?: (?!{_ENDS_A_PHRASE}\b){_WORD})*"
_WITH_ARTICLE = rf"\b{_ARTICLE} (?P<words>{_WORD}{_MORE_WORDS})"
_WITHOUT_ARTICLE = rf"(?P<bare>(?!{_ENDS_A_PHRASE}\b){_WORD}{_MORE_WORDS})"
PHRASE = re.compile(rf"{_WITH_ARTICLE}|{_WITHOUT_ARTICLE}", re.IGNORECASE)
_THING = re.compile(_WITH_ARTICLE, re.IGNORECASE)
_ASKED = re.compile(rf"^(?:(?:and|but|so)\W+)?(?:{PREPOSITION} )?({ASKING})\b\s*(.*)", re.IGNORECASE)
_AUXILIARY_NEXT = re.compile(
    rf"(?P<noun>(?:(?!{_ENDS_A_PHRASE}\b){_WORD} ){{0,3}}?)(?P<auxiliary>{AUXILIARY})\b ?", re.IGNORECASE
)
_TAKES_A_NOUN = re.compile(r"what|which|whose|how", re.IGNORECASE)
_MAY_ASK_FOR_THE_SUBJECT = re.compile(r"who|what|which|whose", re.IGNORECASE)
_ASKS_OF_A_SUBJECT = re.compile(r"when|where|why|how(?: (?:long|far|often|fast))?", re.IGNORECASE)
_PUT_FIRST = re.compile(rf"^{AUXILIARY}\b", re.IGNORECASE)
_STARTS_WITH_A_SUBJECT = re.compile(rf"(?:{_ARTICLE}|{PRONOUN}|this|these|that|those)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(  # the regular ones, without "shed" and "speed", and the irregular ones that news are full of
    r"\w+\w[^e\W]ed|built|sold|bought|held|made|found|won|lost|born|given|taken|seen|shown|paid|sent|told|left|hit|cut|"
    r"written|stolen|broken|chosen|known|shot|hurt|worth|open|due|free|available|ready",
    re.IGNORECASE,
)
_MOST_WORDS = 4  # of a noun phrase; more are no longer one

_CAPITAL = r"(?:[A-ZÀ-Þ]|\d+[A-Z])[\w'’.-]*\w"
NAME = re.compile(rf"\b{_CAPITAL}(?: (?:(?:of|de|la|van|von|al|bin) )?{_CAPITAL})*")
OWNING = re.compile(r"['’]s?$")
DAY = re.compile(  # or month: in capitals, but the name of nobody and nothing that "it" could be
    rf"(?:{'|'.join(name.capitalize() for name in (*WEEKDAYS, *MONTHS))}|Christmas|Easter|Q[1-4]|H[12])s?"
)
_SENTENCE_START = re.compile(r"(?:^|[.?!] )\W*(\w+)")
_OPENS_SENTENCES = re.compile(PREPOSITION, re.IGNORECASE)


class Asked(NamedTuple):
    """A question in parts, "How many votes did Ann get?" as "How many", "votes", "did" and "Ann get?".

    With no auxiliary, all behind what it asks with is the rest.
    """

    asking: str
    noun: str
    auxiliary: str
    rest: str

    @property
    def has_subject(self) -> bool:
        """Whether what follows the auxiliary starts with a subject: "who did Ann meet", not "who was hurt"."""
        if re.fullmatch(_DO, self.auxiliary, re.IGNORECASE) or ends_in_preposition(self.rest):
            return True
        if self.auxiliary and _ASKS_OF_A_SUBJECT.fullmatch(self.asking):  # "when was ann lee arrested"
            return True
        names_someone = bool(NAME.match(self.rest) or _STARTS_WITH_A_SUBJECT.match(self.rest))
        return names_someone and not (self.asking.lower() == "who" and re.fullmatch(_BE, self.auxiliary, re.IGNORECASE))


def asked(question: str) -> Asked | None:
    """The parts of a question that starts with a question word."""
    found = _ASKED.match(question)
    if not found:
        return None
    asking, rest = found.groups()
    behind = _AUXILIARY_NEXT.match(rest)
    if not behind or (behind["noun"] and not _TAKES_A_NOUN.match(asking)):
        return Asked(asking, "", "", rest)
    return Asked(asking, behind["noun"].strip(), behind["auxiliary"], rest[behind.end() :])


def ends_in_preposition(question: str) -> bool:
    """Whether the question's last word is a preposition: "what did they vote for?"."""
    return re.search(rf"\b{PREPOSITION}\W*$", question, re.IGNORECASE) is not None


def lower_start(question: str) -> str:
    """The question with a small first letter, unless it starts with a name."""
    first = question.split(maxsplit=1)[0].strip(",.?!") if question.strip() else ""
    opens = first.lower() in STOP_WORDS or _OPENS_SENTENCES.fullmatch(first)
    return question[:1].lower() + question[1:] if opens and not first.isupper() else question


def names(question: str) -> list[re.Match[str]]:
    """The names in a question, as its capitals show them; a sentence's first word alone is none."""
    found, position = [], 0
    firsts = {match.start(1): match[1] for match in _SENTENCE_START.finditer(question)}
    while match := NAME.search(question, position):
        first = firsts.get(match.start(), "")
        if first.lower() in STOP_WORDS or _OPENS_SENTENCES.fullmatch(first):
            position = match.start() + len(first)
            continue
        if not first or " " in match[0]:
            found.append(match)
        position = match.end()
    return found


def meant_by_it(question: str) -> str:
    """What "it" is after this question: its last name that is no possessor, else its first thing; "" in doubt.

    "Ann's deputy" is not about Ann, and "the Aldine Prize" goes with its article and nouns.
    """
    own = (name for name in reversed(names(question)) if not (OWNING.search(name[0]) or DAY.fullmatch(name[0])))
    last = next(own, None)
    for article in _THING.finditer(question):
        start, end = _phrase_span(question, article)
        if last is None:
            return f"the {_without_article(question[start:end])}" if end else ""
        if start <= last.start() and last.end() <= end:
            return f"the {_without_article(question[start:end])}"
    return last[0] if last else ""


def subject_span(question: str) -> tuple[int, int]:
    """Where the subject behind the first auxiliary stands; an empty stretch where that is open."""
    parts = asked(question)
    if parts and _MAY_ASK_FOR_THE_SUBJECT.fullmatch(parts.asking) and not parts.has_subject:
        return 0, 0
    if parts and parts.auxiliary:
        begin = len(question) - len(parts.rest)
    elif first := _PUT_FIRST.match(question):
        begin = first.end() + 1
    else:
        return 0, 0
    phrase = PHRASE.match(question, begin)
    return _phrase_span(question, phrase) if phrase else (0, 0)


def _without_article(phrase: str) -> str:
    return re.sub(rf"^{_ARTICLE} ", "", phrase, flags=re.IGNORECASE)


def _phrase_span(question: str, phrase: re.Match[str]) -> tuple[int, int]:
    """The stretch of the noun phrase among the words found, its article with it; an empty one where that is open."""
    text = phrase[phrase.lastgroup or 0]
    words = text.split()
    count = _noun_words(words, question[: phrase.start()], not question[phrase.end() :].strip(" ?.!"))
    if not count or count > _MOST_WORDS:
        return 0, 0
    return phrase.start(), phrase.end() - len(text) + len(" ".join(words[:count]))


def _noun_words(words: list[str], head: str, at_end: bool) -> int:
    """How many of the words are a noun phrase and not the verb behind it; 0 where that is open."""
    count = len(words)
    if count == 1:
        return 1
    before = re.search(
        rf"(?:^|(?P<how>\bhow \w+ )|\b(?P<asking>\w+) )(?P<auxiliary>{AUXILIARY}) $", head, re.IGNORECASE
    )
    if not before:
        return count - 1 if _PARTICIPLE.fullmatch(words[-1]) else count
    if not re.fullmatch(rf"{_BE}|{_HAVE}", before["auxiliary"], re.IGNORECASE):
        return 1 if count == 2 else 0
    if _PARTICIPLE.fullmatch(words[-1]):
        return count - 1
    if words[-1].endswith("ing"):
        return 0
    if before["how"] or (before["asking"] or "").lower() in ("what", "who", "where", "when"):
        return count
    return 1 if count == 2 and at_end else 0
