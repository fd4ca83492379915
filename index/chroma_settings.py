"""Chroma as this project sets it: the environment and a file `.env` in the working folder are for other users of it."""

import re
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

        return Settings(anonymized_telemetry=False) if surrounding else _isolated()
    except (ValueError, OSError) as error:
        reason = str(error)
        if isinstance(error, ValidationError):
            first = error.errors()[0]
            reason = f"{str(first['loc'][0]).upper()}: {first['msg']}"  # not the value, which may be a secret
        raise IndexFailure(
            f"Chroma cannot use what the environment or the file {str(Path.cwd() / '.env')!r} sets ({reason}): "
            "correct it there"
        ) from error


def without_password(url: str) -> str:
    """The address without the user and the password in it, to be shown."""
    return re.sub(r"//[^/?#\s]*@", "//***@", url)


def _isolated() -> "Settings":
    import chromadb  # noqa: F401 - it looks into the environment once more
    from chromadb.config import Settings

    class Isolated(Settings):
        model_config = {**Settings.model_config, "env_file": None}  # noqa: RUF012 - pydantic's own

        @classmethod
        def settings_customise_sources(cls, settings_cls: Any, init_settings: Any, *_: Any, **__: Any) -> Any:
            return (init_settings,)

    return Isolated(anonymized_telemetry=False)
