"""Fields of records that a question names or means, and what is too little or too much for that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.schema import TextNode

from qa.named_cell import find_answers, name_cells

DRIFT = (
    "Voltarra Drift 40 power station\n\nMade for camping.\n\nSpecifications\n\n- Battery capacity: 806 Wh\n"
    "- Weight: 9.8 kg\n- Colours: Slate grey, Moss green\n- Warranty: 5 years\n- Price: €749\n- Car socket: 12 V\n\n"
    "Accessories\n\n- Sunfold 110 solar panel: €229\n- Padded bag: €45"
)
VITA = (
    "Ilse Marchetti\n\nEDUCATION\n---------\nPhD, Hydrogeology 2014 - 2019\nUniversity of Karstfeld\n"
    'Thesis: "Travel times"\nSupervisor: Prof. Dr. Ottilie Rahn\n\nMSc, Geosciences 2008 - 2010\nFinal grade: 1.3\n'
    "Supervisor: Ute Berg\n\nWORK\n\nLeith Wells 2010 - 2012\nManager: Jan Dahl\nTown: Leith\n\n"
    "Oulu Wells 2019 - present\nManager: Per Holm\nTown: Oulu"
)
HOTEL = (
    "# Hotel Rose\n\n## Supplier of linen\n\n- Name: Acme Wash\n- Phone: 0555 777\n- Price: £40 a week\n\n"
    "## Details\n\n- **Check-in:** 15:00\n- **Owner:** Nils Fenn\n- **Former owner:** Ida Moe\n- **Rooms**: 12"
)
STAFF = "Name: Lucy Fenwick\nRole: Chair\nOffice: Leeds\n\nName: Bo Chen\nRole: Driver\nOffice: Oulu"


def found(question: str, *texts: str, title: str = "Papers") -> list[str]:
    nodes = [
        TextNode(text=text, id_=str(number), metadata={"title": title, "first_line": text.partition("\n")[0]})
        for number, text in enumerate(texts)
    ]
    return [one.text for one in find_answers(question, name_cells(question, nodes))]


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("how heavy is the Drift 40", DRIFT, "9.8 kg"),
        ("weight of the drift 40 power station", DRIFT, "9.8 kg"),
        ("what colors does the drift 40 come in", DRIFT, "Slate grey, Moss green"),
        ("drift 40 guarantee how long", DRIFT, "5 years"),
        ("How long is the warranty on the Drift 40?", DRIFT, "5 years"),
        ("How much is the Drift 40?", DRIFT, "€749"),
        ("battery capacity of the Drift 40", DRIFT, "806 Wh"),
        ("how many years is the warranty of the Drift 40?", DRIFT, "5 years"),
        ("who supervised ilse marchetti's phd", VITA, "Prof. Dr. Ottilie Rahn"),
        ("who was the supervisor of Ilse's MSc?", VITA, "Ute Berg"),
        ("final grade of Ilse's MSc", VITA, "1.3"),
        ("who was Ilse's manager at Leith Wells?", VITA, "Jan Dahl"),
        ("who is Ilse's manager at Oulu Wells?", VITA, "Per Holm"),
        ("when is check-in at Hotel Rose?", HOTEL, "15:00"),
        ("who owns Hotel Rose?", HOTEL, "Nils Fenn"),
        ("who is the former owner of Hotel Rose?", HOTEL, "Ida Moe"),
        ("price of the linen supplier", HOTEL, "£40 a week"),
        ("what is Lucy Fenwick's role?", STAFF, "Chair"),
        ("what is Bo Chen's role?", STAFF, "Driver"),
        ("what is Bo Chen's role?", STAFF.replace("Name", "Member"), "Driver"),
    ],
)
def test_the_field_that_a_question_names_or_means(question: str, text: str, value: str) -> None:
    assert found(question, text) == [value]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how heavy is the Drift 20", DRIFT),  # another product
        ("weight of the Sunfold 110 solar panel", DRIFT),
        ("weight of the Drift 40's battery", DRIFT),  # a word of another field
        ("how heavy is it", DRIFT),  # nothing says what
        ("price and weight of the Drift 40", DRIFT),  # two fields
        ("price of the Drift 40 without the bag", DRIFT),
        ("how wide is the Drift 40", DRIFT),
        ("who weighs the Drift 40", DRIFT),  # nobody's name
        ("how much is the Sunfold 110 solar panel", DRIFT.replace("Sunfold", "Price")),
        ("who supervised ilse marchetti", VITA),  # two, and none is told apart
        ("final grade of Ilse's bachelor degree", VITA),
        ("who did Ilse Marchetti supervise?", VITA),
        ("who is Ilse's manager at Leith Wells?", VITA),  # of years gone by
        ("how much is Hotel Rose?", HOTEL),  # a record under a heading of its own
        ("phone of Hotel Rose", HOTEL),
        ("phone of Hotel Rose", HOTEL.replace("## Supplier of linen\n\n", "")),  # and one of a name of its own
        ("who is Ottilie Rahn's supervisor?", VITA),
        ("deadline of the papers", "Papers\n\nAction: Ann to order chairs\nDeadline: 3 June"),
        ("date of the papers", "Papers\n\nDate: 3 May\nVersion: 2"),
        ("what is Ann Lee's role?", STAFF),
        ("what is Lucy Fenwick's grade?", STAFF.replace("Name", "Member").replace("Role: Driver", "Grade: 4")),
        ("is the Drift 40's weight 9 kg?", DRIFT),
        ("weight of the Drift 40", DRIFT.replace("9.8 kg", "this is told in another place.")),
        ("weight of the Drift 40", DRIFT.replace("9.8 kg", "9.8 kg " * 20)),
        ("car socket of the Drift 40", DRIFT.replace("12 V\n", "12 V and\n  more")),  # the line goes on
        ("weight of the Drift 40", "Drift 40\n\nWeight: 9.8 kg\n\nThe rest is told below."),  # no record
        ("date of the party", "From: a@b.example\nDate: 3 May\nTo: c@d.example\n\nThe party is on 4 June."),
        ("price of the boat", "The boat\n\nANN LEE: Good day.\nPrice: 4 pounds\nBO EK: No."),
        ("price of the boat", "The boat\n\nPrice: £4\nColour: red\nPrice: £5"),
        ("", DRIFT),
    ],
)
def test_in_doubt_no_field_answers(question: str, text: str) -> None:
    title = "Drift 40" if text is DRIFT else "Party" if "party" in question else "Papers"
    assert found(question, text, title=title) == []


TENT = "Kestrel tent\n\nLength: 2.2 m\nPrice (members): £189\nPrice without membership: £219\nWeight (kg): 2"
SERVICE = "Boiler service\n\nCallout charge: £80\nRate: £55 per hour\nDuration: 2 hours\nEngineer: Will Hart"
YOGA = "Evening yoga\n\nTeacher: Mira Sand\nDuration: 10 weeks\nFee (members): £60\nGuest fee: £85\nCooker: electric"
LAPTOP = "Nimbus 14\n\nLength: 31 cm\nAge: 12+\nPrice: £899 (student £799)\nShipping fee: £9"


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("How long is the Kestrel?", TENT, "2.2 m"),
        ("How long does the Kestrel last?", TENT, None),
        ("How long does the Kestrel take?", TENT, None),
        ("How much is the Kestrel tent?", TENT, None),
        ("What is the price of the Kestrel tent?", TENT, None),
        ("How heavy is the Kestrel tent?", TENT, "2"),
        ("weight of the Kestrel tent", TENT, "2"),
        ("price of the Kestrel tent for members", TENT.replace(" without membership", ""), "£189"),
        ("price of the Kestrel tent", TENT.replace(" without membership", ""), None),  # two of that name
        ("price of the Kestrel tent for members", TENT.replace("Price without membership", "Extra"), "£189"),
        ("How long does a boiler last?", SERVICE, None),
        ("How long does a boiler service last?", SERVICE, "2 hours"),
        ("How much is a boiler?", SERVICE, None),
        ("How much is a boiler?", SERVICE.replace(" per hour", ""), None),
        ("How much is a boiler service?", SERVICE.replace("Rate: £55 per hour", "Price: £90"), "£90"),
        ("Who services boilers?", SERVICE, None),
        ("How long does evening yoga last?", YOGA, "10 weeks"),
        ("Who teaches evening yoga?", YOGA, "Mira Sand"),
        ("How much is evening yoga?", YOGA, None),
        ("How much is evening yoga?", YOGA.replace(" (members)", ""), None),
        ("How much is evening yoga?", YOGA.replace(" (members)", "").replace("Guest fee: £85\n", ""), "£60"),
        ("Who cooks at evening yoga?", YOGA, None),
        ("How much is the Nimbus 14?", LAPTOP, "£899 (student £799)"),
        ("How much is the Nimbus 14 for students?", LAPTOP, None),
        ("How old is the Nimbus 14?", LAPTOP, None),
        ("How long does the Nimbus 14 last?", LAPTOP, None),
        ("How much is the Sunrise Loan?", "Sunrise Loan\n\nRate: 5.9 % APR\nTerm: 12 months\nLate fee: £25", None),
        ("How much does the mechanic pay?", "Mechanic\n\nRate: £17.50 an hour\nHours: 37 a week", None),
    ],
)
def test_a_field_of_another_kind_or_for_some_only_is_left(question: str, text: str, value: str | None) -> None:
    assert found(question, text, title=text.partition("\n")[0]) == ([] if value is None else [value])


def test_fields_that_differ_answer_nothing_and_those_that_agree_all() -> None:
    assert found("how heavy is the Drift 40", DRIFT, DRIFT.replace("9.8", "9.9")) == []
    assert found("how heavy is the Drift 40", DRIFT, "No record.", DRIFT) == ["9.8 kg", "9.8 kg"]


LINES = st.lists(
    st.sampled_from(["Weight: 9 kg", "Colour: grey", "- Height: 2 m", "", "Sea", "# Drift", "Weight: 8 kg "])
)


@given(LINES)
def test_a_value_is_in_its_line(lines: list[str]) -> None:
    for value in found("how heavy is the Drift", "\n".join(["Drift", "", *lines]), title="Drift"):
        assert value in ("9 kg", "8 kg")
    assert found("how heavy is the Drift", "Weight: 9 kg\nColour: grey", title="Drift") == ["9 kg"]
