"""What a service has open is closed: by `close`, where it cannot be made, and where its index is made again."""

import shutil
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

import qa.confidence
from index.errors import IndexFailure, WeightsFailure
from qa.errors import QAError
from qa.service import QAService, open_service
from qa.settings import Settings


def test_the_threads_of_a_closed_service_end(corpus: Path, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    service = open_service(Settings(corpus=corpus, home=tmp_path / "home"))
    service.index.encoder.get_text_embedding_batch(["A crew.", "A ferry."])
    service._reader.read_all("Who commanded the crew?", ["Ruth Moss did.", "Nobody did."])  # noqa: SLF001
    begun = [one for one in set(threading.enumerate()) - before if one.name.startswith("ThreadPool")]
    assert begun
    service.close()
    for one in begun:
        one.join(10)
        assert not one.is_alive()
    assert len(service.index.encoder.get_text_embedding_batch(["Asked", "meanwhile."])) == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts the open files of Linux")
def test_a_service_that_cannot_be_made_leaves_no_file_open(service: QAService, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path) -> None:
        raise WeightsFailure("the calibration is missing: check the file out again")

    monkeypatch.setattr(qa.confidence, "load_calibration", fail)
    opened = []
    for _ in range(3):
        with pytest.raises(QAError, match="the calibration is missing") as kept:
            QAService(service.settings)
        opened.append((kept, len(_open_files(service.settings.home))))
    assert opened[-1][1] - opened[0][1] < 2  # what is loaded once may keep one


def test_an_index_that_was_made_again_is_closed_once_nobody_reads_it(service: QAService) -> None:
    replaced, database = service.index, service.index.database
    shutil.rmtree(service.settings.home)
    service.sync()
    assert service.index is not replaced
    assert replaced.catalog.count_documents() == 1
    del replaced
    with pytest.raises(IndexFailure, match="was closed meanwhile"):
        database.one("SELECT 1")


def test_a_service_whose_lock_a_forked_process_took_along_is_closed_without_it(
    service: QAService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_process", 0)
    with service._opening:  # noqa: SLF001 - as a thread did that the fork did not copy
        closing = threading.Thread(target=service.close, daemon=True)
        closing.start()
        closing.join(10)
        assert not closing.is_alive()


def test_an_index_that_is_opened_while_the_service_is_closed_is_closed(
    service: QAService, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing = threading.Thread(target=service.close)
    open_anew = service._open  # noqa: SLF001 - what comes between

    def open_while_closing() -> None:
        closing.start()
        open_anew()

    monkeypatch.setattr(service, "_open", open_while_closing)
    shutil.rmtree(service.settings.home)
    service._current(make=True)  # noqa: SLF001
    closing.join()
    with pytest.raises(IndexFailure, match="was closed meanwhile"):
        service.index.database.one("SELECT 1")


def _open_files(folder: Path) -> list[Path]:
    """The files in a folder that this process holds open, each as often as it does."""
    files = []
    for number in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            files.append(number.readlink())
    return [file for file in files if file.is_relative_to(folder)]
