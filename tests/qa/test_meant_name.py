"""What "how heavy" and "how much" mean among the names of columns, and which words mean nothing there."""

import pytest

from qa.meant_name import meant

NAMES = ("Price", "Gross weight", "Weight", "Height (m)", "Length", "Colours", "Warranty", "Supervisor", "Driver")
CELLS = ("£20", "5 kg", "4 kg", "2", "7 m", "red", "2 years", "Ada Reed", "Bo Ek")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("How heavy is it?", "Weight"),
        ("how much does it weigh", "Weight"),
        ("how tall is it", "Height (m)"),
        ("How high is it?", "Height (m)"),
        ("How long is it?", "Length"),
        ("how much is it", "Price"),
        ("How much does it cost?", "Price"),
        ("cost of the lamp", "Price"),
        ("which colors are there?", "Colours"),
        ("how long is the guarantee", "Warranty"),
        ("who supervised it?", "Supervisor"),
        ("who drives it?", "Driver"),
        ("who has driven it?", None),
        ("who did Ada supervise?", None),
        ("who was supervised by Ada?", None),
        ("whom does Ada supervise?", None),
        ("how old is it?", None),
        ("How much is left of it?", None),
        ("how much of it is there", None),
        ("how many weeks is it?", None),
        ("how wide is it?", None),
        ("", None),
    ],
)
def test_the_name_that_is_meant(question: str, name: str | None) -> None:
    found = meant(question, NAMES, CELLS)
    assert (NAMES[found[0]] if found else None) == name


@pytest.mark.parametrize(
    ("names", "cells", "number"),
    [
        (("Beds", "Rate per night"), ("3", "110"), 1),
        (("Beds", "Rate"), ("3", "high"), None),
        (("Beds", "Rate"), ("3", "40 %"), None),
        (("Beds", "Per night (£)"), ("3", "110"), 1),
        (("Adults", "Children"), ("£8", "£4"), None),
        (("Price", "Deposit"), ("£8", "£4"), 0),
        (("Price", "Fee"), ("8", "4"), None),
        (("Fee", "Late fee"), ("£8", "£4"), None),  # of what?
        (("Fee", "Beds"), ("£8", "4"), 0),
        (("Rate", "Beds"), ("£55 per hour", "4"), None),
        (("Rate", "Beds"), ("£17.50 an hour", "4"), None),
        (("Price", "Beds"), ("£40 a week", "4"), 0),
        (("Weight", "Delivery"), ("32 kg", "£45"), None),
        (("Users", "Setup"), ("3", "£90"), None),
        (("Beds", "£"), ("3", "20"), 1),
        (("Beds", "Price (£)"), ("3", "20"), 1),
        (("Beds", "Price (members)"), ("3", "£20"), None),
        (("Late fee", "Beds"), ("8", "4"), None),
        (("Rate", "Minimum"), ("2.1%", "£1"), None),
        (("Beds", "Deposit (£)"), ("3", "20"), None),
        ((), (), None),
    ],
)
def test_of_prices_the_one_that_is_the_only_one_or_called_so(
    names: tuple[str, ...], cells: tuple[str, ...], number: int | None
) -> None:
    found = meant("how much is the Ivy room?", names, cells)
    assert (found[0] if found else None) == number


@pytest.mark.parametrize(
    ("question", "names", "cells", "number"),
    [
        ("How long is the Ridge trail?", ("Length", "Grade"), ("9 km", "hard"), 0),
        ("How long does the Ridge trail take?", ("Length", "Grade"), ("9 km", "hard"), None),
        ("How long does the Ridge trail last?", ("Length", "Time"), ("9 km", "four hours"), 1),
        ("How long does the Ridge trail take?", ("Length", "Minutes"), ("9 km", "120"), 1),
        ("How long does the Ridge trail take?", ("Length", "Time"), ("9 km", "13:00"), None),
        ("How long does the museum take?", ("Hours", "Grade"), ("9 to 5", "hard"), None),
        ("How long is the Cliff walk?", ("Distance", "Minutes"), ("6 km", "120"), None),
        ("How long is the Cliff walk?", ("Distance", "Duration"), ("6 km", "2 hours"), None),
        ("How long is the course?", ("Duration", "Room"), ("10 weeks", "Red"), 0),
        ("Who cooks there?", ("Cook", "Cooker"), ("-", "gas, four rings"), None),
        ("Who prints there?", ("Printer", "Room"), ("Canon LX 400", "7"), None),
        ("Who prints there?", ("Printer", "Room"), ("Canon Pixma", "7"), None),
        ("Who drives there?", ("Driver", "Room"), ("Dr. É. van Oord and Ana-Maria O'Neil", "7"), 0),
        ("Who drives there?", ("Driver", "Room"), ("Mrs Tregear", "7"), 0),
        ("Who drives there?", ("Driver", "Room"), ("Toro", "7"), None),
        ("How old is it?", ("Age", "Room"), ("12+", "7"), None),
        ("How old is it?", ("Age", "Room"), ("from 12 years", "7"), None),
        ("How old is it?", ("Age", "Room"), ("about 300 years", "7"), 0),
        ("How old is it?", ("Age", "Room"), ("42", "7"), 0),
    ],
)
def test_a_name_is_meant_where_its_value_is_of_the_kind(
    question: str, names: tuple[str, ...], cells: tuple[str, ...], number: int | None
) -> None:
    found = meant(question, names, cells)
    assert (found[0] if found else None) == number


@pytest.mark.parametrize(
    ("question", "names", "name"),
    [
        ("What does MTTR mean?", ("Description", "Owner"), "Description"),
        ("what does mttr stand for", ("Definition", "Owner"), "Definition"),
        ("what is the intake for", ("Size", "Purpose"), "Purpose"),
        ("what is the intake used for?", ("Size", "Use"), "Use"),
        ("What does Anna Berg do?", ("Role", "Room"), "Role"),
        ("what does the valve do", ("Function", "Price"), "Function"),
        ("What does Anna Berg do?", ("Role", "Duties"), None),  # open which
        ("what did Anna Berg do?", ("Role", "Room"), None),
        ("what does Anna Berg do for the board?", ("Role", "Room"), None),
        ("what is the intake for the lake", ("Size", "Purpose"), None),
        ("what does it do", ("Owner", "Price"), None),
    ],
)
def test_the_name_that_a_question_for_a_purpose_or_a_meaning_means(
    question: str, names: tuple[str, ...], name: str | None
) -> None:
    found = meant(question, names, ["words"] * len(names))
    assert (names[found[0]] if found else None) == name
