"""Two homes share a Chroma server that is really started."""

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.errors import IndexFailure
from index.repair import find_damage, repair
from index.store import Index, open_index
from index.sync import sync_corpus
from tests.ferry_and_bridge import BRIDGE, FERRY


@contextmanager
def running_server(place: Path) -> Iterator[str]:
    """The address of a server of its own, which ends with the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = shutil.which("chroma", path=str(Path(sys.executable).parent)) or "chroma"
    server = subprocess.Popen(
        [program, "run", "--path", str(place), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    for line in server.stdout:
        if "listening on" in line:
            break
    drain = threading.Thread(target=server.stdout.read)  # a full pipe would stop the server
    drain.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
        drain.join()
        server.stdout.close()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    return folder


def best(index: Index, question: str) -> str:
    return str(index.retriever(3).retrieve(question)[0].node.get_content())


def test_two_homes_share_the_vectors(corpus: Path, tmp_path: Path) -> None:
    with running_server(tmp_path / "server") as url:
        check_two_homes(url, corpus, tmp_path)


def check_two_homes(url: str, corpus: Path, tmp_path: Path) -> None:
    first, second = (open_index(tmp_path / name, threads=1, chroma_url=url) for name in ("first", "second"))
    assert sync_corpus(corpus, first).embedded == 2
    assert sync_corpus(corpus, second).embedded == 0, "the second home takes them from the server"
    assert best(first, "who closed it?") == best(second, "who closed it?") == BRIDGE
    (corpus / "bridge.txt").unlink()
    sync_corpus(corpus, first)
    assert best(first, "who closed it?") == FERRY
    assert BRIDGE in {found.node.get_content() for found in second.retriever(3).retrieve("who closed the bridge")}
    sync_corpus(corpus, second)
    assert best(second, "who closed it?") == FERRY
    assert not find_damage(first)
    assert not find_damage(second)
    assert not (tmp_path / "first" / "chroma").exists()
    for index in (first, second):
        index.close()


def test_a_home_puts_back_what_another_one_has_removed_and_made_up_for(corpus: Path, tmp_path: Path) -> None:
    with running_server(tmp_path / "server") as url:
        first, second = (open_index(tmp_path / name, threads=1, chroma_url=url) for name in ("first", "second"))
        for index in (first, second):
            sync_corpus(corpus, index)
        live = first.catalog.one_of_each_text()
        (corpus / "bridge.txt").write_text("The bridge is open again.", encoding="utf-8")
        (corpus / "vote.txt").write_text("Ottawa voted on Monday.", encoding="utf-8")
        sync_corpus(corpus, second)
        assert first.vectors.count() == 3
        assert find_damage(first).vectors
        repair(first)
        assert first.vectors.known(sorted(live)) == live
        assert not find_damage(first)
        sync_corpus(corpus, first)
        assert first.vectors.ids() == first.catalog.one_of_each_text() == second.catalog.one_of_each_text()
        for index in (first, second):
            index.close()


def test_two_corpora_have_a_collection_each(corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "vote.txt").write_text("Ottawa voted on Monday.", encoding="utf-8")
    with running_server(tmp_path / "server") as url:
        ferries = open_index(tmp_path / "ferries", threads=1, chroma_url=url)
        votes = open_index(tmp_path / "votes", threads=1, chroma_url=url, chroma_collection="votes")
        sync_corpus(corpus, ferries)
        sync_corpus(other, votes)
        assert (ferries.vectors.count(), votes.vectors.count()) == (2, 1)
        for index in (ferries, votes):
            index.close()


def test_a_home_keeps_no_vectors_beside_those_on_a_server(corpus: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    alone = open_index(home, threads=1)
    sync_corpus(corpus, alone)
    alone.close()
    with running_server(tmp_path / "server") as url:
        shared = open_index(home, threads=1, chroma_url=url)
        repair(shared)
        (corpus / "bridge.txt").unlink()
        sync_corpus(corpus, shared)
        assert shared.vectors.ids() == shared.catalog.one_of_each_text()
        shared.close()
    assert not (home / "chroma").exists()
    alone = open_index(home, threads=1)
    repair(alone)
    assert alone.vectors.ids() == alone.catalog.one_of_each_text()
    assert best(alone, "who closed it?") == FERRY
    alone.close()


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "nonsense", "ftp://x"])
def test_a_server_that_cannot_be_used_is_named(address: str, tmp_path: Path) -> None:
    with pytest.raises(IndexFailure, match=r"QA_CHROMA_URL"):
        open_index(tmp_path, threads=1, chroma_url=address)


def test_a_password_in_the_address_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(IndexFailure, match=r"http://\*\*\*@127\.0\.0\.1:1") as caught:
        open_index(tmp_path, threads=1, chroma_url="http://ada:secret@127.0.0.1:1")
    assert "secret" not in str(caught.value)


def test_a_server_that_goes_away_is_named_with_the_way_out(corpus: Path, tmp_path: Path) -> None:
    with running_server(tmp_path / "server") as url:
        index = open_index(tmp_path / "home", threads=1, chroma_url=url)
    way_out = rf"{url}.*`chroma run`.*QA_CHROMA_URL"
    with pytest.raises(IndexFailure, match=way_out):
        sync_corpus(corpus, index)
    with pytest.raises(IndexFailure, match=way_out):
        find_damage(index)
    with pytest.raises(IndexFailure, match=way_out):
        repair(index)
    index.close()
