"""A page read back, and text that would do harm in one."""

from html.parser import HTMLParser

HOSTILE = (
    "<script>harm()</script> <img src=x onerror=harm()> \"><svg/onload='harm()'> ]]> --> &lt; </details></pre></code> "
    "| a | b | **b** [x](javascript:harm()) ![x](http://outside.example/x.png) http://outside.example `c` @someone #1 "
    "\x1b[2J\x00 \ud800 ￾"
)
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source"}


class Page(HTMLParser):
    """The elements of a page with their attributes, its text, and whether every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remembers it."""
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remembers it."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """It must be the last one opened."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Remembers it."""
        self.text += data


def read_harmless(written: str) -> Page:
    """The page, which has only elements and attributes that ask nothing of the network and run nothing."""
    page = Page(written)
    assert {name for name, _ in page.elements} <= set(
        "html head meta title style body h1 h2 h3 span p table thead tbody tr th td div figure figcaption svg polyline "
        "circle path text rect line details summary section b i dl dt dd ol li mark cite blockquote pre".split()
    )
    attributes = {name for _, values in page.elements for name in values}
    assert not {name for name in attributes if name.startswith("on")}
    assert not attributes & {"src", "href", "style", "action"}
    assert "url(" not in written
    assert "@import" not in written
    policy = next(values["content"] for name, values in page.elements if "http-equiv" in values)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    return page
