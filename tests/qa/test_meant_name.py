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
        (("Fee", "Late fee"), ("£8", "£4"), 0),
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
