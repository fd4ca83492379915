"""The index follows the folder, through real stores; a document is seen as it was or as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import CorpusError
from index.catalog import Catalog
from index.errors import IndexFailure
from index.store import Index, open_index
from index.sync import SyncReport, sync_corpus

TEXT = "Ottawa decided on Monday. The vote was close."
OTHER = "The harvest failed in Manitoba. Prices rose by a third."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    (made / "one.txt").write_text(TEXT, encoding="utf-8")
    (made / "two.md").write_text(OTHER, encoding="utf-8")
    return made


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = open_index(tmp_path / "home", threads=1)
    yield opened
    opened.close()


def outcome(report: SyncReport) -> tuple[int, int, int, int, int]:
    return report.added, report.replaced, report.removed, report.unchanged, report.embedded


def texts(index: Index, question: str) -> list[str]:
    return [ranked.node.get_content() for ranked in index.retriever(8).retrieve(question)]


def check_consistent(index: Index) -> None:
    assert index.vectors.count() == index.keywords.count() == index.catalog.count_passages()
    assert index.catalog.unswept() == []


def test_a_second_sync_embeds_nothing(folder: Path, index: Index) -> None:
    assert outcome(sync_corpus(folder, index)) == (2, 0, 0, 0, 2)
    assert outcome(sync_corpus(folder, index)) == (0, 0, 0, 2, 0)
    check_consistent(index)


def test_add_replace_remove(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    (folder / "one.txt").write_text("Halifax decided on Friday.", encoding="utf-8")
    (folder / "two.md").unlink()
    (folder / "three.txt").write_text("A ferry sank off Dartmouth.", encoding="utf-8")
    assert outcome(sync_corpus(folder, index)) == (1, 1, 1, 0, 2)
    check_consistent(index)
    assert sorted(texts(index, "what happened?")) == ["A ferry sank off Dartmouth.", "Halifax decided on Friday."]


def test_the_index_is_the_same_after_it_was_closed(folder: Path, tmp_path: Path) -> None:
    first = open_index(tmp_path / "again", threads=1)
    sync_corpus(folder, first)
    before = texts(first, "harvest in Manitoba")
    first.close()
    second = open_index(tmp_path / "again", threads=1)
    assert texts(second, "harvest in Manitoba") == before
    assert outcome(sync_corpus(folder, second)) == (0, 0, 0, 2, 0)
    second.close()


def test_retrieval_ranks_and_places_passages(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    ranked = index.retriever(1).retrieve("Which province had a failed harvest?")
    [best] = ranked
    assert best.node.get_content() == OTHER
    assert best.score == pytest.approx(1.0)
    document = index.catalog.document(best.node.metadata["document_id"])
    assert document is not None
    assert document.text[best.node.start_char_idx : best.node.end_char_idx] == OTHER
    assert best.node.metadata["source"] == "two.md"


@pytest.mark.parametrize("question", ["AND OR NOT", 'text:"', "(((", "*", "🙂", "选举", "a" * 3000, "id:1 ^2 ~"])
def test_query_syntax_in_a_question_is_text(folder: Path, index: Index, question: str) -> None:
    sync_corpus(folder, index)
    assert len(texts(index, question)) == 2


@pytest.mark.parametrize("step", ["add", "write", "replace", "remove", "swept"])
def test_a_sync_stopped_anywhere_is_made_good(
    folder: Path, index: Index, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_corpus(folder, index)
    (folder / "one.txt").write_text("Halifax decided on Friday.", encoding="utf-8")
    (folder / "two.md").unlink()
    parts = {"add": index.vectors, "write": index.keywords}

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(parts.get(step, index.catalog)), step, stop)
        with pytest.raises(KeyboardInterrupt):
            sync_corpus(folder, index)
    found = texts(index, "who decided?")
    assert found, "the old or the new state is served"
    assert len(found) == len(set(found))
    assert not {TEXT, "Halifax decided on Friday."} <= set(found), "not both versions"
    sync_corpus(folder, index)
    check_consistent(index)
    assert texts(index, "who decided?") == ["Halifax decided on Friday."]


def test_an_emptied_folder_does_not_empty_the_index(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    for file in folder.iterdir():
        file.unlink()
    with pytest.raises(IndexFailure, match="--allow-empty"):
        sync_corpus(folder, index)
    assert len(texts(index, "vote")) == 2
    assert outcome(sync_corpus(folder, index, allow_empty=True)) == (0, 0, 2, 0, 0)
    assert texts(index, "vote") == []


def test_a_vanished_folder_is_an_error(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    with pytest.raises(CorpusError, match="nowhere"):
        sync_corpus(folder / "nowhere", index)
    assert len(texts(index, "vote")) == 2


def test_a_file_that_turns_unreadable_stays_as_indexed(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    (folder / "one.txt").write_bytes(b"\x00\x01\x02" * 100)
    report = sync_corpus(folder, index)
    assert [failure.source for failure in report.failures] == ["one.txt"]
    assert report.removed == 0
    assert TEXT in texts(index, "vote")


def test_a_second_writer_is_told_who_writes(folder: Path, index: Index) -> None:
    import os

    with index.writing(), pytest.raises(IndexFailure, match=f"process {os.getpid()} is writing"), index.writing():
        pass
    sync_corpus(folder, index)


@pytest.mark.parametrize("damage", ["catalog.sqlite", "chroma/chroma.sqlite3", "tantivy/meta.json"])
def test_a_damaged_part_is_named(folder: Path, tmp_path: Path, damage: str) -> None:
    home = tmp_path / "home"
    made = open_index(home, threads=1)
    sync_corpus(folder, made)
    made.close()
    for rest in home.glob("catalog.sqlite-*"):
        rest.unlink()
    (home / damage).write_bytes(b"not what it was" * 100)
    with pytest.raises(IndexFailure, match=r"delete the folder .*home"):
        open_index(home, threads=1)


def test_lost_vectors_are_noticed(folder: Path, index: Index, tmp_path: Path) -> None:
    sync_corpus(folder, index)
    version = next(iter(index.catalog.versions().values()))
    index.vectors.remove(version)
    with pytest.raises(IndexFailure, match="2 passages, 1 vectors"):
        open_index(tmp_path / "home", threads=1)


def test_a_catalogue_of_another_schema_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "catalog.sqlite"
    catalog = Catalog(file)
    catalog.set_fact("schema", "99")
    catalog.close()
    with pytest.raises(IndexFailure, match="'99'"):
        Catalog(file)
