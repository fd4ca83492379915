"""JSON files of other projects, whole or line by line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.importers.imported import ImportFailure
from evals.mistakes import shown


def load_text(file: Path) -> str:
    """The text of the file; ImportFailure where it cannot be read as UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ImportFailure(file, None, f"cannot be read ({error.strerror}): name a file that is there") from None
    except UnicodeDecodeError as error:
        raise ImportFailure(file, None, f"is not UTF-8 at byte {error.start}: save it as UTF-8") from None


def load_json(file: Path) -> Any:
    """The value in the file."""
    try:
        return json.loads(load_text(file))
    except json.JSONDecodeError as error:
        raise ImportFailure(file, error.lineno, f"is not valid JSON ({error.msg}): download it again") from None
    except (ValueError, RecursionError) as error:
        raise ImportFailure(file, None, f"is not valid JSON ({error}): download it again") from None


def load_json_lines(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number, from 1, and the object of every line that is not blank."""
    for number, line in enumerate(load_text(file).split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ImportFailure(file, number, f"is not valid JSON ({error}): {shown(line)}") from None
        if not isinstance(value, dict):
            raise ImportFailure(file, number, f"must be a JSON object, not {shown(value)}")
        yield number, value


def text_of(raw: Any, key: str, file: Path, place: str, line: int | None = None) -> str:
    """The text under the key; ImportFailure where there is none."""
    value = raw.get(key) if isinstance(raw, dict) else None
    if not isinstance(value, str):
        raise ImportFailure(file, line, f"{place}: {key!r} must be a text, not {shown(value)}")
    return value


def list_of(raw: Any, key: str, file: Path, place: str) -> list[Any]:
    """The list under the key; ImportFailure where there is none."""
    value = raw.get(key) if isinstance(raw, dict) else None
    if not isinstance(value, list):
        raise ImportFailure(file, None, f"{place}: {key!r} must be a list, not {shown(value)}")
    return value
