"""Fields of a JSON form, each as what it has to be: ValueError names the field and its value."""

import math
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from evals.mistakes import shown

MOST = sys.float_info.max


def flag(raw: Mapping[str, Any], name: str) -> bool:
    """The field that is true or false; ValueError where it is neither, KeyError where it is missing."""
    value = raw[name]
    if not isinstance(value, bool):
        raise ValueError(f"{name!r} is {shown(value)}, not true or false")
    return value


def number(raw: Mapping[str, Any], name: str, least: float = -MOST, most: float = MOST) -> float:
    """The field that is a number in the range; ValueError where it is none (NaN), KeyError where it is missing."""
    value = raw[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        lowest = "" if least == -MOST else f" from {least:g}"
        highest = "" if most == MOST else f" to {most:g}"
        raise ValueError(f"{name!r} is {shown(value)}, not a number{lowest}{highest}")
    return float(value)


def number_or_none(raw: Mapping[str, Any], name: str, least: float = -MOST, most: float = MOST) -> float | None:
    """The same of a field that may be null."""
    return None if raw[name] is None else number(raw, name, least, most)


def whole_number(raw: Mapping[str, Any], name: str) -> int:
    """The field that is a whole number; ValueError where it is none, KeyError where it is missing."""
    value = raw[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{name!r} is {shown(value)}, not a whole number")
    return value


def require_finite(value: Any) -> None:
    """ValueError with the first place where it holds NaN or an infinity, which JSON has no number for."""
    found = next(_not_finite(value, ""), None)
    if found is not None:
        place, number = found
        raise ValueError(f"{place!r} is {number!r}, which is no number")


def _not_finite(value: Any, place: str) -> Iterator[tuple[str, float]]:
    """Each such number and its place, as in `cases[2].scores.mrr`."""
    if isinstance(value, float):
        if not math.isfinite(value):
            yield place, value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _not_finite(one, f"{place}.{name}" if place else str(name))
    elif isinstance(value, list | tuple):
        for position, one in enumerate(value):
            yield from _not_finite(one, f"{place}[{position}]")
