"""Markdown: the text stays its source; a YAML front matter is read and cut off."""

import re
from typing import NamedTuple

import yaml  # type: ignore[import-untyped,unused-ignore] # its types are a package of their own, which may be there

from corpus.dates import iso_date
from corpus.decoding import decode
from corpus.loaded import LoadedText
from corpus.naming import date_of_name, title_of_name

SUFFIXES = (".md",)

LONGEST_FRONT_MATTER = 64_000  # characters; YAML is slow to parse
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r" {0,3}#[ \t]+(\S.*)")
CLOSING_MARKS = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
NOTHING = {"", "~", "null"}


class FrontMatter(NamedTuple):
    """The fields of the front matter that hold one value, as written, and the place where it ends in the text."""

    fields: dict[str, str]
    end: int


def load(data: bytes, name: str) -> list[LoadedText]:
    """The one text of the file, without its front matter; UnreadableError where there is none."""
    text, encoding = decode(data)
    front = _front_matter(text)
    body = text[front.end :]
    title = front.fields.get("title") or _first_heading(body) or title_of_name(name)
    stated = front.fields.get("date")
    published = iso_date(stated) if stated else date_of_name(name)
    return [LoadedText(body, title, published, encoding)]


def _front_matter(text: str) -> FrontMatter:
    """The front matter; no fields and end 0 where there is none or its YAML is broken."""
    none = FrontMatter({}, 0)
    lines = text[:LONGEST_FRONT_MATTER].splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return none
    closing = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if closing is None:
        return none
    try:
        # The base loader keeps every value as it is written: `title: 1984` is a title, `date: 2020-13-45` no error.
        fields = yaml.load("".join(lines[1:closing]), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return none
    if not isinstance(fields, dict):
        return none
    written = {
        str(key).lower(): value.strip()
        for key, value in fields.items()
        if isinstance(value, str) and value.strip().lower() not in NOTHING
    }
    return FrontMatter(written, len("".join(lines[: closing + 1])))


def _first_heading(text: str) -> str | None:
    """The first `# heading` outside a fenced block of code."""
    fence = ""
    for line in text.splitlines():
        opened = FENCE.match(line)
        if opened is not None:
            if not fence:
                fence = opened[1]
            elif opened[1].startswith(fence):
                fence = ""
        elif not fence and (found := HEADING.match(line)):
            title = CLOSING_MARKS.sub("", found[1]).strip()
            if title:
                return title
    return None
