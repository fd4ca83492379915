"""The texts of a suite's corpus, against which its evidence is checked."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus import load_corpus, load_file

Texts = Mapping[str, tuple[str, ...]]  # by source: a file may give several documents


def read_texts(path: Path) -> Texts:
    """The texts of every document in the corpus by source; corpus.CorpusError where there is no corpus."""
    texts: dict[str, tuple[str, ...]] = {}
    for document in load_corpus(path).documents:
        source = document.metadata["source"]
        texts[source] = (*texts.get(source, ()), document.text)
    return texts


def read_sources(path: Path, sources: Iterable[str]) -> Texts:
    """The same of the documents of these sources only; one that cannot be read is left out."""
    wanted = set(sources)
    texts: dict[str, tuple[str, ...]] = {}
    for file in {_file_of(path, source) for source in wanted}:
        for document in load_file(file, path).documents:
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
