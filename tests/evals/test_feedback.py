"""What a person says of an answer becomes a case of a suite, or one sentence that says why not."""

import re
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

import app
from evals import feedback
from evals.evidence import any_hit, find_hits
from evals.feedback import record_feedback
from evals.suite import Case, load_suite
from qa.answer import Reason
from qa.errors import QAError
from qa.feedback import ENTRY_POINTS, Correction, Record, load_record
from qa.service import QAService
from qa.settings import Settings

Write = Callable[..., Path]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def corpus(write_suite: Write) -> Path:
    return write_suite() / "articles"


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """The folder of a suite that is not there yet."""
    return tmp_path / "suites" / "used"


@pytest.fixture
def record(used: Path, corpus: Path) -> Record:
    return lambda answer, correction: record_feedback(used, corpus, answer, correction)


def only_case(folder: Path) -> Case:
    """The suite's one case; the linter raises where it has a mistake."""
    [case] = load_suite(folder).cases
    return case


def test_a_right_answer_is_a_case_with_the_cited_sentence(record: Record, used: Path, fake: SimpleNamespace) -> None:
    answer = fake.reply("Who seconded it?", "Ms Gray [1][2]", fake.cite(fake.gray), fake.cite("Gray"))
    assert record(answer, None) == "Added to the suite used as who-seconded-it."
    case = only_case(used)
    assert (case.question, case.answers, case.answerable) == ("Who seconded it?", ("Ms Gray",), True)
    assert [(one.source, one.quote) for one in case.evidence] == [("one.txt", fake.gray), ("one.txt", "Gray")]
    assert tomllib.loads((used / "suite.toml").read_text(encoding="utf-8"))["corpus"] == "../../small/articles"


def test_a_follow_up_is_kept_as_it_was_asked_with_the_turns_before_it(
    record: Record, used: Path, fake: SimpleNamespace
) -> None:
    """What it was understood as may be what is wrong."""
    answer = fake.reply("And who?", "Ms Gray [1]", fake.cite(fake.gray), standalone_question="Who seconded the vote?")
    record(replace(answer, history=(("What was the vote?", "178 to 146 [1]"),)), None)
    case = only_case(used)
    assert (case.question, case.history) == ("And who?", (("What was the vote?", "178 to 146"),))


def test_a_misspelt_question_is_kept_as_it_was_asked(record: Record, used: Path, fake: SimpleNamespace) -> None:
    answer = fake.reply("Who secondd it?", "Ms Gray [1]", fake.cite(fake.gray), standalone_question="Who seconded it?")
    record(answer, None)
    assert only_case(used).question == "Who secondd it?"


def test_a_right_refusal_is_a_case_without_an_answer(record: Record, used: Path, fake: SimpleNamespace) -> None:
    record(fake.refuse("When was it?", fake.cite(fake.vote)), None)
    case = only_case(used)
    assert (case.answers, case.evidence, case.answerable) == ((), (), False)


def test_right_evidence_is_judged_by_the_citation(record: Record, used: Path, fake: SimpleNamespace) -> None:
    answer = fake.reply("Why did it pass?", f"“{fake.vote}” [1]", fake.cite(fake.vote))
    record(replace(answer, reason=Reason.EVIDENCE), None)
    case = only_case(used)
    assert (case.answers, case.tags, case.evidence[0].quote) == ((), ("evidence",), fake.vote)


def test_a_correction_takes_the_sentence_of_the_chosen_passage(
    record: Record, used: Path, fake: SimpleNamespace
) -> None:
    passage = replace(fake.cite(fake.vote), start=0, end=len(fake.text), quote=fake.text)
    correction = Correction(" 63 \n members", passage, (fake.cite(fake.vote), passage))
    record(fake.reply("How many spoke?", "178 [1]", fake.cite(fake.vote)), correction)
    case = only_case(used)
    assert (case.answers, case.evidence[0].quote) == (("63 members",), fake.members)


def test_a_correction_without_a_passage_takes_the_first_with_its_words(
    record: Record, used: Path, fake: SimpleNamespace
) -> None:
    shown = (fake.cite(fake.vote), fake.cite(fake.gray), fake.cite("Gray seconded"))
    record(fake.refuse("Who seconded it?", *shown), Correction("Gray", None, shown))
    assert only_case(used).evidence[0].quote == fake.gray


def test_a_correction_may_say_that_the_documents_do_not(record: Record, used: Path, fake: SimpleNamespace) -> None:
    answer = fake.reply("When was it?", "178 [1]", fake.cite(fake.vote))
    record(answer, Correction(passage=fake.cite(fake.vote), unanswerable=True))
    assert not only_case(used).answerable


@pytest.mark.parametrize("text", ["", "No"])
def test_any_sentence_of_a_chosen_passage_may_be_cited(
    record: Record, used: Path, fake: SimpleNamespace, text: str
) -> None:
    whole = replace(fake.cite(fake.vote), start=0, end=len(fake.text), quote=fake.text)
    record(fake.refuse("Did it fail?"), Correction(text, whole, (whole,)))
    case = only_case(used)
    assert [one.quote for one in case.evidence] == [fake.vote, fake.members, fake.gray]
    assert any_hit(find_hits([fake.cite(fake.members)], [fake.text], case))


@pytest.mark.parametrize(("text", "answers"), [("", ()), ("No", ("No",))])
def test_a_question_that_no_words_answer_needs_a_passage_only(
    record: Record, used: Path, fake: SimpleNamespace, text: str, answers: tuple[str, ...]
) -> None:
    shown = (fake.cite(fake.vote), fake.cite(fake.gray))
    record(fake.refuse("Did it fail?"), Correction(text, shown[0], shown))
    case = only_case(used)
    assert (case.answers, case.tags, case.evidence[0].quote) == (answers, ("evidence",), fake.vote)


@pytest.mark.parametrize(
    ("question", "fields", "message"),
    [
        ("Who?", {}, feedback.EMPTY),
        ("Who?", {"text": " \n"}, feedback.EMPTY),
        ("Who?", {"passage": "vote"}, feedback.EMPTY),
        ("Did it fail?", {}, feedback.NO_PASSAGE),
        ("Did it fail?", {"text": "No"}, feedback.NO_PASSAGE),
        ("Who?", {"text": "Gray", "unanswerable": True}, feedback.BOTH),
        ("Who?", {"text": "Bob"}, "None of the passages has the words 'Bob': write"),
        ("Who?", {"text": "Gray", "passage": "vote"}, "The chosen passage does not have the words 'Gray': write"),
        ("Who?", {"text": "…"}, "None of the passages has the words '…'"),
        ("Who?", {"text": "Gray " * 101}, "The answer has 504 characters, at most 500 are taken"),
    ],
)
def test_a_correction_that_is_not_complete_is_not_kept(
    record: Record, used: Path, fake: SimpleNamespace, question: str, fields: dict[str, Any], message: str
) -> None:
    shown = (fake.cite(fake.vote), fake.cite(fake.gray))
    passage = fake.cite(fake.vote) if "passage" in fields else None
    with pytest.raises(QAError) as error:
        record(fake.refuse(question), Correction(**{**fields, "passage": passage, "shown": shown}))
    assert message in str(error.value)
    assert not used.exists()


def test_an_answer_that_its_citation_does_not_have_is_not_kept(
    record: Record, used: Path, fake: SimpleNamespace
) -> None:
    with pytest.raises(QAError, match="does not stand word for word in what it cites"):
        record(fake.reply("Who?", "Gray spoke first [1]", fake.cite(fake.gray)), None)
    assert not used.exists()


def test_an_answer_from_several_rows_is_a_case_with_each_row(record: Record, used: Path, fake: SimpleNamespace) -> None:
    rows = fake.cite(fake.vote), fake.cite(fake.gray)
    with pytest.raises(QAError, match="does not stand word for word in what it cites"):
        record(fake.reply("Who?", "178 to 146; Ms Black [1][2]", *rows), None)
    record(fake.reply("Who?", "178 to 146; Ms Gray [1][2]", *rows), None)
    case = only_case(used)
    assert case.answers == ("178 to 146; Ms Gray",)
    assert [one.quote for one in case.evidence] == [fake.vote, fake.gray]


def test_the_same_question_twice_is_said_to_be_there(record: Record, used: Path, fake: SimpleNamespace) -> None:
    record(fake.refuse("When was it?"), None)
    with pytest.raises(QAError) as error:
        record(fake.reply("When was it?", "63 [1]", fake.cite(fake.members)), None)
    assert str(error.value) == feedback.TAKEN
    assert not only_case(used).answerable


def test_what_the_corpus_does_not_hold_is_not_kept(record: Record, fake: SimpleNamespace) -> None:
    gone = replace(fake.cite(fake.gray), source="gone\n.txt")
    with pytest.raises(QAError) as error:
        record(fake.reply("Who?", "Gray [1]", gone), None)
    said = "Not added: cases.jsonl: evidence[0].source: the corpus has no readable 'gone\\n.txt'"
    assert str(error.value) == said


def test_a_folder_that_is_no_suite_is_left_alone(tmp_path: Path, corpus: Path, fake: SimpleNamespace) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "own.txt").write_text("mine", encoding="utf-8")
    for place in (taken, taken / "own.txt", tmp_path / "bad name"):
        with pytest.raises(QAError, match=r"^Not added: "):
            record_feedback(place, corpus, fake.refuse("Who?"))
    assert [file.name for file in taken.iterdir()] == ["own.txt"]


def test_what_cannot_be_written_is_told_without_its_place(tmp_path: Path, corpus: Path, fake: SimpleNamespace) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(QAError, match=r"^Not added: used: cannot be made \(") as error:
        record_feedback(tmp_path / "file" / "used", corpus, fake.refuse("Who?"))
    assert str(tmp_path) not in str(error.value)


def test_an_empty_folder_becomes_the_suite(used: Path, record: Record, fake: SimpleNamespace) -> None:
    used.mkdir(parents=True)
    record(fake.refuse("Who?"), None)
    assert only_case(used).question == "Who?"


def test_a_folder_goes_before_a_suite_of_its_name(
    tmp_path: Path, corpus: Path, fake: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    record_feedback(Path("newsroom"), corpus, fake.refuse("Who?"))
    assert only_case(tmp_path / "newsroom").question == "Who?"


def test_several_people_start_one_suite_and_lose_no_case(record: Record, used: Path, fake: SimpleNamespace) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: record(fake.refuse(f"Question {number}?"), None), range(8)))
    assert len(load_suite(used).cases) == 8
    assert [entry.name for entry in used.parent.iterdir()] == ["used"]


def test_the_call_is_loaded_where_the_settings_name_a_folder(used: Path, corpus: Path, fake: SimpleNamespace) -> None:
    assert load_record(Settings(corpus=corpus)) is None
    record = load_record(Settings(corpus=corpus, feedback=used))
    assert record is not None
    record(fake.refuse("Who?"), None)
    assert only_case(used).question == "Who?"


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry points as this project declares them, whichever version of it is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = [EntryPoint(name, value, ENTRY_POINTS) for name, value in project["entry-points"][ENTRY_POINTS].items()]
    monkeypatch.setattr("qa.feedback.entry_points", lambda group, name: EntryPoints(points).select(name=name))


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("", "empty or '.', where no feedback can be kept: .*suite.toml: cannot be read"),
        ("taken", "'taken', where no feedback can be kept: .*suite.toml: cannot be read"),
        ("taken/own.txt", "it is a file"),
        ("bad name", "the name 'bad name' cannot be a suite's"),
        ("broken", "suite.toml: description: is missing"),
    ],
)
@pytest.mark.usefixtures("declared")
def test_a_folder_that_cannot_keep_feedback_ends_the_web_chat_as_it_starts(
    folder: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in (tmp_path / "taken" / "own.txt", tmp_path / "broken" / "suite.toml"):
        file.parent.mkdir()
        file.write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QA_FEEDBACK", folder)
    result = CliRunner().invoke(app.serve)
    assert result.exit_code == 2
    assert re.match(f"QA_FEEDBACK is .*{message}", result.stderr)
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.usefixtures("declared")
def test_a_suite_and_a_folder_that_can_become_one_keep_feedback(write_suite: Write, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (write_suite(), tmp_path / "empty", tmp_path / "new" / "suite"):
        assert load_record(Settings(feedback=folder))


def test_a_missing_entry_point_names_the_way_out(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.feedback.entry_points", lambda **_: ())
    with pytest.raises(QAError, match="nothing installed can keep feedback: run `make setup` again"):
        load_record(Settings(feedback=used))


def test_real_answers_become_cases(used: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "The ferry Amalia left Halifax on Monday at noon. Captain Ines Duarte was in command of the ferry Amalia."
    (corpus / "note.txt").write_text(text, encoding="utf-8")
    service = QAService(Settings(corpus=corpus, home=tmp_path / "home", confidence=0.0))
    try:
        service.sync()
        record_feedback(used, corpus, service.answer("Who was in command of the ferry Amalia?"))
        wrong = service.answer("When did the ferry Amalia leave Halifax?")
        shown = tuple(service.retrieve(wrong.question))
        record_feedback(used, corpus, wrong, Correction("Monday", None, shown))
    finally:
        service.close()
    first, second = load_suite(used).cases
    assert "Ines Duarte" in first.answers[0]
    assert first.evidence[0].quote == text.split(". ")[1]
    assert (second.answers, second.evidence[0].quote) == (("Monday",), text.split(". ")[0] + ".")
