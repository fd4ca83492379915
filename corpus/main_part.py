"""The main part of a page, by its markup or by where its text stands, where what was taken for that has lost some."""

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from corpus.markup import all_text

MOST_LOST = 0.2  # of the words
BESIDE = frozenset("nav footer form dialog menu".split())
BESIDE_ROLES = frozenset("navigation search contentinfo dialog menu".split())
BESIDE_NAMES = frozenset(
    "ad ads advert advertisement banner breadcrumb breadcrumbs comment comments cookie cookies footer menu modal nav "
    "navigation newsletter pagination paywall popup promo promoted promotion recommendations recommended related share "
    "sharing sidebar signup social sponsor sponsored subscribe subscription toc".split()
)
NAME = re.compile("[A-Z]?[a-z]+|[A-Z]+")
MOST_LINKED = 0.5  # of the characters of a part; where more are, it leads to other pages
LEAST_LINKS = 3
BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre")
HELD = 0.9
LISTS = frozenset("aside div section ul ol".split())  # that may hold nothing but links
MAIN = "//main | //*[@role='main']"


def fuller_text(tree: Any, taken: str) -> str:
    """All text of the page's main part, where more than MOST_LOST of its words, or most of its headings, are missing in
    `taken`; else `taken`.

    The main part is the one article of the page or else its <main>, or where it has neither the innermost element that
    holds nearly all of `taken`; menus, forms, adverts and lists of links in it are no text.
    """
    main = _marked(tree)
    if main is None:
        main = _holding(tree, taken)
    if main is None:
        return taken
    part = deepcopy(main)
    part.tail = None
    elements = list(part.iter())
    elsewhere = _leading_elsewhere(elements)
    for element in elements[1:]:
        if element in elsewhere or stands_beside(element):
            element.drop_tree()
    text = all_text(part)
    return text if _has_lost_words(text, taken) or _has_lost_headings(part, taken) else taken


def _has_lost_words(text: str, taken: str) -> bool:
    words, lost = Counter(text.split()), Counter(text.split())
    lost.subtract(taken.split())
    return sum(count for count in lost.values() if count > 0) > MOST_LOST * words.total()


def _has_lost_headings(part: Any, taken: str) -> bool:
    """Whether most of several headings below the first one are missing."""
    lines = {" ".join(line.split()) for line in taken.splitlines()}
    headings = {" ".join("".join(heading.itertext()).split()) for heading in part.iter("h2", "h3", "h4")} - {""}
    return len(headings - lines) > max(1, len(headings) / 2)


def _marked(tree: Any) -> Any:
    """The one article, or else the one main part; None where there is none, or several."""
    for path in ("//article[not(ancestor::article)]", MAIN):
        found = tree.xpath(path)
        if len(found) == 1:
            return found[0]
    return None


def _holding(tree: Any, taken: str) -> Any:
    """The innermost element that holds HELD of the words of the taken lines; None where none holds them."""
    lines = {" ".join(line.split()) for line in taken.splitlines()}
    held: dict[Any, int] = {}
    total = 0
    for block in tree.iter(*BLOCKS):
        words = " ".join("".join(block.itertext()).split())
        if words in lines:
            total += len(words)
            for element in (block, *block.iterancestors()):
                held[element] = held.get(element, 0) + len(words)
    holding = [element for element, size in held.items() if size >= HELD * total]
    return max(holding, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def stands_beside(element: Any) -> bool:
    """Whether the element is no part of a page's text by its tag, its role or its names: a menu, an advert."""
    if not isinstance(element.tag, str):
        return False
    names = {name.lower() for key in ("class", "id") for name in NAME.findall(element.get(key, ""))}
    return (
        element.tag in BESIDE
        or element.get("role") in BESIDE_ROLES
        or element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
        or not BESIDE_NAMES.isdisjoint(names)
    )


def _leading_elsewhere(elements: Sequence[Any]) -> set[Any]:
    """Those of a part's elements, in their order, whose text is mostly links to other pages."""
    characters: Counter[Any] = Counter()
    linked: Counter[Any] = Counter()
    links: Counter[Any] = Counter()
    for element in reversed(elements):
        characters[element] += len(element.text or "")
        if element.tag == "a" and element.get("href"):
            linked[element], links[element] = characters[element], 1
        for counted in (characters, linked, links):
            counted[element.getparent()] += counted[element]
        characters[element.getparent()] += len(element.tail or "")
    lists = (element for element in elements if element.tag in LISTS)
    return {one for one in lists if links[one] >= LEAST_LINKS and linked[one] > MOST_LINKED * characters[one]}
