"""Chroma as this project sets it, whatever the environment and a file `.env` in the working folder say."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import IndexFailure

if TYPE_CHECKING:
    from chromadb.config import Settings


def chroma_settings(surrounding: bool = False) -> "Settings":
    """Chroma's settings for one client, which changes them; `surrounding`: with what the environment sets.

    IndexFailure where Chroma cannot use what the environment sets: it looks there when it is imported.
    """
    from pydantic import ValidationError

    try:
        from chromadb.config import Settings

        make = Settings if surrounding else _isolated()
        return make(anonymized_telemetry=False)
    except (ValueError, OSError) as error:
        reason = str(error)
        if isinstance(error, ValidationError):
            first = error.errors()[0]
            reason = f"{str(first['loc'][0]).upper()}={first['input']!r}: {first['msg']}"
        raise IndexFailure(
            f"Chroma cannot use what the environment or the file {str(Path.cwd() / '.env')!r} sets ({reason}): "
            "correct it there"
        ) from error


@cache
def _isolated() -> "type[Settings]":
    import chromadb  # noqa: F401 - it looks into the environment once more
    from chromadb.config import Settings

    class Isolated(Settings):
        @classmethod
        def settings_customise_sources(cls, settings_cls: Any, init_settings: Any, *_: Any, **__: Any) -> Any:
            return (init_settings,)

    return Isolated
