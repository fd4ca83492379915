"""Questions and documents from elsewhere become suites that load without a mistake."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.evidence import find_hits
from evals.importers.imported import name_files
from evals.quoting import find_evidence, list_sentences
from qa.answer import Citation
from tests.evals.importers.import_suite import CONTEXT, imported, invoke


def squad(*questions: dict[str, Any], context: str = CONTEXT) -> Path:
    """A file in SQuAD's form, with a second article."""
    other = {"title": "Rain", "paragraphs": [{"context": "It rained.", "qas": []}]}
    article = {"title": "The/Vote", "paragraphs": [{"context": "First.", "qas": []}, {"context": context, "qas": []}]}
    article["paragraphs"][1]["qas"] = list(questions)
    file = Path("dev.json")
    file.write_text(json.dumps({"version": "v2.0", "data": [article, other]}), encoding="utf-8")
    return file


def asked(id: str, question: str, *answers: str, **fields: Any) -> dict[str, Any]:
    """A question in SQuAD's form."""
    places = [{"text": answer, "answer_start": CONTEXT.index(answer)} for answer in answers]
    return {"id": id, "question": question, "answers": places, **fields}


def test_squad(tmp_path: Path) -> None:
    suite = imported(
        "squad",
        squad(
            asked("a", "What was  the vote?", "178 to 146", "178 to 146", "178"),
            asked("b", "Who and where?", "Gray seconded it in Oslo", is_impossible=False),
            asked("c", "When was it?", "Oslo", is_impossible=True, plausible_answers=[]),
            asked("d", "Across sentences?", "146. At least 63"),
        ),
    )
    assert [case.id for case in suite.cases] == ["a", "b", "c", "d"]
    first = suite.cases[0]
    assert first.question == "What was the vote?"
    assert first.answers == ("178 to 146", "178")
    assert [(one.source, one.quote) for one in first.evidence] == [("The-Vote.txt", "The motion passed 178 to 146.")]
    assert [case.answerable for case in suite.cases] == [True, True, False, True]
    assert suite.cases[3].evidence[0].quote == "The motion passed 178 to 146. At least 63 members spoke."
    files = {
        file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "eval-suites/mine/documents").iterdir()
    }
    assert files == {"The-Vote.txt": f"First.\n\n{CONTEXT}", "Rain.txt": "It rained."}


def test_a_folder_with_the_name_of_a_suite_of_the_project_is_run_by_its_path() -> None:
    file = squad(asked("a", "Who?", "Gray"))
    result = invoke("squad", file, "--name", "citations", "--into", ".")
    assert "Run it with `qa eval ./citations`; its gates are in 'citations/suite.toml'." in result.stdout


def test_cases_with_a_mistake_are_left_out_and_named() -> None:
    file = squad(asked("a", "Same?", "Gray"), asked("b", "Same?", "Oslo"), asked("a", "Other?", "Oslo"))
    result = invoke("squad", file, "--name", "mine")
    assert result.exit_code == 0
    assert "1 case over 2 documents\n2 left out:\n" in result.stdout
    assert "dev.json: data[0].paragraphs[1].qas[1]: question: 'Same?' is already at dev.json: data[0]" in result.stdout
    assert "qas[2]: id: 'a' is already at dev.json: data[0]" in result.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "dev.json:1: is not valid JSON"),
        ("[]", "dev.json: 'data' must be a list, not None: name a file in the form of SQuAD"),
        ('{"data": [3]}', "dev.json: data[0]: 'paragraphs' must be a list, not None"),
        (
            '{"data": [{"title": "a", "paragraphs": [{"qas": []}]}]}',
            "dev.json: data[0].paragraphs[0]: 'context' must be a text",
        ),
        ('{"data": []}', "Error: dev.json: has no cases: name a file with a question in it"),
        ("\ufeff{", "dev.json:1: is not valid JSON"),
        ("[" * 100_000, "is not valid JSON"),
    ],
)
def test_a_broken_squad_file(text: str, message: str) -> None:
    Path("dev.json").write_text(text, encoding="utf-8")
    result = invoke("squad", "dev.json", "--name", "mine")
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert not Path("eval-suites/mine").exists()


def test_a_squad_answer_that_is_not_at_its_place() -> None:
    result = invoke(
        "squad", squad({**asked("a", "Who?"), "answers": [{"text": "Gray", "answer_start": 3}]}), "--name", "m"
    )
    assert result.exit_code == 2
    assert (
        "dev.json: has no cases without a mistake:\n"
        "dev.json: data[0].paragraphs[1].qas[0]: no good answer is left: the answer 'Gray' does not" in result.stderr
    )


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    """A BEIR folder with three documents and two queries."""
    folder = tmp_path / "scifacts"
    (folder / "qrels").mkdir(parents=True)
    documents = [
        {"_id": "4983", "title": "The vote", "text": CONTEXT},
        {"_id": "4984/x", "title": "", "text": "It rained in Oslo."},
        {"_id": "5", "text": "Unrelated."},
    ]
    queries = [{"_id": "q1", "text": "how was the vote?"}, {"_id": "q2", "text": "weather"}, {"_id": "q3", "text": "x"}]
    for name, rows in (("corpus", documents), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    judgements = "query-id\tcorpus-id\tscore\nq1\t4983\t2\nq2\t4984/x\t1\nq2\t5\t0\nq1\t4984/x\t1\n"
    (folder / "qrels" / "test.tsv").write_text(judgements, encoding="utf-8")
    return folder


def test_beir(beir: Path) -> None:
    suite = imported("beir", beir)
    assert [(case.id, case.question, case.tags) for case in suite.cases] == [
        ("q1", "how was the vote?", ("evidence", "beir")),
        ("q2", "weather", ("evidence", "beir")),
    ]
    assert [one.source for one in suite.cases[0].evidence] == ["4983.txt", "4984-x.txt"]
    assert suite.cases[0].evidence[0].quote == "", "any words of a relevant document are evidence"
    assert [one.source for one in suite.cases[1].evidence] == ["4984-x.txt"], "a score of 0 is not relevant"
    assert (suite.corpus / "4983.txt").read_text(encoding="utf-8") == f"The vote\n\n{CONTEXT}"
    assert len(list(suite.corpus.iterdir())) == 3
    assert [case.id for case in imported("beir", beir, "--limit", 1, name="one").cases] == ["q1"]


def test_any_passage_of_a_relevant_document_is_evidence(beir: Path) -> None:
    """A document may have many passages, and the one that is cited is a small part of it."""
    suite = imported("beir", beir)
    text = (suite.corpus / "4983.txt").read_text(encoding="utf-8")
    cited = Citation("d", "t", "4983.txt", None, 0, 8, text[:8])
    assert find_hits([cited, replace(cited, source="5.txt")], [text, text], suite.cases[0]) == (
        (True, False),
        (False, False),
    )


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        (
            "qrels/test.tsv",
            "q1\t4983\n",
            "test.tsv:1: must be query, document and score, or as in TREC query, 0, document and score, not 'q1",
        ),
        ("qrels/test.tsv", "q1\t77\t1\n", "test.tsv:1: corpus.jsonl has no '77', relevant to 'q1'"),
        ("qrels/test.tsv", "q9\t4983\t1\n", "test.tsv:1: queries.jsonl has no 'q9'"),
        (
            "corpus.jsonl",
            '{"_id": "1", "text": ""}\n{"_id": "1", "text": ""}',
            "corpus.jsonl:2: the id '1' comes twice",
        ),
        (
            "corpus.jsonl",
            '\n{"_id": 1.5, "text": ""}',
            "corpus.jsonl:2: '_id' must be a text or a whole number, not 1.5",
        ),
        ("corpus.jsonl", "[]", "corpus.jsonl:1: must be a JSON object, not []"),
        ("queries.jsonl", "{", "queries.jsonl:1: is not valid JSON"),
    ],
)
def test_a_broken_beir_folder(beir: Path, file: str, text: str, message: str) -> None:
    (beir / file).write_text(text, encoding="utf-8")
    result = invoke("beir", beir, "--name", "mine")
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_beir_split_or_file_that_is_not_there(beir: Path) -> None:
    assert "has no split 'dev': the splits are test" in invoke("beir", beir, "--name", "m", "--split", "dev").stderr
    (beir / "queries.jsonl").unlink()
    assert "queries.jsonl: cannot be read" in invoke("beir", beir, "--name", "m").stderr


@given(st.lists(st.text(max_size=100), max_size=8))
def test_file_names_are_plain_and_different(titles: list[str]) -> None:
    names = list(name_files(titles))
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(Path(name).name == name and name.endswith(".txt") and name.isprintable() for name in names)


def test_the_sentence_that_shares_most_words_is_the_evidence() -> None:
    sentences = list_sentences({"a.txt": ("Gray came. Gray seconded the motion. Grayling swam.",)})
    found = find_evidence(sentences, "Who seconded it?", ["Gray"])
    assert found is not None
    assert found.quote == "Gray seconded the motion."
    assert find_evidence(sentences, "Who?", ["Gray came"]) is not None
    assert find_evidence(sentences, "Who?", ["ray"]) is None
    assert find_evidence(sentences, "Who?", ["--"]) is None
