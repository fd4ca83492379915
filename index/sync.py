"""Make the index equal the corpus: add, replace and remove documents, nothing else.

The order keeps the index true whenever it is stopped: vectors are kept, the new version's passages go to tantivy, the
catalogue switches in one transaction, what the switch made old is swept, and the kept vectors are published.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import LoadFailure, RowFields, corpus_name, load_file
from corpus.quiet import quiet_loggers
from index.catalog import StoredDocument
from index.errors import IndexFailure
from index.ledger import LedgerEntry
from index.passages import RULE
from index.plan import TO_READ, FilePlan, FileState, indexing_rule, plan_sync
from index.publish import publish
from index.report import FileReport, SyncReport
from index.store import Index
from index.store_files import forget_files
from index.sweep import sweep
from index.write import cut_passages, write_passages

if TYPE_CHECKING:
    from llama_index.core.schema import Document

Progress = Callable[[int, int, str], None]  # bytes of files done, bytes to do, the document at hand

BATCH_CHARACTERS = 200_000  # of documents written together
PASSAGES_TO_PUBLISH = 20_000  # or as many as are published, if more; until then words alone find them


def sync_corpus(
    corpus: Path,
    index: Index,
    progress: Progress | None = None,
    allow_empty: bool = False,
    fields: RowFields | None = None,
) -> SyncReport:
    """Bring the index in line with the corpus folder (or file); `fields` chooses the fields of rows in tables.

    Only files whose bytes changed are read; only texts that the index does not know are embedded. A file, or a part of
    one, that cannot be read just now stays as it was indexed; the failure is reported, and the next sync tries again.
    CorpusError where the corpus cannot be listed; IndexFailure where no document would be left and `allow_empty` is not
    given, where another process is writing, or where the index cannot be written.
    """
    with index.writing():
        try:
            show = progress or (lambda done, total, name: None)
            return _Sync(corpus, index, show, fields or RowFields()).run(allow_empty)
        except OSError as error:
            raise IndexFailure(
                f"the index {str(index.home)!r} cannot be written ({error}): free disk space or give write permission, "
                "then run `qa index` to go on; what was indexed before is kept"
            ) from error


def document_version(document: "Document", encoder_digest: str) -> str:
    """A digest of everything that a document's passages and vectors follow from."""
    parts = [document.id_, document.text, document.metadata, RULE, encoder_digest]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:24]


class _Sync:
    def __init__(self, corpus: Path, index: Index, progress: Progress, fields: RowFields) -> None:
        self.corpus, self.index, self.progress, self.fields = corpus, index, progress, fields
        self.rule = indexing_rule(index.encoder.digest, fields)
        self.live = index.catalog.versions()
        self.by_file = index.catalog.documents_by_file()
        self.file_of = {name: file for file, names in self.by_file.items() for name in names}
        self.taken: set[str] = set()  # ids of documents that the files read hold
        self.moved: list[tuple[str, str]] = []  # documents that are the same in another file, and that file
        self.waiting: list[StoredDocument] = []
        self.read: list[LedgerEntry] = []
        self.dropped: list[str] = []
        self.emptied: list[LedgerEntry] = []
        self.kept_names: set[str | None] = set()  # that renamed files had, which could not be read just now
        self.failures: dict[str, tuple[LoadFailure, ...]] = {}
        self.characters = 0  # of the documents that are waiting
        self.bytes, self.loaded, self.written = 0, 0.0, 0.0  # of the files to read: in all, loaded, in the index
        self.unpublished, self.published = 0, index.catalog.count_passages()
        self.added = self.replaced = self.removed = self.unchanged = self.embedded = 0

    def run(self, allow_empty: bool) -> SyncReport:
        plans = plan_sync(self.corpus, self.index.database, self.rule, allow_empty)
        todo = [plan for plan in plans if plan.state in TO_READ]
        with quiet_loggers():
            sizes = [_size(plan) for plan in todo]
            self.bytes = sum(sizes)
            for plan, size in zip(todo, sizes, strict=True):
                before = self.loaded
                self.load(plan, size)
                self.loaded = before + size
            self.flush()
        same = [plan.source for plan in plans if plan.state is FileState.UNCHANGED]
        self.unchanged += sum(len(self.by_file.get(source, [])) for source in same)
        self.remove_files(plans, allow_empty)
        self.index.catalog.set_fact("rule", self.rule)
        self.index.catalog.set_fact("corpus", corpus_name(self.corpus))
        sweep(self.index, self.show_published)
        return self.report(plans)

    def load(self, plan: FilePlan, size: int) -> None:
        assert plan.path is not None
        loaded = load_file(plan.path, self.corpus, self.fields)
        documents, failed = loaded.documents, tuple(loaded.failures)
        self.failures[plan.source] = failed
        digest = "" if loaded.passing else loaded.digest or plan.digest or ""  # none, and the next sync reads it again
        before, kept = self.by_file.get(plan.source, []), self.not_read_now(plan.source, loaded.passing)
        present = {document.id_ for document in documents} | kept
        gone = [name for name in before if name not in present]
        if not (digest or documents or gone):
            self.kept_names.add(plan.before)
            return
        entry = LedgerEntry(plan.source, digest, self.rule, failed)
        if before and not present:
            self.emptied.append(entry)
            return
        for document in documents:
            self.take(document, plan.source)
            self.loaded += size / len(documents)
            if self.characters > BATCH_CHARACTERS:
                self.flush()
        self.dropped += gone
        self.read.append(entry)

    def not_read_now(self, file: str, passing: Sequence[str]) -> set[str]:
        """The file's documents of before that are, or come from, one of these sources that could not be read now."""
        if file in passing:
            return set(self.by_file.get(file, []))
        places = [f"{source}/" for source in passing]
        sources = self.index.catalog.sources(file) if places else {}
        return {name for name, source in sources.items() if any(f"{source}/".startswith(place) for place in places)}

    def take(self, document: "Document", file: str) -> None:
        self.taken.add(document.id_)
        version = document_version(document, self.index.encoder.digest)
        if self.live.get(document.id_) == version:
            self.unchanged += 1
            if self.file_of[document.id_] != file:
                self.moved.append((document.id_, file))
            return
        metadata = document.metadata
        self.characters += len(document.text)
        self.waiting.append(
            StoredDocument(
                id=document.id_,
                version=version,
                title=metadata["title"],
                source=metadata["source"],
                published=metadata["published"],
                author=metadata["author"],
                encoding=metadata["encoding"],
                text=document.text,
                file=file,
                pages=tuple(metadata["pages"]),
            )
        )

    def flush(self) -> None:
        """Write the waiting documents' passages to the stores, switch the documents, then note their files as read."""
        digest = self.index.encoder.digest
        batch = [(document, cut_passages(document, digest)) for document in self.waiting]
        if batch:
            forget_files(self.index)
            self.index.catalog.begin(document.version for document, _ in batch)
            self.embedded += write_passages(self.index, batch, self.show)
            self.index.catalog.replace(batch)
            self.publish(sum(len(rows) for _, rows in batch))
        known = sum(document.id in self.live for document, _ in batch)
        self.replaced, self.added = self.replaced + known, self.added + len(batch) - known
        self.index.catalog.move(self.moved)
        self.drop(self.dropped)
        self.index.ledger.record(self.read)
        self.waiting, self.moved, self.dropped, self.read, self.characters = [], [], [], [], 0
        self.show(1.0)
        self.written = self.loaded

    def publish(self, written: int) -> None:
        """Publish the vectors now and then: a long sync is asked meanwhile."""
        self.unpublished += written
        if self.unpublished >= max(PASSAGES_TO_PUBLISH, self.published):
            publish(self.index, self.show_published)
            self.unpublished, self.published = 0, self.index.catalog.count_passages()

    def show_published(self, done: int, total: int, name: str) -> None:
        self.progress(round(self.loaded), self.bytes, f"{name} ({done:,} of {total:,})")

    def show(self, part: float) -> None:
        """Show how far the sync is, `part` of what is loaded being embedded."""
        done = self.written + part * (self.loaded - self.written)
        self.progress(round(done), self.bytes, self.waiting[-1].source if self.waiting else "")

    def drop(self, names: Sequence[str]) -> None:
        self.index.catalog.remove(names)
        self.removed += len(names)

    def remove_files(self, plans: Sequence[FilePlan], allow_empty: bool) -> None:
        """Remove the documents of files that are gone, and of those that can be read but hold none any more.

        Not those that another file holds now: an archive may be unpacked into a folder of its own name.
        """
        gone = [plan.before or plan.source for plan in plans if plan.state is FileState.REMOVED or plan.before]
        gone = [source for source in gone if source not in self.kept_names]
        sources = gone + [entry.source for entry in self.emptied]
        names = [name for source in sources for name in self.by_file.get(source, []) if name not in self.taken]
        if names and len(names) == self.index.catalog.count_documents() and not allow_empty:
            raise IndexFailure(
                f"the corpus {str(self.corpus)!r} holds no readable document, but the index has {len(names)}: "
                "nothing was removed; `qa index --allow-empty` empties the index"
            )
        self.drop(names)
        self.index.ledger.forget(gone)
        self.index.ledger.record(self.emptied)

    def report(self, plans: Sequence[FilePlan]) -> SyncReport:
        known, counts = self.index.ledger.entries(), self.index.catalog.count_by_file()
        files = []
        for plan in plans:
            count = counts.get(plan.source)
            failures = self.failures.get(plan.source)
            if failures is None:
                failures = known[plan.source].failures if plan.source in known else ()
            size = (count.documents, count.passages, count.encoding) if count else (0, 0, None)
            files.append(FileReport(plan.source, plan.state, *size, failures, plan.before))
        return SyncReport(
            added=self.added,
            replaced=self.replaced,
            removed=self.removed,
            unchanged=self.unchanged,
            embedded=self.embedded,
            passages=self.index.catalog.count_passages(),
            files=tuple(files),
        )


def _size(plan: FilePlan) -> int:
    """The file's bytes; 0 where it is gone by now."""
    try:
        return plan.path.stat().st_size if plan.path else 0
    except OSError:
        return 0
