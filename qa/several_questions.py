"""A message that asks several questions, as the questions that it asks: by rules for English."""

import re

from qa.answer import QUESTION_CHARACTERS
from qa.plain_question import plain_question
from qa.question_parts import ASKING, AUXILIARY, PREPOSITION, PRONOUN, asked

_ASKS = rf"(?:{PREPOSITION} )?{ASKING}\b"
_INVERTED = rf"{AUXILIARY} (?:i|you|he|she|it|we|they|there|this|that)\b"
_OPENS = re.compile(
    rf"(?:\d{{1,2}}[.)]\s*)?(?:(?:and|also|but|so|then|ok|thanks)\b\W*){{0,3}}(?:{_ASKS}|(?!may \d){AUXILIARY}\b)",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=\?)\s*(?=\w)|(?<=\S)\s*\n\s*(?=\S)")
_AND = re.compile(rf",? and (?:(?:also|then) )?(?-i:(?![A-Z]))(?={_ASKS}|{_INVERTED})", re.IGNORECASE)
_NO_VERB_YET = re.compile(r"\b(?:do|does|did) (?:(?:the|an?|his|her|its|their) )?[\w'’-]+\W*$", re.IGNORECASE)
_EITHER = re.compile(rf"(?:or\b|{AUXILIARY}\b.* or )", re.IGNORECASE)
_BARE = re.compile(rf"{_ASKS}(?: exactly)?\W*", re.IGNORECASE)
_GOES_ON = re.compile(rf"\b{ASKING}\b|\b(?:that|whether|if)\b", re.IGNORECASE)
_NO_VERB = rf"(?:{PRONOUN}|{AUXILIARY}|{PREPOSITION}|the|an?|to)\b"
_WHOLE = re.compile(  # asks for its subject, "how many died", or has its verb before its subject: "is it", "who's he"
    rf"who (?!{_NO_VERB})\w+|what happen\w+|how (?:many|much) (?!{_NO_VERB})\w+|(?:what|which) (?!{_NO_VERB})\w+ \w+|"
    rf"{_INVERTED}|{_ASKS}['’](?:s|re|d|ll) \w+",
    re.IGNORECASE,
)
_BOTH = re.compile(rf"({_ASKS}),? and ({_ASKS})(\W*| {AUXILIARY}\b.*)", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”«»]")


def split_questions(message: str, most: int = QUESTION_CHARACTERS) -> tuple[str, ...]:
    """The questions that a message asks, in its order; the message alone, as it is, where it asks one.

    "Who was arrested, and when?" asks "Who was arrested?" and "When?", the second of which follows up the first.
    A message with quotation marks, or of over `most` characters, is left whole.
    """
    if len(message) > most or _QUOTES.search(message):
        return (message,)
    sentences: list[str] = []
    for sentence in _END.split(message.strip()):
        opens = _OPENS.match(sentence) and not _EITHER.match(sentence)
        if sentences and not (opens and _OPENS.match(plain_question(sentences[-1]))):
            sentences[-1] += f" {sentence}"
        else:
            sentences.append(sentence)
    questions = [question for sentence in sentences for question in _clauses(plain_question(sentence))]
    return tuple(questions) if len(questions) > 1 else (message,)


def _clauses(sentence: str) -> list[str]:
    """The questions that one sentence joins by "and"."""
    if both := _BOTH.fullmatch(sentence):
        return [both[1] + both[3], _capital(both[2]) + both[3]]
    for joined in _AND.finditer(sentence):
        head, tail = sentence[: joined.start()], sentence[joined.end() :]
        if _is_complete(head) and _asks_anew(tail):
            return [f"{head}?", *_clauses(_capital(tail))]
    return [sentence]


def _capital(question: str) -> str:
    return question[:1].upper() + question[1:]


def _is_complete(head: str) -> bool:
    """Whether the words ask something by themselves, and nothing in them is what goes on behind "and"."""
    opening = None if _NO_VERB_YET.search(head) else _OPENS.match(head)
    return opening is not None and _asks_outright(head) and not _GOES_ON.search(head, opening.end())


def _asks_anew(tail: str) -> bool:
    """Whether the words are a question of their own: "when", "where was he born", "how many voted for it"."""
    return _BARE.fullmatch(_AND.split(tail)[0]) is not None or _asks_outright(tail)


def _asks_outright(question: str) -> bool:
    parts = asked(question)
    return _WHOLE.match(question) is not None or (parts is not None and bool(parts.auxiliary and parts.rest))
