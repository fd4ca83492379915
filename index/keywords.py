"""Passages by their words: BM25 with an English stemmer, in tantivy."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexFailure

if TYPE_CHECKING:
    import tantivy
    from llama_index.core.schema import BaseNode

WRITER_BYTES = 32_000_000
WORD = re.compile(r"\w+")


class KeywordStore:
    """Adds, removes and ranks passages by BM25 (Robertson and Zaragoza, 2009, doi:10.1561/1500000019)."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("version", stored=False, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", stored=False, tokenizer_name="en_stem", index_option="freq")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(builder.build(), path=str(folder), reuse=True)
            self._index.searcher()
        except (ValueError, OSError) as error:
            raise IndexFailure(
                f"the keywords in {str(folder)!r} cannot be opened ({error}): "
                f"delete the folder {str(folder.parent)!r} and run `qa index`"
            ) from error

    def count(self) -> int:
        self._index.reload()
        return int(self._index.searcher().num_docs)

    def write(self, passages: Sequence["BaseNode"], versions: Sequence[str] = ()) -> None:
        """Remove the passages of these versions, add these passages, in one commit."""
        writer = self._index.writer(heap_size=WRITER_BYTES, num_threads=1)
        try:
            for version in {*versions, *(passage.metadata["version"] for passage in passages)}:
                writer.delete_documents_by_term("version", version)
            for passage in passages:
                writer.add_document(self._document(passage))
            writer.commit()
        finally:
            writer.wait_merging_threads()
        self._index.reload()

    def _document(self, passage: "BaseNode") -> "tantivy.Document":
        document = self._tantivy.Document()
        document.add_text("id", passage.node_id)
        document.add_text("version", passage.metadata["version"])
        document.add_text("text", passage.get_content())
        return document

    def rank(self, question: str, count: int) -> dict[str, float]:
        """The `count` best passages' ids with their BM25 score, best first; none that share no word."""
        words = " ".join(WORD.findall(question.lower()))
        if not words:
            return {}
        self._index.reload()
        query, _ = self._index.parse_query_lenient(words, ["text"])
        searcher = self._index.searcher()
        hits = searcher.search(query, count).hits
        return {searcher.doc(address)["id"][0]: score for score, address in hits}
