"""Where the index may lie: nowhere that something else would be indexed or deleted."""

import os
from pathlib import Path

import pytest

from qa.errors import QAError
from qa.indexing import plan_index
from qa.service import QAService, open_service
from qa.settings import Settings


def test_an_index_among_the_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann Lee spoke.", encoding="utf-8")
    for home in (tmp_path, tmp_path / "index"):
        with pytest.raises(QAError, match=r"would be among the documents.*hidden one"):
            QAService(Settings(corpus=tmp_path, home=home))
        with pytest.raises(QAError, match="would be among the documents"):
            plan_index(Settings(corpus=tmp_path, home=home))
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    service = QAService(Settings(corpus=tmp_path, home=tmp_path / ".qa"))
    assert service.sync().summary.startswith("1 added")
    service.close()
    (tmp_path / ".hidden" / "corpus").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / ".hidden" / "corpus")
    for corpus in (tmp_path / ".hidden" / "corpus", tmp_path / "link"):
        with pytest.raises(QAError, match="would be among the documents"):
            plan_index(Settings(corpus=corpus, home=tmp_path / ".hidden" / "corpus" / "index"))


def test_a_corpus_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    corpus = Path(os.fsdecode(os.fsencode(tmp_path) + b"/cor\xff"))
    corpus.mkdir()
    (corpus / "a.txt").write_text("Ann Lee spoke.", encoding="utf-8")
    for _ in range(2):
        service = open_service(Settings(corpus=corpus, home=tmp_path / "home"))
        assert service.answer("Who spoke?").text.startswith("Ann Lee")
        service.close()


def test_documents_in_the_folder_of_the_index_are_refused(tmp_path: Path) -> None:
    corpus = tmp_path / "home" / "chroma"
    corpus.mkdir(parents=True)
    (corpus / "a.txt").write_text("Ann Lee spoke.", encoding="utf-8")
    with pytest.raises(QAError, match=r"documents of .*chroma' are in the folder of the index.*QA_HOME"):
        QAService(Settings(corpus=corpus, home=tmp_path / "home"))
    assert [file.name for file in (tmp_path / "home").rglob("*")] == ["chroma", "a.txt"]


@pytest.mark.parametrize(
    "name", ["chroma", "tantivy", "chroma/mydb/data", "chroma/notes.md", "tantivy/notes.md", "tantivy/own/notes.md"]
)
def test_what_lies_where_the_index_is_to_lie_is_not_deleted(tmp_path: Path, name: str) -> None:
    file = tmp_path / "home" / name
    file.parent.mkdir(parents=True)
    file.write_text("Keep this.", encoding="utf-8")
    with pytest.raises(QAError, match=r"is or holds something that is no part of an index: set QA_HOME"):
        QAService(Settings(home=tmp_path / "home"))
    assert [one for one in (tmp_path / "home").rglob("*") if one.is_file()] == [file]


def test_what_was_put_beside_the_vectors_is_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann Lee spoke.", encoding="utf-8")
    service = QAService(Settings(corpus=tmp_path / "a.txt", home=tmp_path / "home"))
    service.sync()
    note = tmp_path / "home" / "chroma" / "note.txt"
    note.write_text("Keep this.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Ann Lee sang.", encoding="utf-8")
    service.sync()
    service.close()
    assert note.exists()
    assert len(list(note.parent.iterdir())) == 2
