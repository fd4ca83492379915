"""Web pages: the main text without menus, adverts and comments, found by trafilatura."""

from itertools import islice
from typing import Any, NamedTuple

from corpus.decoding import decode
from corpus.files import MEGABYTE
from corpus.loaded import LoadedText, UnreadableError
from corpus.markup import all_text, declared_encoding, parse_html
from corpus.naming import date_of_name, iso_date, title_of_name

SUFFIXES = (".html", ".htm", ".xhtml")

LARGEST_PAGE = 5 * MEGABYTE  # bytes
MOST_ELEMENTS = 20_000  # of a page whose main text is looked for


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
    page, encoding = decode(data, declared_encoding(data))
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
    """What trafilatura takes for the main text, each line of it a paragraph; empty where it finds none.

    It is not asked about more than MOST_ELEMENTS: the time that it takes grows faster than their number.
    """
    from trafilatura import extract

    if sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        return ""
    try:
        found = extract(tree, include_comments=False) or ""
    except Exception:  # trafilatura raises many kinds on broken markup
        return ""
    return "\n\n".join(line.strip() for line in found.splitlines() if line.strip())
