"""Of a page whose main text is told by its markup no large part is lost."""

import pytest

from corpus.loaders import html


def paragraphs(*numbers: int) -> str:
    return "".join(
        f"<p>Paragraph {number}: the council of the town decided on item {number} after a long debate of the house.</p>"
        for number in numbers
    )


BESIDE = (
    "<div class='share-tools'>Send it to a friend</div><form>Your address</form><p hidden>Unseen words</p>"
    "<aside><ul><li><a href=a>Ten beaches</a><li><a href=b>Five towns</a><li><a href=c>Two lakes</a></ul></aside>"
)


def text_of(main: str) -> str:
    page = (
        "<html><head><title>Harbour</title></head><body><header><nav><a href='/'>Home page</a></nav></header>"
        f"{main}<footer><p>Copyright 2021</p></footer></body></html>"
    )
    [loaded] = html.load(page.encode(), "a.html")
    return loaded.text


PARTS = f"<div class='entry-content'>{paragraphs(1, 2, 3)}</div>{BESIDE}<div>{paragraphs(4, 5, 6)}</div>"


@pytest.mark.parametrize("main", [f"<article>{PARTS}</article>", f"<main>{PARTS}</main>"])
def test_the_marked_part_is_read_whole_where_much_of_it_would_be_lost(main: str) -> None:
    text = text_of(main)
    assert [f"Paragraph {number}:" in text for number in range(1, 7)] == [True] * 6
    assert not any(words in text for words in ("friend", "address", "beaches", "Unseen", "Home", "Copyright"))


def test_headings_of_several_articles_are_not_lost() -> None:
    text = text_of(
        "<main><h1>Live</h1>"
        + "".join(f"<article><h2>News {number}</h2>{paragraphs(number)}</article>" for number in range(1, 6))
        + "</main>"
    )
    assert [f"News {number}\n\nParagraph {number}" in text for number in range(1, 6)] == [True] * 5


def test_what_little_is_left_out_of_a_main_text_stays_out() -> None:
    text = text_of(
        f"<article><h1>Harbour</h1>{paragraphs(*range(1, 9))}<footer><p>Ann writes on ships.</p></footer></article>"
    )
    assert "Paragraph 8:" in text
    assert "ships" not in text


MANUAL = (
    "<h1>Brisa dehumidifier</h1><p>It takes up to 20 litres of water a day out of the air of a room.</p>"
    "<h2>Safety</h2><div class='warn'><p>The appliance contains a refrigerant that burns.</p><ul>"
    + "".join(
        f"<li>Rule {number}: never put the appliance where item {number} is in the way.</li>" for number in range(9)
    )
    + "</ul></div><h2>Modes</h2><p>In quiet mode the fan runs at its lowest speed and the display goes dark.</p>"
    "<h2>Messages</h2><dl><dt>E4</dt><dd>Refrigerant is leaking. Open the windows.</dd></dl>"
)


def test_without_marked_parts_the_element_that_holds_the_main_text_is_read_whole_where_much_would_be_lost() -> None:
    text = text_of(MANUAL)
    assert "- Rule 8: never put the appliance" in text
    assert "Refrigerant is leaking" in text
    beside = f"<div>{MANUAL}</div><div><p>Other appliances that people bought in the shop last week</p></div>"
    assert "Rule 8" in text_of(beside)
    assert not any(words in text_of(beside) for words in ("Home", "Copyright", "Other appliances"))
