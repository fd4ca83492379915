"""What Chroma or tantivy lose is put back from the catalogue, without the corpus and without the encoder."""

import shutil
from pathlib import Path

import pytest

from index.encoder import OnnxEmbedding
from index.errors import IndexFailure
from index.repair import Damage, find_damage, repair
from index.store import Index, open_index
from index.store_files import forget_files
from index.sync import sync_corpus

TEXTS = [f"Witness {number} spoke on Monday about bridge {number} in Halifax." for number in range(40)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed index; its corpus is gone."""
    place = tmp_path_factory.mktemp("sound")
    corpus = place / "corpus"
    corpus.mkdir()
    for number, text in enumerate(TEXTS):
        (corpus / f"{number}.txt").write_text(text, encoding="utf-8")
    made = open_index(place / "home", threads=1)
    sync_corpus(corpus, made)
    made.close()
    shutil.rmtree(corpus)
    return place / "home"


@pytest.fixture
def home(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "home"))


def found(index: Index, question: str) -> str:
    return index.retriever(1).retrieve(question)[0].node.get_content()


def open_repaired(home: Path, monkeypatch: pytest.MonkeyPatch) -> Damage:
    """What was damaged; the repaired index finds every passage and embeds none."""
    index = open_index(home, threads=1)
    damage = find_damage(index)
    with monkeypatch.context() as patch:
        patch.setattr(OnnxEmbedding, "_get_text_embeddings", None)
        repair(index)
    assert not find_damage(index)
    assert index.vectors.count() == index.keywords.count() == len(TEXTS)
    assert found(index, TEXTS[7]) == TEXTS[7]
    index.close()
    return damage


def test_a_sound_index_is_left_alone(home: Path) -> None:
    index = open_index(home, threads=1)
    assert not find_damage(index)
    index.close()


@pytest.mark.parametrize("part", ["chroma.sqlite3", "tantivy/meta.json"])
@pytest.mark.parametrize("content", [None, b"", b"not what it was" * 100])
def test_a_damaged_store_is_repaired(
    home: Path, part: str, content: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    [file] = home.rglob(part)
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    damage = open_repaired(home, monkeypatch)
    assert damage == Damage(vectors="chroma" in part, keywords="tantivy" in part)


@pytest.mark.parametrize("part", ["chroma", "tantivy"])
def test_a_lost_folder_is_repaired(home: Path, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(home / part)
    assert open_repaired(home, monkeypatch) == Damage(vectors=part == "chroma", keywords=part == "tantivy")


@pytest.mark.parametrize("suffix", [".store", ".idx", ".term", ".fieldnorm"])
def test_a_truncated_keyword_file_is_repaired(home: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in (home / "tantivy").glob(f"*{suffix}"):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert open_repaired(home, monkeypatch).keywords


@pytest.mark.parametrize("suffix", [".idx", ".store"])
def test_keyword_files_with_zeros_are_named_and_repaired(
    home: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    zero_a_third(home / "tantivy", suffix)
    index = open_index(home, threads=1)
    with pytest.raises(IndexFailure, match="run `qa index`"):
        index.keywords.rank(TEXTS[7], 3)
    index.close()
    assert open_repaired(home, monkeypatch) == Damage(vectors=False, keywords=True)


def zero_a_third(folder: Path, suffix: str) -> None:
    for file in folder.rglob(f"*{suffix}"):
        content = file.read_bytes()
        third = len(content) // 3
        file.write_bytes(bytes(third) + content[third:])


def test_a_vector_file_that_was_cut_is_noticed_on_opening(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [file] = (home / "chroma").rglob("data_level0.bin")
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 9 // 10])
    assert open_repaired(home, monkeypatch) == Damage(vectors=True, keywords=False)


@pytest.mark.parametrize(("part", "suffix"), [("chroma", "data_level0.bin"), ("tantivy", ".fieldnorm")])
def test_bytes_that_changed_are_noticed_when_files_are_read_whole(home: Path, part: str, suffix: str) -> None:
    zero_a_third(home / part, suffix)
    index = open_index(home, threads=1)
    damage = find_damage(index, thorough=True)
    assert damage == Damage(vectors=part == "chroma", keywords=part == "tantivy")
    repair(index, thorough=True)
    assert not find_damage(index, thorough=True)
    assert found(index, TEXTS[7]) == TEXTS[7]
    index.close()


def test_questions_and_opening_leave_the_files_as_noted(home: Path) -> None:
    for _ in range(3):
        index = open_index(home, threads=1)
        assert found(index, TEXTS[7]) == TEXTS[7]
        assert not find_damage(index, thorough=True)
        index.close()


def test_lost_vectors_are_repaired(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index(home, threads=1)
    index.vectors.remove(sorted(index.vectors.ids())[:1])
    index.close()
    assert open_repaired(home, monkeypatch) == Damage(vectors=True, keywords=False)


def test_repair_waits_for_no_writer(home: Path) -> None:
    index = open_index(home, threads=1)
    with index.writing(), pytest.raises(IndexFailure, match="is writing"):
        repair(index)
    index.close()


def test_a_damaged_catalogue_is_named(home: Path) -> None:
    for rest in home.glob("catalog.sqlite-*"):
        rest.unlink()
    (home / "catalog.sqlite").write_bytes(b"not what it was" * 100)
    with pytest.raises(IndexFailure, match=r"delete the folder .*home"):
        open_index(home, threads=1)


@pytest.mark.parametrize("file", ["link_lists.bin", "data_level0.bin", "chroma.sqlite3"])
@pytest.mark.parametrize("cut", [True, False])
def test_damage_beside_a_stopped_sync_is_repaired(home: Path, file: str, cut: bool) -> None:
    index = open_index(home, threads=1)
    forget_files(index)  # as a sync does before it writes
    index.close()
    [damaged] = home.rglob(file)
    content = damaged.read_bytes()
    half = len(content) // 2
    damaged.write_bytes(content[:half] + (b"" if cut else bytes(byte ^ 255 for byte in content[half:])))
    index = open_index(home, threads=1)
    repair(index, thorough=True)
    assert index.vectors.ids() == index.catalog.one_of_each_text()
    assert found(index, TEXTS[7]) == TEXTS[7]
    assert not find_damage(index, thorough=True)
    index.close()
