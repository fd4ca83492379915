"""A text that stands in many places has one vector, and keeps no other from being found."""

from pathlib import Path

import pytest

from index.errors import IndexFailure
from index.publish import _check
from index.repair import find_damage
from index.retriever import MOST_OF_A_TEXT
from index.store import Index
from index.sync import sync_corpus
from tests.folder_of_two import texts

REPEATED = "Thank you for your message; the office answers within two working days."


def copies(index: Index) -> int:
    return sum(text == REPEATED for _, _, text, _ in next(index.catalog.every_passage()))


def test_every_text_is_found_by_its_own_vector_beside_many_equal_ones(folder: Path, index: Index) -> None:
    for number in range(400):
        (folder / f"reply-{number}.txt").write_text(REPEATED, encoding="utf-8")
    sync_corpus(folder, index)
    assert copies(index) == 400
    assert index.vectors.count() == index.catalog.count_texts() == 3
    assert not find_damage(index)
    kept = index.kept_vectors.load([digest for *_, digest in next(index.catalog.every_passage())])
    assert all(map(index.vectors.finds, kept.values()))


def test_a_text_is_read_a_few_times_and_leaves_room_for_others(folder: Path, index: Index) -> None:
    for number in range(40):
        (folder / f"reply-{number}.txt").write_text(REPEATED, encoding="utf-8")
    sync_corpus(folder, index)
    found = texts(index, "when are messages answered?")
    assert found[:MOST_OF_A_TEXT] == [REPEATED] * MOST_OF_A_TEXT
    assert found.count(REPEATED) == MOST_OF_A_TEXT
    assert len(found) > MOST_OF_A_TEXT


def test_the_vector_of_a_text_stays_while_the_text_stands_anywhere(folder: Path, index: Index) -> None:
    for number in range(3):
        (folder / f"reply-{number}.txt").write_text(REPEATED, encoding="utf-8")
    sync_corpus(folder, index)
    rows = next(index.catalog.every_passage())
    [holder] = {name for name, _, text, _ in rows if text == REPEATED} & index.vectors.ids()
    source = index.catalog.passages([holder])[holder].document.source
    (folder / source).unlink()
    sync_corpus(folder, index)
    assert copies(index) == 2
    assert holder not in index.vectors.ids()
    assert index.vectors.count() == index.catalog.count_texts() == 3
    assert REPEATED in texts(index, "when does the office answer a message?")


@pytest.mark.parametrize(("found", "lost"), [(0, True), (1, True), (2, False), (3, False)])
def test_a_few_out_of_reach_are_no_lost_files(
    found: int, lost: bool, folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "three.txt").write_text("A ferry sank off Dartmouth.", encoding="utf-8")
    sync_corpus(folder, index)
    reached = iter([True] * found + [False] * (3 - found))
    monkeypatch.setattr(index.vectors, "finds", lambda vector: next(reached))
    if lost:
        with pytest.raises(IndexFailure, match="do not find what they hold"):
            _check(index, index.vectors)
    else:
        _check(index, index.vectors)


@pytest.mark.parametrize(("found", "damaged"), [(0, True), (1, False), (2, False)])
def test_one_out_of_reach_is_no_damage(
    found: int, damaged: bool, folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_corpus(folder, index)
    reached = iter([False] * (2 - found) + [True] * found)
    monkeypatch.setattr(index.vectors, "finds", lambda vector: next(reached))
    assert find_damage(index).vectors is damaged
