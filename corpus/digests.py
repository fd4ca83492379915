"""What a file is, by its bytes."""

import hashlib
from pathlib import Path

from corpus.files import locate, read_bytes
from corpus.loaded import UnreadableError

READING_RULE = "5"  # how files become documents: a new rule means that every file is read again


def digest_of(data: bytes) -> str:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def file_digest(file: Path, root: Path) -> str | None:
    """SHA-256 of the file's bytes; None where `load_file` could not read them either."""
    try:
        return digest_of(read_bytes(locate(file, root)))
    except UnreadableError:
        return None
