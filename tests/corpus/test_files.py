"""Which files a corpus has, what each is called, and why some cannot be used."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
from corpus import CorpusError, list_files, load_corpus, load_file
from corpus.files import LARGEST_FILE

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that an ordinary user can reach; the test goes on as one, because root may read everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        if os.geteuid() != os.getuid():
            os.seteuid(os.getuid())
        for place in folder.rglob("*"):
            place.chmod(0o755)


def become_ordinary() -> None:
    if os.getuid() == 0:
        os.seteuid(NOBODY)


def write(file: Path, text: str = "Some text.") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def reason(file: Path, root: Path) -> str:
    """Why `file` was refused; its source must be right as well."""
    loaded = load_file(file, root)
    assert loaded.documents == []
    [failure] = loaded.failures
    assert failure.source == file.relative_to(root).as_posix()
    return failure.reason


def test_lists_every_file_sorted_without_the_hidden(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.md", "a/deep/er/x.pdf", "no-suffix", ".hidden.txt", ".git/config", "a/.cache/y.txt"]:
        write(tmp_path / name)
    assert [file.relative_to(tmp_path).as_posix() for file in list_files(tmp_path)] == [
        "a/deep/er/x.pdf",
        "a/z.md",
        "b.txt",
        "no-suffix",
    ]


def test_a_hidden_place_that_is_named_is_used(tmp_path: Path) -> None:
    file = write(tmp_path / ".notes" / ".x.txt")
    write(tmp_path / ".notes" / "y.txt")
    assert list_files(file) == [file]
    assert list_files(file.parent) == [file.parent / "y.txt"]


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert list_files(tmp_path) == []
    assert load_corpus(tmp_path) == corpus.Corpus([], [])


@pytest.mark.parametrize("name", ["missing", "file.txt/below", "nul\0byte", "odd\udcff", "x" * 300])
def test_a_path_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path / "file.txt")
    path = tmp_path / name
    with pytest.raises(CorpusError, match="name another folder") as raised:
        list_files(path)
    assert repr(str(path)) in str(raised.value)
    with pytest.raises(CorpusError):
        load_corpus(path)


def test_a_pipe_is_no_corpus(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CorpusError, match="neither a folder nor a file"):
        list_files(tmp_path / "pipe")


def test_a_link_that_goes_in_circles_is_no_corpus(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(CorpusError, match="cannot be read"):
        list_files(tmp_path / "circle")


def test_a_corpus_may_be_reached_through_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real" / "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert [document.metadata["source"] for document in load_corpus(tmp_path / "link").documents] == ["a.txt"]


def test_links_inside_the_corpus(tmp_path: Path) -> None:
    write(tmp_path / "folder" / "a.txt")
    write(tmp_path / ".kept" / "b.txt")
    write(tmp_path / "c.text")
    (tmp_path / "again.txt").symlink_to(tmp_path / "folder" / "a.txt")
    (tmp_path / "b.txt").symlink_to(Path(".kept") / "b.txt")
    (tmp_path / "c.txt").symlink_to("c.text")
    (tmp_path / "folder" / "up").symlink_to(tmp_path)
    (tmp_path / "beside").symlink_to(tmp_path / "folder")
    assert [file.relative_to(tmp_path).as_posix() for file in list_files(tmp_path)] == [
        *("b.txt", "c.text", "c.txt", "folder/a.txt")
    ]
    loaded = load_corpus(tmp_path)
    assert [document.metadata["source"] for document in loaded.documents] == ["b.txt", "c.txt", "folder/a.txt"]
    assert [failure.source for failure in loaded.failures] == ["c.text"]


@pytest.mark.parametrize("relative", [True, False])
def test_links_out_of_the_corpus_are_refused(tmp_path: Path, relative: bool) -> None:
    root = tmp_path / "root"
    write(root / "a.txt")
    secret = write(tmp_path / "root-outside" / "secret.txt")
    target = Path("..") / "root-outside" if relative else secret.parent
    (root / "file.txt").symlink_to(target / "secret.txt")
    (root / "folder").symlink_to(target)
    loaded = load_corpus(root)
    assert [document.metadata["source"] for document in loaded.documents] == ["a.txt"]
    assert [failure.source for failure in loaded.failures] == ["file.txt", "folder"]
    assert all("leads outside the corpus" in failure.reason for failure in loaded.failures)


def test_a_path_that_climbs_out_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "secret.txt")
    (tmp_path / "root").mkdir()
    for climbing in (tmp_path / "root" / ".." / "secret.txt", tmp_path / "secret.txt"):
        [failure] = load_file(climbing, tmp_path / "root").failures
        assert "leads outside the corpus" in failure.reason


def test_broken_links_are_refused(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to("nowhere.txt")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    assert len(list_files(tmp_path)) == 2
    assert reason(tmp_path / "dangling.txt", tmp_path) == "is a link to nothing: put it back, or index again"
    assert "cannot be read" in reason(tmp_path / "circle.txt", tmp_path)


def test_pipes_are_not_listed_and_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("pipe.txt")
    assert list_files(tmp_path) == []
    assert "pipe or socket" in reason(tmp_path / "pipe.txt", tmp_path)


def test_a_file_that_vanished_after_the_listing(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    [file] = list_files(tmp_path)
    file.unlink()
    assert reason(file, tmp_path) == "is no longer there: put it back, or index again"


def test_the_size_limit(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    assert reason(tmp_path / "large.txt", tmp_path) == "is larger than 50 MB: split it into smaller files"


def test_a_file_without_permission_is_refused_and_the_rest_read(open_folder: Path) -> None:
    secret = write(open_folder / "secret.txt")
    secret.chmod(0)
    locked = write(open_folder / "locked" / "x.txt").parent
    locked.chmod(0)
    become_ordinary()
    assert list_files(open_folder) == [locked, secret]
    loaded = load_corpus(open_folder)
    assert [failure.source for failure in loaded.failures] == ["locked", "secret.txt"]
    assert "Permission denied" in loaded.failures[1].reason
    assert "cannot be opened" in loaded.failures[0].reason
    with pytest.raises(CorpusError, match="Permission denied"):
        list_files(locked)
