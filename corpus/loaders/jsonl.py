"""JSON lines: every line is an object, which is a document."""

import json

from corpus.decoding import decode
from corpus.loaded import Refused, Row, UnreadableError
from corpus.rows import MOST_ROWS

SUFFIXES = (".jsonl", ".ndjson")


class Written(float):
    """A number with a fraction or an exponent, and its digits as they are written: 1.50 is a price."""

    def __init__(self, digits: str) -> None:
        self.digits = digits


def load(data: bytes, name: str) -> list[Row | Refused]:
    """The rows, named by the number of their line, and the lines that are broken.

    UnreadableError where there is no row that can be read, or more than MOST_ROWS lines.
    """
    text, encoding = decode(data)
    # Not splitlines: JSON may hold other line ends, such as U+2028, inside a string.
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > MOST_ROWS:
        raise UnreadableError(f"has more than {MOST_ROWS:,} lines: split it into smaller files")
    rows = [_row(f"line {number}", line, encoding) for number, line in lines]
    first = rows[0]
    if isinstance(first, Refused) and not any(isinstance(row, Row) for row in rows):
        raise UnreadableError(f"has no line that can be read; {first.name} {first.reason}")
    return rows


def _row(place: str, line: str, encoding: str) -> Row | Refused:
    try:
        value = json.loads(line, parse_float=Written)
        if isinstance(value, dict):
            return Row(place, encoding, {name: _written(field) for name, field in value.items()})
    except json.JSONDecodeError as error:
        return Refused(place, f"is not valid JSON ({error.msg} at column {error.colno}): write one object on each line")
    except RecursionError:
        return Refused(place, "is nested too deeply: write the object flat")
    except ValueError:
        return Refused(place, "has a number with too many digits: write it as a string")
    return Refused(place, 'is not an object: write it as {"text": "..."}')


def _written(value: object) -> str:
    """A field's value as text: strings and numbers as they are, lists of strings joined, null as nothing, the rest as
    JSON.
    """
    if value is None:
        return ""
    if isinstance(value, str | Written):
        return value if isinstance(value, str) else value.digits
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n\n".join(value)
    return json.dumps(value, ensure_ascii=False)
