"""Web pages: the main text without menus, adverts and comments, found by trafilatura; all of a plain document."""

from copy import deepcopy
from itertools import islice
from typing import Any, NamedTuple

from corpus.dates import iso_date
from corpus.decoding import decode
from corpus.files import MEGABYTE
from corpus.loaded import LoadedText, UnreadableError
from corpus.main_part import fuller_text
from corpus.markup import all_text, declared_encoding, parse_html
from corpus.naming import date_of_name, title_of_name
from corpus.page_byline import date_of_byline, page_byline, with_byline

SUFFIXES = (".html", ".htm", ".xhtml")

LARGEST_PAGE = 5 * MEGABYTE  # bytes
MOST_ELEMENTS = 20_000  # of a page whose main text is looked for
MOST_DATED, LONGEST_DATED = 100, 100  # elements that may hold a date, and characters of one
DATED = (
    "//body//meta | //body//time | //body//abbr | //body//script[@type='application/ld+json'] | //body//*[@itemprop]"
    "[contains(@itemprop, 'date')] | //body//*[contains(@class, 'date') or contains(@class, 'publish') or "
    "contains(@class, 'posted') or contains(@class, 'byline') or contains(@id, 'date')]"
)


# What a page has beside its text, or marks its text with. Of a document without any, as word processors write them,
# trafilatura leaves out headings and lists.
PARTS = "article aside footer form header main menu nav"
MARKED = (
    f"//body//*[self::{' or self::'.join(PARTS.split())} or @role or contains(@class, 'menu') or contains(@id, 'menu') "
    "or contains(@class, 'nav') or contains(@id, 'nav') or contains(@class, 'sidebar') or contains(@class, 'footer')]"
)
MOST_LINKED = 0.2  # of a plain document's characters


class Stated(NamedTuple):
    """What a page states about itself."""

    title: str
    date: str
    author: str | None


def load(data: bytes, name: str) -> list[LoadedText]:
    """The main text of the page and its byline, paragraphs with a blank line between them; all its text where no part
    is the main one or it has no other parts.

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
    main = "" if _is_plain(tree, text) else _main_text(tree)
    byline = page_byline(tree)
    published = iso_date(stated.date) or date_of_byline(byline) or date_of_name(name)
    main = with_byline(main, tree, byline) if main else main
    return [LoadedText(main or text, stated.title or title_of_name(name), published, encoding, stated.author)]


def _stated(tree: Any) -> Stated:
    """What the page says about itself; nothing where its markup is too broken for that."""
    from htmldate import find_date
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(tree, date_config={"extensive_search": False})
        date = find_date(_dated(tree), original_date=True, extensive_search=False)
    except MemoryError:
        raise
    except Exception:  # trafilatura raises many kinds on broken markup
        return Stated("", "", None)
    return Stated(found.title or "", date or "", found.author or None)


def _dated(tree: Any) -> Any:
    """A page of the head and the elements that are there for a date: htmldate takes a date in the text for one, too."""
    from lxml import etree, html

    page = html.Element("html")
    head = tree.find("head")
    page.append(deepcopy(head) if head is not None else etree.SubElement(page, "head"))
    body = etree.SubElement(page, "body")
    for element in islice(tree.xpath(DATED), MOST_DATED):
        if len(element.text_content()) <= LONGEST_DATED or element.tag == "script":
            body.append(deepcopy(element))
            body[-1].tail = None
    return page


def _is_plain(tree: Any, text: str) -> bool:
    """Whether a page of this text is a document, without menus and other parts beside it."""
    if tree.xpath(f"boolean({MARKED})"):
        return False
    linked = sum(len(" ".join(link.itertext())) for link in tree.iter("a") if link.get("href"))
    return linked < MOST_LINKED * len(text)


def _main_text(tree: Any) -> str:
    """The text that trafilatura takes for the main one, or that of the marked part of which it drops much; empty where
    it finds none.

    It is not asked about more than MOST_ELEMENTS: the time that it takes grows faster than their number.
    """
    from trafilatura import bare_extraction

    if sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        return ""
    try:
        body = getattr(bare_extraction(deepcopy(tree), include_comments=False), "body", None)
    except MemoryError:
        raise
    except Exception:  # trafilatura raises many kinds on broken markup
        return ""
    text = all_text(body) if body is not None else ""
    return fuller_text(tree, text) if text else ""
