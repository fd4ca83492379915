"""What a browser reads in drawn HTML."""

from collections import defaultdict
from html.parser import HTMLParser


class Drawn(HTMLParser):
    """The text of drawn HTML, the text inside each citation's marks, in each row's cells and in each class of span,
    and the tags with their attributes.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marked: dict[str, str] = defaultdict(str)
        self.within: dict[str, str] = defaultdict(str)
        self.rows: list[list[str]] = []
        self.names: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._spans: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        if tag == "mark":
            self._open.append(str(named["data-citation"]))
            self.names += [str(named["id"])] if "id" in named else []
        if tag == "span":
            self._spans.append(str(named["class"]).split(" ", maxsplit=1)[0])
            if self._spans[-1] == "row":
                self.rows.append([])
            if self._spans[-1] == "cell":
                self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()
        if tag == "span":
            self._spans.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for number in self._open:
            self.marked[number] += data
        for kind in self._spans:
            self.within[kind] += data
        if "cell" in self._spans:
            self.rows[-1][-1] += data
