"""Word documents give their paragraphs, tables, title, author and date."""

import io
import re
from collections.abc import Callable
from itertools import chain
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from corpus.loaded import LoadedText
from corpus.loaders import docx as loader
from tests.corpus.samples import docx, repacked

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def load(data: bytes, name: str = "some-file.docx") -> LoadedText:
    [loaded] = loader.load(data, name)
    return loaded


def made(change: Callable[[Any], None]) -> bytes:
    document = Document()
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_title_author_and_date() -> None:
    data = docx(["First one.", "", "Second\tone.\nIts line."], "Ferry times", "Ann Lee")
    text = "First one.\n\nSecond\tone.\nIts line."
    assert load(data) == LoadedText(text, "Ferry times", "2020-11-19", None, "Ann Lee")


def test_what_is_not_stated_comes_from_the_name() -> None:
    loaded = load(docx(["Words."]), "2019-05-06-a-file.docx")
    assert (loaded.title, loaded.published, loaded.author) == ("A file", "2019-05-06", None)


CORE = "docProps/core.xml"


def without_properties(data: bytes) -> bytes:
    """The document as Google Docs writes it: no core properties, and no word of them in the lists of parts."""
    for name, mention in (
        ("_rels/.rels", rb"<Relationship [^>]*core\.xml[^>]*>"),
        ("[Content_Types].xml", rb"<Override [^>]*core\.xml[^>]*>"),
    ):
        data = repacked(data, name, lambda xml, mention=mention: re.sub(mention, b"", xml))
    return repacked(data, CORE, lambda _: None)


def test_a_file_without_properties_is_called_by_its_name() -> None:
    assert load(without_properties(docx(["Words."], "Ferry times", "Ann Lee"))) == LoadedText(
        "Words.", "Some file", None, None
    )


def test_the_properties_that_libreoffice_writes_are_read() -> None:
    kind = (b"/package/2006/relationships/metadata/", b"/officedocument/2006/relationships/metadata/")
    data = repacked(docx(["Words."], "Ferry times", "Ann Lee"), "_rels/.rels", lambda xml: xml.replace(*kind))
    assert load(data) == LoadedText("Words.", "Ferry times", "2020-11-19", None, "Ann Lee")


def test_what_the_template_of_python_docx_states_is_not_taken() -> None:
    untouched = made(lambda document: document.add_paragraph("Words."))
    assert load(untouched) == LoadedText("Words.", "Some file", None, None)
    resaved = repacked(untouched, CORE, lambda xml: xml.replace(b"<dc:title/>", b"<dc:title>Word Document</dc:title>"))
    assert load(resaved).title == "Some file"


@pytest.mark.parametrize(
    ("paragraphs", "title"),
    [
        ([("Draft", "Normal"), ("", "Title"), ("Ferry times", "Title"), ("On land", "Title")], "Ferry times"),
        ([("Part one", "Heading 1"), ("Ferry times", "Title")], "Ferry times"),
        ([("", "Normal"), ("Ferry times", "Heading 1"), ("Words.", "Normal")], "Ferry times"),
        ([("Words.", "Normal"), ("Part one", "Heading 1")], "Some file"),
        ([("Part one", "Heading 2"), ("Words.", "Normal")], "Some file"),
    ],
)
def test_the_text_shows_the_title_that_is_not_stated(paragraphs: list[tuple[str, str]], title: str) -> None:
    def change(document: Any) -> None:
        for text, style in paragraphs:
            document.add_paragraph(text, style)

    assert load(made(change)).title == title
    assert load(without_properties(made(change))).title == title


def test_the_title_stated_goes_before_the_one_shown() -> None:
    def change(document: Any) -> None:
        document.add_heading("Shown", 0)
        document.core_properties.title = "Stated"

    assert load(made(change)).title == "Stated"


def test_the_style_of_a_title_may_have_any_id() -> None:
    def change(document: Any) -> None:
        document.styles["Title"].element.styleId = "Titel"
        document.add_heading("Fährzeiten", 0)

    data = made(change)
    assert b'w:pStyle w:val="Titel"' in ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert load(data).title == "Fährzeiten"


def test_a_table_stands_where_it_is_a_row_a_paragraph() -> None:
    def change(document: Any) -> None:
        document.add_heading("Times", 1)
        table = document.add_table(rows=2, cols=2)
        cells = [cell for row in table.rows for cell in row.cells]
        for cell, text in zip(cells, ["Port", "Leaves", "Halifax\nold", "noon"], strict=True):
            cell.text = text
        document.add_paragraph("After.")

    assert load(made(change)).text == "Times\n\nPort | Leaves\n\nHalifax old | noon\n\nAfter."


def test_an_empty_cell_keeps_its_column() -> None:
    rows = [
        ["", "H1 2024", "H1 2023"],
        ["Revenue", "", "171.3"],
        ["", "", ""],
        ["Cost", "9.1", ""],
        ["Staff", "2", "3"],
    ]

    def change(document: Any) -> None:
        table = document.add_table(rows=len(rows), cols=3)
        for cell, text in zip((cell for row in table.rows for cell in row.cells), chain(*rows), strict=True):
            cell.text = text

    lines = ["| | H1 2024 | H1 2023 |", "Revenue | | 171.3", "| Cost | 9.1 | |", "Staff | 2 | 3"]
    assert load(made(change)).text == "\n\n".join(lines)


def six_cells(document: Any) -> Any:
    """A table of two rows with the letters from a to f."""
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), "abcdef", strict=True):
        cell.text = text
    return table


@pytest.mark.parametrize("over", ["2", "02", "", "x", "0", "9" * 5000])
def test_a_cell_over_two_columns_counts_as_two(over: str) -> None:
    def change(document: Any) -> None:
        row = six_cells(document).rows[0]._tr  # noqa: SLF001 - the element, which has no public name
        row.remove(row.tc_lst[1])
        row.tc_lst[0].get_or_add_tcPr().get_or_add_gridSpan().set(qn("w:val"), over)

    assert load(made(change)).text == ("a | | c" if over.endswith("2") else "a | c") + "\n\nd | e | f"


def test_a_row_may_begin_behind_the_first_column() -> None:
    def change(document: Any) -> None:
        row = six_cells(document).rows[1]._tr  # noqa: SLF001 - as above
        row.remove(row.tc_lst[0])
        row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {WORD} w:val="1"/>'))

    assert load(made(change)).text == "a | b | c\n\n| | e | f |"


def test_a_cell_over_two_rows_stands_in_both() -> None:
    def change(document: Any) -> None:
        firsts = [row._tr.tc_lst[0] for row in six_cells(document).rows]  # noqa: SLF001 - as above
        firsts[1].p_lst[0].clear_content()
        for cell, merge in zip(firsts, ('w:val="restart"', ""), strict=True):
            cell.get_or_add_tcPr().append(parse_xml(f"<w:vMerge {WORD} {merge}/>"))

    assert load(made(change)).text == "a | b | c\n\na | e | f"


NEW = "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
OLD = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
CONTROL = "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
LINK = "<w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink><w:r><w:t xml:space='preserve'> on</w:t></w:r>"
BOX = (
    "<w:p><w:r><w:t>Before.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>"
    "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice>"
    "<mc:Fallback><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)

IN_FRONT = BOX.replace("<w:r><w:t>Before.</w:t></w:r>", "").removesuffix("</w:p>") + (
    "<w:r><w:t xml:space='preserve'>After.</w:t></w:r></w:p>"
)
SHOWN = "<w:r><w:t>Shown.</w:t></w:r>"
RAISED = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>6</w:t></w:r>"
FORMULA = (
    "<w:p><w:r><w:t xml:space='preserve'>So </w:t></w:r><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath>"
    "<w:r><w:t xml:space='preserve'> holds.</w:t></w:r></w:p>"
)
INNER = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
WRAPPED = "<w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>"
TABLE = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>{INNER}</w:tc>{WRAPPED}</w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f"<w:p>{NEW}{OLD}</w:p>", "new"),
        (CONTROL, "In a control."),
        (f"<w:p><w:ruby><w:rt>{NEW}</w:rt><w:rubyBase>{SHOWN}</w:rubyBase></w:ruby></w:p>", "Shown."),
        (f"<w:p>{LINK}</w:p>", "A link on"),
        ("<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:br/><w:t>x</w:t></w:r></w:p>", "co-op\nx"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r></w:p>", "1"),
        (TABLE, "a in | b"),
        (BOX, "Before.\n\nIn a box."),
        (IN_FRONT, "After.\n\nIn a box."),
        (f"<w:tbl><w:tr><w:tc>{IN_FRONT}</w:tc></w:tr></w:tbl>", "In a box. After."),
        (FORMULA, "So E=mc² holds."),
        (f"<w:p>{SHOWN}<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>", "Shown."),
        (f"<w:p>{SHOWN}{RAISED}</w:p>", "Shown.[6]"),
        (f"<w:p><w:r><w:t>10</w:t></w:r>{RAISED}</w:p>", "10⁶"),
        (f"<w:p><w:r><w:t>4</w:t></w:r><w:r><w:t>.</w:t></w:r>{RAISED}</w:p>", "4.⁶"),
    ],
)
def test_text_is_found_wherever_it_stands(xml: str, text: str) -> None:
    def change(document: Any) -> None:
        for block in parse_xml(f"<w:body {WORD} {DRAWING}>{xml}</w:body>"):
            document.element.body.insert(0, block)

    assert load(made(change)).text == text


def test_a_broken_date_is_none() -> None:
    data = repacked(docx(["Words."]), "docProps/core.xml", lambda xml: xml.replace(b"2020-11-19T", b"2020-13-45T"))
    assert load(data).published is None
