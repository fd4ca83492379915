"""What a document states about itself, read with a library that raises anything on a broken property."""

from collections.abc import Callable
from typing import Any


def stated_or_none(read: Callable[[], Any]) -> Any:
    """What `read` gives, None where the property is missing, empty or malformed."""
    try:
        return read() or None
    except MemoryError:
        raise
    except Exception:  # pypdf and python-docx raise many kinds on a broken property
        return None
