"""The name that a turn of a conversation begins with: it answers who speaks, and nothing else than who."""

import re

from index.turns import Turn, turns

_ASKS_WHO = re.compile(
    r"\b(?:who|whom|whose|person|people|names|speaks?|speakers?|host|guests?|presenter|customer|agent|caller|interview\w*|"
    r"moderator|participants?|"
    r"(?:which|what) (?:\w+ )?(?:\w+(?:or|er|ist|ian|ee|[cm]an|women)|nurse|wom[ae]n|men|boy|girl|child(?:ren)?|mp|"
    r"witness|official|student|pupil|patient|expert|surgeon|judge|coach|captain|chair|consultant|assistant|friend|wife|son|"
    r"chef|pilot|guide|analyst|colleague))s?\b",
    re.IGNORECASE,
)


def is_turn_label(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` has no more than the name, or a part of it, that a turn begins with: "Annika" of
    "[18:24:55] Annika: ...", and the question does not ask for a person.
    """
    if _ASKS_WHO.search(question):
        return False
    found = turns(text)
    return any(turn.start <= start and end <= turn.name[1] for turn in found) and _is_conversation(text, found)


def _is_conversation(text: str, found: tuple[Turn, ...]) -> bool:
    """Whether one speaks twice, somebody asks, or the time is told: the dishes of a menu have sentences behind too."""
    names = {text[slice(*turn.name)] for turn in found}
    if len(names) < len(found) or "?" in text[found[0].start : found[-1].end]:
        return True
    return any(re.search(r"\d", text[turn.start : turn.name[0]]) for turn in found)
