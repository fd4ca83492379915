"""The texts of a suite's corpus, against which its evidence is checked."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from corpus import load_corpus

Texts = Mapping[str, tuple[str, ...]]  # by source: a file may give several documents


def read_texts(path: Path) -> Texts:
    """The texts of every document in the corpus by source; corpus.CorpusError where there is no corpus."""
    texts: dict[str, tuple[str, ...]] = {}
    for document in load_corpus(path).documents:
        source = document.metadata["source"]
        texts[source] = (*texts.get(source, ()), document.text)
    return texts


def digest(texts: Texts) -> str:
    """SHA-256 of all sources and texts, in hexadecimal digits; the order of the files does not matter."""
    return hashlib.sha256(json.dumps(sorted(texts.items())).encode()).hexdigest()
