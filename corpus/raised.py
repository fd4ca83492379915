"""Raised figures, which would run into what stands before them: 10⁶ is not 106."""

import re

FIGURES = re.compile(r"\s*([-+−]?[0-9]{1,4})\s*")
RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
ENDS = tuple(".,;:!?…]”’\"'»")  # not ")", behind which a power stands as well
NUMBER = re.compile(r"[0-9]\.\Z")
PRICE = re.compile(r"(?<![0-9])[0-9]{1,3}\.\Z")  # or a time; a year at a sentence's end is longer
LOOKED_AT = 5  # letters before them


def raised(text: str, before: str) -> str:
    """The text of raised letters that stand directly behind `before`: figures as raised ones, or in brackets as the
    mark of a note where they stand behind a sentence, which then ends there; everything else as it is, and so the two
    figures behind the point of a price or a time.
    """
    found = FIGURES.fullmatch(text)
    if found is None:
        return text
    figures, before = found[1], before[-LOOKED_AT:]
    if len(figures) == 2 and figures.isdecimal() and PRICE.search(before):
        return text
    is_note = figures.isdecimal() and before.endswith(ENDS) and not NUMBER.search(before)
    return f"[{figures}]" if is_note else figures.translate(RAISED)
