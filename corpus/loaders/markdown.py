"""Markdown: the text stays its source; a front matter in YAML or TOML is read and cut off."""

import re
import tomllib
from typing import Any, NamedTuple

import yaml  # type: ignore[import-untyped,unused-ignore] # its types are a package of their own, which may be there

from corpus.dates import iso_date
from corpus.decoding import decode
from corpus.loaded import LoadedText
from corpus.naming import date_of_name, title_of_name

SUFFIXES = (".md", ".markdown")

LONGEST_FRONT_MATTER = 64_000  # characters; YAML is slow to parse
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r" {0,3}#[ \t]+(\S.*)")
CLOSING_MARKS = re.compile(r"(?:^|(?<![ \t])[ \t]++)#++[ \t]*$")
UNDERLINE = re.compile(r" {0,3}=+[ \t]*$")
NO_TEXT = re.compile(r" {0,3}(?:[>#|]|[-*+][ \t]|\d+[.)][ \t])|\s*$| {4}|\t")  # lines that no underline makes a heading
NOTHING = {"", "~", "null"}
MARKS = {"---": ("---", "..."), "+++": ("+++",)}  # lines around a front matter
MOST_WORDS = 3  # of a field's name; where all have more, they are sentences with a colon between two rules


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
    return [LoadedText(body, title, published, encoding, front.fields.get("author"))]


def _front_matter(text: str) -> FrontMatter:
    """The front matter; no fields and end 0 where there is none or it is broken."""
    none = FrontMatter({}, 0)
    lines = text[:LONGEST_FRONT_MATTER].splitlines(keepends=True)
    ends = MARKS.get(lines[0].rstrip(), ()) if len(lines) > 1 and lines[1].strip() else ()
    closing = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ends), None)
    if closing is None:
        return none
    inner = "".join(lines[1:closing])
    try:
        # The base loader keeps every value as it is written: `title: 1984` is a title, `date: 2020-13-45` no error.
        fields = tomllib.loads(inner) if ends == MARKS["+++"] else yaml.load(inner, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        return none
    if not isinstance(fields, dict) or (fields and all(len(str(key).split()) > MOST_WORDS for key in fields)):
        return none
    by_name = {str(key).lower(): value for key, value in fields.items()}
    authors = by_name.get("author", by_name.get("authors"))
    if isinstance(authors, list):
        by_name["author"] = ", ".join(filter(None, map(_written, authors)))
    written = {key: value for key, field in by_name.items() if (value := _written(field))}
    return FrontMatter(written, len("".join(lines[: closing + 1])))


def _written(value: Any) -> str:
    """A field's one value; empty where it has none or no words."""
    words = "" if isinstance(value, dict | list) else str(value).strip()
    return "" if words.lower() in NOTHING else words


def _first_heading(text: str) -> str | None:
    """The first `# heading`, or line underlined with `=`, outside a fenced block of code."""
    fence = before = ""
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
        elif not fence and UNDERLINE.match(line) and not NO_TEXT.match(before):
            return before.strip()
        before = line
    return None
