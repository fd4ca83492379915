"""Web pages give their main text, title, author and date."""

import pytest

from corpus.loaded import LoadedText, UnreadableError
from corpus.loaders import html
from corpus.markup import all_text, parse_html
from corpus.written_out import MOST_ADDED

ARTICLE = """<!DOCTYPE html><html><head><title>The vote | Daily</title><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2020-11-19T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>The vote</h1><p>The house voted on Tuesday after a long debate that lasted until the evening.</p>
<p>The motion was carried by 179 to 146 votes, as the speaker of the house announced.</p>
<ul><li>First item of a list</li><li>Second item of a list</li></ul></article>
<footer>Copyright 2015 Daily. All rights reserved.</footer></body></html>"""


def load(page: str | bytes, name: str = "2019-05-06-some-page.html") -> LoadedText:
    [loaded] = html.load(page if isinstance(page, bytes) else page.encode(), name)
    return loaded


def test_the_main_text_title_author_and_date_are_found() -> None:
    loaded = load(ARTICLE)
    assert loaded.text == (
        "The vote\n\nThe house voted on Tuesday after a long debate that lasted until the evening.\n\n"
        "The motion was carried by 179 to 146 votes, as the speaker of the house announced.\n\n"
        "- First item of a list\n- Second item of a list"
    )
    assert (loaded.title, loaded.author, loaded.published) == ("The vote", "Ann Lee", "2020-11-19")


@pytest.mark.parametrize(
    ("page", "published"),
    [
        ("<meta name='date' content='2020-11-19'><p>Words.</p>", "2020-11-19"),
        ("<p>Words.</p><time datetime='2020-11-19T10:00'>then</time>", "2020-11-19"),
        ("<p>Words.</p><span class='post-date'>19 November 2020</span>", "2020-11-19"),
        ('<script type="application/ld+json">{"datePublished": "2020-11-19"}</script><p>Words.</p>', "2020-11-19"),
        ("<p>Words of 2020-11-19, updated on 2020-11-20 12:00:00.</p>", "2019-05-06"),
        ("<p>Words.</p><footer>Copyright 2018 Daily</footer>", "2019-05-06"),
    ],
)
def test_a_date_is_taken_only_where_pages_state_theirs(page: str, published: str) -> None:
    assert load(f"<html><body>{page}</body></html>").published == published


def test_the_main_text_keeps_its_paragraphs_and_its_code() -> None:
    added = (
        "<p>A line\n of a paragraph with <code>code</code>.</p><pre><code>if x:\n    y()\n</code></pre>"
        "<table><tr><td>1<td>2</table></article>"
    )
    assert load(ARTICLE.replace("</article>", added)).text.endswith(
        "A line of a paragraph with code.\n\nif x:\n    y()\n\n1 | 2"
    )


def test_the_main_text_has_all_cells_of_each_row() -> None:
    table = "<table><tr><th rowspan=2>Port<th colspan=2>Fare<tr><th>Adult<th>Child<tr><td>Ely<td>5<td>2</table>"
    text = load(ARTICLE.replace("</article>", f"{table}</article>")).text
    assert text.endswith("| Port | Fare | |\n\nPort | Adult | Child\n\nEly | 5 | 2")


def test_a_page_that_states_nothing_is_called_by_its_file() -> None:
    loaded = load("<p>Hi there</p>")
    assert loaded == LoadedText("Hi there", "Some page", "2019-05-06", "utf-8")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One</p>tail <b>bold</b><br>line", "One\n\ntail bold\nline"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a | b\n\nc | d"),
        ("<p>a<script>no</script>b<style>no</style>c<!-- no -->d</p>", "abcd"),
        ("<p>a <b> b</b> <i> </i>c</p>", "a b c"),
        ("<p<>a</p><h«ad>b</h«ad>\x01c", "ab c"),
        ("<p>a</p><pre>\n  b \n\n    c\n</pre>d", "a\n\n  b\n\n    c\n\nd"),
        ("<head><title>no</title></head><body>a</body>", "a"),
        ("<p>  much \n\t space </p>", "much space"),
        ("<ul><li>x<ul><li>y</ul></ul>", "- x\n- y"),
        ("<p>To do:<ol><li>x<br>y<li><b>z</b> w</ol><ul><li>v</ul>", "To do:\n\n1. x\n  y\n2. z w\n\n- v"),
        ("<ol start=9><li>x<li><p>y<p>z</ol><li>w", "9. x\n10. y\n\nz\n\nw"),
        ("<ol start=x><li>x<ul><li>y</ul>z<li>w</ol>", "1. x\n- y\n\nz\n\n2. w"),
        ("<ul><li></ul><p>x", "x"),
        ("<ol><li>x<li value=5>y<li>z</ol><ul><li value=5>w</ul>", "1. x\n5. y\n6. z\n\n- w"),
        ("<table><tr><td>h<td>i<td>j<tr><td>a<td><td><tr><td><td>b<td></table>", "h | i | j\n\n| a | | |\n\nb"),
        ("<table><tr><td><td>h<td>i<tr><td>a<td>b<td><tr><td><td><td></table>", "| | h | i |\n\n| a | b | |"),
        ("<table><tr><td><p>a<td><div>b</div><p>c<tr><td>d<td>e<br>f</table>", "a | b c\n\nd | e f"),
        (f"<table><tr><td><p>a<p>b<td><p>{'c ' * 200}</table>", f"a b\n\n{'c ' * 199}c"),
        ("<table><tr><td><h1>a</h1><p>b</table>", "a\n\nb"),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a | b\n\nc"),
        ("<table><tr><th rowspan=2>h<th colspan=2>i<tr><td>j<td>k</table>", "| h | i | |\n\nh | j | k"),
        ("<table><tr><td>a<td rowspan=0>b<tr><td>c<tr><td>d</table>", "a | b\n\nc | b\n\nd | b"),
        ("<table><tr><td rowspan=9>a<td>b<tr><td>c<td>d</table><p>e", "a | b\n\na | c | d\n\ne"),
        ("<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d</table>", "a | b | c\n\nd | | c"),
        ("<table><tr><td rowspan=x colspan=-2>a<td>b<tr><td>c</table>", "a | b\n\nc"),
        ("<table><tr><td rowspan=2><h1>a</h1><td>b<tr><td>c</table>", "a\n\nb\n\nc"),
        ("10<sup>6</sup> km<sup>2</sup>, <b>5</b><sup>-1</sup>, 1<sup>st</sup>", "10⁶ km², 5⁻¹, 1st"),
        ("So it is.<sup>3</sup> And<a href=x><sup> 4 </sup></a> on", "So it is.[3] And⁴ on"),
        ("$4.<sup>99</sup>, 7.<sup>30</sup> pm, in 1999.<sup>12</sup>", "$4.99, 7.30 pm, in 1999.¹²"),
        ("(a+b)<sup>2</sup>, m (s)<sup>-1</sup>, m. s.<sup>-1</sup>", "(a+b)², m (s)⁻¹, m. s.⁻¹"),
        ("<p>It is so.<a><span><sup>5</sup></span></a>", "It is so.[5]"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", "漢字"),
        ("just words", "just words"),
        ("<p>a&nbsp;b &amp; c &unknown; &#0; &#xD800;</p>", "a b & c &unknown; \ufffd \ufffd"),
    ],
)
def test_all_text_of_a_page(page: str, text: str) -> None:
    assert all_text(parse_html(page)) == text


@pytest.mark.parametrize(
    ("encoding", "declaration", "words"),
    [
        ("shift_jis", '<meta charset="Shift_JIS">', "首相は昨日、大阪を訪れた。"),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "It’s “here” – €5."),
        ("iso8859_7", "<?xml version='1.0' encoding='iso-8859-7'?>", "Ο πρωθυπουργός"),
        ("utf-8", '<meta charset="iso-8859-1">', "Größe"),
        ("cp1252", '<meta charset="no-such">', "Die Größe der Straße überraschte."),
        ("cp1252", '<meta charset="rot13">', "Die Größe der Straße überraschte."),
        ("cp1252", '<meta charset="utf-16">', "Die Größe der Straße überraschte."),
        ("utf-16", "", "Größe"),
    ],
)
def test_the_declared_encoding_counts_where_it_can_be_right(encoding: str, declaration: str, words: str) -> None:
    assert load(f"{declaration}<body><p>{words}</p></body>".encode(encoding)).text == words


def test_a_page_of_very_many_elements_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Sport" not in load(ARTICLE).text
    monkeypatch.setattr(html, "MOST_ELEMENTS", 10)
    loaded = load(ARTICLE)
    assert "Sport" in loaded.text
    assert loaded.title == "The vote"


def test_cells_over_very_many_rows_are_not_repeated_without_end() -> None:
    rows = "<tr>" + "<td rowspan=65000 colspan=60>a</td>" * 40
    tree = parse_html(f"<table>{rows * 400}</table>")
    assert sum(1 for _ in tree.iter("td")) <= 16_000 + MOST_ADDED


def test_entities_are_not_expanded_and_files_not_read() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/hostname">]><p>x &a; &b; y</p>'
    assert "x &a; &b; y" in load(page).text


@pytest.mark.parametrize("page", ["<p>a\x01b</p>", "<p>a&#1;b</p>", "<x<y>a</x<y>b", "<p a\x02='\x03'>a"])
def test_broken_markup_is_read(page: str) -> None:
    assert load(f"<html><body>{page}{'<br>' * 100}</body></html>").text.startswith("a")


def test_the_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "LARGEST_PAGE", 10)
    with pytest.raises(UnreadableError, match="is a page larger than 0 MB: split it"):
        load("<p>Some words</p>")


DOCUMENT = """<html><head><title>Leave</title></head><body lang=EN><div class=WordSection1><h1>Leave policy</h1>
<p>You have 26 days of paid holiday a year, and the year runs from 1 April to 31 March.</p><h2>The first day</h2>
<ul><li>Your passport</li><li>Your contract</li></ul><table><tr><th>Item<th>Amount<tr><td>Meals<td>£35</table>
<p>Tell your <a href="x">manager</a> by 09:30 on the first day, and hand in a note from the eighth.</p></div></body>"""


def test_a_plain_document_keeps_its_headings_and_lists() -> None:
    text = load(DOCUMENT).text
    assert text.startswith("Leave policy\n\nYou have 26 days")
    assert "The first day\n\n- Your passport\n- Your contract\n\nItem | Amount\n\nMeals | £35" in text


@pytest.mark.parametrize(
    "beside",
    [
        "<nav><a href=a>Home</a> <a href=b>Our other pages</a></nav>",
        "<div class='side-menu'><a href=a>Home</a> <a href=b>Our other pages</a></div>",
        "<div>" + "<a href=a>Our other pages</a> " * 20 + "</div>",
    ],
)
def test_what_stands_beside_the_text_is_left_out(beside: str) -> None:
    page = ARTICLE.replace('<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>', beside)
    assert "Our other pages" not in load(page.replace("article>", "div>")).text
