"""Tables of questions, with their documents or over a folder, become suites; where suites are written and how."""

from pathlib import Path

import pytest

from evals.suite import Evidence, Gates, load_suite
from tests.evals.importers.import_suite import CONTEXT, imported, invoke


def table(text: str, name: str = "questions.csv") -> Path:
    """A table of questions."""
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def test_csv_with_contexts() -> None:
    text = (
        "Question,answer,context,title,tags\n"
        f'"Who, then, seconded it?",Gray|Ms Gray,"{CONTEXT}",The vote,who|easy\n'
        f'When was it?,,"{CONTEXT}",,\n'
        '"Where did it\nrain?",Oslo,"It rained in Oslo.\n\nOslo is far.",,\n'
        ",,,,\n"
    )
    suite = imported("csv", table(text))
    assert [(case.id, case.question) for case in suite.cases] == [
        ("line-2", "Who, then, seconded it?"),
        ("line-3", "When was it?"),
        ("line-7", "Where did it rain?"),
    ]
    first, second, third = suite.cases
    assert (first.answers, first.tags) == (("Gray", "Ms Gray"), ("who", "easy"))
    assert [(one.source, one.quote) for one in first.evidence] == [("The-vote.txt", "Ms Gray seconded it in Oslo.")]
    assert not second.answerable
    assert [(one.source, one.quote) for one in third.evidence] == [("document-2.txt", "It rained in Oslo.")]


def test_tsv_by_its_suffix() -> None:
    suite = imported("csv", table(f"question\tanswer\tcontext\nWho, then?\tGray\t{CONTEXT}\n", "questions.tsv"))
    assert suite.cases[0].question == "Who, then?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "question,context\na,b\n",
            "questions.csv:1: the first line names no column 'answer', only ['question', 'context']: "
            "name question, answer, context there, and if you like id, tags, title",
        ),
        ("frage|antwort\n", "names no column 'question' and no 'answer' and no 'context', only ['frage|antwort']: "),
        ("question,answer,answer,context\n", "questions.csv:1: the column 'answer' comes twice: take one out"),
        ("question,answer,context\na,b\n", "questions.csv:2: has 2 cells for 3 columns"),
        (
            'question,answer,context\na,b,"c\n',
            "questions.csv:2: is not valid CSV (unexpected end of data): put quotation marks",
        ),
        ('question,"answer\n', "questions.csv:1: the names of the columns are not valid CSV"),
        ("", "questions.csv: is empty: save the table as CSV in UTF-8"),
        (";;;\n", "questions.csv:1: the first line names no column 'question'"),
        ("question,answer,context\n", "Error: questions.csv: has no cases: name a file with a question in it\n"),
        (
            "question,answer,context\nWho?,Gray,It rained.\n",
            "questions.csv:2: no sentence of its documents has one of ['Gray']",
        ),
    ],
)
def test_a_broken_table(text: str, message: str) -> None:
    result = invoke("csv", table(text), "--name", "mine")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not Path("eval-suites/mine").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_in_another_encoding_is_read_as_documents_are(encoding: str) -> None:
    text = "question;answer;context\nWho came to the café?;Zoë;Zoë came to the café, and she was late.\n"
    Path("questions.csv").write_bytes(text.encode(encoding))
    suite = imported("csv", "questions.csv")
    assert suite.cases[0].answers == ("Zoë",)
    assert (suite.corpus / "document-1.txt").read_text(encoding="utf-8") == "Zoë came to the café, and she was late."


def test_a_table_that_is_no_text() -> None:
    Path("questions.csv").write_bytes(b"PK\x03\x04\0")
    message = invoke("csv", "questions.csv", "--name", "mine").stderr
    assert "questions.csv: is a ZIP archive (or an Office or EPUB document), not text: save the table as CSV" in message


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder of two documents."""
    folder = tmp_path / "notes"
    (folder / "deep").mkdir(parents=True)
    (folder / "vote.txt").write_text(CONTEXT, encoding="utf-8")
    (folder / "deep" / "rain.md").write_text("# Rain\n\nMs Gray saw rain in Oslo. Ms Gray left.", encoding="utf-8")
    return folder


def test_a_quote_without_an_answer_decides_or_is_named(documents: Path) -> None:
    quote = "Ms Gray seconded it in Oslo."
    rows = (
        f"why?,,vote.txt,{quote},evidence",
        "how?,,deep/rain.md,,evidence",
        f"who?,,vote.txt,{quote},name",
        "x?,,,,",
    )
    text = "\n".join(("question,answer,source,quote,tags", *rows))
    result = invoke("folder", documents, "--questions", table(text), "--name", "mine")
    assert ": has a quote and no answer: give the answer, or the tag 'evidence'" in result.stdout
    suite = load_suite(Path("eval-suites/mine"))
    assert [(case.question, case.answerable) for case in suite.cases] == [("why?", True), ("how?", True), ("x?", False)]
    assert [one for case in suite.cases for one in case.evidence] == [
        Evidence("vote.txt", quote),
        Evidence("deep/rain.md"),
    ]


def test_a_folder_of_documents(documents: Path) -> None:
    text = (
        "question,answer,source,quote\n"
        "Who seconded the motion?,Gray,,\n"
        "Who saw the rain?,Gray,,\n"
        "Where?,Oslo,vote.txt,\n"
        "Who left?,Ms Gray,deep/rain.md,Ms Gray left.\n"
        "Who went?,Ms Gray,,Ms Gray left.\n"
        "When?,,,\n"
    )
    suite = imported("folder", documents, "--questions", table(text))
    assert suite.corpus == documents
    assert [[(one.source, one.quote) for one in case.evidence] for case in suite.cases] == [
        [("vote.txt", "Ms Gray seconded it in Oslo.")],
        [("deep/rain.md", "Ms Gray saw rain in Oslo.")],
        [("vote.txt", "Ms Gray seconded it in Oslo.")],
        [("deep/rain.md", "Ms Gray left.")],
        [("deep/rain.md", "Ms Gray left.")],
        [],
    ]
    toml = Path("eval-suites/mine/suite.toml").read_text(encoding="utf-8")
    assert 'corpus = "../../notes"' in toml


def test_rows_whose_answer_is_nowhere_are_left_out_and_named(documents: Path) -> None:
    text = "question,answer,source,quote\nA?,Bob,,\nB?,Gray,nowhere.txt,\nC?,Gray,,\nD?,Gray,vote.txt,Ms Grey\nC?,,,\n"
    result = invoke("folder", documents, "--questions", table(text), "--name", "mine")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:6] == [
        "4 left out:",
        "  questions.csv:2: no sentence of its documents has one of ['Bob']: correct the answer",
        "  questions.csv:3: no sentence of its documents has one of ['Gray']: correct the answer",
        "  questions.csv:5: evidence[0].quote: does not stand word for word in 'vote.txt': 'Ms Grey'",
        "  questions.csv:6: question: 'C?' is already at questions.csv:4",
    ]


def test_documents_that_cannot_be_read_are_told(documents: Path) -> None:
    for number in range(12):
        (documents / f"{number:02}.pdf").write_bytes(b"%PDF-1.4")
    result = invoke("folder", documents, "--questions", table("question,answer\nWho?,Gray\n"), "--name", "mine")
    told = result.stdout.splitlines()[1:-1]
    assert [line.partition(".pdf")[0] for line in told] == [*(f"not read: {n:02}" for n in range(10)), "and 2 more"]


def test_nothing_is_overwritten_unasked(documents: Path) -> None:
    arguments = ("folder", documents, "--questions", table("question,answer\nWho?,Gray\n"))
    imported(*arguments)
    Path("eval-suites/mine/own.txt").write_text("mine", encoding="utf-8")
    refused = invoke(*arguments, "--name", "mine")
    assert refused.exit_code == 2
    assert "exists already: choose another --name, or give --replace" in refused.stderr
    assert Path("eval-suites/mine/own.txt").exists()
    replaced = invoke(*arguments, "--name", "mine", "--replace")
    assert "mine replaced: 1 case over 2 documents" in replaced.stdout
    assert [entry.name for entry in Path("eval-suites").iterdir()] == ["mine"]
    assert not Path("eval-suites/mine/own.txt").exists()
    Path("eval-suites/other").mkdir()
    assert "is not a suite" in invoke(*arguments, "--name", "other", "--replace").stderr


@pytest.mark.parametrize("name", ["../up", "", ".hidden", "a/b", "a\nb", "x" * 101])
def test_a_name_that_is_no_name(documents: Path, name: str) -> None:
    result = invoke("folder", documents, "--questions", table("question,answer\nWho?,Gray\n"), "--name", name)
    assert result.exit_code == 2
    assert "cannot be a suite's" in result.stderr


def test_a_folder_that_cannot_be_written(documents: Path) -> None:
    questions = table("question,answer\nWho?,Gray\n")
    result = invoke("folder", documents, "--questions", questions, "--name", "m", "--into", questions / "below")
    assert result.exit_code == 2
    assert "name another folder with --into" in result.stderr


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_suite_that_cannot_be_replaced_stays(
    documents: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    file = table("question,answer\nWho seconded it?,Gray\n")
    assert invoke("folder", documents, "--questions", file, "--name", "mine").exit_code == 0
    moves = Path.replace

    def move(self: Path, target: Path) -> Path:
        if self.name == target.name == "mine":
            raise stop
        return moves(self, target)

    monkeypatch.setattr(Path, "replace", move)
    assert invoke("folder", documents, "--questions", file, "--name", "mine", "--replace").exit_code in (1, 2)
    assert len(load_suite(Path("eval-suites/mine")).cases) == 1
    assert [one.name for one in Path("eval-suites").iterdir()] == ["mine"]


def test_a_suite_that_is_replaced_keeps_its_gates_and_settings(documents: Path) -> None:
    arguments = ("folder", documents, "--questions", table("question,answer\nWho seconded it?,Gray\n"), "--replace")
    imported(*arguments)
    file = Path("eval-suites/mine/suite.toml")
    gates = "[gates]\nanswerable_correct = 0.85\nunanswerable_refused = 0.0\ntruthfulness = -0.5\n"
    kept = f'{gates}\n[settings]\nanswerer = "evidence"\ntext_fields = ["ä", "b"]\n'
    file.write_text(f'description = "Mine."\ncorpus = "../../notes"\n{kept}', encoding="utf-8")
    suite = imported(*arguments)
    assert file.read_text(encoding="utf-8").endswith(kept)
    assert suite.gates == Gates(0.85, 0.0, measures={"truthfulness": -0.5})
    assert dict(suite.settings) == {"answerer": "evidence", "text_fields": ["ä", "b"]}
    file.write_text(mistaken := file.read_text(encoding="utf-8").replace("text_fields", "text_field"), encoding="utf-8")
    refused = invoke(*arguments, "--name", "mine")
    assert (refused.exit_code, file.read_text(encoding="utf-8")) == (2, mistaken)
    assert (
        f"{str(file)!r} has a mistake (line 12: settings.text_field: unknown setting 'text_field': " in refused.stderr
    )
    assert "): correct it, or remove the suite, so that its gates are not lost" in refused.stderr
