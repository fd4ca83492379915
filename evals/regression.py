"""A gate on an earlier run that a later one misses."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Regression:
    """A sentence that says which gate is missed and by how much, and the ids of the cases behind it."""

    name: str
    message: str
    cases: tuple[str, ...]
