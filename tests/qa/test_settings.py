"""Settings that cannot be used are named, with their value and the way out."""

from pathlib import Path

import pytest

from qa.errors import QAError
from qa.settings import load_settings


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
