"""The count of a vote, told by its form: "178 to 146" to "what was the vote count?".

Such a question shares few words with the sentence that answers it, and the reader was trained on questions that share
many. Where the passages have one count of a vote and no other, that is the answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llama_index.core.schema import NodeWithScore, TextNode

from corpus.dates import MONTHS
from index.passages import Span
from qa.answer_form import asks_time, form_fits
from qa.candidate import Candidate
from qa.citing import sentence_around
from qa.number_words import ONE_TO_TWENTY
from qa.section import named_section
from qa.vote_question import Side, VoteQuestion, vote_question

# Of the 10 paragraphs of SQuAD and SQuADShifts that have one count by these rules and the word vote, 9 give it as that
# vote's; one tells a ratio. By the rule of succession (Laplace), as they are few.
VOTE_COUNT_CONFIDENCE = (9 + 1) / (10 + 2)

_WORD = rf"(?:{ONE_TO_TWENTY}|nil|none)"
_DIGITS = r"(?<!\d)(?:\d{1,3}(?:,\d{3})+|\d+)"
_DASH = r"[-–—\u2011]"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
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
    r"\b(?:vot(?:e|es|ed|ing)|passed|approv(?:ed|es|ing)|adopt(?:ed|s|ing)|reject(?:ed|s|ing)|defeat(?:ed|s)|"
    r"carried|ratif(?:ied|ies)|endorsed)\b"
)
_BEHIND_IT = r"(?:\s[^\s.;:()]+){0,4}?,?(?:\s(?:by|in|on|with))?(?:\sa)?(?:\s(?:vote|margin)\sof)?\s\Z"
_DECIDED_BY = re.compile(
    rf"{_DECIDES}{_BEHIND_IT}|"
    rf"\b(?:approved|passed|adopted|rejected|defeated|confirmed)\b[^.;:()]*\bby\s[^.;:()]*\Z",
    re.IGNORECASE,
)
# Of a game, a diet or a firm, too, where no motion or body is named.
_MAY_DECIDE = re.compile(
    r"\b(?:motion|bill|resolution|amendment|measure|proposal|ballot|votes?|voting|council|parliament|senate|commons|"
    rf"assembly|congress|house|committee|board|jury|panel)(?:\s[^\s.;:()]+){{0,3}}\s(?:pass(?:es|ing)|confirm(?:ed|s)|backed|"
    rf"fail(?:ed|s)|lost|loses?|won|wins?){_BEHIND_IT}",
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
_PASSED = re.compile(
    r"\b(?:pass(?:ed|es)|approv(?:ed|es)|adopt(?:ed|s)|carried|backed|endorsed|ratified|confirmed)\b", re.I
)
_FELL = re.compile(r"\b(?:reject(?:ed|s)|defeat(?:ed|s)?|fail(?:ed|s)?|fell|lost|voted (?:down|against))\b", re.I)


@dataclass(frozen=True)
class Count:
    """A count of two sides in a passage: "178 to 146", `text[start:end]`.

    `sides` has the numbers, equal for "178 to 146" and "178 votes against 146", and `places` where each stands.
    """

    start: int
    end: int
    sides: tuple[str, str]
    places: tuple[tuple[int, int], tuple[int, int]]
    of_a_vote: bool  # by the words beside it


def find_counts(text: str) -> list[Count]:
    """Each count of two sides in the text: "178 to 146", "ten votes to eight", "94–3"; no years, shares or measures."""
    found = []
    for match in _COUNT.finditer(text):
        before, after = text[max(0, match.start() - 200) : match.start()], text[match.end() :]
        counted = match["votes"] or match["for_word"]
        groups = ("for_word", "against_word") if match["for_word"] else ("for", "against")
        left, right = (match[group].lower().replace(",", "") for group in groups)
        years = _YEAR.fullmatch(left) and (_YEAR.fullmatch(right) or len(right) <= 2)
        if _NO_COUNT_BEFORE.search(before) or _NO_COUNT_AFTER.match(after) or (years and not counted):
            continue
        decided = _DECIDED_BY.search(before) or _MAY_DECIDE.search(before)
        of_a_vote = bool(counted or decided or _VOTES_AFTER.match(after))
        places = match.span(groups[0]), match.span(groups[1])
        found.append(Count(*match.span(), (left, right), places, of_a_vote))
    return found


def is_count_for_a_time(question: str, text: str, start: int, end: int) -> bool:
    """Whether the question asks for a time, and the stretch of the text has none but the numbers of a vote."""
    if not asks_time(question):
        return False
    votes = [count for count in find_counts(text) if count.of_a_vote and count.start < end and start < count.end]
    rest = list(text)
    for count in votes:
        rest[count.start : count.end] = " " * (count.end - count.start)
    return bool(votes) and not form_fits(question, "".join(rest[start:end]))


def find_vote_counts(question: str, passages: Sequence[NodeWithScore]) -> list[Candidate]:
    """Where the question asks for the count of a vote, and the ranked passages have only one: each place that has it.

    Of a question for one side, that side's number. The first is in a sentence that tells of the vote, and has what the
    question says of it there or in the title. The candidates' margin is 0.
    """
    asked = vote_question(question)
    if asked is None:
        return []
    parts = _parts(question, passages)
    found = [
        (ranked.node, ranked.score or 0.0, count)
        for ranked, (start, end) in parts
        if isinstance(ranked.node, TextNode)
        for count in find_counts(ranked.node.text)
        if start <= count.start < end
    ]
    others = any(_has_another(ranked.node.get_content()[slice(*place)]) for ranked, place in parts)
    if len({count.sides for *_, count in found}) != 1 or others:
        return []
    found.sort(key=lambda one: not _is_told(asked, one[0], one[2]))
    node, score, count = found[0]
    if not _is_told(asked, node, count):
        return []
    if asked.side == "both":
        return [Candidate(node, score, count.start, count.end, 0.0) for node, score, count in found]
    place = _place_of(asked.side, node.text, count)
    return [Candidate(node, score, *place, 0.0)] if place else []


def _parts(question: str, passages: Sequence[NodeWithScore]) -> list[tuple[NodeWithScore, Span]]:
    """Where counts are looked for: the sections that the question names or, where it names none, each passage."""
    whole = [(ranked, (0, len(ranked.node.get_content()))) for ranked in passages]
    named = [(ranked, named_section(question, ranked.node.get_content())) for ranked in passages]
    return [(ranked, place) for ranked, place in named if place] or whole


def _is_told(asked: VoteQuestion, passage: TextNode, count: Count) -> bool:
    """Whether it is the count of the vote that is asked about: of no game, and of no poll."""
    sentence = _sentence(passage.text, count)
    place = named_section(asked.topic, passage.text)
    heading = passage.text[slice(*place)].split("\n", 1)[0] if place and place[0] <= count.start < place[1] else ""
    told = asked.is_told_by(f"{passage.metadata.get('title', '')}\n{heading}\n{sentence}")
    return count.of_a_vote and told and not _NO_VOTE.search(sentence)


def _place_of(side: Side, text: str, count: Count) -> tuple[int, int] | None:
    """(start, end) of the number of one side; None where the sentence does not say which won."""
    sentence = _sentence(text, count)
    passed, fell = bool(_PASSED.search(sentence)), bool(_FELL.search(sentence))
    if passed == fell or not all(number.isdigit() for number in count.sides) or count.sides[0] == count.sides[1]:
        return None
    larger = int(count.sides[1]) > int(count.sides[0])
    return count.places[larger if (side == "for") == passed else not larger]


def _sentence(text: str, count: Count) -> str:
    start, end = sentence_around(text, count.start, count.end)
    return text[start:end]


def _has_another(text: str) -> bool:
    """Whether the text tells how a vote went in another form."""
    own = find_counts(text)
    return any(
        not any(count.start < match.end() and match.start() < count.end for count in own)
        for match in _OTHER_COUNT.finditer(text)
    )
