"""What a question asks of those who were at a meeting."""

import pytest

from qa.attendance_question import Part, asked_of_a_meeting


@pytest.mark.parametrize(
    ("question", "part", "meeting"),
    [
        ("Who was present?", Part.PRESENT, ""),
        ("Which councillors were present in April?", Part.PRESENT, " in april"),
        ("List the attendees of the July meeting", Part.PRESENT, " of the july meeting"),
        ("List everyone at the May meeting", Part.PRESENT, " at the may meeting"),
        ("Who participated in the workshop?", Part.PRESENT, " the workshop"),
        ("who were the attendees of the May call?", Part.PRESENT, " of the may call"),
        ("Names of those present at the AGM", Part.PRESENT, " at the agm"),
        ("who was in attendance at the May meeting?", Part.PRESENT, " at the may meeting"),
        ("Which councillors were absent?", Part.ABSENT, ""),
        ("who wasn't at the may meeting", None, ""),
        ("Who presided over the meeting?", Part.CHAIR, " the meeting"),
        ("Who chaired?", Part.CHAIR, ""),
        ("Who was in the chair at the May meeting?", Part.CHAIR, " at the may meeting"),
        ("Who was at both May meetings?", None, ""),
        ("who missed the last three meetings?", None, ""),
        ("Who presided over the reform?", None, ""),
        ("Who attended the school?", None, ""),
        ("List the participants of the race", None, ""),
        ("How many were present?", None, ""),
    ],
)
def test_what_is_asked_of_a_meeting(question: str, part: Part | None, meeting: str) -> None:
    asked = asked_of_a_meeting(question)
    assert (asked.part if asked else None) == part
    assert asked is None or asked.meeting.rstrip("?") == meeting
