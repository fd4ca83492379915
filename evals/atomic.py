"""Files that are replaced whole: a reader sees the old bytes or the new ones, whatever happens in between."""

import os
import secrets
import shutil
from pathlib import Path


def write_whole(written: bytes, file: Path) -> None:
    """Puts the bytes in place of the file, which keeps its permissions; OSError where it cannot."""
    draft = file.with_name(f".{file.name[:50]}-{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as stream:
            stream.write(written)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, draft)
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
