"""Files become LlamaIndex documents, or failures with a reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from corpus.files import list_files, locate, read_bytes, source_of
from corpus.loaded import LoadedText, UnreadableError
from corpus.loaders import Loader, registry

if TYPE_CHECKING:
    from llama_index.core.schema import Document

ID_LENGTH = 16  # hexadecimal digits


@dataclass(frozen=True)
class LoadFailure:
    """A file that gave no document: its path from the corpus root, and why, with the way out."""

    source: str
    reason: str


@dataclass(frozen=True)
class Corpus:
    """Everything a corpus gave, both in the order of the files."""

    documents: list[Document]
    failures: list[LoadFailure]


def document_id(source: str) -> str:
    """The id of the document from the file at `source`: 16 hexadecimal digits that depend on nothing else."""
    return hashlib.sha256(source.encode()).hexdigest()[:ID_LENGTH]


def load_corpus(path: Path) -> Corpus:
    """The documents and failures of every file below `path`; CorpusError where there is no such folder or file."""
    documents: list[Document] = []
    failures: list[LoadFailure] = []
    for file in list_files(path):
        loaded = load_file(file, path)
        if isinstance(loaded, LoadFailure):
            failures.append(loaded)
        else:
            documents.extend(loaded)
    return Corpus(documents, failures)


def load_file(file: Path, root: Path) -> list[Document] | LoadFailure:
    """The documents of one file of the corpus `root`, at least one, or the reason why there are none. Raises nothing.

    Metadata: title, source (path from the root), published (ISO date or None), encoding. The id comes from
    the source; the second and third text of a file have '#2' and '#3' after it.
    """
    source = source_of(file, root)
    try:
        target = locate(file, root)
        loader = _loader_for(source)
        texts = loader.load(read_bytes(target), PurePosixPath(source).name)
    except UnreadableError as error:
        return LoadFailure(source, str(error))
    except Exception as error:  # a format library may raise anything on a broken file
        return LoadFailure(source, f"could not be read ({type(error).__name__}: {error}): repair it, or take it out")
    written = [_document(text, source, number) for number, text in enumerate(texts, 1) if text.text.strip()]
    return written or LoadFailure(source, "is empty")


def _loader_for(source: str) -> Loader:
    suffix = PurePosixPath(source).suffix.lower()
    loaders = registry()
    if suffix not in loaders:
        kind = f"{suffix!r} files" if suffix else "files without a suffix"
        raise UnreadableError(f"no loader for {kind}; formats read: {', '.join(loaders)}")
    return loaders[suffix]


def _document(loaded: LoadedText, source: str, number: int) -> Document:
    from llama_index.core.schema import Document

    return Document(
        id_=document_id(source) + (f"#{number}" if number > 1 else ""),
        text=loaded.text,
        metadata={
            "title": _one_line(loaded.title),
            "source": source,
            "published": loaded.published,
            "encoding": loaded.encoding,
        },
    )


def _one_line(title: str) -> str:
    """The title on one line, in characters that can be stored as UTF-8."""
    return " ".join(title.encode("utf-8", "replace").decode().split())
