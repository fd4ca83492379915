"""What a loader gives back: the parts of a file, or one exception with the reason why there are none."""

from collections.abc import Callable
from dataclasses import dataclass, field


class UnreadableError(Exception):
    """A file that gives no document. The message completes a sentence that begins with the file's name."""


class PassingError(UnreadableError):
    """A file, or a part of one, that could not be read just now; that says nothing about what it holds."""


@dataclass(frozen=True)
class LoadedText:
    """One text of a file: the words themselves, and what the file says about them.

    `published` is what `iso_date` gives; `encoding` is the name of the codec that the bytes were read with, or the
    sorted names with ", " between them where there were several, None for a binary format. `pages`
    holds the place in the text where each page begins, in order; it is empty for a format without pages.
    """

    text: str
    title: str
    published: str | None
    encoding: str | None
    author: str | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of a table, which is a document: where it stands ('row 7') and its fields by name, as written."""

    place: str
    encoding: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Member:
    """A file inside a file: its path there, and `read`, which gives its bytes or raises UnreadableError."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Refused:
    """A part that gives no document, and why; its name and the reason make a sentence."""

    name: str
    reason: str


Part = LoadedText | Row | Member | Refused
