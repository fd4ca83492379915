"""Passages by their words: BM25 with an English stemmer, in tantivy."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexFailure, is_panic

if TYPE_CHECKING:
    import tantivy

WRITER_BYTES = 32_000_000
WORD = re.compile(r"\w+")
WORDS_TO_FIND = 30  # of a passage, asked to see whether it is found
LONGEST_WORD = 40  # bytes; tantivy leaves longer ones out

_FILE = re.compile(r"(?:meta|\.managed)\.json|\.tantivy-\w+\.lock|[0-9a-f]{32}\.[\w.]+|\.tmp\w+")

KeywordRow = tuple[str, str, str]  # passage id, version, text


class KeywordStore:
    """Adds, removes and ranks passages by BM25 (Robertson and Zaragoza, 2009, doi:10.1561/1500000019).

    IndexFailure where tantivy's files are damaged or cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy, self._folder = tantivy, folder
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("version", stored=False, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", stored=False, tokenizer_name="en_stem", index_option="freq")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(builder.build(), path=str(folder), reuse=True)
            self._index.searcher()
        except BaseException as error:
            if not isinstance(error, ValueError | OSError) and not is_panic(error):
                raise
            raise IndexFailure(
                f"the keywords in {str(folder)!r} cannot be opened ({error}): "
                f"delete the folder {str(folder.parent)!r} and run `qa index`"
            ) from error

    @contextmanager
    def _calling(self) -> Iterator[None]:
        """Call tantivy; IndexFailure for what it raises, also for the panics of damaged files."""
        try:
            yield
        except BaseException as error:
            if not isinstance(error, ValueError | OSError) and not is_panic(error):
                raise
            raise IndexFailure(
                f"the keywords in {str(self._folder)!r} cannot be written or read ({error}): "
                "free disk space or give write permission, then run `qa index`, which repairs them"
            ) from error

    def count(self) -> int:
        """How many passages there are, as they were last written by any process."""
        with self._calling():
            self._index.reload()
            return int(self._index.searcher().num_docs)

    def write(self, rows: Sequence[KeywordRow], versions: Sequence[str] = ()) -> None:
        """Remove the passages of these versions, add these passages, in one commit."""
        with self._writer() as writer:
            for version in {*versions, *(version for _, version, _ in rows)}:
                writer.delete_documents_by_term("version", version)
            for row in rows:
                writer.add_document(self._document(*row))
            writer.commit()

    @contextmanager
    def rewriting(self) -> Iterator[Callable[[Sequence[KeywordRow]], None]]:
        """A function that adds passages to an index that begins empty; it takes the old one's place at the end.

        The old files are deleted, with the words of removed passages that they still hold.
        """
        with self._writer() as writer:

            def add(rows: Sequence[KeywordRow]) -> None:
                for row in rows:
                    writer.add_document(self._document(*row))

            writer.delete_all_documents()
            yield add
            writer.commit()
            writer.garbage_collect_files()

    @contextmanager
    def _writer(self) -> "Iterator[tantivy.IndexWriter]":
        with self._calling():
            writer = self._index.writer(heap_size=WRITER_BYTES, num_threads=1)
            try:
                yield writer
            finally:
                writer.wait_merging_threads()
            self._index.reload()

    def _document(self, passage_id: str, version: str, text: str) -> "tantivy.Document":
        document = self._tantivy.Document()
        document.add_text("id", passage_id)
        document.add_text("version", version)
        document.add_text("text", text)
        return document

    def finds(self, text: str) -> bool:
        """Whether any passage is found by the words of one that is stored; True where it has none."""
        words = [word for word in WORD.findall(text) if len(word.encode()) <= LONGEST_WORD][:WORDS_TO_FIND]
        return not words or bool(self.rank(" ".join(words), 1))

    def rank(self, question: str, count: int) -> dict[str, float]:
        """The `count` best passages' ids with their BM25 score, best first; none that share no word."""
        words = " ".join(WORD.findall(question.lower()))
        if not words:
            return {}
        with self._calling():
            self._index.reload()
            query, _ = self._index.parse_query_lenient(words, ["text"])
            searcher = self._index.searcher()
            hits = searcher.search(query, count).hits
            return {searcher.doc(address)["id"][0]: score for score, address in hits}


def has_others_keywords(folder: Path) -> bool:
    """Whether a folder holds something that is no file of tantivy's, or is no folder."""
    if not folder.is_dir():
        return folder.exists()
    return any(not _FILE.fullmatch(one.name) or one.is_dir() for one in folder.iterdir())
