"""What a sync did, file by file."""

from dataclasses import dataclass

from corpus import LoadFailure
from index.plan import FileState


@dataclass(frozen=True)
class FileReport:
    """One file after the sync: what the index holds of it. `before` is its former name where it was renamed."""

    source: str
    state: FileState
    documents: int
    passages: int
    encoding: str | None
    failures: tuple[LoadFailure, ...] = ()
    before: str | None = None

    @property
    def line(self) -> str:
        """One line for a person, without the failures."""
        if self.state is FileState.REMOVED:
            return f"{self.state:<10} {self.source}"
        counts = f"{_count(self.documents, 'document')}, {_count(self.passages, 'passage')}"
        encoding = f", {self.encoding}" if self.encoding else ""
        return f"{self.state:<10} {self.source} ({counts}{encoding}{f', was {self.before}' if self.before else ''})"


@dataclass(frozen=True)
class SyncReport:
    """What a sync did. `added`, `replaced`, `removed` and `unchanged` count documents, `embedded` the passages whose
    vectors were computed, `passages` those in the index."""

    added: int
    replaced: int
    removed: int
    unchanged: int
    embedded: int
    passages: int
    files: tuple[FileReport, ...]

    @property
    def failures(self) -> tuple[LoadFailure, ...]:
        """Every file or part of one that was not read, with the reason."""
        return tuple(failure for file in self.files for failure in file.failures)

    @property
    def summary(self) -> str:
        """One line for a person."""
        counts = {"added": self.added, "replaced": self.replaced, "removed": self.removed, "unchanged": self.unchanged}
        changes = ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "no documents"
        failed = f"; {len(self.failures)} not read" if self.failures else ""
        return f"{changes} ({_count(self.passages, 'passage')} in the index{failed})"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
