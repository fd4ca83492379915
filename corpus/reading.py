"""One file of a corpus is read with all that it holds: rows, members of archives, attachments of mails."""

from collections import Counter
from collections.abc import Callable
from pathlib import PurePosixPath

from corpus.files import MEGABYTE, NO_MEMORY
from corpus.loaded import LoadedText, Member, Part, PassingError, Refused, Row, UnreadableError
from corpus.loaders import Loader, registry
from corpus.rows import RowFields, row_name, row_text

DEEPEST = 2  # files around a file: an archive in a mail, but nothing that is in a third file
MOST_MEMBERS = 10_000  # files inside one corpus file, however deep
LARGEST_UNPACKED = 250 * MEGABYTE  # bytes of all files inside one corpus file
MOST_FAILURES = 100  # failures of one corpus file that are told apart
LONGEST_DETAIL = 200  # characters of a library's own message
NO_LOADER = "no loader for "  # how the reason begins where no file of that kind is read


class TooMuchError(Exception):
    """A corpus file that holds more than may be unpacked: all of it is refused, whatever was read before."""


class FileReader:
    """Reads one corpus file. `texts` holds (source, number of the text with this source, text), `failures`
    (source, reason); after `read` they are never both empty. `passing` holds the sources that could not be read just
    now, which says nothing about what they hold.
    """

    def __init__(self, source: str, fields: RowFields) -> None:
        self.source, self.fields = source, fields
        self.texts: list[tuple[str, int, LoadedText]] = []
        self.failures: list[tuple[str, str]] = []
        self.passing: list[str] = []
        self._numbers: Counter[str] = Counter()
        self._members = self._unpacked = self._untold = 0

    def read(self, read: Callable[[], bytes]) -> None:
        """Take everything in the file whose bytes `read` gives. Raises nothing."""
        try:
            self._read(self.source, read, 0)
        except TooMuchError as error:
            self.texts, self.failures, self.passing, self._untold = [], [(self.source, str(error))], [], 0
        if self._untold:
            self.failures.append(
                (
                    self.source,
                    f"holds {self._untold} more parts that could not be read: see the reasons before this one",
                )
            )

    def _read(self, source: str, read: Callable[[], bytes], depth: int) -> None:
        before = len(self.texts) + len(self.failures) + self._untold
        try:
            for part in _loader_for(source).load(read(), PurePosixPath(source).name):
                self._take(part, source, depth)
        except TooMuchError:
            raise
        except PassingError as error:
            self._fail_now(source, str(error))
        except UnreadableError as error:
            self._fail(source, str(error))
        except MemoryError:
            self._fail_now(source, NO_MEMORY)
        except Exception as error:  # a format library may raise anything on a broken file
            self._fail(source, f"could not be read ({_describe(error)}): repair it, or take it out")
        if before == len(self.texts) + len(self.failures) + self._untold:
            self._fail(source, "is empty")

    def _take(self, part: Part, source: str, depth: int) -> None:
        match part:
            case LoadedText():
                self._add(part, source)
            case Row():
                self._take_row(part, source)
            case Refused():
                self._fail(f"{source}/{part.name}", part.reason)
            case Member():
                self._take_member(part, source, depth)

    def _add(self, text: LoadedText, source: str) -> None:
        self._numbers[source] += 1
        if text.text.strip():
            self.texts.append((source, self._numbers[source], text))

    def _take_row(self, row: Row, source: str) -> None:
        place = f"{source}/{row_name(row)}"
        try:
            self._add(row_text(row, self.fields, PurePosixPath(source).name), place)
        except UnreadableError as error:
            self._fail(place, str(error))

    def _take_member(self, member: Member, source: str, depth: int) -> None:
        if depth == DEEPEST:
            raise UnreadableError(f"holds files more than {DEEPEST} deep inside others: unpack it into the folder")
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise TooMuchError(f"holds more than {MOST_MEMBERS:,} files: unpack it into the folder")
        self._read(f"{source}/{member.name}", lambda: self._unpack(member), depth + 1)

    def _unpack(self, member: Member) -> bytes:
        data = member.read()
        self._unpacked += len(data)
        if self._unpacked > LARGEST_UNPACKED:
            raise TooMuchError(
                f"unpacks to more than {LARGEST_UNPACKED // MEGABYTE} MB, as archives made to do harm do: "
                "unpack what is needed into the folder, or take it out"
            )
        return data

    def _fail_now(self, source: str, reason: str) -> None:
        self.passing.append(source)
        self._fail(source, reason)

    def _fail(self, source: str, reason: str) -> None:
        if len(self.failures) < MOST_FAILURES:
            self.failures.append((source, reason))
        else:
            self._untold += 1


def _loader_for(source: str) -> Loader:
    suffix = PurePosixPath(source).suffix.lower()
    loaders = registry()
    if suffix not in loaders:
        kind = f"{suffix!r} files" if suffix else "files without a suffix"
        raise UnreadableError(f"{NO_LOADER}{kind}; formats read: {', '.join(loaders)}")
    return loaders[suffix]


def _describe(error: Exception) -> str:
    """The error's type and message on one line of bounded length."""
    said = " ".join(str(error).split())
    detail = said if len(said) <= LONGEST_DETAIL else said[: LONGEST_DETAIL - 1] + "…"
    return f"{type(error).__name__}: {detail}"
