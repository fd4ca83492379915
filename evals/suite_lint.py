"""Checks `suite.toml`."""

import json
import re
import tomllib
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from corpus import RowFields
from evals.case_lint import QUESTION_CHARACTERS
from evals.measures import GATEABLE
from evals.mistakes import Mistake, shown
from evals.provenance import PLACES
from qa.settings import Settings

BUNDLED = "bundled"  # the corpus that comes with the project
SHARES = {"answerable_correct": True, "unanswerable_refused": True, "citations_exact": False}  # name: must be given
GATES = (*SHARES, *GATEABLE)
KEYS = ("description", "corpus", "gates", "settings")
OVERRIDES = tuple(name for name in Settings.model_fields if name not in PLACES)  # settings that a suite may set


def lint_suite(file: Path, mistakes: list[Mistake]) -> dict[str, Any]:
    """What the file says; what is wrong with it is added to `mistakes`."""
    try:
        written = file.read_bytes().removeprefix(BOM_UTF8)
        text = written.decode("utf-8")
        settings = tomllib.loads(text)
    except OSError as error:
        mistakes.append(Mistake(str(file), None, None, f"cannot be read ({error.strerror}): a suite needs this file"))
        return {}
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        mistakes.append(Mistake(str(file), line, None, f"is not UTF-8 at byte {error.start}: save it as UTF-8"))
        return {}
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        mistakes.append(Mistake(str(file), int(place[1]) if place else None, None, f"is not valid TOML: {error}"))
        return {}
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists in lists
        mistakes.append(Mistake(str(file), None, None, f"cannot be read as TOML ({error}): shorten what it says"))
        return {}

    def add(message: str, *path: str) -> None:
        mistakes.append(Mistake(str(file), line_of(text, *path), ".".join(path), message))

    for key in settings.keys() - set(KEYS):
        add(f"unknown key {shown(key)}: the keys are {', '.join(KEYS)}", key)
    for key in ("description", "corpus"):
        value = settings.get(key)
        if not isinstance(value, str) or not value.strip():
            add(f"must be a text, not {shown(value)}" if key in settings else "is missing", key)
        elif key == "corpus" and "\0" in value:
            add(f"must be a path, not {shown(value)}", key)
    gates = settings.get("gates")
    if isinstance(gates, dict):
        for gate, message in _gate_mistakes(gates):
            add(message, "gates", gate)
    else:
        add(f"must be a table, not {shown(gates)}" if "gates" in settings else "is missing", "gates")
    overrides = settings.get("settings", {})
    if isinstance(overrides, dict):
        for name, message in _override_mistakes(overrides):
            add(message, "settings", name)
    else:
        add(f"must be a table, not {shown(overrides)}", "settings")
    return settings


def longest_question(settings: Mapping[str, Any]) -> int:
    """The characters that a question may have by what suite.toml says; the default where it says nothing usable."""
    overrides = settings.get("settings")
    longest = overrides.get("question_characters") if isinstance(overrides, dict) else None
    if isinstance(longest, bool) or not isinstance(longest, int) or longest < 1:
        return QUESTION_CHARACTERS
    return longest


def row_fields(settings: Mapping[str, Any]) -> RowFields:
    """The fields of rows that suite.toml chooses; the usual ones where it says nothing usable."""
    overrides = settings.get("settings")
    chosen = overrides if isinstance(overrides, dict) else {}
    names = (chosen.get(setting) for setting in ("text_fields", "title_fields", "date_fields"))
    return RowFields(*(tuple(map(str, some)) if isinstance(some, list) else () for some in names))


def _override_mistakes(overrides: dict[str, Any]) -> list[tuple[str, str]]:
    """The name and the mistake of every setting that is unknown or out of its range, sorted."""
    found = []
    for name, value in sorted(overrides.items()):
        if name not in OVERRIDES:
            found.append((name, f"unknown setting {shown(name)}: a suite may set {', '.join(OVERRIDES)}"))
            continue
        field = Settings.model_fields[name]
        kind: Any = Annotated[field.annotation, field]
        try:
            TypeAdapter(kind).validate_json(json.dumps(value, default=str), strict=True)
        except ValidationError as error:
            found.append((name, f"{error.errors()[0]['msg']}, not {shown(value)}"))
    return found


def _gate_mistakes(gates: dict[str, Any]) -> list[tuple[str, str]]:
    """The name and the mistake of every gate that is wrong, sorted."""
    known = ", ".join(GATES)
    found = [(gate, f"unknown gate {shown(gate)}: the gates are {known}") for gate in gates.keys() - set(GATES)]
    found += [(gate, "is missing") for gate, needed in SHARES.items() if needed and gate not in gates]
    for gate in gates.keys() & set(GATES):
        value, least = gates[gate], GATEABLE[gate].least if gate in GATEABLE else 0.0
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= 1:
            found.append((gate, f"must be a number from {least:g} to 1, not {shown(value)}"))
    return sorted(found)


def line_of(text: str, *path: str) -> int | None:
    """The line, from 1, of valid TOML where what stands at the path of keys begins; None where nothing does."""
    for line, table, said in _statements(text):
        if path[: len(table)] == table and _stands_at(said, path[len(table) :]):
            return line
    return None


def _statements(text: str) -> Iterator[tuple[int, tuple[str, ...], dict[str, Any]]]:
    """Each key with its value and each header of a table, in order.

    It comes as the line that it begins on, the keys of the table that it stands in, and what it says on its own.
    """
    table: tuple[str, ...] = ()
    statement, begun = "", 1
    for number, line in enumerate(text.split("\n"), 1):
        statement += f"{line}\n"
        try:
            said = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:  # the value goes on in the next line
            continue
        if statement.lstrip().startswith("["):
            yield begun, (), said
            table = _header(said)
        elif said:
            yield begun, table, said
        statement, begun = "", number + 1


def _header(said: Any) -> tuple[str, ...]:
    """The keys of the table that a header begins."""
    keys: list[str] = []
    while said:
        keys += said
        said = said[keys[-1]]
        said = said[0] if isinstance(said, list) else said
    return tuple(keys)


def _stands_at(said: Any, path: Sequence[str]) -> bool:
    """True where the statement gives something at the path."""
    for key in path:
        if not isinstance(said, dict) or key not in said:
            return False
        said = said[key]
    return True
