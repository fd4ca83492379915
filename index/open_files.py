"""Whether a file cannot be opened because the process has too many open already: no damage to the file."""

import os
from contextlib import ExitStack

NEEDED = 64  # more than Chroma and tantivy open at once

WAY_OUT = "the process has too many files open: close some, or raise its limit (ulimit -n)"


def too_many_files_open() -> bool:
    """Whether NEEDED more cannot be opened."""
    with ExitStack() as opened:
        try:
            for _ in range(NEEDED):
                opened.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        except OSError:
            return True
    return False
