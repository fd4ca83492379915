"""The index changes while it is asked, by this process and by another one."""

import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from llama_index.core.schema import NodeWithScore

from index.repair import find_damage
from index.store_files import forget_files
from index.vector_folders import folder_in_use
from qa.answer import Answer
from qa.errors import QAError
from qa.indexing import repair_index
from qa.service import QAService, open_service
from tests.commands import index_elsewhere
from tests.ferry_and_bridge import BRIDGE, FERRY, sources


def test_what_another_process_indexed_is_served(service: QAService, corpus: Path) -> None:
    assert sources(service, "who closed the bridge") == ["ferry.txt"]
    (corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (corpus / "ferry.txt").unlink()
    done = index_elsewhere(service)
    assert done.returncode == 0, done.stderr
    assert sources(service, "who closed the bridge") == ["bridge.txt"]
    vectors = service.index.vectors.rank(service.index.encoder.get_query_embedding(BRIDGE), 5)
    assert [round(cosine, 2) for cosine in vectors.values()] == [1.0]


def test_vectors_that_cannot_be_opened_anew_are_tried_again(service: QAService, corpus: Path) -> None:
    (corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    assert index_elsewhere(service).returncode == 0
    [file] = (service.settings.home / "chroma").rglob("chroma.sqlite3")
    aside = file.rename(file.with_name("aside"))
    file.write_bytes(b"not what it was" * 100)
    for _ in range(2):
        with pytest.raises(QAError, match="cannot be opened"):
            service.retrieve("who closed the bridge")
    aside.replace(file)
    for _ in range(2):
        assert sources(service, "who closed the bridge")[0] == "bridge.txt"
    vectors = service.index.vectors.rank(service.index.encoder.get_query_embedding(BRIDGE), 1)
    assert [round(cosine, 2) for cosine in vectors.values()] == [1.0]


def test_questions_are_answered_while_a_sync_runs(service: QAService, corpus: Path) -> None:
    for number in range(30):
        (corpus / f"{number}.txt").write_text(f"Pilot {number} flew to Gander. {BRIDGE} " * 4, encoding="utf-8")
    failures: list[BaseException] = []
    answered = 0
    over = threading.Event()

    def ask() -> None:
        nonlocal answered
        while not over.is_set():
            try:
                assert "Ruth Moss" in service.answer("Who commanded the crew?").text
                answered += 1
            except BaseException as error:
                failures.append(error)
                return

    thread = threading.Thread(target=ask)
    thread.start()
    service.sync()
    over.set()
    thread.join()
    assert failures == []
    assert answered


def test_questions_are_answered_while_another_process_indexes(service: QAService, corpus: Path) -> None:
    asked = 0
    for turn in range(2):
        for number in range(10):
            text = f"Pilot {number} flew to Gander on day {turn}. {BRIDGE} "
            (corpus / f"{number + turn}.txt").write_text(text * 4, encoding="utf-8")
        (corpus / f"{turn}.txt").unlink()
        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(index_elsewhere, service)
            while not done.done():
                assert "Ruth Moss" in service.answer("Who commanded the crew?").text
                assert sources(service, "the bridge at Lunenburg")
                asked += 1
        assert done.result().returncode == 0, done.result().stderr
        assert service.retrieve("who closed the bridge")
        assert service.index.vectors.ids() == service.index.catalog.one_of_each_text()
    assert asked


def test_vectors_that_another_process_replaces_after_a_look_are_asked_anew(
    service: QAService, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    look = service.index.see_other_writers
    looks = iter([lambda: index_elsewhere(service).returncode])
    monkeypatch.setattr(type(service.index), "see_other_writers", lambda _: next(looks, look)())
    assert sources(service, "who closed the bridge")[0] == "bridge.txt"
    assert list(looks) == []


def test_passages_that_are_replaced_while_they_are_ranked_are_ranked_anew(
    service: QAService, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranked = type(service.index.keywords).rank
    looks = iter([lambda: index_elsewhere(service).returncode])

    def rank(*asked: object) -> dict[str, float]:
        found = ranked(*asked)
        for write in looks:
            assert write() == 0
        return found

    (corpus / "ferry.txt").write_text(FERRY.replace("Ruth Moss", "Ada Pike"), encoding="utf-8")
    monkeypatch.setattr(type(service.index.keywords), "rank", rank)
    [passage] = service.retrieve("who commanded the crew")
    assert "Ada Pike" in passage.quote


def test_an_index_that_was_deleted_and_made_again_is_served(service: QAService, corpus: Path) -> None:
    shutil.rmtree(service.settings.home)
    with pytest.raises(QAError, match=r"was deleted: run `qa index`"):
        service.answer("Who commanded the crew?")
    (corpus / "ferry.txt").write_text(FERRY.replace("Ruth Moss", "Ada Pike"), encoding="utf-8")
    assert index_elsewhere(service).returncode == 0
    assert "Ada Pike" in service.answer("Who commanded the crew?").text
    assert service.index.vectors.ids() == service.index.catalog.one_of_each_text()


def test_what_another_process_is_writing_is_not_repaired(service: QAService) -> None:
    forget_files(service.index)  # as a sync does before it writes
    with service.index.writing():
        repair_index(service.index)
        with pytest.raises(QAError, match="is writing the index"):
            repair_index(service.index, thorough=True)
    repair_index(service.index)
    assert not find_damage(service.index)


def test_a_sync_goes_on_from_what_another_process_published(service: QAService, corpus: Path) -> None:
    assert sources(service, "who closed the bridge") == ["ferry.txt"]
    (corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    assert index_elsewhere(service).returncode == 0
    (corpus / "ferry.txt").write_text(FERRY + " It sank.", encoding="utf-8")
    assert service.sync().replaced == 1
    check_vectors(service)
    assert folder_in_use(service.settings.home, service.index.catalog).name.startswith("3-")


def test_a_sync_of_an_index_that_was_made_again_changes_that(service: QAService, corpus: Path) -> None:
    shutil.rmtree(service.settings.home)
    assert index_elsewhere(service).returncode == 0
    (corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    assert service.sync().added == 1
    check_vectors(service)
    other = open_service(service.settings)
    check_vectors(other)
    assert sources(other, "who closed the bridge")[0] == "bridge.txt"
    other.close()


def check_vectors(service: QAService) -> None:
    """The vectors that are asked are those of the live passages, each found."""
    ids = service.index.vectors.ids()
    assert ids == service.index.catalog.one_of_each_text()
    assert all(map(service.index.vectors.finds, service.index.vectors.load(sorted(ids)).values()))
    assert not find_damage(service.index, thorough=True)


def test_threads_that_ask_an_index_made_again_agree_on_it(service: QAService, corpus: Path) -> None:
    (corpus / "ferry.txt").write_text(FERRY.replace("Ruth Moss", "Ada Pike"), encoding="utf-8")
    shutil.rmtree(service.settings.home)
    assert index_elsewhere(service).returncode == 0
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(service.answer, ["Who commanded the crew?"] * 8))
    assert all("Ada Pike" in answer.text for answer in answers)


def test_vectors_not_published_for_want_of_room_keep_nobody_from_asking(
    service: QAService, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.publish.note_of", fail)
    with pytest.raises(QAError, match="No space left"):
        service.sync()
    other = open_service(service.settings)
    assert "bridge.txt" in sources(other, "who closed the bridge at Lunenburg")
    other.close()
    monkeypatch.undo()
    service.sync()
    check_vectors(service)


class ChangedWhileRead:
    """An answerer that the corpus changes under: each time one of `changes` is made, then the real one answers."""

    def __init__(self, service: QAService, changes: list[Callable[[], object]]) -> None:
        self.service, self.real, self.changes = service, service.answerer, changes

    def answer(self, question: str, passages: Sequence[NodeWithScore]) -> Answer:
        if self.changes:
            self.changes.pop(0)()
            self.service.sync(allow_empty=True)
        return self.real.answer(question, passages)


def test_a_document_that_is_changed_while_it_is_read_is_read_again(service: QAService, corpus: Path) -> None:
    file = corpus / "ferry.txt"
    changes = [lambda: file.write_text(FERRY.replace("Ruth Moss", "Ada Pike"), encoding="utf-8"), lambda: None]
    service.answerer = ChangedWhileRead(service, changes)
    answer = service.answer("Who commanded a crew of 41 sailors?")
    assert "Ada Pike" in answer.text
    service.answerer = ChangedWhileRead(service, [file.unlink])
    assert service.answer("Who commanded a crew of 41 sailors?").citations == ()


def test_documents_that_never_stand_still_end_in_one_sentence(service: QAService, corpus: Path) -> None:
    file = corpus / "ferry.txt"
    changes = [lambda n=n: file.write_text(FERRY.replace("41", str(n)), encoding="utf-8") for n in range(60, 70)]
    service.answerer = ChangedWhileRead(service, changes)
    with pytest.raises(QAError, match="was changed or removed while it was read, again and again"):
        service.answer("Who commanded a crew of sailors?")
