"""CSV and JSON lines: a row is a document; its text, title and date are found or chosen."""

import csv as standard_csv
import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import LoadFailure, RowFields, UnreadableError, document_id, load_file
from corpus.documents import Corpus
from corpus.loaded import LoadedText, Refused, Row
from corpus.loaders import csv, jsonl
from corpus.reading import MOST_FAILURES
from corpus.rows import row_name, row_text


def load(folder: Path, name: str, content: str, fields: RowFields | None = None) -> Corpus:
    file = folder / name
    file.write_text(content, encoding="utf-8", newline="")
    return load_file(file, folder, fields)


def test_a_row_is_a_document_with_the_text_title_date_and_author_that_it_names(tmp_path: Path) -> None:
    content = 'ID,Title,Date,Author,Text\r\na1,The vote,2020-11-19,Ann Lee,"It passed,\n179 to 146."\r\n'
    loaded = load(tmp_path, "table.csv", content)
    assert loaded.failures == []
    [document] = loaded.documents
    assert document.text == "It passed,\n179 to 146."
    assert document.id_ == document_id("table.csv/a1")
    assert document.metadata == {
        "title": "The vote",
        "source": "table.csv/a1",
        "published": "2020-11-19",
        "author": "Ann Lee",
        "encoding": "utf-8",
        "pages": [],
    }


def test_a_row_without_a_text_field_is_read_whole(tmp_path: Path) -> None:
    loaded = load(tmp_path, "2020-11-19-ferry-times.csv", "Port;Leaves\nHalifax;noon\n;\nSydney;\n")
    assert [document.text for document in loaded.documents] == ["Port: Halifax\nLeaves: noon", "Port: Sydney"]
    first, second = (document.metadata for document in loaded.documents)
    assert (first["title"], first["published"]) == ("Ferry times, row 2", "2020-11-19")
    assert (first["source"], second["source"]) == (
        "2020-11-19-ferry-times.csv/row 2",
        "2020-11-19-ferry-times.csv/row 4",
    )


def test_fields_can_be_chosen(tmp_path: Path) -> None:
    fields = RowFields(text=("Question", "answer"), title=("topic",), published=("asked",))
    line = {"question": "Who won?", "answer": "Ann.", "topic": "Vote", "asked": "2020-11-19T10:00", "text": "No."}
    [document] = load(tmp_path, "faq.jsonl", json.dumps(line), fields).documents
    assert document.text == "Who won?\n\nAnn."
    assert (document.metadata["title"], document.metadata["published"]) == ("Vote", "2020-11-19")


@pytest.mark.parametrize("fields", [None, RowFields(text=("body",))])
def test_a_row_with_an_empty_text_field_is_one_failure(tmp_path: Path, fields: RowFields | None) -> None:
    loaded = load(tmp_path, "a.csv", "title,body\nOne,Words.\nTwo,\n", fields)
    assert [document.text for document in loaded.documents] == ["Words."]
    [failure] = loaded.failures
    assert failure.source == "a.csv/row 3"
    assert failure.reason.startswith("has no text in 'body': fill it in")


def test_as_many_columns_as_are_allowed_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "MOST_COLUMNS", 60_000)
    table = ",".join(f"c{number}" for number in range(60_000)) + "\n" + "1," * 59_999 + "1\n"
    [row] = csv.load(table.encode(), "a.csv")
    assert isinstance(row, Row)
    assert len(row.fields) == 60_000


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_first_line_tells_what_separates_fields(delimiter: str) -> None:
    [row] = csv.load(f"text{delimiter}title\nBread and jam{delimiter}Food\n".encode(), "a.csv")
    assert row == Row("row 2", "utf-8", {"text": "Bread and jam", "title": "Food"})


def test_broken_rows_do_not_lose_the_others(tmp_path: Path) -> None:
    loaded = load(tmp_path, "a.csv", 'a,b\n1,2\n1,2,3\n"x"y,2\n3,4\n"never closed,5\n6,7\n')
    assert [document.text for document in loaded.documents] == ["a: 1\nb: 2", "a: 3\nb: 4", "a: 6\nb: 7"]
    assert [failure.source for failure in loaded.failures] == ["a.csv/row 3", "a.csv/row 4", "a.csv/row 6"]
    assert "has 3 fields, the row of names has 2" in loaded.failures[0].reason
    assert "expected after" in loaded.failures[1].reason
    assert "unexpected end of data" in loaded.failures[2].reason


def test_an_open_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    loaded = load(tmp_path, "a.csv", 'id,text\n1,"One.\n2,Two.\n3,"Three,\nor more"\n4,Four.\n')
    assert [document.text for document in loaded.documents] == ["Two.", "Three,\nor more", "Four."]
    assert [failure.source for failure in loaded.failures] == ["a.csv/row 2"]


def test_very_many_open_quotation_marks_are_refused_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.csv_rows.MOST_REREAD", 1000)
    table = "a,b\n" + 'x","y\n' * 200
    with pytest.raises(UnreadableError, match="open quotation marks in many rows: close each one"):
        csv.load(table.encode(), "a.csv")


def test_a_table_of_articles_for_sale_is_read_whole(tmp_path: Path) -> None:
    loaded = load(tmp_path, "a.csv", "article,price\nA-100,25 euros\nA long piece of news on it,3\n")
    texts = [document.text for document in loaded.documents]
    assert texts == ["article: A-100\nprice: 25 euros", "A long piece of news on it"]


def test_columns_without_a_name_of_their_own_are_numbered() -> None:
    [row] = csv.load(b"a,,a\n1,2,3\n", "a.csv")
    assert row == Row("row 2", "utf-8", {"a": "1", "column 2": "2", "column 3": "3"})


def test_broken_lines_do_not_lose_the_others(tmp_path: Path) -> None:
    lines = ['{"text": "One."}', "{broken", "[1]", "", '{"text": "Two\u2028lines."}', "[" * 100_000, "9" * 5000]
    loaded = load(tmp_path, "a.jsonl", "\n".join(lines))
    assert [document.text for document in loaded.documents] == ["One.", "Two\u2028lines."]
    assert loaded.failures == [
        LoadFailure(
            "a.jsonl/line 2",
            "is not valid JSON (Expecting property name enclosed in double quotes at column 2): "
            "write one object on each line",
        ),
        LoadFailure("a.jsonl/line 3", 'is not an object: write it as {"text": "..."}'),
        LoadFailure("a.jsonl/line 6", "is nested too deeply: write the object flat"),
        LoadFailure("a.jsonl/line 7", "has a number with too many digits: write it as a string"),
    ]


def test_values_that_are_not_text_are_written_as_json() -> None:
    line = '{"a": ["x", "y"], "b": {"c": [1, true]}, "d": null, "e": 2.5, "é": "ü"}'
    assert jsonl.load(line.encode(), "a.jsonl") == [
        Row("line 1", "utf-8", {"a": "x\n\ny", "b": '{"c": [1, true]}', "d": "", "e": "2.5", "é": "ü"})
    ]


def test_an_identifier_names_the_row_wherever_it_stands(tmp_path: Path) -> None:
    lines = [json.dumps({"id": number, "text": f"Text {number}."}) for number in (7, 8)]
    before = load(tmp_path, "a.jsonl", "\n".join(lines)).documents
    after = load(tmp_path, "a.jsonl", "\n".join(reversed(lines))).documents
    assert [document.metadata["source"] for document in before] == ["a.jsonl/7", "a.jsonl/8"]
    assert {document.id_: document.text for document in before} == {document.id_: document.text for document in after}


def test_rows_with_the_same_identifier_are_numbered(tmp_path: Path) -> None:
    loaded = load(tmp_path, "a.csv", "id,text\n1,One.\n1,Two.\n")
    first = document_id("a.csv/1")
    assert [document.id_ for document in loaded.documents] == [first, f"{first}#2"]


@pytest.mark.parametrize("identifier", ["", "  ", "x" * 81])
def test_what_is_no_identifier_leaves_the_place(identifier: str) -> None:
    assert row_name(Row("row 2", "utf-8", {"id": identifier})) == "row 2"


def test_many_failures_are_summed_up(tmp_path: Path) -> None:
    broken = ["{"] * (MOST_FAILURES + 5)
    loaded = load(tmp_path, "a.jsonl", "\n".join([*broken, '{"text": "Good."}']))
    assert len(loaded.documents) == 1
    assert len(loaded.failures) == MOST_FAILURES + 1
    assert loaded.failures[-1].source == "a.jsonl"
    assert loaded.failures[-1].reason.startswith("holds 5 more parts that could not be read")


@pytest.mark.parametrize(
    ("table", "first"),
    [
        ("sep=;\nname;price\nApple;3,50\n", {"name": "Apple", "price": "3,50"}),
        ('"sep=|"\r\nname|price\r\nApple|3,50\r\n', {"name": "Apple", "price": "3,50"}),
        ("Price, in euros;of\n3;Apple\n", {"Price, in euros": "3", "of": "Apple"}),
        ("a;b\n1;2;\n", {"a": "1", "b": "2"}),
        (",text\n0,Words\n", {"column 1": "0", "text": "Words"}),
        ("name,\nAnn,5\n", {"name": "Ann", "column 2": "5"}),
        ("text\nHello\n", {"text": "Hello"}),
        ("Sales,,\n,,\nRegion,Q1,Q2\nNorth,1,2\n", {"Region": "North", "Q1": "1", "Q2": "2"}),
        ("Sales,,\nCity,2019,2020\nOslo,5,6", {"City": "Oslo", "2019": "5", "2020": "6"}),
        ("Sales\n\n1,Q1,Q2\nNorth,1,2\n", {"1": "North", "Q1": "1", "Q2": "2"}),
        ("Sales\n\nRegion,Q1,Q2\nNorth,1,2\n", {"Region": "North", "Q1": "1", "Q2": "2"}),
    ],
)
def test_the_fields_are_those_that_a_spreadsheet_shows(table: str, first: dict[str, str]) -> None:
    row = csv.load(table.encode(), "a.csv")[-1]
    assert isinstance(row, Row)
    assert (row.place, row.fields) == ("row 2", first)


@pytest.mark.parametrize("number", ["5", "-6.5 %", "1,200"])
def test_one_name_above_a_row_with_a_number_is_no_words_above(number: str) -> None:
    rows = csv.load(f'City,,\nOslo,"{number}",6\nTarn,7,8'.encode(), "a.csv")
    assert rows == [
        Row("row 2", "utf-8", {"City": "Oslo", "column 2": number, "column 3": "6"}),
        Row("row 3", "utf-8", {"City": "Tarn", "column 2": "7", "column 3": "8"}),
    ]


def test_words_above_the_names_are_a_text(tmp_path: Path) -> None:
    loaded = load(tmp_path, "2020-11-19-sales.csv", "Sales of 2019,,\nin thousands,,\nRegion,Q1,Q2\nNorth,1,2\n")
    assert [(document.metadata["source"], document.text) for document in loaded.documents] == [
        ("2020-11-19-sales.csv", "Sales of 2019\nin thousands"),
        ("2020-11-19-sales.csv/row 2", "Region: North\nQ1: 1\nQ2: 2"),
    ]


def test_numbers_in_json_are_as_they_are_written() -> None:
    [row] = jsonl.load(b'{"a": 1.50, "b": 1e400, "c": 12345678901234567890123, "d": [1.50, "x"]}', "a.jsonl")
    assert isinstance(row, Row)
    assert row.fields == {"a": "1.50", "b": "1e400", "c": "12345678901234567890123", "d": '[1.5, "x"]'}


@pytest.mark.parametrize(("module", "line"), [(csv, "a\n"), (jsonl, '{"a": 1}\n')])
def test_the_number_of_rows_is_limited(monkeypatch: pytest.MonkeyPatch, module: object, line: str) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    assert len(module.load((line * 3).encode(), "a")) <= 3
    with pytest.raises(UnreadableError, match=r"has more than 3 (rows|lines): split it"):
        module.load((line * 4).encode(), "a")


@given(fields=st.dictionaries(st.text(max_size=8) | st.sampled_from(["text", "Title", "date", "id"]), st.text()))
def test_any_row_gives_a_text_or_a_reason(fields: dict[str, str]) -> None:
    row = Row("row 2", "utf-8", fields)
    assert row_name(row)
    try:
        text = row_text(row, RowFields(), "some.csv")
    except UnreadableError as error:
        reason = str(error)
        assert "fill it in" in reason
    else:
        assert isinstance(text, LoadedText)
        assert text.text.strip()
        assert text.title


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]))


# What else may separate fields is in rows as wide as their names alone: else the rows may agree on that.
plain_words = words.filter(lambda word: not set(word) & set(";\t|"))


@given(
    rows=st.lists(st.lists(words, min_size=4, max_size=4), min_size=2)
    | st.lists(st.lists(plain_words, min_size=2, max_size=4), min_size=2)
)
def test_what_python_writes_as_csv_comes_back(rows: list[list[str]]) -> None:
    written = StringIO()
    standard_csv.writer(written).writerows([["a", "b", "c", "d"], *rows])
    filled = [row for row in rows if any(field.strip() for field in row)]
    if filled:
        read = csv.load(written.getvalue().encode(), "a.csv")
        assert [list(row.fields.values()) for row in read if isinstance(row, Row)] == filled
        assert not any(isinstance(row, Refused) for row in read)
