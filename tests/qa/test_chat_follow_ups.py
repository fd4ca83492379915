"""Follow-ups as people type them in a chat."""

import pytest

from qa.conversation import stand_alone

REFUSED = "The documents do not say."
REVENUE = ("what was the revenue in april?", "£1 [1]")
HOTELS = ("how much are hotels?", "£120 [1]")
ARREST = ("when was meng arrested", "2018 [1]")
TRAIN = ("when does train 10 leave?", "7.15 [1]")
VOTE = ("what did the members vote for?", "a new engine [1]")
PLAN = ("how much is the team plan?", "£45 [1]")


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        (REVENUE, "sorry, i meant march", "what was the revenue in march?"),
        (REVENUE, "no, february", "what was the revenue in february?"),
        (REVENUE, "great, and in february?", "what was the revenue in february?"),
        (REVENUE, "ok thanks. who chairs the board?", "who chairs the board?"),
        (REVENUE, "no-show fee?", "no-show fee?"),
        (REVENUE, "No. of beds in ward 4?", "No. of beds in ward 4?"),
        (REVENUE, "right-hand drive allowed?", "right-hand drive allowed?"),
        (REVENUE, "no man's land - who owns the rest", "no man's land - who owns the rest"),
        (REVENUE, "and the month before?", "what was the revenue in april? and the month before?"),
        (REVENUE, "who reported that?", "what was the revenue in april? who reported that?"),
        (HOTELS, "i meant meals", "how much are meals?"),
        (HOTELS, "in london?", "how much are hotels in london?"),
        (HOTELS, "in which city is the office?", "in which city is the office?"),
        (PLAN, "is that per month?", "is the team plan per month?"),
        (PLAN, "does that include vat?", "does the team plan include vat?"),
        (PLAN, "is that right?", "is that right?"),
        (PLAN, "and solo?", "how much is the solo plan?"),
        (PLAN, "and data migration?", "how much is data migration?"),
        (
            ("how much do i get for meals when travelling?", "£9"),
            "and hotels?",
            "how much do i get for hotels when travelling?",
        ),
        (("when does the coach leave?", "9:30"), "what if it rains?", "what if it rains?"),
        (("who is maya lindqvist?", "Designer [1]"), "when did she start?", "when did maya lindqvist start?"),
        (("Who is Maya Lindqvist?", "Head of People [1]"), "where does she sit?", "where does Maya Lindqvist sit?"),
        (("who is dev patel?", "Lead Developer [1]"), "what's his room?", "what's dev patel's room?"),
        (("who is chief executive?", "Ann Lee [1]"), "when did she start?", "when did Ann Lee start?"),
        (ARREST, "where", "where was meng arrested"),
        (ARREST, "on whose request", "on whose request was meng arrested"),
        (ARREST, "which court?", "which court was meng arrested"),
        (ARREST, "what day", "what day was meng arrested"),
        (ARREST, "what happened?", "what happened?"),
        (ARREST, "which failed?", "which failed?"),
        (("who voted against the ban?", "Liberals [1]"), "which party?", "which party voted against the ban?"),
        (("who voted against it?", "Liberals [1]"), "what year?", "what year Liberals voted against it?"),
        (("who was sentenced?", "Ann Lee [1]"), "which court?", "which court was Ann Lee sentenced?"),
        (("who was at the March meeting?", "Ann Lee [1]"), "and in April?", "who was at the April meeting?"),
        (REVENUE, "and for 2021?", "what was the revenue in april for 2021?"),
        (REVENUE, "2021?", "what was the revenue in april in 2021?"),
        (REVENUE, "february", "what was the revenue in february?"),
        (("how many came in 2020?", "9 [1]"), "2021?", "how many came in 2021?"),
        (TRAIN, "and train 11?", "when does train 11 leave?"),
        (TRAIN, "no, the train 11", "when does train 11 leave?"),
        (("is train 10 faster than train 12?", "no"), "and train 11?", "is train 10 faster than train 12 train 11?"),
        (("what does line A cost?", "£3 [1]"), "and line b?", "what does line b cost?"),
        (("when was the line closed?", "1968 [1]"), "and reopened?", "when was the line reopened?"),
        (("when was the house built?", "1968 [1]"), "and sold?", "when was the house sold?"),
        (VOTE, "when was that?", "when did the members vote for a new engine?"),
        ((VOTE[0], REFUSED), "when was that?", "when did the members vote for?"),
        (VOTE, "and where did that happen?", "where did the members vote for a new engine?"),
        (("who was arrested in Oslo?", "Ann Lee [1]"), "when was that?", "when was Ann Lee arrested in Oslo?"),
        (("was the line closed?", "“It was closed.” [1]"), "why was that?", "why was the line closed?"),
        (("when did the club move?", "1968 [1]"), "when was that?", "when did the club move? when was that?"),
        (("who closed the line?", REFUSED), "when was that?", "who closed the line? when was that?"),
    ],
)
def test_as_people_go_on_in_a_chat(before: tuple[str, str], question: str, alone: str) -> None:
    assert stand_alone(question, [before]) == alone
