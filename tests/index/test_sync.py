"""The index follows the folder, through real stores; a document is seen as it was or as it is."""

import json
import shutil
from pathlib import Path

import pytest

from corpus import CorpusError
from index.encoder import OnnxEmbedding
from index.errors import IndexFailure
from index.plan import FileState
from index.store import Index, open_index
from index.sync import SyncReport, sync_corpus
from tests.folder_of_two import OTHER, TEXT, texts


def outcome(report: SyncReport) -> tuple[int, int, int, int, int]:
    return report.added, report.replaced, report.removed, report.unchanged, report.embedded


def check_consistent(index: Index) -> None:
    assert index.keywords.count() == index.catalog.count_passages()
    assert index.vectors.count() == index.catalog.count_texts()
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


def test_what_a_page_states_about_itself_is_kept(folder: Path, index: Index) -> None:
    head = (
        '<title>Ferry sinks</title><meta name="author" content="Ann Reporter"><meta name="date" content="2020-11-19">'
    )
    page = f"<html><head>{head}</head><body><article><p>A ferry sank off Dartmouth.</p></article></body></html>"
    (folder / "ferry.html").write_text(page, encoding="utf-8")
    sync_corpus(folder, index)
    kept = {one.source: (one.title, one.published, one.author) for one in index.catalog.documents()}
    assert kept["ferry.html"] == ("Ferry sinks", "2020-11-19", "Ann Reporter")
    assert kept["one.txt"][2] is None


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


def test_a_file_of_many_rows_goes_on_where_it_was_stopped(
    tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [json.dumps({"text": f"Witness {number} spoke about bridge {number}."}) for number in range(200)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    embed, calls = OnnxEmbedding._get_text_embeddings, 0  # noqa: SLF001 - what is stopped

    def stop_at_third(self: OnnxEmbedding, given: list[str]) -> list[list[float]]:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return embed(self, given)

    with monkeypatch.context() as patch:
        patch.setattr(OnnxEmbedding, "_get_text_embeddings", stop_at_third)
        with pytest.raises(KeyboardInterrupt):
            sync_corpus(tmp_path / "rows.jsonl", index)
    shown: list[float] = []
    report = sync_corpus(tmp_path / "rows.jsonl", index, lambda done, total, _: shown.append(done / total))
    assert (report.added, report.embedded) == (200, 200 - 2 * 64)
    assert len({*shown}) > 2, "it moves while the file is embedded"
    assert shown == sorted(shown)
    assert shown[-1] == 1
    check_consistent(index)


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
    for allow_empty in (False, True):
        with pytest.raises(CorpusError, match="nowhere"):
            sync_corpus(folder / "nowhere", index, allow_empty=allow_empty)
    shutil.rmtree(folder)
    with pytest.raises(CorpusError, match=r"does not exist.*--allow-empty"):
        sync_corpus(folder, index)
    assert len(texts(index, "vote")) == 2


def test_a_vanished_folder_empties_the_index_where_that_is_wanted(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    shutil.rmtree(folder)
    assert outcome(sync_corpus(folder, index, allow_empty=True)) == (0, 0, 2, 0, 0)
    assert texts(index, "vote") == []


def test_a_file_that_holds_no_text_any_more_is_taken_out_and_reported(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    (folder / "one.txt").write_bytes(b"\x00\x01\x02" * 100)
    for _ in range(2):
        report = sync_corpus(folder, index)
        assert [failure.source for failure in report.failures] == ["one.txt"]
        assert texts(index, "vote") == [OTHER]
    check_consistent(index)


def test_a_corpus_whose_every_file_turns_bad_does_not_empty_the_index(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    for file in folder.iterdir():
        file.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(IndexFailure, match="--allow-empty"):
            sync_corpus(folder, index)
    assert len(texts(index, "vote")) == 2
    assert sync_corpus(folder, index, allow_empty=True).removed == 2
    assert texts(index, "vote") == []


def test_a_file_that_cannot_be_opened_now_stays_as_indexed(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    (folder / "one.txt").unlink()
    (folder / "one.txt").symlink_to("/nowhere/at/all")
    report = sync_corpus(folder, index)
    assert [failure.source for failure in report.failures] == ["one.txt"]
    assert report.removed == 0
    assert TEXT in texts(index, "vote")


def test_a_renamed_file_is_embedded_no_second_time(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    (folder / "one.txt").rename(folder / "first.txt")
    report = sync_corpus(folder, index)
    assert outcome(report) == (1, 0, 1, 1, 0)
    [renamed] = [file for file in report.files if file.state is FileState.RENAMED]
    assert (renamed.source, renamed.before) == ("first.txt", "one.txt")
    check_consistent(index)
    assert {document.source for document in index.catalog.documents()} == {"first.txt", "two.md"}


def test_equal_files_are_two_documents_embedded_once(folder: Path, index: Index) -> None:
    (folder / "copy.txt").write_text(TEXT, encoding="utf-8")
    report = sync_corpus(folder, index)
    assert outcome(report) == (3, 0, 0, 0, 2)
    assert texts(index, "vote").count(TEXT) == 2
    (folder / "later.txt").write_text(TEXT, encoding="utf-8")
    assert sync_corpus(folder, index).embedded == 0


def test_the_report_has_each_file(folder: Path, index: Index) -> None:
    (folder / "bad.txt").write_bytes(b"")
    files = {file.source: file for file in sync_corpus(folder, index).files}
    assert files["one.txt"].line == "new        one.txt (1 document, 1 passage, utf-8)"
    assert files["bad.txt"].failures
    files = {file.source: file for file in sync_corpus(folder, index).files}
    assert [files[name].state for name in ("one.txt", "bad.txt")] == ["unchanged", "unchanged"]
    assert files["bad.txt"].failures, "what was bad stays reported"


def test_a_new_rule_reads_and_writes_everything_anew(
    folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_corpus(folder, index)
    monkeypatch.setattr("index.sync.RULE", "another")
    monkeypatch.setattr("index.plan.RULE", "another")
    assert outcome(sync_corpus(folder, index)) == (0, 2, 0, 0, 0)
    check_consistent(index)


def test_a_second_writer_is_told_who_writes(folder: Path, index: Index) -> None:
    import os

    with index.writing(), pytest.raises(IndexFailure, match=f"process {os.getpid()} is writing"), index.writing():
        pass
    sync_corpus(folder, index)


@pytest.mark.parametrize("name", ["", "\ud800", "a\0b", "x" * 100_000])
def test_no_document_has_a_name_that_nobody_gave_it(name: str, folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    assert index.catalog.document(name) is None
    assert index.catalog.passages([name]) == index.catalog.sources(name) == {}
