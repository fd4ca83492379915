"""Settings that cannot be used are named, with their value and the way out."""

from pathlib import Path

import pytest

from qa.errors import QAError
from qa.settings import Settings, load_settings


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("QA_HOME", "", "home = '': Value error, is empty: name a folder"),
        ("QA_CORPUS", "", "corpus = '': Value error, is empty: name a folder"),
        ("QA_TEXT_FIELDS", "=body", r"QA_TEXT_FIELDS='=body'\): write a list as \[\"body\""),
        ("QA_DATE_FIELDS", "()", r"QA_DATE_FIELDS='\(\)'\): write a list as"),
        ("QA_PORT", "many", "port = 'many'"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(QAError, match=words):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("passages", 0, "passages = 0: Input should be greater than or equal to 1"),
        ("answerer", "oracle", "answerer = 'oracle'"),
        ("home", "", "home = '': Value error, is empty: name a folder"),
        ("home", "a\0b", "home = .*has a character that no path can have: take it out"),
        ("corpus", Path("a\ud800b"), "corpus = .*has a character that no path can have: take it out"),
        ("corpsu", "a", "corpsu = 'a'"),
    ],
)
def test_a_value_that_a_script_gives_is_named_too(name: str, value: object, words: str) -> None:
    with pytest.raises(QAError, match=f"{words}.*or what Settings is given"):
        Settings(**{name: value})
    with pytest.raises(QAError, match=words):
        load_settings(**{name: value})


def test_what_the_environment_has_is_named_where_a_script_gives_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_THREADS", "many")
    with pytest.raises(QAError, match="threads = 'many'"):
        Settings(corpus=tmp_path, home=tmp_path)


def test_a_file_that_is_nested_too_deep_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("qa.toml").write_text("corpus = " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    with pytest.raises(QAError, match=r"'qa.toml' cannot be read .*correct or remove it"):
        load_settings()


def test_a_list_is_taken_as_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_TEXT_FIELDS", '["body", "notes"]')
    assert load_settings().text_fields == ("body", "notes")
    monkeypatch.setenv("QA_TEXT_FIELDS", "[]")
    assert load_settings().text_fields == ()


def test_a_name_that_is_nearly_a_settings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_TEAM", "blue")  # another program's
    monkeypatch.setenv("qa_passages", "3")
    assert load_settings().passages == 3
    monkeypatch.setenv("QA_CONFIDANCE", "0.99")
    with pytest.raises(QAError, match="QA_CONFIDANCE in the environment is no setting: name it QA_CONFIDENCE"):
        load_settings()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_file_may_begin_with_a_mark(mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("qa.toml").write_text(f'{mark}corpus = "Köln"\n', encoding="utf-8")
    assert load_settings().corpus == Path("Köln")
    Path("qa.toml").write_bytes(b'corpus = "K\xf6ln"')
    with pytest.raises(QAError, match=r"'qa.toml' cannot be read .*correct or remove it"):
        load_settings()


def test_a_list_in_the_environment_that_is_nested_too_deep_is_not_told_of_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QA_TEXT_FIELDS", "[" * 100_000)
    with pytest.raises(QAError, match=r"the settings cannot be used .*correct QA_\* in the environment"):
        load_settings()
    with pytest.raises(QAError, match="the settings cannot be used"):
        Settings(port=7860)
