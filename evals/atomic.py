"""Files that are replaced whole: a reader sees the old text or the new one, whatever happens in between."""

import os
import tempfile
from pathlib import Path


def write_whole(text: str, file: Path) -> None:
    """Writes the text as UTF-8 (a lone surrogate as its escape) in place of the file; OSError where it cannot."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:50]}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        mode = file.stat().st_mode if file.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode & 0o777)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The mask of the process, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
