"""The count of a vote, told by its form: "178 to 146" to "what was the vote count?".

Such a question shares few words with the sentence that answers it, and the reader was trained on questions that share
many. Where the passages have one count of a vote and no other, that is the answer.
"""

import re
from collections.abc import Sequence

from llama_index.core.schema import NodeWithScore, TextNode

from index.passages import Span
from qa.answer_form import asks_time, form_fits
from qa.candidate import Candidate
from qa.citing import sentence_around
from qa.section import named_section
from qa.vote_question import VoteQuestion, vote_question
from qa.vote_side import larger_is_for_it, place_of_side
from qa.vote_tally import Count, find_counts, other_counts

# Of the 10 paragraphs of SQuAD and SQuADShifts that have one count by these rules and the word vote, 9 give it as that
# vote's; one tells a ratio. By the rule of succession (Laplace), as they are few.
VOTE_COUNT_CONFIDENCE = (9 + 1) / (10 + 2)

_NO_VOTE = re.compile(r"\b(?:match|cup|goals?|game|league|scored?|polls?|polled|survey)\b", re.IGNORECASE)


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
    if asked.side != "both" and asked.words and (told := _told_beside(asked, found)):
        return told if _is_only_one(asked, told[0], parts) else []
    others = any(any(other_counts(ranked.node.get_content()[slice(*place)])) for ranked, place in parts)
    if len({count.sides for *_, count in found}) != 1 or others:
        return []
    found.sort(key=lambda one: not _is_told(asked, one[0], one[2]))
    node, score, count = found[0]
    if not _is_told(asked, node, count):
        return []
    if asked.side == "both":
        return [Candidate(node, score, count.start, count.end, 0.0) for node, score, count in found]
    place = place_of_side(asked, node.text, count)
    return [Candidate(node, score, *place, 0.0)] if place else []


def _told_beside(asked: VoteQuestion, found: Sequence[tuple[TextNode, float, Count]]) -> list[Candidate]:
    """The side's number in each place whose own words say that it was for or against what the question names."""
    places = (
        (node, score, place_of_side(asked, node.text, count))
        for node, score, count in found
        if larger_is_for_it(asked, node.text, count) is not None
        and not _NO_VOTE.search(sentence := _sentence(node.text, count))
        and not asked.is_by_others(sentence)
    )
    return [Candidate(node, score, *place, 0.0) for node, score, place in places if place]


def _is_only_one(asked: VoteQuestion, told: Candidate, parts: Sequence[tuple[NodeWithScore, Span]]) -> bool:
    """Whether no other sentence that has what the question names tells of another count."""
    own = next(one for one in find_counts(told.passage.text) if one.start <= told.start and told.end <= one.end)
    for ranked, (start, end) in parts:
        text = ranked.node.get_content()
        counts = [count for count in find_counts(text) if count.sides != own.sides]
        places = [(count.start, count.end) for count in counts if count.of_a_vote] + list(other_counts(text))
        for place in places:
            sentence = text[slice(*sentence_around(text, *place))]
            if start <= place[0] < end and asked.is_told_by(sentence) and not asked.is_by_others(sentence):
                return False
    return True


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
    of_it = told and not asked.is_by_others(sentence)
    return count.of_a_vote and of_it and not _NO_VOTE.search(sentence)


def _sentence(text: str, count: Count) -> str:
    start, end = sentence_around(text, count.start, count.end)
    return text[start:end]
