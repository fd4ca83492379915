"""Web pages: the main text without menus, adverts and comments, found by trafilatura."""

import re
from typing import Any, NamedTuple

from corpus.decoding import decode
from corpus.files import MEGABYTE
from corpus.loaded import LoadedText, UnreadableError
from corpus.markup import all_text, parse_html
from corpus.naming import date_of_name, iso_date, title_of_name

SUFFIXES = (".html", ".htm", ".xhtml")

LARGEST_PAGE = 5 * MEGABYTE  # bytes; finding the main text of that takes about ten seconds
CHARSET = re.compile(rb"""<[^>]{1,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
DECLARED_WITHIN = 4096  # bytes


class Stated(NamedTuple):
    """What a page states about itself."""

    title: str
    date: str
    author: str | None


def load(data: bytes, name: str) -> list[LoadedText]:
    """The main text of the page, paragraphs with a blank line between them; all its text where no part is the main one.

    Title, author and date are those that the page states, in its head or where pages usually do.
    UnreadableError where it has no text.
    """
    if len(data) > LARGEST_PAGE:
        raise UnreadableError(f"is a page larger than {LARGEST_PAGE // MEGABYTE} MB: split it, or save it as text")
    declared = CHARSET.search(data[:DECLARED_WITHIN])
    page, encoding = decode(data, declared[1].decode("ascii") if declared else None)
    tree = parse_html(page)
    if tree is None:
        raise UnreadableError("has no text: save the page again, or take it out")
    text = all_text(tree)
    if not text:
        raise UnreadableError("has no text, perhaps because scripts draw it: save it from a browser, or as a PDF")
    stated = _stated(tree)
    published = iso_date(stated.date) or date_of_name(name)
    return [
        LoadedText(_main_text(tree) or text, stated.title or title_of_name(name), published, encoding, stated.author)
    ]


def _stated(tree: Any) -> Stated:
    """What the page says about itself; nothing where its markup is too broken for that."""
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(tree, date_config={"original_date": True, "extensive_search": False})
    except Exception:  # trafilatura raises many kinds on broken markup
        return Stated("", "", None)
    return Stated(found.title or "", found.date or "", found.author or None)


def _main_text(tree: Any) -> str:
    """What trafilatura takes for the main text, each line of it a paragraph; empty where it finds none."""
    from trafilatura import extract

    try:
        found = extract(tree, include_comments=False) or ""
    except Exception:  # trafilatura raises many kinds on broken markup
        return ""
    return "\n\n".join(line.strip() for line in found.splitlines() if line.strip())
