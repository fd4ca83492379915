"""The files that an importer reads."""

from pathlib import Path

from evals.importers.imported import ImportFailure


def load_bytes(file: Path) -> bytes:
    """What the file holds; ImportFailure where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise ImportFailure(file, None, f"cannot be read ({error.strerror}): name a file that is there") from None


def load_text(file: Path) -> str:
    """The text of the file; ImportFailure where it cannot be read as UTF-8."""
    try:
        return load_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFailure(file, None, f"is not UTF-8 at byte {error.start}: save it as UTF-8") from None
