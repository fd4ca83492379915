"""An index that another version of this program made is made anew, and only where there is a corpus to make it from."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus import CorpusError
from index.database import OutdatedIndex
from index.errors import IndexFailure
from index.outdated import empty_outdated_index
from index.store import open_index
from index.sync import sync_corpus
from qa.cli import main


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"Witness {number} spoke in Halifax.", encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path, corpus: Path) -> Path:
    """A closed index of another schema."""
    folder = tmp_path / "home"
    index = open_index(folder, threads=1)
    sync_corpus(corpus, index)
    with index.database.transaction() as connection:
        connection.execute("UPDATE facts SET value = '1' WHERE name = 'schema'")
    index.close()
    return folder


def count_documents(home: Path) -> int:
    with pytest.raises(OutdatedIndex, match=r"'1'.*qa index"):
        open_index(home, threads=1)
    with closing(sqlite3.connect(home / "catalog.sqlite")) as connection:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def qa_index(home: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setenv("QA_HOME", str(home))
    return CliRunner().invoke(main, ["index", *arguments])


def test_it_is_made_anew_and_embeds_only_what_is_new(home: Path, corpus: Path) -> None:
    (corpus / "0.txt").unlink()
    (corpus / "new.txt").write_text("A ferry sank off Dartmouth.", encoding="utf-8")
    assert empty_outdated_index(home, corpus)
    assert not empty_outdated_index(home, corpus)
    index = open_index(home, threads=1)
    assert index.catalog.count_documents() == index.vectors.count() == index.keywords.count() == 0
    report = sync_corpus(corpus, index)
    assert (report.added, report.embedded) == (4, 1)
    assert index.database.one("SELECT count(*) FROM vectors")[0] == 4, "the vector of what is gone is swept"
    index.close()


def test_without_a_corpus_it_is_left(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CorpusError, match="nosuch"):
        empty_outdated_index(home, tmp_path / "nosuch")
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexFailure, match="holds no file"):
        empty_outdated_index(home, tmp_path / "empty")
    assert qa_index(home, monkeypatch, str(tmp_path / "nosuch")).exit_code == 2
    assert count_documents(home) == 4


def test_a_dry_run_says_what_would_be_made_anew(home: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = qa_index(home, monkeypatch, "--dry-run", str(corpus))
    assert done.exit_code == 0
    assert "makes it anew" in done.stderr
    assert done.stdout.splitlines()[-1] == "4 new"
    assert count_documents(home) == 4
