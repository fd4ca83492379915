"""The count of a vote, told by its form: "178 to 146" to "what was the vote count?".

Such a question shares few words with the sentence that answers it, and the reader was trained on questions that share
many. Where the passages have one count of a vote and no other, that is the answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llama_index.core.schema import NodeWithScore, TextNode

from qa.answer_form import asks_tally
from qa.candidate import Candidate
from qa.grounding import content_words, stems

# Of the 10 paragraphs of SQuAD and SQuADShifts that have one count by these rules and the word vote, 9 give it as that
# vote's; one tells a ratio. By the rule of succession (Laplace), as they are few.
VOTE_COUNT_CONFIDENCE = (9 + 1) / (10 + 2)

_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|nil|none)"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_DASH = r"[-–—\u2011]"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_NO_COUNT_BEFORE = re.compile(
    rf"\b(?:from|between|aged?|ages|articles?|sections?|clauses?|pages?|chapters?|nearly|almost|about|than|{_MONTH})\s\Z|"
    r"[\w.,:%$£€/–—\u2011-]\Z|\d\s\Z",
    re.IGNORECASE,
)
_NO_COUNT_AFTER = re.compile(
    rf"[\w%/–—\u2011-]|[.,:]\d|\s\d|\s?(?:%|per ?cent|percent|million|billion|years?|months?|weeks?|days?|hours?|"
    rf"minutes?|degrees?|feet|miles?|km|kilomet\w+|met(?:er|re)s?|people|points?|dollars?|pounds?|euros?|{_MONTH}|[ap]\.?m)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?P<for>{_DIGITS})(?P<votes>\s(?:votes?|ballots?))?(?:,?\s(?:to|against|versus)\s|\s?{_DASH}\s?)(?P<against>{_DIGITS})|"
    rf"\b(?P<for_word>{_WORD})\svotes?\s(?:to|against)\s(?P<against_word>{_WORD})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_DECIDES = (
    r"\b(?:vot(?:e|es|ed|ing)|pass(?:ed|es|ing)|approv(?:ed|es|ing)|adopt(?:ed|s|ing)|reject(?:ed|s|ing)|defeat(?:ed|s)|"
    r"carried|ratif(?:ied|ies)|confirm(?:ed|s)|backed|endorsed|lost|lose|won|win)\b"
)
_DECIDED_BY = re.compile(
    rf"{_DECIDES}(?:\s[^\s.;:()]+){{0,4}}?,?(?:\s(?:by|in|on|with))?(?:\sa)?(?:\s(?:vote|margin)\sof)?\s\Z|"
    rf"\b(?:approved|passed|adopted|rejected|defeated|confirmed)\b[^.;:()]*\bby\s[^.;:()]*\Z",
    re.IGNORECASE,
)
_VOTES_AFTER = re.compile(r"\s(?:votes?|ballots?)\b", re.IGNORECASE)
_NO_VOTE = re.compile(r"\b(?:match|cup|goals?|game|league|scored?|polls?|polled|survey)\b", re.IGNORECASE)
_OTHER_COUNT = re.compile(
    rf"\bunanim\w*|\b(?:{_DIGITS}|{_WORD})\s(?:votes?\s)?(?:in\sfavou?r|for\sand|against|ayes?|noes|yeas?|nays?|yes|no)\b|"
    rf"\b(?:ayes|noes|yeas|nays)\s{_DIGITS}|(?:{_DIGITS}|{_WORD}){_DASH}to{_DASH}(?:{_DIGITS}|{_WORD})|"
    rf"\b{_DIGITS}\s[A-Z]\w+\sto\s{_DIGITS}|\b(?:by|voted|passed)\s{_WORD}\sto\s{_WORD}\b",
    re.IGNORECASE,
)
_KIND = r"(?:final |official |exact |total |overall )?"
_WHOLE_QUESTION = re.compile(
    rf"(?:what(?:['’]?s| is| was| were)? )?(?:the )?{_KIND}(?:vot(?:e|es|ing) (?:count|tally|results?|outcome)|"
    r"(?:count|tally|results?|outcome) of (?:the|this|that) (?:votes?|voting))\b(?P<topic>[^?!]*)[\s?!.]*",
    re.IGNORECASE,
)
_TOPIC_WORDS = frozenset("on in of about at over to the a an and vote votes voting motion motions ballot".split())
_THE_US = re.compile(r"\b(?:US|[Tt]he us)\b")  # else taken for a pronoun
_UNITED_STATES = re.compile(r"\b(?:US|USA|U\.S\.|United States)\b")


@dataclass(frozen=True)
class Count:
    """A count of two sides, `text[start:end]`; `sides` are equal for "178 to 146" and "178 votes against 146"."""

    start: int
    end: int
    sides: tuple[str, str]
    of_a_vote: bool  # by the words beside it


def find_counts(text: str) -> list[Count]:
    """Each count of two sides in the text: "178 to 146", "ten votes to eight", "94–3"; no years, shares or measures."""
    found = []
    for match in _COUNT.finditer(text):
        before, after = text[max(0, match.start() - 200) : match.start()], text[match.end() :]
        counted = match["votes"] or match["for_word"]
        sides = match["for"] or match["for_word"], match["against"] or match["against_word"]
        years = _YEAR.fullmatch(sides[0]) and (_YEAR.fullmatch(sides[1]) or len(sides[1]) <= 2)
        if _NO_COUNT_BEFORE.search(before) or _NO_COUNT_AFTER.match(after) or (years and not counted):
            continue
        of_a_vote = bool(counted or _DECIDED_BY.search(before) or _VOTES_AFTER.match(after))
        left, right = (side.lower().replace(",", "") for side in sides)
        found.append(Count(*match.span(), sides=(left, right), of_a_vote=of_a_vote))
    return found


def find_vote_counts(question: str, passages: Sequence[NodeWithScore]) -> list[Candidate]:
    """Where the question asks for the count of a vote, and the ranked passages have only one: each place that has it.

    The first is in a sentence that tells of the vote, and has what the question says of it there or in the title. The
    candidates' margin is 0.
    """
    whole = _WHOLE_QUESTION.fullmatch(" ".join(question.split()))
    if whole is None or not asks_tally(question):
        return []
    found = [
        (count, Candidate(ranked.node, ranked.score or 0.0, count.start, count.end, 0.0))
        for ranked in passages
        if isinstance(ranked.node, TextNode)
        for count in find_counts(ranked.node.text)
    ]
    others = any(_has_another(ranked.node.get_content()) for ranked in passages)
    if len({count.sides for count, _ in found}) != 1 or others:
        return []
    first = [one for count, one in found if count.of_a_vote and _is_asked_for(whole["topic"], one)][:1]
    return [*first, *(one for _, one in found if one not in first)] if first else []


def _has_another(text: str) -> bool:
    """Whether the text tells how a vote went in another form."""
    own = find_counts(text)
    return any(
        not any(count.start < match.end() and match.start() < count.end for count in own)
        for match in _OTHER_COUNT.finditer(text)
    )


def _is_asked_for(topic: str, count: Candidate) -> bool:
    """Whether the topic, if there is one, stands in the count's sentence or title; no game's or poll's count is."""
    start, end = count.sentence
    sentence = count.passage.text[start:end]
    around = f"{count.passage.metadata.get('title', '')}\n{sentence}"
    words = [word for word in content_words(topic) if word.lower() not in _TOPIC_WORDS]
    rest = {word.lower() for word in topic.split()} - {word.lower() for word in words} - _TOPIC_WORDS
    told = set(stems(around)).issuperset(stem for word in words for stem in stems(word))
    country = not _THE_US.search(topic) or _UNITED_STATES.search(around) is not None
    return told and country and not (rest - {"us"}) and not _NO_VOTE.search(sentence)
