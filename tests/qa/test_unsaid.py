import pytest

from qa.unsaid import Manner, unsaid


@pytest.mark.parametrize(
    ("text", "stretch", "manner"),
    [
        ("Ida Storm denied that money was the problem and said it would open.", "money was the problem", "denied"),
        ("He denies ever working for Nordbank.", "ever working for Nordbank", "denied"),
        ("Mayor Lund dismissed reports that the pool would close in June.", "the pool would close in June", "denied"),
        ("The university rejects the students' claim that fees go up.", "fees go up", "denied"),
        ("Lund rejected a claim by Tom Ness that it was unsafe.", "it was unsafe", "denied"),
        ("It was not true that 300 jobs would go.", "300 jobs would go", "denied"),
        ("There was no evidence that the money went to Malta.", "the money went to Malta", "denied"),
        ("The firm never said that it would pay £300.", "it would pay £300", "denied"),
        ("Pia Lind never said the team was bad.", "the team was bad", "denied"),
        ("The police have not confirmed that the driver was 19.", "the driver was 19", "denied"),
        ("Claims that 30 were hurt were untrue.", "30 were hurt", "denied"),
        ("Police are looking into whether a heater started it.", "a heater started it", "open"),
        ("It is not clear if the ferry will run in 2026.", "the ferry will run in 2026", "open"),
        ("Residents asked if the road would be closed in May.", "the road would be closed in May", "open"),
        ("There were rumours that it would be Nordlys Park.", "it would be Nordlys Park", "open"),
        ("He asked them why 300 jobs had gone.", "300 jobs had gone", "asked"),
    ],
)
def test_what_is_named_and_not_said(text: str, stretch: str, manner: str) -> None:
    assert [(text[one.start : one.end].strip(), one.manner) for one in unsaid(text)] == [(stretch, Manner(manner))]


def test_an_aside_is_said() -> None:
    text = "Lund denied that the pool, which opened in 2010, would close in June."
    assert [text[one.start : one.end].strip() for one in unsaid(text)] == ["the pool", "would close in June"]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody denied that it was 40.",
        "Lund does not dispute that the roof cost £60,000.",
        "There is no doubt that the wall dates from 1640.",
        "The council denied planning permission on 12 May.",
        "He was denied that visa in Paris.",
        "They did not say when the 40 would go.",
        "The board rejected the annual report of Tarn Water.",
        "The board dismissed its manager, Leo Page, on 2 June.",
        "Lunch begins at 12 regardless of whether it rains.",
        "All visitors, whether from Leeds or York, pay £4.",
        "Tell Ann whether you can come on 3 May.",
        "Ask Tom if you need a key from room 3.",
        "Members asked for money back if the show was cut.",
        "The questions that 300 pupils answered were easy.",
    ],
)
def test_what_is_said_all_the_same(text: str) -> None:
    assert unsaid(text) == ()
