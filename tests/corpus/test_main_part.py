"""Of a page whose main text is told by its markup no large part is lost."""

import pytest

from corpus.loaders import html


def paragraphs(*numbers: int) -> str:
    return "".join(
        f"<p>Paragraph {number}: the council of the town decided on item {number} after a long debate of the house.</p>"
        for number in numbers
    )


BESIDE = (
    "<div class='share-tools'>Send it to a friend</div><form>Your address</form>"
    "<aside><ul><li><a href=a>Ten beaches</a><li><a href=b>Five towns</a><li><a href=c>Two lakes</a></ul></aside><p hidden>Unseen words</p>"
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
