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
from qa.grounding import ground

# Of the 14 paragraphs of SQuAD and SQuADShifts with the word vote, one such count and a voting word beside it, 11 have
# it as the count of a vote; the others tell a ratio, a margin and a tie that did not come.
VOTE_COUNT_CONFIDENCE = 11 / 14

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_UNITS = (
    r"(?:%|per ?cent|percent|million|billion|years?|months?|weeks?|days?|hours?|minutes?|degrees?|feet|miles?|km|"
    rf"kilomet\w+|met(?:er|re)s?|people|residents|contestants|points?|{_MONTH}|[ap]\.?m)"
)
_WORD = (
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|nil|none)\b"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_SIDE = r"(?: (?:votes?|ballots?|in favou?r|for|ayes?|yeas?))?"
_AGAINST = r",? (?:to|against|versus) "
_TALLY = re.compile(
    rf"(?<![\w.,:%$£€/–—-])"
    rf"(?:({_DIGITS}){_SIDE}(?:{_AGAINST}| ?[-–—] ?)({_DIGITS})|({_WORD}){_SIDE}{_AGAINST}({_WORD}))"
    rf"(?![\w%/–—-]|[.,:]\d| ?{_UNITS}\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_AFTER_MONTH = re.compile(rf"\b{_MONTH} $", re.IGNORECASE)
_VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballots?|pass(?:ed|es|ing)|approv\w+|adopt(?:ed|s|ing)|reject\w+|defeat\w+|carried|"
    r"ratif\w+|confirm\w+|elect(?:ed|s|ing)|motions?|bills?|resolutions?|referendums?)\b",
    re.IGNORECASE,
)
_SAID_BY_THE_COUNT = re.compile(
    r"\b(?:counts?|tally|tallies|results?|outcome|final|official|exact|total|overall|vot(?:es?|ing)|ballots?|motions?)\b",
    re.IGNORECASE,
)
_THE_US = re.compile(r"\b(?:US|[Tt]he us)\b")  # else taken for a pronoun


@dataclass(frozen=True)
class Tally:
    """A count of two sides, `text[start:end]`; "178 to 146" and "178 votes against 146" have the same sides."""

    start: int
    end: int
    sides: tuple[str, ...]


def tallies(text: str) -> list[Tally]:
    """Each count of two sides in the text: "178 to 146", "ten votes to eight", "94–3"; no years, shares or measures."""
    return [
        Tally(*found.span(), sides=tuple(side.lower().replace(",", "") for side in found.groups() if side))
        for found in _TALLY.finditer(text)
        if not _YEAR.fullmatch(found[1] or "")
        and not _AFTER_MONTH.search(text, max(0, found.start() - 10), found.start())
    ]


def find_vote_count(question: str, passages: Sequence[NodeWithScore]) -> Candidate | None:
    """The only count of a vote that the ranked passages have, where the question asks for one; its margin is 0.

    A voting word stands in its sentence, and whatever else the question says in its passage or title.
    """
    if not asks_tally(question):
        return None
    found = [
        (Candidate(ranked.node, ranked.score or 0.0, tally.start, tally.end, 0.0), tally.sides)
        for ranked in passages
        if isinstance(ranked.node, TextNode)
        for tally in tallies(ranked.node.text)
    ]
    if len({sides for _, sides in found}) != 1:
        return None
    return next((count for count, _ in found if _is_of_the_vote(question, count)), None)


def _is_of_the_vote(question: str, count: Candidate) -> bool:
    """Whether a voting word stands in its sentence, and what the question says of the vote in its passage or title."""
    start, end = count.sentence
    around = f"{count.passage.metadata.get('title', '')}\n{count.passage.text}"
    told = ground(_SAID_BY_THE_COUNT.sub(" ", _THE_US.sub("USA", question)), around).coverage == 1
    return told and _VOTING.search(count.passage.text[start:end]) is not None
