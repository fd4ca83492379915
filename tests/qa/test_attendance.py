"""Who was at a meeting, by the lists that minutes have."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.schema import NodeWithScore, TextNode

from qa.attendance import find_attendance, is_of_others_at_a_meeting
from qa.attendance_list import listed
from qa.attendance_question import Part

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
    one, other = ("Larkfield minutes\n\nPresent: Ann Lee", None), ("Larkfield minutes II\n\nPresent: Bo Ek", None)
    assert found("who was at the meeting?", one, other) == []
    assert found("who was at the meeting?", one, one) == ["Ann Lee"]
    assert found("who was at the meeting?", (MAY, None), (APRIL, None)) == [
        "Helen Marsh (chair), Tom Okafor,\nPriya Nair"
    ]


TWO = (
    "Allotment committee, minutes 4 March and April 2025\n\n"
    "Meeting of 4 March 2025\nPresent: Ann Lee (chair), Bob Marsh\nApologies: Dev Patel\n"
    "The water will be turned on on 1 April.\n\n"
    "Meeting of 1 April 2025\nPresent: Dev Patel (chair), Ed Stone\nApologies: Ann Lee, Bob Marsh\n"
    "The minutes of the meeting of 4 March were approved."
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who was at the March meeting?", ["Ann Lee (chair), Bob Marsh"]),
        ("Who was at the April meeting?", ["Dev Patel (chair), Ed Stone"]),
        ("Who was missing from the April meeting?", ["Ann Lee, Bob Marsh"]),
        ("who sent apologies in March", ["Dev Patel"]),
        ("Who chaired the April meeting?", ["Dev Patel"]),
        ("Who was at the meeting of 1 April 2025?", ["Dev Patel (chair), Ed Stone"]),
        ("Who was at the last allotment committee meeting?", ["Dev Patel (chair), Ed Stone"]),
        ("Who was at the meeting of 4 April?", []),
        ("Who was at the May meeting?", []),
        ("Who was at the April 2024 meeting?", []),
    ],
)
def test_each_meeting_of_a_text_has_its_own_lists(question: str, names: list[str]) -> None:
    assert found(question, (TWO, "2025-04")) == names


def test_what_begins_within_the_minutes_of_several_meetings_names_no_month() -> None:
    title = TextNode(
        text="Present: Ann Lee, Bo Ek",
        metadata={"document_id": "1", "title": "March and April", "published": "2025-04"},
    )
    passages = [NodeWithScore(node=title, score=1.0)]
    assert find_attendance("who was at the april meeting?", passages) == []
    assert [one.text for one in find_attendance("who was at the last meeting?", passages)] == ["Ann Lee, Bo Ek"]


def test_the_month_may_stand_in_the_title_alone() -> None:
    passage = TextNode(text="Present: Ann Lee, Bo Ek", metadata={"document_id": "1", "title": "minutes march 2025"})
    assert find_attendance("who was at the april meeting?", [NodeWithScore(node=passage, score=1.0)]) == []
    [one] = find_attendance("who was at the march 2025 meeting?", [NodeWithScore(node=passage, score=1.0)])
    assert one.text == "Ann Lee, Bo Ek"


def test_two_lists_under_one_heading_are_of_two_meetings() -> None:
    text = "Minutes, 4 March\n\nMorning\nPresent: Ann Lee, Bo Ek\n\nEvening\nPresent: Cy Oz, Di May"
    assert found("who was at the march meeting?", (text, None)) == []


PIECES = [
    "Present: ",
    "Apologies: ",
    "Chair:",
    " (chair)",
    "Ann Lee",
    ", ",
    "\n",
    ". ",
    "*",
    "- ",
    "2025-13-40",
    "4 May",
]


@given(st.lists(st.sampled_from([*PIECES, "4 May", "meeting", " and ", "went", "ſ", "1"]), max_size=30).map("".join))
def test_any_text(text: str) -> None:
    for question in ("who was at the may meeting?", "who sent apologies?", "who chaired?", "who was present?"):
        for names in found(question, (text, None)):
            assert names
            assert names in text


def test_the_agm_is_no_other_meeting() -> None:
    committee = "Committee meeting, 4 March\n\nPresent: Ann Lee, Bo Ek"
    general = "Annual General Meeting, 4 March\n\nPresent: Cy Oz, Di May"
    assert found("who was at the agm?", (committee, None)) == []
    assert found("who was at the agm?", (committee, None), (general, None)) == ["Cy Oz, Di May"]


@pytest.mark.parametrize(
    ("lists", "present", "absent"),
    [
        (
            "Present: Ann Lee, Bo Ek\nApologies were received from Ed Stone and Gwen Tull.",
            "Ann Lee, Bo Ek",
            "Ed Stone and Gwen Tull",
        ),
        ("Present: Ann Lee. Apologies: Cy Oz. The meeting began at 7.", "Ann Lee", "Cy Oz"),
        ("Apologies: Cy Oz\nThe water will be turned on.", None, "Cy Oz"),
        (
            "Present: J. Kerr, Prof. T. Lin and two parents. Not present: S. Wade",
            "J. Kerr, Prof. T. Lin and two parents",
            "S. Wade",
        ),
        ("Present: A. Lee. Also present: L. May. Not present: S. Wade", "A. Lee. Also present: L. May", "S. Wade"),
        ("Present: Ann Lee Apologies: Cy Oz", "Ann Lee", None),
        ("In attendance: Ann Lee (chair)\nMark Opie\n\nAbsent\nCy Oz", "Ann Lee (chair)\nMark Opie", "Cy Oz"),
        ("Present\nAnn, Bo\n\nAbsent\nCy", "Ann, Bo", "Cy"),
        ("## Present\n\n- Ann Lee\n- Bo Ek\n\n## Apologies\n\n- Cy Oz\n", "Ann Lee\n- Bo Ek", "Cy Oz"),
        ("Present were Ann Lee and Bo Ek. Apologies for absence from Cy Oz.", "Ann Lee and Bo Ek", "Cy Oz"),
        ("Apologies for absence were received from Cy Oz.", None, "Cy Oz"),
        ("Present: Ann Lee, Bo\nEk, Di May\n\n1. Roof", "Ann Lee, Bo\nEk, Di May", None),
        ("Present: Ann Lee and two\nmembers of the public\n\n1. Roof", "Ann Lee and two\nmembers of the public", None),
        ("Present: Ann Lee (Chair), Bo Ek\nApologies: Cy\nIn attendance: Di May", "Ann Lee (Chair), Bo Ek", "Cy"),
        ("Present: Ann Lee, Bo Ek\nRoof Repairs\n\nThe roof leaks.", None, None),  # or one more name
        ("Present: Ann Lee\nBo Ek\nThe meeting began at 7.", None, None),
        ("Participants\nTwenty students took part.", None, None),
        ("Present: see the list below", None, None),
        ("Apologies were received from two members.", None, None),
        ("Apologies: none", None, "none"),
        ("Present: . ", None, None),
        ("The present: a gift from Ann", None, None),
    ],
)
def test_where_a_list_begins_and_ends(lists: str, present: str | None, absent: str | None) -> None:
    minutes = (f"Meeting, 4 March\n\n{lists}", None)
    assert found("who was at the march meeting?", minutes) == ([present] if present else [])
    assert found("who sent apologies for the march meeting?", minutes) == ([absent] if absent else [])


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        ("**Chair:** Katya", ["Katya"]),
        ("Chair: Dr. Ann Lee, Minutes: Bo", ["Dr. Ann Lee"]),
        ("Present: Bo Ek and Ann Lee (chair)", ["Ann Lee"]),
        ("- Ann Lee (in the chair)\n- Bo Ek", ["Ann Lee"]),
        ("Vice-chair: Bo Ek", []),
        ("Former chair: Bo Ek", []),
        ("Present: Ann Lee (chair). Chair: Ann Lee", ["Ann Lee"]),
        ("Present: Ann Lee (chair), Bo Ek (chair)", []),
        ("Chair: the vote is closed", []),
    ],
)
def test_who_was_in_the_chair(text: str, chair: list[str]) -> None:
    assert found("who chaired the march meeting?", (f"Meeting, 4 March\n\n{text}", None)) == chair


@pytest.mark.parametrize(
    ("question", "name", "ruled_out"),
    [
        ("who chaired the meeting?", "Cy Oz", True),
        ("who was at the meeting?", "Cy Oz", True),
        ("who was absent from the meeting?", "Bo Ek", True),
        ("who was absent from the meeting?", "Cy Oz", False),
        ("who chaired the meeting?", "Bo Ek", False),
        ("who is the treasurer?", "Cy Oz", False),
    ],
)
def test_those_missing_were_not_there(question: str, name: str, *, ruled_out: bool) -> None:
    text = "Present: Ann Lee, Bo Ek\nApologies: Cy Oz, treasurer\n\nThe meeting began at 7."
    start = text.index(name)
    assert is_of_others_at_a_meeting(question, text, start, start + len(name)) is ruled_out


def test_whose_minutes_they_are_may_stand_in_the_first_line() -> None:
    minutes = "Tarn Residents' Association\nMinutes of the meeting of 10 June 2025\n\nPresent: Ann Lee, Bo Ek"
    assert found("who attended the residents' association meeting in june?", (minutes, None)) == ["Ann Lee, Bo Ek"]


@pytest.mark.parametrize("piece", [". ", ", ", "A ", "\n", ".", "A", "A (", "Present: ", "Minutes . . . 4\n"])
def test_what_is_repeated_takes_no_long(piece: str) -> None:
    text = "Present: " + (piece * 10_000)[:10_000]
    began = process_time()
    for part in Part:
        listed(part, text)
    assert process_time() - began < 1.0  # 0.02 s where nothing else runs, 70 s where a pattern goes back


def test_marks_stand_beside_those_in_the_chair() -> None:
    text = "Chair: **Ann Lee**\n- **Bo Ek** (chair)\nMembers: Cy, *Di Fo* (chair)"
    assert [text[slice(*place)] for place in listed(Part.CHAIR, text)] == ["Ann Lee", "Bo Ek", "Di Fo"]
