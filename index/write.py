"""Passages cut, embedded and written to tantivy: what a sync does before it switches a document, and a repair."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from llama_index.core.schema import TextNode

from index.catalog import PassageRow, StoredDocument
from index.kept_vectors import text_digest
from index.passages import SentencePassageParser
from index.store import Index

if TYPE_CHECKING:
    from llama_index.core.schema import Document

Progress = Callable[[int, int, str], None]  # passages done, passages in all, what is written

SLICE = 64  # passages embedded and kept together: all that a stopped sync loses
LOOKED_UP = 1000  # passages whose vectors are in memory at once


def cut_passages(document: StoredDocument, encoder_digest: str) -> list[PassageRow]:
    """The document's passages in their order, each with an id that its version and place give and its text's digest."""
    nodes = SentencePassageParser(include_metadata=False).get_nodes_from_documents([_as_llama_index(document)])
    rows = []
    for node in nodes:
        assert isinstance(node, TextNode)
        assert node.start_char_idx is not None
        assert node.end_char_idx is not None
        digest = text_digest(node.text, encoder_digest)
        name = f"{document.version}:{node.start_char_idx}"
        rows.append((name, node.start_char_idx, node.end_char_idx, node.text, digest))
    return rows


def write_passages(
    index: Index, batch: Sequence[tuple[StoredDocument, list[PassageRow]]], show: Callable[[float], None]
) -> int:
    """The number of passages that were embedded, the others' vectors being known; `show` is told the part done."""
    everything = [(document.version, row) for document, rows in batch for row in rows]
    embedded = _embed(index, [row for _, row in everything], show)
    index.keywords.write([(row[0], version, row[3]) for version, row in everything])
    return embedded


def rewrite_keywords(index: Index, progress: Progress) -> None:
    """Make the keywords anew from the catalogue."""
    total, done = index.catalog.count_passages(), 0
    with index.keywords.rewriting() as add:
        for page in index.catalog.every_passage():
            add([(name, version, text) for name, version, text, _ in page])
            done += len(page)
            progress(done, total, "keywords")


def _embed(index: Index, rows: Sequence[PassageRow], show: Callable[[float], None]) -> int:
    embedded = 0
    known: set[str] = set()
    for first in range(0, len(rows), LOOKED_UP):
        part = rows[first : first + LOOKED_UP]
        known |= index.kept_vectors.load(row[4] for row in part).keys()
        if index.vectors.url and any(row[4] not in known for row in part):
            known |= _keep_shared(index, [row for row in part if row[4] not in known])
    missing = list({row[4]: row[3] for row in rows if row[4] not in known}.items())
    for first in range(0, len(missing), SLICE):
        show(first / len(missing))
        digests, texts = zip(*missing[first : first + SLICE], strict=True)
        computed = index.encoder.get_text_embedding_batch(list(texts))
        index.kept_vectors.keep(dict(zip(digests, computed, strict=True)))
        embedded += len(digests)
    return embedded


def _keep_shared(index: Index, rows: Sequence[PassageRow]) -> set[str]:
    """Keep the vectors that another home has put on the server; their digests."""
    there = index.vectors.load([row[0] for row in rows])
    kept = {row[4]: there[row[0]] for row in rows if row[0] in there}
    index.kept_vectors.keep(kept)
    return set(kept)


def _as_llama_index(document: StoredDocument) -> "Document":
    from llama_index.core.schema import Document

    return Document(id_=document.id, text=document.text)
