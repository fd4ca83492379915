"""Which number of a vote's count is of those for what a question names, and which of those against it."""

import re

from index.number_words import ONE_TO_TWENTY
from index.passages import Span
from qa.citing import sentence_around
from qa.grounding import stems
from qa.vote_question import VoteQuestion, vote_question
from qa.vote_tally import Count, find_counts

_NUMBERS = {word: number for number, word in enumerate(ONE_TO_TWENTY.split("|"), 1)} | {"nil": 0, "none": 0}
_PASSES = r"pass(?:ed|es)|approv(?:ed|es)|adopt(?:ed|s)|carried|backed|endorsed|ratified|confirmed"
_FALLS = r"reject(?:ed|s)|defeat(?:ed|s)?|fail(?:ed|s)?|fell|lost|turned down|threw out|thrown out"
_PASSED = re.compile(rf"\b(?:{_PASSES})\b", re.IGNORECASE)
_FELL = re.compile(rf"\b(?:{_FALLS}|voted (?:down|against))\b", re.IGNORECASE)
_VOTED = re.compile(r"\b(?:vot(?:e|es|ed|ing)|decided|agreed|resolved)\b[^.;:]{0,40}\Z", re.IGNORECASE)
_TOWARDS = re.compile(
    r"(?:,| \([^()]*\))? (?:(?P<side>in favou?r(?: of)?|for|against)\b|(?P<to>(?=to [a-z])))(?P<what>[^.;:]*)",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    rf"(?P<subject>[^.;:,]*?)\s(?P<was>(?:was|were|is|been)\s)?(?:narrowly\s)?(?P<verb>(?P<passes>{_PASSES})|{_FALLS})\b"
    r"(?P<object>[^.;:]*?),?(?:\s(?:by|with|in|on))?(?:\sa)?(?:\s(?:vote|margin|majority)\sof)?\s\Z",
    re.IGNORECASE,
)
_ARTICLES = frozenset(stems("the a an this that these those its their his her our"))
_BETWEEN = frozenset(stems("of on for to against in with from over about by at into not and"))
_BEHIND = _BETWEEN | frozenset(stems("but or after before until last yesterday today this that which who when"))
_FARTHEST = 200  # characters before a count


def place_of_side(asked: VoteQuestion, text: str, count: Count) -> Span | None:
    """(start, end) of the number of the side asked for; None where the sentence does not say which that is.

    It says so where it tells who won, and the question names what was put to the vote.
    """
    numbers = _numbers(count)
    if numbers[0] == numbers[1]:
        return None
    start, end = sentence_around(text, count.start, count.end)
    larger_is_for = larger_is_for_it(asked, text, count)
    passed = _PASSED.search(text, start, end) is not None
    if larger_is_for is None and asked.of_a_motion and passed != (_FELL.search(text, start, end) is not None):
        larger_is_for = passed
    if larger_is_for is None:
        return None
    larger = numbers[1] > numbers[0]
    return count.places[larger if (asked.side == "for") == larger_is_for else not larger]


def larger_is_for_it(asked: VoteQuestion, text: str, count: Count) -> bool | None:
    """Whether the more votes were for what the question names, by the words beside the count; None where unknown.

    "voted 14 to 9 against the bypass", "approved the ban by 310 votes to 204", "the ban was lost, 3 to 31".
    """
    start, end = sentence_around(text, count.start, count.end)
    before, after = text[max(start, count.start - _FARTHEST) : count.start], text[count.end : end]
    towards = _TOWARDS.match(after)
    if towards and _VOTED.search(before):
        first, second = _numbers(count)
        if first < second or not (_begins_with(asked, towards["what"]) if asked.words else towards["side"]):
            return None
        return (towards["side"] or "to").lower() != "against"
    decided = _DECIDED.search(before)
    if decided is None or not asked.words:
        return None
    alone = not decided["object"].strip() and (decided["was"] or asked.of_a_motion or asked.topic.startswith("to "))
    told = _ends_with(asked, decided["subject"] if alone else decided["object"])
    return decided["passes"] is not None if told else None


def is_no_side_of_a_vote(question: str, text: str, start: int, end: int) -> bool:
    """Whether the question asks for one side's number, and `text[start:end]` is known to be no such number: it is the
    other side's, or both where one can be told, or of others than the question names.
    """
    asked = vote_question(question)
    if asked is None or asked.side == "both":
        return False
    for count in find_counts(text):
        if not count.of_a_vote or end <= count.start or count.end <= start:
            continue
        if asked.is_by_others(text[slice(*sentence_around(text, count.start, count.end))]):
            return True
        place = place_of_side(asked, text, count)
        if place is None:
            continue
        (_, first_end), (second, _) = count.places
        both = start < first_end and second < end
        if both or not (start < place[1] and place[0] < end):
            return True
    return False


def _numbers(count: Count) -> list[int]:
    return [_NUMBERS.get(side, 0) if side.isalpha() else int(side) for side in count.sides]


def _words(phrase: str) -> list[str]:
    return [stem for stem in stems(phrase) if stem not in _ARTICLES]


def _begins_with(asked: VoteQuestion, phrase: str) -> bool:
    """Whether a phrase begins with what the question names, adjectives before it aside, and that is the whole of it."""
    words, topic = _words(phrase.partition(",")[0]), _words(asked.topic)
    for place in range(len(words)):
        if words[place : place + len(topic)] == topic:
            return set(words[place + len(topic) :][:1]) <= _BEHIND
        if words[place] in _BETWEEN:
            return False
    return False


def _ends_with(asked: VoteQuestion, phrase: str) -> bool:
    """Whether a phrase is what the question names, with nothing before but adjectives, or "motion" before "to sell"."""
    words, topic = _words(phrase), _words(asked.topic)
    return words[-len(topic) :] == topic and not _BETWEEN.intersection(words[: -len(topic)])
