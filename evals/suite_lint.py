"""Checks `suite.toml`."""

import json
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

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
        text = file.read_text(encoding="utf-8")
        settings = tomllib.loads(text)
    except OSError as error:
        mistakes.append(Mistake(str(file), None, None, f"cannot be read ({error.strerror}): a suite needs this file"))
        return {}
    except UnicodeDecodeError as error:
        mistakes.append(Mistake(str(file), None, None, f"is not UTF-8 at byte {error.start}: save it as UTF-8"))
        return {}
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        mistakes.append(Mistake(str(file), int(line[1]) if line else None, None, f"is not valid TOML: {error}"))
        return {}

    def add(field: str, message: str) -> None:
        mistakes.append(Mistake(str(file), line_of(text, field), field, message))

    for key in settings.keys() - set(KEYS):
        add(key, f"unknown key {shown(key)}: the keys are {', '.join(KEYS)}")
    for key in ("description", "corpus"):
        value = settings.get(key)
        if not isinstance(value, str) or not value.strip():
            add(key, f"must be a text, not {shown(value)}" if key in settings else "is missing")
    gates = settings.get("gates")
    if isinstance(gates, dict):
        for gate, message in _gate_mistakes(gates):
            add(f"gates.{gate}", message)
    else:
        add("gates", f"must be a table, not {shown(gates)}" if "gates" in settings else "is missing")
    overrides = settings.get("settings", {})
    if isinstance(overrides, dict):
        for name, message in _override_mistakes(overrides):
            add(f"settings.{name}", message)
    else:
        add("settings", f"must be a table, not {shown(overrides)}")
    return settings


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


def line_of(text: str, field: str) -> int | None:
    """The line, from 1, where the field's key stands; None where it does not."""
    key = re.escape(field.rpartition(".")[2])
    pattern = re.compile(rf"""\s*(?:\[\s*)?["']?{key}["']?\s*[=\].]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)
