"""Tables that go over the ends of passages."""

import pytest
from llama_index.core.schema import NodeWithScore, TextNode

from index.catalog import StoredDocument
from qa.whole_table import with_whole_tables

ROWS = "\n".join(f"Item {number} | {number}0 | {number}1" for number in range(1, 60))
TEXT = f"# Report\n\nSome words before it.\n\nItem | 2022 | 2023\n{ROWS}\n\nWords behind it."


class Documents:
    """A catalogue of one document."""

    def __init__(self, text: str) -> None:
        self.text = text

    def document(self, document_id: str) -> StoredDocument | None:
        if document_id != "1":
            return None
        return StoredDocument("1", "v", "Report", "report.md", None, None, None, self.text, "report.md")


def passage(text: str, start: int, end: int, document_id: str = "1") -> NodeWithScore:
    node = TextNode(text=text[start:end], start_char_idx=start, end_char_idx=end, metadata={"document_id": document_id})
    return NodeWithScore(node=node, score=1.0)


def whole(text: str, *passages: NodeWithScore) -> list[str]:
    found = with_whole_tables(Documents(text), passages)  # type: ignore[arg-type]
    for one in found:
        start = one.start_char_idx or 0
        assert text[start : one.end_char_idx] == one.text
    return [one.text for one in found]


def test_a_document_is_taken_whole_and_once() -> None:
    middle = TEXT.index("Item 30")
    assert whole(TEXT, passage(TEXT, middle, middle + 40), passage(TEXT, middle + 41, middle + 80)) == [TEXT]
    assert whole(TEXT, passage(TEXT, 0, 20)) == [TEXT]
    assert whole(TEXT, passage(TEXT, middle, middle + 40, document_id="2")) == []


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"])
def test_of_a_long_document_the_table_that_a_passage_is_in(monkeypatch: pytest.MonkeyPatch, between: str) -> None:
    monkeypatch.setattr("qa.whole_table.LONGEST_DOCUMENT", 100)
    monkeypatch.setattr("qa.whole_table.CAPTION", 10)
    text = TEXT.replace("\nItem ", f"{between}Item ")
    middle, end = text.index("Item 30"), text.index("Item 33")
    [found] = whole(text, passage(text, middle, end - len(between)))
    assert "Item | 2022 | 2023" in found
    assert found.endswith("Item 59 | 590 | 591")
    assert "it." in found.partition("Item | 2022")[0]  # what it is of
    assert whole(text, passage(text, 0, text.index("Item | 2022") + 6))[0].endswith("Item 59 | 590 | 591")


def test_a_passage_within_a_long_document_without_rows_at_its_ends_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.whole_table.LONGEST_DOCUMENT", 10)
    text = "Before.\n\na | b\n\nBehind."
    assert whole(text, passage(text, 0, len(text))) == [text]
