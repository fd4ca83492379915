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
        ("A referendum on whether to build a wing will be held on 14 May.", "to build a wing", "open"),
        ("A decision on whether to build 90 flats comes soon.", "to build 90 flats", "open"),
        ("The council voted on whether to sell it for £3m.", "to sell it for £3m", "open"),
        ("There is doubt over whether 40 will go.", "40 will go", "open"),
        ("The council must decide whether to close Elm Road in May.", "to close Elm Road in May", "open"),
        ("A jury must decide whether Ann Lee knew of it.", "Ann Lee knew of it", "open"),
        ("Police would not say whether Bo Ek knew.", "Bo Ek knew", "open"),
        ("It is too early to tell whether 40 drowned.", "40 drowned", "open"),
        ("Lund, who has not confirmed that he owes £40, left.", "he owes £40", "denied"),
        ("Lund doubts that it cost £40.", "it cost £40", "denied"),
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
        "Tell the office whether your child has any allergies by 12 September.",
        "Staff should check whether their laptop has been backed up every Friday.",
        "Check whether the loaf sounds hollow after 40 minutes.",
        "Please let us know whether you want lunch by 3 May.",
        "To see whether the dough is ready, wait 40 minutes.",
        "You can choose whether to sit in the hall with 300 seats.",
        "A survey of 1,250 tenants on whether rents are fair found that 61 % were unhappy.",
        "The inquiry into whether the fire doors were safe cost £90,000.",
        "A trial into whether vitamin D prevents falls ran in Leeds for three years.",
        "The paper on whether sunlight matters won the Hale Prize in 2022.",
        "If you have not confirmed that your child will come by 20 September, ring us.",
        "Tenants who have not confirmed that they want to stay must write by 1 June.",
        "Doubts that vitamin D works go back to 2010.",
        "No one can deny that Ann Lee won.",
        "Few would dispute that Ann Lee wrote it.",
        "Few serious scholars would now dispute that Ann Lee wrote it.",
        "The questions that 300 pupils answered were easy.",
    ],
)
def test_what_is_said_all_the_same(text: str) -> None:
    assert unsaid(text) == ()
