"""Who wrote a page, and when, stays in its text and dates it."""

import pytest

from corpus.loaded import LoadedText
from corpus.loaders import html
from corpus.markup import parse_html
from corpus.page_byline import page_byline

PARAGRAPHS = "".join(
    f"<p>Paragraph {number}: the council of the town decided on item {number} after a long debate of the house.</p>"
    for number in range(1, 8)
)
BYLINE = "<p class='byline'>Interview by Owen Carrick, Courier magazine, 6 April 2024</p>"


def page(heading: str, beside: str = "", name: str = "a.html") -> LoadedText:
    text = (
        f"<html><head><title>Harbour</title></head><body>{beside}<article>{heading}{PARAGRAPHS}</article>"
        "<footer><p>Copyright 2021</p></footer></body></html>"
    )
    [loaded] = html.load(text.encode(), name)
    return loaded


def test_a_pages_byline_is_the_paragraph_below_its_heading_and_dates_it() -> None:
    loaded = page(f"<h1>The harbour</h1>{BYLINE}", name="2019-05-06-a.html")
    assert loaded.text.startswith("The harbour\n\nInterview by Owen Carrick, Courier magazine\n\nParagraph 1:")
    assert loaded.published == "2024-04-06"


def test_without_a_heading_the_byline_is_the_first_paragraph() -> None:
    assert page(BYLINE).text.startswith("Interview by Owen Carrick, Courier magazine\n\nParagraph 1:")


def test_tools_in_a_byline_are_no_text() -> None:
    byline = (
        "<div class='article-byline'><span class='byline-name'>By Ann Lee</span>"
        "<div class='share-tools'>Send it to a friend</div></div>"
    )
    loaded = page(f"<h1>The harbour</h1>{byline}")
    assert loaded.text.startswith("The harbour\n\nBy Ann Lee\n\nParagraph 1:")
    assert loaded.published is None


@pytest.mark.parametrize(
    "byline",
    [
        "<p class='byline'>Follow us on all channels</p>",
        f"<p class='byline'>By Ann Lee, {'who writes on ships and on harbours, ' * 5}</p>",
        f"{BYLINE}<p class='byline'>By Ann Lee</p>",
        "<p class='bylines-off'>By Ann Lee</p>",
    ],
)
def test_what_says_not_by_whom_in_few_words_or_says_it_twice_is_no_byline(byline: str) -> None:
    assert page_byline(parse_html(f"<body><h1>The harbour</h1>{byline}</body>")) == ""


def test_the_byline_of_another_page_is_left_out() -> None:
    text = page("<h1>The harbour</h1>", beside=f"<aside class='related'>Ten lakes {BYLINE}</aside>").text
    assert "Carrick" not in text


def test_a_byline_that_the_text_has_is_not_said_twice() -> None:
    loaded = page("<h1>The harbour</h1><p class='byline'>By Ann Lee</p><p>By Ann Lee</p>")
    assert loaded.text.count("By Ann Lee") == 1
