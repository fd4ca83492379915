"""Make the index equal the corpus: add, replace and remove documents, nothing else.

The order keeps the index true whenever it is stopped: the new version's passages go to Chroma and tantivy, the
catalogue switches in one transaction, then what the switch made old is swept.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from llama_index.core.schema import BaseNode, TextNode

from corpus import LoadFailure, list_files, load_file
from index.catalog import StoredDocument
from index.errors import IndexFailure
from index.passages import RULE, SentencePassageParser
from index.store import Index

if TYPE_CHECKING:
    from llama_index.core.schema import Document

BATCH_PASSAGES = 256

Progress = Callable[[int, int, str], None]  # files done, files in all, the file at hand


PassageRow = tuple[str, int, int, str]  # id, start, end, text


@dataclass(frozen=True)
class SyncReport:
    """What a sync did. `embedded` counts passages whose vectors were computed."""

    added: int
    replaced: int
    removed: int
    unchanged: int
    embedded: int
    passages: int
    failures: tuple[LoadFailure, ...]

    @property
    def summary(self) -> str:
        """One line for a person."""
        counts = {"added": self.added, "replaced": self.replaced, "removed": self.removed, "unchanged": self.unchanged}
        changes = ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "no documents"
        failed = f"; {len(self.failures)} not read" if self.failures else ""
        return f"{changes} ({self.passages} passages in the index{failed})"


def sync_corpus(corpus: Path, index: Index, progress: Progress | None = None, allow_empty: bool = False) -> SyncReport:
    """Bring the index in line with the corpus folder (or file).

    A document whose file is there but cannot be read stays as it was indexed, and the failure is reported.
    CorpusError where the corpus cannot be listed; IndexFailure where the corpus holds no readable document but
    the index does and `allow_empty` is not given, or where another process is writing.
    """
    with index.writing():
        return _Sync(corpus, index, progress or (lambda done, total, name: None)).run(allow_empty)


def document_version(document: "Document", encoder_digest: str) -> str:
    """A digest of everything that a document's passages and vectors follow from."""
    parts = [document.id_, document.text, document.metadata, RULE, encoder_digest]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:24]


class _Sync:
    def __init__(self, corpus: Path, index: Index, progress: Progress) -> None:
        self.corpus, self.index, self.progress = corpus, index, progress
        self.live = index.catalog.versions()
        self.present: set[str] = set()
        self.failures: list[LoadFailure] = []
        self.waiting: list[tuple[Document, str]] = []
        self.added = self.replaced = self.unchanged = self.embedded = 0

    def run(self, allow_empty: bool) -> SyncReport:
        files = list_files(self.corpus)
        self.sweep(self.index.catalog.unswept())
        for number, file in enumerate(files):
            self.progress(number, len(files), file.name)
            loaded = load_file(file, self.corpus)
            if isinstance(loaded, LoadFailure):
                self.failures.append(loaded)
                continue
            for document in loaded:
                self.take(document)
        self.flush()
        self.progress(len(files), len(files), "")
        kept = self.kept()
        gone = [name for name in self.live if name not in self.present and name not in kept]
        if gone and not self.present and not kept and not allow_empty:
            raise IndexFailure(
                f"the corpus {str(self.corpus)!r} holds no readable document, but the index has {len(gone)}: "
                "nothing was removed; `qa index --allow-empty` empties the index"
            )
        for name in gone:
            self.index.catalog.remove(name)
        self.index.catalog.set_fact("corpus", str(self.corpus.resolve()))
        self.sweep(self.index.catalog.unswept())
        return SyncReport(
            added=self.added,
            replaced=self.replaced,
            removed=len(gone),
            unchanged=self.unchanged,
            embedded=self.embedded,
            passages=self.index.catalog.count_passages(),
            failures=tuple(self.failures),
        )

    def kept(self) -> set[str]:
        """Live documents whose file, or a folder above it, is there but cannot be read now: they stay as they are."""
        failed = {failure.source for failure in self.failures}
        return {
            document.id
            for document in self.index.catalog.documents()
            if document.source in failed
            or any(str(parent) in failed for parent in PurePosixPath(document.source).parents)
        }

    def take(self, document: "Document") -> None:
        self.present.add(document.id_)
        version = document_version(document, self.index.encoder.digest)
        if self.live.get(document.id_) == version:
            self.unchanged += 1
            return
        self.waiting.append((document, version))
        if sum(len(waiting.text) for waiting, _ in self.waiting) > BATCH_PASSAGES * 800:
            self.flush()

    def flush(self) -> None:
        """Write the waiting documents' passages to the stores, then switch each document to its new version."""
        parser = SentencePassageParser(include_metadata=False)
        batch = []
        for document, version in self.waiting:
            nodes = parser.get_nodes_from_documents([document])
            for node in nodes:
                node.id_ = f"{version}:{_row(node)[1]}"
                node.metadata = {"version": version}
            batch.append((document, version, nodes))
        self.waiting = []
        if not batch:
            return
        for _, version, _ in batch:
            self.index.catalog.begin(version)
        everything = [node for _, _, nodes in batch for node in nodes]
        vectors = self.index.encoder.get_text_embedding_batch([node.get_content() for node in everything])
        for node, vector in zip(everything, vectors, strict=True):
            node.embedding = vector
        self.embedded += len(everything)
        self.index.vectors.add(everything)
        self.index.keywords.write(everything)
        for document, version, nodes in batch:
            self.switch(document, version, map(_row, nodes))

    def switch(self, document: "Document", version: str, passages: Iterable[PassageRow]) -> None:
        metadata = document.metadata
        stored = StoredDocument(
            document.id_,
            version,
            metadata["title"],
            metadata["source"],
            metadata["published"],
            metadata["encoding"],
            document.text,
        )
        self.index.catalog.replace(stored, passages)
        if document.id_ in self.live:
            self.replaced += 1
        else:
            self.added += 1

    def sweep(self, versions: list[str]) -> None:
        if not versions:
            return
        for version in versions:
            self.index.vectors.remove(version)
        self.index.keywords.write([], versions)
        for version in versions:
            self.index.catalog.swept(version)


def _row(node: BaseNode) -> PassageRow:
    """A passage as the catalogue stores it."""
    assert isinstance(node, TextNode)
    assert node.start_char_idx is not None
    assert node.end_char_idx is not None
    return node.node_id, node.start_char_idx, node.end_char_idx, node.text
