"""The name that a turn of a conversation begins with: it answers who speaks, and nothing else than who."""

import re

from index.turns import turns

_ASKS_WHO = re.compile(
    r"\b(?:who|whom|whose|person|people|names|speaks?|speakers?|host|guests?|presenter|customer|agent|caller|interview\w*|"
    r"moderator|participants?|"
    r"(?:which|what) (?:\w+ )?(?:councillor|member|minister|mp|senator|witness|player|official))s?\b",
    re.IGNORECASE,
)


def is_turn_label(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has no more than the name, or a part of it, that a turn begins with: "Annika" of
    "[18:24:55] Annika: ...", and the question does not ask for a person.
    """
    if _ASKS_WHO.search(question):
        return False
    return any(turn.start <= start and end <= turn.name[1] for turn in turns(text))
