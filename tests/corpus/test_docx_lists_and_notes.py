"""Word documents show the marks of their lists and the text of their notes."""

import io
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from corpus.loaders import docx as loader

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def text_of(document: Any) -> str:
    stream = io.BytesIO()
    document.save(stream)
    [loaded] = loader.load(stream.getvalue(), "a.docx")
    return loaded.text


def level(depth: int, form: str, text: str, more: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inner}</w:lvl>'


def listed(levels: str, items: list[tuple[str, int]]) -> str:
    """The text of paragraphs, each at a level of a list with these levels."""
    document = Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    root.append(parse_xml(f'<w:abstractNum {WORD} w:abstractNumId="3">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {WORD} w:numId="7"><w:abstractNumId w:val="3"/></w:num>'))
    root.append(
        parse_xml(
            f'<w:num {WORD} w:numId="8"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="4"/></w:lvlOverride></w:num>'
        )
    )
    for words, depth in items:
        properties = document.add_paragraph(words.removesuffix("*"))._p.get_or_add_pPr()  # noqa: SLF001 - no public name
        number = 8 if words.endswith("*") else 7
        properties.append(parse_xml(f'<w:numPr {WORD}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'))
    return text_of(document)


LEGAL = (
    level(0, "upperRoman", "Article %1") + level(1, "decimal", "%1.%2", "<w:isLgl/>") + level(2, "lowerLetter", "(%3)")
)


@pytest.mark.parametrize(
    ("levels", "items", "text"),
    [
        (level(0, "decimal", "%1."), [("a", 0), ("b", 0), ("c\nd", 0)], "1. a\n2. b\n3. c\n  d"),
        (level(0, "bullet", "\uf0b7"), [("a", 0), ("b", 0)], "- a\n- b"),
        (LEGAL, [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 0), ("f", 1)], (
            "Article I a\n\n1.1 b\n\n1.2 c\n\n(a) d\n\nArticle II e\n\n2.1 f"
        )),
        (level(0, "decimal", "%1)"), [("a", 0), ("b", 0), ("c*", 0), ("d*", 0)], "1) a\n2) b\n4) c\n5) d"),
        (level(0, "none", ""), [("a", 0), ("b", 3)], "a\n\nb"),
        (level(0, "lowerLetter", "%1."), [("x", 0)] * 27, "\n\n".join(
            f"{mark}. x" for mark in [*"abcdefghijklmnopqrstuvwxyz", "aa"]
        )),
    ],
)  # fmt: skip
def test_items_have_the_marks_that_word_shows(levels: str, items: list[tuple[str, int]], text: str) -> None:
    assert listed(levels, items) == text


def test_a_style_may_make_a_paragraph_an_item() -> None:
    document = Document()
    for words, style in [("a", "List Number"), ("b", "List Number"), ("c", "List Bullet"), ("d", "Normal")]:
        document.add_paragraph(words, style)
    assert text_of(document) == "1. a\n2. b\n- c\n\nd"


@pytest.mark.parametrize("wrong", ["", "<w:abstractNum/>", "<w:num/>", '<w:num w:numId="7"/>'])
def test_a_broken_definition_gives_no_mark(wrong: str) -> None:
    document = Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for child in parse_xml(f"<w:numbering {WORD}>{wrong}</w:numbering>"):
        root.append(child)
    number = document.add_paragraph("a")._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no public name
    number.append(parse_xml(f'<w:numId {WORD} w:val="7"/>'))
    assert text_of(document) == "a"


def add_notes(document: Any, kind: str, *notes: str) -> None:
    inner = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>'
        for number, words in enumerate(notes, 1)
    )
    separator = f'<w:{kind} w:id="0" w:type="separator"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:{kind}>'
    data = f"<w:{kind}s {WORD}>{separator}{inner}</w:{kind}s>".encode()
    part = Part(PackURI(f"/word/{kind}s.xml"), "application/xml", data, document.part.package)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind}s".upper()))


def cite(paragraph: Any, kind: str, number: int) -> None:
    run = paragraph.add_run()._r  # noqa: SLF001 - no public name
    reference = run.makeelement(qn(f"w:{kind}Reference"))
    reference.set(qn("w:id"), str(number))
    run.append(reference)


def test_a_note_stands_below_the_paragraph_that_it_belongs_to() -> None:
    document = Document()
    add_notes(document, "footnote", "Put off because of the storm.", "Never cited.")
    add_notes(document, "endnote", "Mr Okafor was excused.")
    paragraph = document.add_paragraph("The board met.")
    cite(paragraph, "footnote", 1)
    paragraph.add_run(" Five came.")
    cell = document.add_table(1, 2).rows[0].cells[0]
    cell.text = "Members"
    cite(cell.paragraphs[0], "endnote", 1)
    cite(document.add_paragraph("The end."), "footnote", 9)
    assert text_of(document) == (
        "The board met.[1] Five came.\n\n[1] Put off because of the storm.\n\n| Members[2] | |\n\n"
        "[2] Mr Okafor was excused.\n\nThe end."
    )
