"""The texts of a suite's corpus, against which its evidence is checked, and what of it cannot be read."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from corpus import NO_LOADER, LoadFailure, RowFields, load_corpus, load_file
from evals.wording import one_line

Texts = Mapping[str, tuple[str, ...]]  # by source: a file may give several documents
FAILURE_LENGTH = 400  # characters of a failure in words


class CorpusTexts(NamedTuple):
    """The texts of a corpus, and the files, and parts of files, that gave none."""

    texts: Texts
    failures: tuple[LoadFailure, ...]


def read_texts(path: Path, fields: RowFields | None = None) -> CorpusTexts:
    """Every document of the corpus; corpus.CorpusError where there is no corpus. `fields` chooses those of rows."""
    texts: dict[str, tuple[str, ...]] = {}
    corpus = load_corpus(path, fields)
    for document in corpus.documents:
        source = document.metadata["source"]
        texts[source] = (*texts.get(source, ()), document.text)
    return CorpusTexts(texts, tuple(corpus.failures))


def is_among(file: Path, corpus: Path) -> bool:
    """True where the file, or what lies in the folder, would be read with the corpus, as what is hidden is not."""
    place, root = file.resolve(), corpus.resolve()
    return place.is_relative_to(root) and not any(part.startswith(".") for part in place.relative_to(root).parts)


def is_damage(failure: LoadFailure) -> bool:
    """True where a file of a kind that is read could not be; False for a photo among the documents, say."""
    return not failure.reason.startswith(NO_LOADER)


def describe_failure(failure: LoadFailure) -> str:
    """The failure on one line."""
    return one_line(f"not read: {failure.source}: {failure.reason}", FAILURE_LENGTH)


def read_sources(path: Path, sources: Iterable[str], fields: RowFields | None = None) -> Texts:
    """The same of the documents of these sources only; one that cannot be read is left out."""
    wanted = set(sources)
    texts: dict[str, tuple[str, ...]] = {}
    for file in {_file_of(path, source) for source in wanted}:
        for document in load_file(file, path, fields).documents:
            source = document.metadata["source"]
            if source in wanted:
                texts[source] = (*texts.get(source, ()), document.text)
    return texts


def _file_of(path: Path, source: str) -> Path:
    """The file that holds the source, which may go on with a name inside it, as in `mails.zip/june.txt`."""
    if path.is_file():
        return path
    file = path / source
    while not file.exists() and file.parent != path:
        file = file.parent
    return file


def digest(texts: Texts) -> str:
    """SHA-256 of all sources and texts, in hexadecimal digits; the order of the files does not matter."""
    return hashlib.sha256(json.dumps(sorted(texts.items())).encode()).hexdigest()
