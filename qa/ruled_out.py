"""Which words cannot answer a question, whatever the reader makes of them: the rules for English that look at these."""

from qa.another_time import is_of_another_time
from qa.attendance import is_of_others_at_a_meeting
from qa.byline import is_from_byline
from qa.correction import is_corrected
from qa.dead_holder import is_dead_holder
from qa.dimension import is_of_another_dimension
from qa.office import is_former_holder
from qa.speaker import is_by_who_does_not_say_it, is_only_spoken_of
from qa.speaker_question import asks_who_said
from qa.turn_label import is_turn_label
from qa.unknown import says_nothing
from qa.vote_count import is_count_for_a_time
from qa.vote_side import is_no_side_of_a_vote

_RULES = (
    is_from_byline,
    is_corrected,
    is_of_another_time,
    is_count_for_a_time,
    is_turn_label,
    says_nothing,
    is_of_others_at_a_meeting,
    is_no_side_of_a_vote,
    is_former_holder,
    is_dead_holder,
    is_of_another_dimension,
)


def is_ruled_out(question: str, text: str, start: int, end: int) -> bool:
    """Whether one of the rules is against `text[start:end]` as an answer.

    Where a question asks who said something, what is only spoken of there is ruled out as well, and who denies it.
    """
    if any(rule(question, text, start, end) for rule in _RULES):
        return True
    if not asks_who_said(question):
        return False
    return is_only_spoken_of(text, start, end) or is_by_who_does_not_say_it(question, text, start, end)
