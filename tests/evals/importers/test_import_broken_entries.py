"""One broken entry of a source costs that entry alone, and is named with its place and what is wrong."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evals.importers.beir import load_beir
from evals.importers.imported import Imported, ImportFailure
from evals.importers.question_table import load_questions
from evals.importers.squad import load_squad
from evals.suite import load_suite
from tests.evals.importers.import_suite import CONTEXT, imported, invoke

GOOD = {"id": 7, "question": "Who seconded it?", "answers": [{"text": "Ms Gray", "answer_start": 57}]}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*GOOD, "text"]), inner, max_size=3),
    max_leaves=6,
)


def squad(folder: Path, *questions: Any, data: Sequence[Any] = ()) -> Path:
    """A file in SQuAD's form: an article without a title that has these questions, and more `data`."""
    article = {"paragraphs": [{"context": CONTEXT, "qas": list(questions)}]}
    file = folder / "dev.json"
    file.write_text(json.dumps({"data": [article, *data]}), encoding="utf-8")
    return file


def beir(folder: Path, judgements: str, documents: str = "", queries: str = "") -> Path:
    """A BEIR folder: documents 1, a and b, queries 2 and q, and what more is given."""
    (folder / "qrels").mkdir(exist_ok=True)
    corpus = [{"_id": 1, "text": CONTEXT}, {"_id": "a", "text": "It rained."}, {"_id": "b", "text": "It snowed."}]
    asked = [{"_id": 2, "text": "how was the vote?"}, {"_id": "q", "text": "weather"}]
    for name, rows, more in (("corpus", corpus, documents), ("queries", asked, queries)):
        lines = "".join(f"{json.dumps(row)}\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines + more, encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(judgements, encoding="utf-8")
    return folder


def named(source: Imported) -> dict[str, str]:
    """The problem of each entry that is left out, by the last part of its place."""
    return {Path(case.place).name: case.problem for case in source.cases if case.problem is not None}


def kept(source: Imported) -> list[str]:
    """The ids of the others."""
    return [case.raw["id"] for case in source.cases if case.problem is None]


@pytest.mark.parametrize("start", [3, -30, None, "57", 57.0, 10**30])
def test_a_wrong_answer_start_costs_that_question(start: object) -> None:
    wrong = {"id": "b", "question": "Who else?", "answers": [{"text": "Ms Gray", "answer_start": start}]}
    file = squad(Path(), GOOD, wrong)
    result = invoke("squad", file, "--name", "mine")
    assert result.exit_code == 0
    assert "1 case over 1 document\n1 left out:\n" in result.stdout
    place = "dev.json: data[0].paragraphs[0].qas[1]"
    assert (
        f"{place}: no good answer is left: the answer 'Ms Gray' does not stand at {start!r}: correct its 'answer_start'"
        in result.stdout
    )


@pytest.mark.parametrize(
    ("said", "answers", "problem"),
    [
        ("false", GOOD["answers"], "'is_impossible' must be true or false, not 'false'"),
        (1, [], "'is_impossible' must be true or false, not 1"),
        (False, [], "'is_impossible' is False and 'answers' is empty: correct one of them"),
    ],
)
def test_a_question_that_may_have_an_answer_is_not_taken_for_one_without(
    tmp_path: Path, said: Any, answers: Any, problem: str
) -> None:
    wrong = {"id": "b", "question": "Who else?", "answers": answers, "is_impossible": said}
    due = {"id": "c", "question": "Who then?", "answers": [], "is_impossible": True}
    plain = {"id": "d", "question": "Who now?", "answers": []}
    source = load_squad(squad(tmp_path, GOOD, wrong, due, plain))
    assert kept(source) == ["7", "c", "d"]
    assert named(source) == {"dev.json: data[0].paragraphs[0].qas[1]": problem}


def test_a_whole_number_is_an_id() -> None:
    suite = imported("squad", squad(Path(), GOOD))
    assert [case.id for case in suite.cases] == ["7"]
    assert suite.cases[0].evidence[0].source == "document.txt"


def test_broken_articles_and_paragraphs_cost_themselves(tmp_path: Path) -> None:
    data = [3, {"title": "x", "paragraphs": ["y", {"context": "It rained.", "qas": None}]}]
    source = load_squad(squad(tmp_path, GOOD, data=data))
    assert kept(source) == ["7"]
    assert named(source) == {
        "dev.json: data[1]": "'paragraphs' must be a list, not None",
        "dev.json: data[2].paragraphs[0]": "'context' must be a text, not None",
        "dev.json: data[2].paragraphs[1]": "'qas' must be a list, not None",
    }
    assert source.documents == {"document.txt": CONTEXT, "x.txt": "It rained."}


@given(ANY_JSON, ANY_JSON, st.sampled_from([*GOOD, "is_impossible"]), st.sampled_from(["text", "answer_start"]))
def test_no_question_ends_a_squad_import(
    tmp_path_factory: pytest.TempPathFactory, wild: Any, other: Any, field: str, part: str
) -> None:
    in_answer = {**GOOD, "answers": [{**GOOD["answers"][0], part: wild}]}
    file = squad(tmp_path_factory.getbasetemp(), wild, {**GOOD, field: other}, in_answer, GOOD, data=[wild])
    source = load_squad(file)
    assert source.cases[3].raw["id"] == "7"
    assert all(source.cases[3].place != case.place for case in source.cases if case.problem)


def test_a_judgement_of_an_absent_document_is_left_out_alone() -> None:
    folder = beir(Path(), "2\t1\t1\nq\tgone\t1\nq\ta\t1\n2\tlost\t1\n9\t1\t1\n2\tnever\t0\n")
    result = invoke("beir", folder, "--name", "mine")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:5] == [
        "eval-suites/mine written: 2 cases over 3 documents",
        "3 left out:",
        "  qrels/test.tsv:4: corpus.jsonl has no 'lost', relevant to '2': download the whole data set",
        "  qrels/test.tsv:2: corpus.jsonl has no 'gone', relevant to 'q': download the whole data set",
        "  qrels/test.tsv:5: queries.jsonl has no '9': download the whole data set",
    ]


def test_documents_without_a_text_are_left_out_and_named() -> None:
    documents = '{"_id": "c", "title": "", "text": " "}\n'
    result = invoke("beir", beir(Path(), "2\t1\t1\nq\tc\t1\n", documents), "--name", "mine")
    assert result.exit_code == 0, result.output
    assert "mine written: 1 case over 3 documents" in result.stdout
    assert "  documents/c.txt: is empty" in result.stdout
    assert "test.tsv:2: evidence[0].source: the corpus has no readable 'c.txt'" in result.stdout
    assert [case.id for case in load_suite("eval-suites/mine").cases] == ["2"]


def test_a_suite_over_no_text_is_not_written() -> None:
    impossible = {"id": 1, "question": "Who?", "answers": [], "is_impossible": True}
    file = Path("dev.json")
    file.write_text(json.dumps({"data": [{"paragraphs": [{"context": "", "qas": [impossible]}]}]}), encoding="utf-8")
    result = invoke("squad", file, "--name", "mine")
    assert (result.exit_code, result.stderr) == (2, "Error: dev.json: has no document with a text: a suite needs one\n")
    assert not Path("eval-suites/mine").exists()


@pytest.mark.parametrize(
    "judgements",
    [
        "query-id\tcorpus-id\tscore\n2\t1\t1.0\nq\ta\t2e0\nq\tb\t0.0\n",
        "2 0 1 1\nq Q0 a 1\nq 0 b 0\n",
        "2\t0\t1\t1\r\nq\t0\ta\t1\r\nq\t0\tb\t-1\r\n",
    ],
)
def test_scores_and_forms_of_judgements(tmp_path: Path, judgements: str) -> None:
    source = load_beir(beir(tmp_path, judgements))
    assert [(case.raw["id"], [one["source"] for one in case.raw["evidence"]]) for case in source.cases] == [
        ("2", ["1.txt"]),
        ("q", ["a.txt"]),
    ]


def test_a_query_without_a_relevant_document_is_named(tmp_path: Path) -> None:
    source = load_beir(beir(tmp_path, "q\ta\t0\n2\t1\t1\nq\tb\t0\n"))
    assert kept(source) == ["2"]
    assert named(source) == {"test.tsv:1": "the query 'q' has no document with a score above 0: nothing is to be cited"}


def test_a_source_without_cases_is_named_and_no_draft() -> None:
    result = invoke("beir", beir(Path(), "2\t1\t0\nq\ta\t0\n"), "--name", "mine")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "Error: qrels/test.tsv: has no cases without a mistake:",
        "qrels/test.tsv:1: the query '2' has no document with a score above 0: nothing is to be cited",
        "qrels/test.tsv:2: the query 'q' has no document with a score above 0: nothing is to be cited",
    ]
    empty = invoke("beir", beir(Path(), "query-id\tcorpus-id\tscore\n"), "--name", "mine")
    assert empty.stderr == "Error: qrels/test.tsv: has no cases: name a file with a question in it\n"
    assert not Path("eval-suites").exists() or not list(Path("eval-suites").iterdir())


def test_broken_lines_of_a_beir_folder_cost_themselves(tmp_path: Path) -> None:
    documents = '{"_id": "a", "text": "Again."}\n{"_id": "c"}\n{"_id": tr'
    folder = beir(tmp_path, "2\t1\t1\nq\ta\thigh\nq\ta\tnan\nq\ta\n", documents, queries='[]\n{"_id": true}\n')
    source = load_beir(folder)
    assert kept(source) == ["2"]
    problems = named(source)
    assert set(problems) == {
        *("corpus.jsonl:4", "corpus.jsonl:5", "corpus.jsonl:6", "queries.jsonl:3", "queries.jsonl:4"),
        *("test.tsv:2", "test.tsv:3", "test.tsv:4"),
    }
    assert problems["corpus.jsonl:4"].startswith("the id 'a' comes twice")
    assert problems["test.tsv:2"].endswith("not 'q\\ta\\thigh'")


@given(st.text(max_size=30), st.text(max_size=30), st.text(alphabet="2qab10 \t.-x\n", max_size=30))
def test_no_line_ends_a_beir_import(
    tmp_path_factory: pytest.TempPathFactory, documents: str, queries: str, judgements: str
) -> None:
    folder = beir(tmp_path_factory.getbasetemp(), f"2\t1\t1\n{judgements}", documents, queries)
    source = load_beir(folder)
    assert kept(source)[0] == "2"
    places = [case.place for case in source.cases]
    assert len(set(places)) == len(places), "a suite names entries by their places"


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("question;answer;context", f"Who, then?;Gray;{CONTEXT}"),
        ("question\tanswer\tcontext", f"Who, then?\tGray\t{CONTEXT}"),
        (" QUESTION ,Answer, Context,", f'"Who, then?",Gray,{CONTEXT},'),
        ('"question", "answer", "context"', f'"Who, then?",Gray,{CONTEXT},,'),
        ("\n;;\nquestion;answer;context;;", f"Who, then?;Gray;{CONTEXT}"),
    ],
)
def test_tables_as_programs_write_them(heading: str, row: str) -> None:
    Path("questions.csv").write_text(f"{heading}\n{row}\n", encoding="utf-8")
    suite = imported("csv", "questions.csv")
    assert [(case.question, case.answers) for case in suite.cases] == [("Who, then?", ("Gray",))]
    assert "not read" not in invoke("csv", "questions.csv", "--name", "again").stdout


def test_unknown_columns_are_named_and_not_read() -> None:
    Path("questions.csv").write_text(
        f'"a;b;c;d",question,Colour,answer,context\n1,Who?,red,Gray,{CONTEXT}\n', encoding="utf-8"
    )
    result = invoke("csv", "questions.csv", "--name", "mine")
    assert result.exit_code == 0
    known = "known are question, answer, context, id, tags, title"
    assert result.stdout.splitlines()[1] == f"questions.csv:1: columns not read: 'a;b;c;d', 'colour'; {known}"


def test_broken_rows_cost_themselves() -> None:
    rows = [f'A?,"Gray,{CONTEXT}', f"B?,Gray,{CONTEXT}", "C?,Gray", f"D?,Gray,{CONTEXT},more", f"E?,Gray,{CONTEXT}"]
    Path("questions.csv").write_text("\n".join(["question,answer,context", *rows]), encoding="utf-8")
    result = invoke("csv", "questions.csv", "--name", "mine")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:5] == [
        "eval-suites/mine written: 2 cases over 1 document",
        "3 left out:",
        "  questions.csv:2: is not valid CSV (unexpected end of data): "
        "put quotation marks around the whole cell, or none",
        "  questions.csv:4: has 2 cells for 3 columns: put quotation marks around cells that hold ','",
        "  questions.csv:5: has 4 cells for 3 columns: put quotation marks around cells that hold ','",
    ]


@given(
    st.lists(st.tuples(*[st.text(alphabet="ab,;\t\"|\n\r'é ", max_size=6)] * 3), min_size=1, max_size=4),
    st.sampled_from(",;\t"),
    st.permutations(["Question", " answer", "CONTEXT ", "colour"]),
)
def test_a_table_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], delimiter: str, columns: list[str]
) -> None:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, delimiter=delimiter)
    writer.writeheader()
    for question, answer, context in rows:
        writer.writerow({"Question": f"{question}?", " answer": answer, "CONTEXT ": context, "colour": "red"})
    file = tmp_path_factory.getbasetemp() / "table.csv"
    file.write_bytes(written.getvalue().encode())
    read = load_questions(file, more=("context",)).rows
    assert [(row.problem, row.question, row.cells["context"]) for row in read] == [
        (None, " ".join(f"{question}?".split()), context) for question, _, context in rows
    ]


@given(st.binary(max_size=60) | st.text(alphabet='question,answer;"\t\r\n |x', max_size=60).map(str.encode))
@example(b"question,answer\n" + b'"' * 9)
def test_any_bytes_are_a_table_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    for written in (data, b"question,answer\nGood?,yes\n" + data):
        file.write_bytes(written)
        try:
            rows = load_questions(file).rows
        except ImportFailure:
            continue
        lines = [row.line for row in rows]
        assert len(set(lines)) == len(lines)
        assert written is data or rows[0].question == "Good?"
