"""Raised figures, which would run into what stands before them: 10⁶ is not 106."""

import re

FIGURES = re.compile(r"\s*([-+−]?[0-9]{1,4})\s*")
RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
ENDS = tuple(".,;:!?…)]”’\"'»")


def raised(text: str, before: str) -> str:
    """The text of raised letters that stand directly behind `before`: figures as raised ones, or in brackets as the
    mark of a note where they stand behind a sentence, which then ends there; everything else as it is.
    """
    found = FIGURES.fullmatch(text)
    if found is None:
        return text
    return f"[{found[1]}]" if before.endswith(ENDS) else found[1].translate(RAISED)
