"""What a loader gives back: texts, or one exception with the reason why there are none."""

from dataclasses import dataclass


class UnreadableError(Exception):
    """A file that gives no document. The message completes a sentence that begins with the file's name."""


@dataclass(frozen=True)
class LoadedText:
    """One text of a file: the words themselves, and what the file says about them.

    `published` is an ISO date or None; `encoding` is the name of the codec that the bytes were read with.
    """

    text: str
    title: str
    published: str | None
    encoding: str
