"""Tables in the web chat's documents: drawn in columns, and no word or quote of theirs is lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, expect

import app
from qa.answer import Answer, Citation, Reason
from qa.drawing_text import draw_text
from tests.browsing import ask, open_page, serve
from tests.drawn import Drawn
from tests.fake_service import FakeDocument, FakeService, cite

# Gradio 6.31 uses an option and an argument that pandas 3 deprecates, in its own threads while it answers.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

FARES = "Fares.\n\n| Route | Adult |\n|:--|---|\n| Holm | 12.50 |\n| Sund | |\n\nChildren go free.\n"


def quote(text: str, start: int, end: int) -> Citation:
    return Citation("id", "title", "source", None, start, end, text[start:end])


def cells(drawn: Drawn) -> list[list[str]]:
    """The words of each cell that are seen, by row."""
    return [[cell.strip("| \n:-") for cell in row] for row in drawn.rows]


def test_a_table_is_drawn_in_rows_and_cells_below_its_headings() -> None:
    drawn = Drawn(draw_text(FARES, {}, 0, len(FARES)))
    assert drawn.text == FARES
    assert cells(drawn) == [["Route", "Adult"], ["Holm", "12.50"], ["Sund", ""]]
    assert [named["class"] for _, named in drawn.tags if "row" in str(named["class"])] == ["row headings", "row", "row"]


def test_what_is_not_seen_of_a_table_is_bars_and_rules() -> None:
    drawn = Drawn(draw_text(FARES, {}, 0, len(FARES)))
    assert drawn.within["bars"].translate(str.maketrans("", "", "| \n:-")) == ""
    assert "Children go free.\n" not in drawn.within["table"]


@pytest.mark.parametrize(
    "text",
    [
        "a | b, alone in its line\n",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "| a | b |\nwords\n| c | d |\n",
        "| a | b |\n| c | d |\n| - | - |\n| e | f |\n",
    ],
)
def test_lines_whose_words_are_not_all_in_cells_stay_as_they_are(text: str) -> None:
    drawn = Drawn(draw_text(text, {}, 0, len(text)))
    assert drawn.text == text
    assert drawn.rows == []


def test_a_quote_that_begins_before_a_table_goes_on_in_it() -> None:
    start, end = FARES.index("Fares"), FARES.index(" |\n\nChildren")
    drawn = Drawn(draw_text(FARES, {1: quote(FARES, start, end)}, 0, len(FARES)))
    assert drawn.marked == {"1": FARES[start:end]}
    assert drawn.names == ["citation-1"]


line = st.lists(st.sampled_from(["", "a", "b c", "-", "12", "<b>", "a"]), min_size=1, max_size=4)
lines = line.map(lambda cells: f"| {' | '.join(cells)} |") | st.sampled_from(["", "|---|---|", "words", "a | b", "\r"])


@given(st.lists(lines, max_size=9), st.data())
def test_text_and_quotes_survive_in_any_table(written: list[str], data: st.DataObject) -> None:
    text = "\n".join(written)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = [(data.draw(st.integers(start, end)), data.draw(st.integers(start, end))) for _ in range(3)]
    cited = {n: quote(text, *span) for n, span in enumerate(spans, start=1) if span[0] < span[1]}
    drawn = Drawn(draw_text(text, cited, start, end))
    assert drawn.text == text[start:end]
    assert drawn.marked == {str(n): one.quote for n, one in cited.items()}
    assert sorted(drawn.names) == sorted(f"citation-{n}" for n in cited)
    assert not set(drawn.within["bars"]) - set("|:- \r\n")


STATIONS = FakeDocument(
    "stations",
    "Rainfall of the stations",
    "rain.md",
    None,
    "| Station | Rain | Remarks |\n|---|---|---|\n"
    + "".join(f"| Station {number} | {number} mm | {'measured again ' * number} |\n" for number in range(1, 40)),
)


class Stations(FakeService):
    """Answers each question with a cell far down in a table."""

    def __init__(self) -> None:
        super().__init__()
        self.documents = {**self.documents, "long": replace(STATIONS, id="long")}

    def answer(self, question: str) -> Answer:
        document = self.documents["long"]
        cited = (cite(document, "Station | Rain | Remarks"), cite(document, "Station 39 | 39 mm"))
        return Answer(question, "39 mm [1][2]", cited, 0.9, False, Reason.ANSWERED)


@pytest.fixture(scope="module")
def address(browser: Browser) -> Iterator[str]:
    """Where the browser's event loop does not run, Gradio makes some that it never closes."""
    with serve(app.build_app(Stations())) as served:
        yield served


def test_a_wide_table_stands_in_columns_beside_the_chat(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    ask(page, "How much rain did station 39 have?")
    expect(page.locator("#citation-2")).to_be_in_viewport(ratio=1)
    expect(page.locator("#citation-1")).not_to_be_in_viewport()
    rows = page.locator(".text .row")
    expect(rows).to_have_count(40)
    lefts = "rows => rows.map(row => [...row.children].map(cell => cell.getBoundingClientRect().left))"
    first, *others = rows.evaluate_all(lefts)
    assert len(set(first)) == 3
    assert all(other == first for other in others)
    chat, documents = page.locator("#chat").bounding_box(), page.locator("#documents").bounding_box()
    assert chat
    assert documents
    assert chat["x"] + chat["width"] <= documents["x"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    rows.last.evaluate("row => getSelection().selectAllChildren(row)")
    assert "|" not in page.evaluate("String(getSelection())")
