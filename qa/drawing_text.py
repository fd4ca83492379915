"""A document's text as HTML, letter by letter, with its quotes marked and its tables in columns."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qa.answer import Citation
from qa.table import Row, tables_of

_BARS = re.compile(r"[\s|]*")  # what may stand between two cells, and is not shown
_RULE = re.compile(r"[\s|:-]*")  # the same between a Markdown table's headings and its rows


def literal(text: str) -> str:
    """The text as HTML that shows it letter by letter, inside Markdown and templates too."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[\x00!-/:-@\[-`{-~]", lambda match: f"&#{ord(match.group())};", sound)


def apart(text: str) -> str:
    """The same, and no mark of direction in it turns round what stands beside it."""
    return f"<bdi>{literal(text)}</bdi>"


def draw_text(text: str, cited: dict[int, Citation], start: int, end: int) -> str:
    """HTML of text[start:end]; each quote is inside `<mark data-citation=N>`, the first of which is `citation-N`."""
    drawn, drawn_to = [], start
    for left, right, rows in _tables(text, start, end):
        drawn += [_draw_stretch(text, cited, drawn_to, left), _draw_table(text, cited, left, right, rows)]
        drawn_to = right
    return "".join([*drawn, _draw_stretch(text, cited, drawn_to, end)])


def _draw_stretch(text: str, cited: dict[int, Citation], start: int, end: int) -> str:
    edges = {edge for one in cited.values() for edge in (one.start, one.end) if start < edge < end}
    drawn, places = [], sorted({start, end} | edges)
    for left, right in pairwise(places):
        piece = re.sub(r"(?:\r?\n){2,}", r'<span class="gap">\g<0></span>', literal(text[left:right]))
        for number, one in sorted(cited.items(), reverse=True):
            if one.start <= left and right <= one.end:
                name = f' id="citation-{number}" tabindex="-1"' if left == one.start else ""
                piece = f'<mark data-citation="{number}"{name}>{piece}</mark>'
        drawn.append(piece)
    return "".join(drawn)


def _tables(text: str, start: int, end: int) -> Iterator[tuple[int, int, Sequence[Row]]]:
    """The lines of each table in text[start:end], as (start, end), and its rows; only of tables whose words are all in
    their cells, as the rest is not shown.
    """
    for rows in tables_of(text[start:end]):
        placed = [[(start + left, start + right) for left, right in row] for row in rows]
        first, last = placed[0][0][0], placed[-1][-1][1]
        left = max(start, text.rfind("\n", start, first) + 1)
        line_end = text.find("\n", last, end)
        right = end if line_end < 0 else line_end + 1
        headings_end, body_start = placed[0][-1][1], placed[1][0][0]
        cells = [(left, left), *(cell for row in placed for cell in row), (right, right)]
        between = [(one[1], other[0]) for one, other in pairwise(cells)]
        if all(
            (_RULE if gap == (headings_end, body_start) else _BARS).fullmatch(text, *gap) is not None for gap in between
        ):
            yield left, right, placed


def _draw_table(text: str, cited: dict[int, Citation], left: int, right: int, rows: Sequence[Row]) -> str:
    """HTML of the lines of a table. Each cell has the bars behind it, which are not seen and not copied."""
    ruled = "-" in text[rows[0][-1][1] : rows[1][0][0]]
    begins = [*(cell[0] for row in rows for cell in row), right]
    drawn, at = [], 0
    for number, row in enumerate(rows):
        cells = []
        for _, end in row:
            bars = _draw_bars(text, cited, left, begins[0]) if not at else ""
            words = _draw_stretch(text, cited, begins[at], end)
            cells.append(f'<span class="cell">{bars}{words}{_draw_bars(text, cited, end, begins[at + 1])}</span>')
            at += 1
        kind = "row headings" if ruled and not number else "row"
        drawn.append(f'<span class="{kind}">{"".join(cells)}</span>')
    return f'<span class="scroll"><span class="table">{"".join(drawn)}</span></span>'


def _draw_bars(text: str, cited: dict[int, Citation], start: int, end: int) -> str:
    return f'<span class="bars">{_draw_stretch(text, cited, start, end)}</span>' if start < end else ""
