"""The numbers and bullets that Word shows before the paragraphs of lists, and writes nowhere."""

import re
from collections.abc import Iterator
from typing import Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = WORD + "val"
BULLET = "- "
LEVELS = 9
LARGEST = 10_000  # number that is written out
PLACE = re.compile("%([1-9])")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
MOST_STYLES = 20  # that one is based on


class WordLists:
    """Counts the items of a document's lists; each paragraph is shown once, in order.

    `numbering` and `styles` are the roots of the parts that define lists and styles, or None.
    """

    def __init__(self, numbering: Any, styles: Any) -> None:
        definitions = {} if numbering is None else _by_id(numbering, "abstractNum", "abstractNumId")
        self._styles = {} if styles is None else _by_id(styles, "style", "styleId")
        self._lists = {} if numbering is None else _by_id(numbering, "num", "numId")
        self._definition_of: dict[str, str] = {}
        for name, one in self._lists.items():
            stated = _value(one, "abstractNumId")
            linked = _value(definitions.get(stated), "numStyleLink")
            same = (other for other, found in definitions.items() if linked and _value(found, "styleLink") == linked)
            self._definition_of[name] = next(same, stated)
        self._levels = {name: _by_id(one, "lvl", "ilvl") for name, one in definitions.items()}
        self._counts: dict[str, list[int | None]] = {}  # of each definition's levels
        self._begun: set[tuple[str, str]] = set()  # lists and levels whose own beginning was taken

    def mark(self, paragraph: Any) -> str:
        """What stands before the paragraph, with a space after it; empty where nothing does."""
        name, level = self._place(paragraph)
        definition = self._definition_of.get(name, "")
        levels = self._levels.get(definition, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(definition, [None] * LEVELS)
        depth = int(level)
        self._count(name, level, levels, counts)
        if _value(levels[level], "numFmt") == "bullet":
            return BULLET
        plain = levels[level].find(f"{WORD}isLgl") is not None

        def written(found: re.Match[str]) -> str:
            inner = int(found[1]) - 1
            if inner > depth:
                return ""
            form = "decimal" if plain and inner < depth else _value(levels.get(str(inner)), "numFmt")
            return _written(counts[inner] or _first(levels.get(str(inner))), form)

        shown = PLACE.sub(written, _value(levels[level], "lvlText")).strip()
        return f"{shown} " if shown else ""

    def _count(self, name: str, level: str, levels: dict[str, Any], counts: list[int | None]) -> None:
        depth = int(level)
        overrides = _by_id(self._lists[name], "lvlOverride", "ilvl")
        beginning = _value(overrides.get(level), "startOverride")
        if beginning.isdecimal() and (name, level) not in self._begun:
            counts[depth] = _bounded(beginning)
        else:
            before = counts[depth]
            counts[depth] = _first(levels[level]) if before is None else before + 1
        self._begun.add((name, level))
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)

    def _place(self, paragraph: Any) -> tuple[str, str]:
        """The list and the level that the paragraph, or else its style, names; empty for none."""
        own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        name, level = _value(own, "numId"), _value(own, "ilvl")
        style = _value(paragraph.find(f"{WORD}pPr"), "pStyle")
        for style_id, properties in self._based_on(style):
            if name and level:
                break
            stated = _value(properties, "numId")
            if stated and (not name or name == stated):
                name = stated
                level = level or _value(properties, "ilvl") or self._level_of_style(name, style_id)
        return name, level or "0"

    def _based_on(self, style: str) -> Iterator[tuple[str, Any]]:
        """The style's id and list properties, then those of the styles that it is based on."""
        for _ in range(MOST_STYLES):
            found = self._styles.get(style)
            if found is None:
                return
            yield style, found.find(f"{WORD}pPr/{WORD}numPr")
            style = _value(found, "basedOn")

    def _level_of_style(self, name: str, style: str) -> str:
        levels = self._levels.get(self._definition_of.get(name, ""), {})
        return next((level for level, one in levels.items() if _value(one, "pStyle") == style), "")


def _by_id(parent: Any, tag: str, attribute: str) -> dict[str, Any]:
    return {one.get(WORD + attribute, ""): one for one in parent.iterchildren(WORD + tag)}


def _value(parent: Any, tag: str) -> str:
    """The value of an element below `parent`, empty where there is none."""
    found = None if parent is None else parent.find(WORD + tag)
    return "" if found is None else str(found.get(VALUE, ""))


def _first(level: Any) -> int:
    stated = _value(level, "start")
    return _bounded(stated) if stated.isdecimal() else 1


def _bounded(stated: str) -> int:
    return min(int(stated), LARGEST) if len(stated) < 7 else LARGEST


def _written(number: int, form: str) -> str:
    """The number as the list writes it."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= LARGEST:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number <= LARGEST:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters + ROMAN_ONES[number]
