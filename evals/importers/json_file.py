"""JSON files of other projects, whole or line by line."""

import json
from pathlib import Path
from typing import Any

from evals.importers.imported import EntryMistake, ImportFailure
from evals.importers.source_file import load_text
from evals.mistakes import shown


def load_json(file: Path) -> Any:
    """The value in the file; ImportFailure where it is no JSON."""
    try:
        return json.loads(load_text(file))
    except json.JSONDecodeError as error:
        raise ImportFailure(file, error.lineno, f"is not valid JSON ({error.msg}): download it again") from None
    except (ValueError, RecursionError) as error:
        raise ImportFailure(file, None, f"is not valid JSON ({error}): download it again") from None


def object_of(line: str) -> dict[str, Any]:
    """The JSON object on the line; EntryMistake where there is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise EntryMistake(f"is not valid JSON ({error}): {shown(line)}") from None
    if not isinstance(value, dict):
        raise EntryMistake(f"must be a JSON object, not {shown(value)}")
    return value


def text_of(raw: Any, key: str) -> str:
    """The text under the key; EntryMistake where there is none."""
    value = raw.get(key) if isinstance(raw, dict) else None
    if not isinstance(value, str):
        raise EntryMistake(f"{key!r} must be a text, not {shown(value)}")
    return value


def id_of(raw: Any, key: str) -> str:
    """The text or whole number under the key, as a text; EntryMistake where there is neither."""
    value = raw.get(key) if isinstance(raw, dict) else None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise EntryMistake(f"{key!r} must be a text or a whole number, not {shown(value)}")
    return str(value)


def list_of(raw: Any, key: str) -> list[Any]:
    """The list under the key; EntryMistake where there is none."""
    value = raw.get(key) if isinstance(raw, dict) else None
    if not isinstance(value, list):
        raise EntryMistake(f"{key!r} must be a list, not {shown(value)}")
    return value
