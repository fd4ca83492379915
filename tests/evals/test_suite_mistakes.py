"""Broken suites: every mistake is found, with its file, line, field and value."""

from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evals.mistakes import SuiteError
from evals.suite import Suite, load_suite

Write = Callable[..., Path]


def mistakes_of(folder: Path) -> list[tuple[str, int | None, str | None, str]]:
    """File name, line, field and message of every mistake."""
    with pytest.raises(SuiteError) as error:
        load_suite(folder)
    return [(Path(found.file).name, found.line, found.field, found.message) for found in error.value.mistakes]


def test_a_good_suite_loads(suite: Suite) -> None:
    assert [case.id for case in suite.cases] == ["vote", "who", "why", "when"]
    assert suite.gates.answerable_correct == 0.5
    assert suite.gates.citations_exact == 1.0


def test_settings_and_history(write_suite: Write, fake: SimpleNamespace) -> None:
    turns = [{"question": "What was the vote?", "answer": "178 to 146"}, {"question": "Who?", "answer": "Ms Gray"}]
    follow_ups = [{**fake.cases[1], "id": f"{number}", "history": turns[:number]} for number in range(3)]
    suite = load_suite(write_suite(f"{fake.toml}\n[settings]\npassages = 4\nconfidence = 0.25\n", follow_ups))
    assert suite.settings == {"passages": 4, "confidence": 0.25}
    assert [len(case.history) for case in suite.cases] == [0, 1, 2], "one question after three histories"
    assert suite.cases[2].history == (("What was the vote?", "178 to 146"), ("Who?", "Ms Gray"))


CASE_MISTAKES = [
    ({"colour": 1}, "colour", "unknown key 'colour'"),
    ({"id": ...}, "id", "is missing"),
    ({"id": 7}, "id", "must be a text, not 7"),
    ({"id": " "}, "id", "must not be empty"),
    ({"question": ""}, "question", "must not be empty"),
    ({"question": "???"}, "question", "must have a letter or a digit, and is '???'"),
    ({"question": "hello"}, "question", "must ask something of the documents, and is 'hello'"),
    ({"question": "\ud800?"}, "question", "must have a letter or a digit, and is '\\ud800?'"),
    ({"question": "?" * 2001}, "question", "must have a letter or a digit"),
    ({"question": "x" * 2001}, "question", "has 2001 characters, at most 2000 are taken: shorten it, or raise"),
    ({"answers": "Gray"}, "answers", "must be a list, not 'Gray'"),
    ({"answers": ["Gray", 3]}, "answers[1]", "must be a text with words, not 3"),
    ({"answers": ["--"]}, "answers[0]", "must be a text with words, not '--'"),
    ({"answers": ["Gray", "Gray"]}, "answers[1]", "comes twice: 'Gray'"),
    ({"answers": ["Grey"]}, "answers", "none of ['Grey'] stands in the evidence"),
    ({"answers": ["Gra"]}, "answers", "none of ['Gra'] stands in the evidence"),
    ({"answers": []}, "answers", "must not be empty without the tag 'evidence'"),
    ({"answerable": 1}, "answerable", "must be true or false, not 1"),
    ({"answerable": False, "evidence": []}, "answers", "must be empty where nothing answers"),
    ({"answerable": False, "answers": []}, "evidence", "must be empty where nothing answers"),
    ({"answerable": False, "answers": [], "evidence": [], "tags": ["evidence"]}, "tags", "for answerable questions"),
    ({"tags": [""]}, "tags[0]", "must be a text with words, not ''"),
    ({"evidence": []}, "evidence", "must have a quote"),
    ({"evidence": ["Gray"]}, "evidence[0]", "must be an object with source and quote, not 'Gray'"),
    ({"evidence": [{"source": "one.txt"}]}, "evidence", "must have a quote"),
    ({"evidence": [{"source": "one.txt", "quote": "Gray", "page": 1}]}, "evidence[0].page", "unknown key 'page'"),
    ({"evidence": [{"source": "one.txt", "quote": " "}]}, "evidence[0].quote", "must not be empty"),
    ({"evidence": [{"source": "two.txt", "quote": "Gray"}]}, "evidence[0].source", "no readable 'two.txt'"),
    ({"evidence": [{"source": "one.txt", "quote": "Ms  Gray"}]}, "evidence[0].quote", "'one.txt': 'Ms  Gray'"),
    ({"history": "Who?"}, "history", "must be a list, not 'Who?'"),
    ({"history": ["Who?"]}, "history[0]", "must be an object with question and answer, not 'Who?'"),
    ({"history": [{"question": "Who?"}]}, "history[0].answer", "is missing"),
    ({"history": [{"question": "Who?", "answer": "Gray", "at": 1}]}, "history[0].at", "unknown key 'at'"),
    ({"history": [{"question": "Who?", "answer": " "}]}, "history[0].answer", "must not be empty"),
    ({"history": [{"question": 3, "answer": "Gray"}]}, "history[0].question", "must be a text, not 3"),
    ({"id": "vote"}, "id", "'vote' is already on line 1"),
    ({"question": "what was the vote?"}, "question", "is already on line 1"),
]


@pytest.mark.parametrize(("change", "field", "message"), CASE_MISTAKES)
def test_a_mistake_in_a_case_names_line_field_and_value(
    write_suite: Write, fake: SimpleNamespace, change: dict[str, Any], field: str, message: str
) -> None:
    changed = {key: value for key, value in {**fake.cases[1], **change}.items() if value is not ...}
    found = mistakes_of(write_suite(lines=[fake.cases[0], changed]))
    assert [mistake[:3] for mistake in found] == [("cases.jsonl", 2, field)]
    assert message in found[0][3]


def test_a_question_is_measured_as_the_service_takes_it_and_by_the_limit_of_the_suite(
    write_suite: Write, fake: SimpleNamespace
) -> None:
    spaced = {**fake.cases[1], "question": f"  {'x ' * 500}\n\n {'y ' * 500}"}
    assert len(load_suite(write_suite(lines=[spaced])).cases) == 1
    [found] = mistakes_of(write_suite(f"{fake.toml}\n[settings]\nquestion_characters = 1998\n", [spaced]))
    assert found[:3] == ("cases.jsonl", 1, "question")
    assert "has 1999 characters, at most 1998 are taken" in found[3]
    long = {**fake.cases[1], "question": "x" * 3000}
    assert len(load_suite(write_suite(f"{fake.toml}\n[settings]\nquestion_characters = 3000\n", [long])).cases) == 1
    for unusable in (
        "settings = 3\n[gates]",
        "[settings]\nquestion_characters = 0\n[gates]",
        "[settings]\nquestion_characters = true\n[gates]",
    ):
        found, at_default = mistakes_of(write_suite(fake.toml.replace("[gates]", unusable), [long]))
        assert (found[0], at_default[0]) == ("suite.toml", "cases.jsonl")
        assert "at most 2000" in at_default[3]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": ', "is not one valid JSON object"),
        ("[1, 2]", "must be a JSON object, not [1, 2]"),
        ('{"id": "a", "id": "b"}', "key 'id' comes twice"),
        ("[" * 100_000, "is not one valid JSON object"),
    ],
)
def test_a_line_that_is_no_object(write_suite: Write, fake: SimpleNamespace, line: str, message: str) -> None:
    [(file, number, field, found)] = mistakes_of(write_suite(lines=[fake.cases[0], "", line]))
    assert (file, number, field) == ("cases.jsonl", 3, None)
    assert message in found
    assert len(found) < 300


TOML_MISTAKES = [
    ("description = 'x'", "description = ", 1, None, "is not valid TOML"),
    ("description = 'x'", "description = " + "[" * 5000 + "]" * 5000, None, None, "cannot be read as TOML"),
    ("description = 'x'", "description = " + "9" * 5000, None, None, "cannot be read as TOML"),
    ('corpus = "articles"', "corpus = 3", 2, "corpus", "must be a text, not 3"),
    ('corpus = "articles"', 'corpus = "nowhere"', 2, "corpus", "does not exist"),
    ('corpus = "articles"', "", None, "corpus", "is missing"),
    ('corpus = "articles"', 'corpus = "a\\u0000"', 2, "corpus", "must be a path, not"),
    ("[gates]", "answerer = 'llm'\n[gates]", 4, "answerer", "unknown key 'answerer'"),
    ("[gates]", "settings = 3\n[gates]", 4, "settings", "must be a table, not 3"),
    ("[gates]", "[settings]\ncolour = 1\n[gates]", 5, "settings.colour", "unknown setting 'colour': a suite may set"),
    ("[gates]", "[settings]\nhome = 'x'\n[gates]", 5, "settings.home", "unknown setting 'home'"),
    ("[gates]", "[settings]\nchroma_url = 'x'\n[gates]", 5, "settings.chroma_url", "unknown setting 'chroma_url'"),
    ("[gates]", "[settings]\npassages = 0\n[gates]", 5, "settings.passages", "greater than or equal to 1, not 0"),
    ("[gates]", "[settings]\npassages = '4'\n[gates]", 5, "settings.passages", "a valid integer, not '4'"),
    ("[gates]", "[settings]\npassages = 1979-05-27\n[gates]", 5, "settings.passages", "a valid integer, not"),
    ("[gates]", "[settings]\nanswerer = 'x'\n[gates]", 5, "settings.answerer", "'extractive' or 'evidence', not 'x'"),
    ("[gates]", "[settings]\nconfidence = nan\n[gates]", 5, "settings.confidence", "not nan"),
    ("answerable_correct = 0.5", "answerable_correct = 85", 5, "gates.answerable_correct", "from 0 to 1, not 85"),
    ("answerable_correct = 0.5", "answerable_correct = nan", 5, "gates.answerable_correct", "from 0 to 1, not nan"),
    ("answerable_correct = 0.5", "answerable_correct = true", 5, "gates.answerable_correct", "from 0 to 1, not True"),
    ("answerable_correct = 0.5", "", None, "gates.answerable_correct", "is missing"),
    ("answerable_correct", "f1 = 1\nanswerable_correct", 5, "gates.f1", "unknown gate 'f1'"),
    ("[gates]", "[settings]\ncorpus = 'x'\n[gates]", 5, "settings.corpus", "unknown setting 'corpus'"),
    ("[gates]", "[settings]\ngates = 1\n[gates]", 5, "settings.gates", "unknown setting 'gates'"),
    ("[gates]", "settings.home = 'x'\n[gates]", 4, "settings.home", "unknown setting 'home'"),
    ("[gates]", "settings = { passages = 4, home = 'x' }\n[gates]", 4, "settings.home", "unknown setting 'home'"),
    ("[gates]", "[ 'settings' ] # [x]\n\t\"home\" = 'x'\n[gates]", 5, "settings.home", "unknown setting 'home'"),
    ("[gates]", "[settings.home.sub]\nx = 1\n[gates]", 4, "settings.home", "unknown setting 'home'"),
    ("[gates]", "[[settings]]\npassages = 4\n[gates]", 4, "settings", "must be a table, not [{'passages': 4}]"),
    ("[gates]", "[gates.sub]\n[gates]", 4, "gates.sub", "unknown gate 'sub'"),
    ("[gates]", "[gates.sub.more]\nanswerable_correct = 85\n[gates]", 4, "gates.sub", "unknown gate 'sub'"),
    ("[gates]", "'gates.sub' = 1\n[gates]", 4, "gates.sub", "unknown key 'gates.sub'"),
    ("'x'\ncorpus = \"articles\"", '"""\ncorpus = \'x\'\n"""\ncorpus = 3', 4, "corpus", "must be a text, not 3"),
    ("'x'\ncorpus = \"articles\"", '"""\ncorpus = \'x\'"""\n\ncorpus = \'y\'', 4, "corpus", "does not exist"),
    ("'x'", "'''\n[gates]\nanswerable_correct = 1\n'''\ncolour = [\n1, # ]\n]", 5, "colour", "unknown key"),
    ("'x'", "'x\u2028y'\r\n# z\r\ncolour = 1", 3, "colour", "unknown key 'colour'"),
]


@pytest.mark.parametrize(("before", "after", "line", "field", "message"), TOML_MISTAKES)
def test_a_mistake_in_suite_toml(
    write_suite: Write, fake: SimpleNamespace, before: str, after: str, line: int | None, field: str, message: str
) -> None:
    toml = fake.toml.replace('description = "A test."', "description = 'x'").replace(before, after)
    [found] = mistakes_of(write_suite(toml))
    assert found[:3] == ("suite.toml", line, field)
    assert message in found[3]


def test_keys_after_arrays_of_tables_are_found(write_suite: Write, fake: SimpleNamespace) -> None:
    lines = ["[[colour]]", "corpus = 1", "[[colour.shade]]", "f1 = 1", "[gates]", "f1 = 2"]
    folder = write_suite(fake.toml.replace("[gates]", "\n".join(lines)))
    assert [found[1:3] for found in mistakes_of(folder)] == [(4, "colour"), (9, "gates.f1")]


def test_all_mistakes_are_found_at_once(write_suite: Write, fake: SimpleNamespace) -> None:
    folder = write_suite("description = ''\n", [{**fake.cases[0], "answers": ["999"], "colour": 1}, "{", fake.cases[1]])
    assert [found[:3] for found in mistakes_of(folder)] == [
        ("suite.toml", 1, "description"),
        ("suite.toml", None, "corpus"),
        ("suite.toml", None, "gates"),
        ("cases.jsonl", 1, "colour"),
        ("cases.jsonl", 2, None),
    ]


@pytest.mark.parametrize("name", [None, "photo.png"])
def test_a_corpus_without_text_is_one_mistake(write_suite: Write, name: str | None) -> None:
    folder = write_suite()
    document = folder / "articles" / "one.txt"
    if name is None:
        document.unlink()
    else:
        document.rename(document.with_name(name))
    [found] = mistakes_of(folder)
    assert found[:3] == ("suite.toml", 2, "corpus")
    assert f"{str(folder / 'articles')!r} has no text: put its documents there" in found[3]


def test_a_byte_order_mark_is_passed_over(write_suite: Write, fake: SimpleNamespace) -> None:
    folder = write_suite()
    for name in ("suite.toml", "cases.jsonl"):
        (folder / name).write_bytes(BOM_UTF8 + (folder / name).read_bytes())
    assert load_suite(folder).cases[0].id == "vote"
    (folder / "articles" / "one.txt").unlink()
    lines = fake.toml.splitlines()
    lines[:2] = f"\ufeff{lines[1]}", lines[0]
    (folder / "suite.toml").write_text("\n".join(lines), encoding="utf-8")
    assert mistakes_of(folder)[0][:3] == ("suite.toml", 1, "corpus")
    (folder / "cases.jsonl").write_bytes(BOM_UTF8)
    assert "has no cases" in mistakes_of(folder)[1][3]


def test_missing_and_empty_files(write_suite: Write) -> None:
    folder = write_suite(toml=None, lines=None)
    assert [found[0] for found in mistakes_of(folder)] == ["suite.toml", "cases.jsonl"]
    [found] = mistakes_of(write_suite(lines=[]))
    assert "has no cases" in found[3]


def test_files_that_are_not_utf8(write_suite: Write) -> None:
    folder = write_suite()
    (folder / "cases.jsonl").write_bytes(b'{"id": "\xff"}\n')
    [found] = mistakes_of(folder)
    assert found[:2] == ("cases.jsonl", 1)
    assert "not UTF-8 at byte 8" in found[3]
    (folder / "suite.toml").write_bytes(b'# one\n\n description = "\xff"\n# \xfe')
    found = mistakes_of(folder)[0]
    assert found[:3] == ("suite.toml", 3, None)
    assert "not UTF-8 at byte 23" in found[3]


@pytest.mark.parametrize("name", ["canada", "", "no/such/folder", "\0"])
def test_a_suite_that_is_not_there(name: str) -> None:
    with pytest.raises(SuiteError, match=r"no suite .*canada_huawei"):
        load_suite(name)
