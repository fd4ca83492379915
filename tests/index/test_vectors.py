"""Ranking by vectors, in Chroma's own files."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import chromadb  # noqa: F401 - when it is imported it looks into the environment, whatever is done about that
import pytest

from index.encoder import DIMENSIONS
from index.errors import IndexFailure
from index.vectors import VectorStore


def unit(place: int) -> list[float]:
    """The unit vector along one axis."""
    return [float(axis == place) for axis in range(DIMENSIONS)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore(tmp_path / "chroma")
    yield opened
    opened.close()


def test_fewer_passages_than_are_asked_for_are_all_ranked(store: VectorStore) -> None:
    assert store.rank(unit(0), 30) == {}
    store.add([(f"v:{place}", "v", unit(place)) for place in range(5)])
    ranked = store.rank(unit(3), 30)
    assert next(iter(ranked)) == "v:3"
    assert sorted(ranked) == [f"v:{place}" for place in range(5)]
    assert ranked == pytest.approx({f"v:{place}": float(place == 3) for place in range(5)}, abs=1e-5)
    store.remove(store.ids_of(["v"]))
    assert store.rank(unit(3), 30) == {}


def test_a_folder_is_opened_whatever_others_set_for_chroma(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_bytes(b"CHROMA_SERVER_HTTP_PORT=many\nIS_PERSISTENT=false\nNAME=\xe9\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHROMA_API_IMPL", "chromadb.api.fastapi.FastAPI")
    opened = VectorStore(tmp_path / "chroma")
    opened.add([("v:0", "v", unit(0))])
    opened.close()
    assert (tmp_path / "chroma" / "chroma.sqlite3").exists()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("CHROMA_SERVER_HTTP_PORT=many", "CHROMA_SERVER_HTTP_PORT: "),
        ("A=\N{LATIN SMALL LETTER E WITH ACUTE}", "utf-8"),
    ],
)
def test_what_chroma_cannot_use_is_named(
    text: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(text, encoding="latin-1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IndexFailure, match=rf"\.env' sets .*{named}.*: correct it there"):
        VectorStore(tmp_path, "http://127.0.0.1:1")


def test_ranking_does_not_count_the_passages(store: VectorStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chroma counts row by row: 12 ms at 100,000 passages, several times what a search takes."""
    store.add([("v:0", "v", unit(0))])
    monkeypatch.setattr(store, "count", lambda: pytest.fail("the passages were counted"))
    assert list(store.rank(unit(0), 30)) == ["v:0"]


@pytest.mark.parametrize("asked", [False, True])
def test_a_folder_that_is_deleted_is_asked_as_before_or_not_at_all(tmp_path: Path, asked: bool) -> None:
    """Another process has published other vectors meanwhile."""
    store = VectorStore(tmp_path / "chroma")
    store.add([(f"v:{place}", "v", unit(place)) for place in range(5)])
    store.settle()
    store.close()
    opened = VectorStore(tmp_path / "chroma")
    if asked:
        opened.rank(unit(1), 1)
    shutil.rmtree(tmp_path / "chroma")
    try:
        ranked = opened.rank(unit(3), 1)
    except IndexFailure:
        pass  # what asks looks where the vectors are now
    else:
        assert next(iter(ranked)) == "v:3"
    opened.close()
