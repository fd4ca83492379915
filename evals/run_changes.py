"""What changed in how two runs were made: settings, versions, commit."""

from collections.abc import Iterator, Mapping
from typing import Any

Table = Mapping[str, Any]


def list_changes(before: Table, after: Table) -> Iterator[str]:
    """A sentence for each thing that two reports' `provenance` has in unlike form."""
    for part, noun in (("settings", "the setting"), ("versions", "the version of"), ("thresholds", "the threshold")):
        yield from _differences(noun, before.get(part) or {}, after.get(part) or {})
    for name in _unlike(before.get("weights") or {}, after.get("weights") or {}):
        yield f"the weights {name!r} differ"
    for name in ("judge", "seed"):
        if before.get(name) != after.get(name):
            yield f"the {name} went from {before.get(name)!r} to {after.get(name)!r}"
    commits = _commit(before.get("git")), _commit(after.get("git"))
    if commits[0] != commits[1]:
        yield f"the commit went from {commits[0]} to {commits[1]}"


def _differences(noun: str, before: Table, after: Table) -> Iterator[str]:
    for name in _unlike(before, after):
        yield f"{noun} {name!r} went from {before.get(name)!r} to {after.get(name)!r}"


def _unlike(before: Table, after: Table) -> list[str]:
    """The names whose values differ, sorted."""
    return sorted(name for name in {**before, **after} if before.get(name) != after.get(name))


def _commit(git: Table | None) -> str:
    """The commit in words."""
    if not git:
        return "an unknown one"
    return f"{str(git.get('commit'))[:12]}{' with changed files' if git.get('changed') else ''}"
