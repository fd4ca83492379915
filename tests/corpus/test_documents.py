"""Files become documents with stable ids and untouched text, or failures with a reason; nothing raises."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpus
from corpus import LoadedText, LoadFailure, document_id, load_corpus, load_file, reading
from tests.corpus.samples import docx, load, mail, pdf

ARTICLES = Path(corpus.__file__).parent / "articles"
in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def test_the_bundled_article() -> None:
    loaded = load_corpus(ARTICLES)
    assert loaded.failures == []
    [article] = loaded.documents
    assert article.text.startswith("Despite Huawei’s repeated calls")
    assert article.metadata == {
        "title": "Canada huawei 5g",
        "source": "2020-11-19-canada-huawei-5g.txt",
        "published": "2020-11-19",
        "author": None,
        "encoding": "utf-8",
        "pages": [],
    }
    raw = next(ARTICLES.iterdir()).read_bytes().decode()
    assert raw.endswith(article.text)


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Some text.", encoding="utf-8")
    [alone] = load_corpus(file).documents
    [listed] = load_corpus(tmp_path).documents
    assert alone == listed
    assert alone.metadata["source"] == "a.txt"


FORMAT_LIBRARIES = {"docx", "lxml", "pypdf", "trafilatura"}


@pytest.mark.parametrize(
    ("does", "spared"),
    [
        ("corpus.loaders.registry()", {*FORMAT_LIBRARIES, "llama_index", "charset_normalizer"}),
        ("corpus.load_corpus(pathlib.Path('corpus/articles'))", {*FORMAT_LIBRARIES, "nltk"}),
    ],
)
def test_libraries_are_imported_only_when_they_are_needed(does: str, spared: set[str]) -> None:
    program = f"import pathlib, sys, corpus; {does}; print({spared!r} & set(sys.modules))"
    folder = Path(corpus.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_failures_do_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"Good.")
    (tmp_path / "c.xyz").write_bytes(b"x")
    (tmp_path / "d").write_bytes(b"x")
    (tmp_path / "e.md").write_bytes(b"---\ntitle: Nothing else\n---\n \n")
    (tmp_path / "f.txt").write_bytes(b"date 2020-11-19\n")
    (tmp_path / "g.txt").write_bytes(b"%PDF-1.7")
    formats = ", ".join(corpus.loaders.registry())
    loaded = load_corpus(tmp_path)
    assert [document.text for document in loaded.documents] == ["Good."]
    assert loaded.failures == [
        LoadFailure("a.txt", "is empty"),
        LoadFailure("c.xyz", f"no loader for '.xyz' files; formats read: {formats}"),
        LoadFailure("d", f"no loader for files without a suffix; formats read: {formats}"),
        LoadFailure("e.md", "is empty"),
        LoadFailure("f.txt", "is empty"),
        LoadFailure("g.txt", "is a PDF, not text: convert it to text, or take it out of the folder"),
    ]


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "A.TXT").write_bytes(b"Good.")
    assert len(load_corpus(tmp_path).documents) == 1


NAMES = [
    "plain.txt",
    "sub/deep.txt",
    "two\nlines.txt",
    "👩‍👩‍👧 emoji.txt",
    "e\u0301.txt",
    "é.txt",
    "back\\slash.txt",
    "#1.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_ids_come_from_the_path_alone(tmp_path: Path, name: str) -> None:
    seen = set()
    for root, text in [(tmp_path / "one", "First."), (tmp_path / "two", "Second.")]:
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(text, encoding="utf-8")
        [document] = load_corpus(root).documents
        assert document.metadata["source"] == name
        seen.add(document.id_)
    assert seen == {hashlib.sha256(name.encode()).hexdigest()[:16]}


def test_names_that_are_not_utf8_are_told_apart(tmp_path: Path) -> None:
    for byte in (b"\xff", b"\xfe"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd" + byte + b".txt")).write_bytes(b"Text.")
    loaded = load_corpus(tmp_path)
    assert [document.metadata["source"] for document in loaded.documents] == ["odd\\xfe.txt", "odd\\xff.txt"]
    assert [document.id_ for document in loaded.documents] == [document_id("odd\\xfe.txt"), document_id("odd\\xff.txt")]


def test_a_relative_root_gives_the_same_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(b"Text.")
    monkeypatch.chdir(tmp_path)
    absolute = load_corpus(tmp_path).documents
    assert load_corpus(Path()).documents == absolute
    assert load_file(Path("sub/a.txt"), tmp_path).documents == absolute


@in_one_folder
@given(data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md"]))
def test_loading_never_raises(tmp_path: Path, data: bytes, suffix: str) -> None:
    file = tmp_path / f"any{suffix}"
    file.write_bytes(data)
    loaded = load_file(file, tmp_path)
    assert loaded.documents or loaded.failures
    for failure in loaded.failures:
        assert failure.reason.encode()
        assert failure.source.encode()
    for document in loaded.documents:
        assert document.text.strip()
        assert document.text.encode()
        assert str(document.metadata).encode()


@in_one_folder
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from("\r\n\t"), min_size=1))
def test_text_is_never_altered(tmp_path: Path, text: str) -> None:
    file = tmp_path / "any.txt"
    file.write_bytes(b"Begins: " + text.encode())
    loaded = load_file(file, tmp_path)
    assert loaded.documents[0].text == "Begins: " + text


def test_a_title_can_always_be_stored(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b'---\ntitle: "a\\ud800\\nb"\n---\nText')
    [document] = load_corpus(tmp_path).documents
    assert document.metadata["title"] == "a� b"


def use_loader(monkeypatch: pytest.MonkeyPatch, load: object) -> None:
    monkeypatch.setattr(reading, "registry", lambda: {".txt": SimpleNamespace(load=load)})


def test_a_loader_that_breaks_is_one_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(data: bytes, name: str) -> list[LoadedText]:
        raise KeyError(f"{name} {len(data)}")

    (tmp_path / "a.txt").write_bytes(b"Text.")
    use_loader(monkeypatch, load)
    [failure] = load_corpus(tmp_path).failures
    assert failure == LoadFailure("a.txt", "could not be read (KeyError: 'a.txt 5'): repair it, or take it out")


def test_a_file_of_several_documents_numbers_them_by_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(data: bytes, name: str) -> list[LoadedText]:
        return [LoadedText(line, name, None, "utf-8") for line in data.decode().splitlines()]

    (tmp_path / "a.txt").write_bytes(b"One.\nTwo.\n \nThree.")
    use_loader(monkeypatch, load)
    first = document_id("a.txt")
    loaded = load_corpus(tmp_path).documents
    assert [(document.id_, document.text) for document in loaded] == [
        (first, "One."),
        (f"{first}#2", "Two."),
        (f"{first}#4", "Three."),
    ]


SHORT_OF_MEMORY = [
    ("a.docx", docx(["Words."]), "docx.Document"),
    ("a.docx", docx(["Words."]), "docx.document.Document.part"),
    ("a.html", b"<p>Words.</p>", "trafilatura.metadata.extract_metadata"),
    ("a.html", b"<main><p>Words.</p></main>", "trafilatura.bare_extraction"),
    ("a.pdf", pdf(["Words."]), "pypdf.PdfReader"),
    ("a.pdf", pdf(["Words."]), "pypdf.PageObject.extract_text"),
    ("a.pdf", pdf(["Words."]), "pypdf.PdfReader.metadata"),
    ("a.eml", bytes(mail(a_txt=b"Attached.")), "email.message.decode_b"),
]


@pytest.mark.parametrize(("name", "data", "broken"), SHORT_OF_MEMORY)
def test_what_takes_more_memory_than_is_free_may_be_read_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, broken: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(broken, property(fail) if broken.endswith((".part", ".metadata")) else fail)
    loaded = load(tmp_path, data, name)
    assert loaded.passing == [loaded.failures[0].source]
    assert (
        loaded.failures[0].reason == "takes more memory than is free: end other programs and index again, or split it"
    )


def test_what_passes_is_told_from_what_the_bytes_are(tmp_path: Path) -> None:
    away, empty = load_file(tmp_path / "away.txt", tmp_path), load(tmp_path, b"", "empty.txt")
    assert (away.passing, away.digest) == (["away.txt"], None)
    assert (empty.passing, empty.digest) == ([], hashlib.sha256(b"").hexdigest())
