"""Who was at a meeting, by the lists that minutes have."""

import pytest
from llama_index.core.schema import NodeWithScore, TextNode

from qa.attendance import find_attendance

MAY = (
    "Larkfield - Management meeting, 12 May 2026\n\nPresent: Helen Marsh (chair), Tom Okafor,\nPriya Nair.\n"
    "Apologies: Dev Patel\nGuest: Sofia Reyes\n\n1. Finances\n\nIn April the revenue rose."
)
APRIL = (
    "Larkfield - Management meeting, 14 April 2026\n\n**Present:** Helen Marsh, Dev Patel\n\n**Apologies:** Priya Nair"
)
CLUB = "Minutes of the Rowing Club\n\nPresent: 31 members. In the chair: Winifred Halloran.\nApologies: Derek Moss."


def found(question: str, *minutes: tuple[str, str | None]) -> list[str]:
    passages = [
        NodeWithScore(
            node=TextNode(text=text, metadata={"document_id": text[:60], "title": text[:20], "published": day}),
            score=1.0,
        )
        for text, day in minutes
    ]
    return [one.text for one in find_attendance(question, passages)]


BOTH = ((APRIL, "2026-04-14"), (MAY, "2026-05-12"))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("who was at the may meeting?", "Helen Marsh (chair), Tom Okafor,\nPriya Nair"),
        ("Who attended the meeting of 12 May 2026?", "Helen Marsh (chair), Tom Okafor,\nPriya Nair"),
        ("who was at the april meeting", "Helen Marsh, Dev Patel"),
        ("who came to the last management meeting", "Helen Marsh (chair), Tom Okafor,\nPriya Nair"),
        ("who was missing from the april meeting?", "Priya Nair"),
        ("who sent apologies in may", "Dev Patel"),
        ("who didn't attend the may meeting?", "Dev Patel"),
        ("who chaired the may meeting?", "Helen Marsh"),
        ("may meeting attendees", "Helen Marsh (chair), Tom Okafor,\nPriya Nair"),
    ],
)
def test_the_list_that_is_asked_for(question: str, names: str) -> None:
    assert found(question, *BOTH) == [names]


@pytest.mark.parametrize(
    "question",
    [
        "who was at the march meeting?",
        "who was at the meeting of 13 May 2026?",
        "who attended the council meeting?",
        "who was at the summer party?",
        "who called the may meeting off?",
        "what was decided at the may meeting?",
        "when was the may meeting?",
        "who chaired the inquiry?",
    ],
)
def test_what_is_no_list_of_a_meeting_at_hand(question: str) -> None:
    assert found(question, *BOTH) == []


def test_a_number_of_people_is_no_list_and_the_chair_may_stand_alone() -> None:
    assert found("who attended the rowing club meeting?", (CLUB, None)) == []
    assert found("who chaired the rowing club meeting?", (CLUB, None)) == ["Winifred Halloran"]


def test_two_meetings_that_nothing_tells_apart_answer_nothing() -> None:
    assert found("who was at the meeting?", (MAY, None), (APRIL, None)) == []
    assert found("who was at the meeting?", (MAY, None), (MAY, None)) == [
        "Helen Marsh (chair), Tom Okafor,\nPriya Nair"
    ]
