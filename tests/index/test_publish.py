"""Vectors are published in a folder of their own."""

from pathlib import Path

import pytest

from index import publish
from index.store import Index, open_index
from index.sync import sync_corpus
from index.vector_folders import folder_in_use


def write(folder: Path, numbers: range) -> None:
    for number in numbers:
        (folder / f"{number}.txt").write_text(f"Witness {number} spoke about bridge {number}.", encoding="utf-8")


def check_vectors(index: Index) -> None:
    """The vectors that are asked are those of the live passages, each found."""
    ids = index.vectors.ids()
    assert ids == index.catalog.one_of_each_text()
    assert all(map(index.vectors.finds, index.vectors.load(sorted(ids)).values()))


def number(index: Index) -> str:
    return folder_in_use(index.home, index.catalog).name.split("-")[0]


def test_a_writer_goes_on_from_what_another_has_published_since_it_was_opened(folder: Path, index: Index) -> None:
    stale = open_index(index.home, threads=1)
    sync_corpus(folder, index)
    assert number(index) == "1"
    write(folder, range(3))
    sync_corpus(folder, stale)
    assert number(stale) == "2"
    for one in (stale, index):
        one.see_other_writers()
        check_vectors(one)
    assert [place.name for place in (index.home / "chroma").iterdir()] == [index.vectors.folder.name]
    stale.close()


def test_vectors_that_were_removed_leave_no_room_once_they_are_the_most(folder: Path, index: Index) -> None:
    write(folder, range(240))
    sync_corpus(folder, index)
    [before] = (file.stat().st_size for file in index.home.rglob("data_level0.bin"))
    for file in list(folder.glob("*.txt"))[:200]:
        file.unlink()
    sync_corpus(folder, index)
    check_vectors(index)
    [after] = (file.stat().st_size for file in index.home.rglob("data_level0.bin"))
    assert after < before / 2


@pytest.mark.parametrize("step", ["clear_unused", "compact"])
def test_files_that_the_last_step_tears_are_made_anew_before_they_are_asked(
    folder: Path, index: Index, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, range(40))
    sync_corpus(folder, index)
    whole, torn = getattr(publish, step), []

    def tear_once(place: Path) -> bool:
        done: bool = whole(place)
        if not torn:
            [file] = place.rglob("data_level0.bin")
            file.write_bytes(bytes(file.stat().st_size))
            torn.append(place)
        return done

    monkeypatch.setattr(publish, step, tear_once)
    (folder / "7.txt").unlink()
    sync_corpus(folder, index)
    assert torn
    check_vectors(index)
