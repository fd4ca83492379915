"""Files become LlamaIndex documents, or failures with a reason."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.digests import digest_of
from corpus.files import list_files, locate, read_bytes, source_of
from corpus.loaded import LoadedText, PassingError, UnreadableError
from corpus.quiet import quiet
from corpus.reading import FileReader
from corpus.rows import RowFields

if TYPE_CHECKING:
    from llama_index.core.schema import Document

ID_LENGTH = 16  # hexadecimal digits
LONGEST_TITLE = 300  # characters
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class LoadFailure:
    """A file, or a part of one, that gave no document: its path from the corpus root, and why, with the way out."""

    source: str
    reason: str


@dataclass(frozen=True)
class Corpus:
    """Everything a corpus, or one file of it, gave, both in the order of the files.

    `passing` holds the sources among the failures that could not be opened or read just now: another time the same
    bytes may give documents. `digest` is the SHA-256 of the bytes of the one file, None where there were none to read.
    """

    documents: list[Document]
    failures: list[LoadFailure]
    passing: list[str] = field(default_factory=list)
    digest: str | None = None


def document_id(source: str) -> str:
    """The id of the document from the file at `source`: 16 hexadecimal digits that depend on nothing else."""
    return hashlib.sha256(source.encode()).hexdigest()[:ID_LENGTH]


def load_corpus(path: Path, fields: RowFields | None = None) -> Corpus:
    """The documents and failures of every file below `path`; CorpusError where there is no such folder or file."""
    whole = Corpus([], [])
    for file in list_files(path):
        loaded = load_file(file, path, fields)
        whole.documents.extend(loaded.documents)
        whole.failures.extend(loaded.failures)
        whole.passing.extend(loaded.passing)
    return whole


def load_file(file: Path, root: Path, fields: RowFields | None = None) -> Corpus:
    """The documents of one file of the corpus `root`, and what of it could not be read. Raises nothing.

    The two lists are never both empty. `fields` chooses the fields of rows.

    Metadata: title, source, published (YYYY-MM-DD, YYYY-MM or None), author (or None), encoding, pages (where each page
    begins in the text; empty for a format without pages). The source is the path from the root; in a file of several
    documents it goes on with a name inside it, as in 'mails.zip/june/news.txt' and 'table.csv/row 7'. The id comes from
    the source; the second and third text with one source have '#2' and '#3' after it.
    """
    source = source_of(file, root)
    try:
        target = locate(file, root)
    except UnreadableError as error:
        return Corpus([], [LoadFailure(source, str(error))], [source] if isinstance(error, PassingError) else [])
    reader = FileReader(source, fields or RowFields())
    digests: list[str] = []

    def read() -> bytes:
        data = read_bytes(target)
        digests.append(digest_of(data))
        return data

    with quiet():
        reader.read(read)
    return Corpus(
        [_document(text, place, number) for place, number, text in reader.texts],
        [LoadFailure(_storable(place), _storable(reason)) for place, reason in reader.failures],
        [_storable(place) for place in reader.passing],
        digests[0] if digests else None,
    )


def _document(loaded: LoadedText, source: str, number: int) -> Document:
    from llama_index.core.schema import Document

    source = _storable(source)
    return Document(
        id_=document_id(source) + (f"#{number}" if number > 1 else ""),
        text=_storable(loaded.text),
        metadata={
            "title": _one_line(loaded.title),
            "source": source,
            "published": loaded.published,
            "author": _one_line(loaded.author) if loaded.author else None,
            "encoding": loaded.encoding,
            "pages": list(loaded.pages),
        },
    )


def _storable(text: str) -> str:
    """The text in characters that can be stored as UTF-8, of the same length, so that places in it stay right."""
    return UNSTORABLE.sub("\ufffd", text)


def _one_line(title: str) -> str:
    """The title on one line, cut where it is longer than LONGEST_TITLE."""
    line = " ".join(_storable(title).split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1] + "…"
