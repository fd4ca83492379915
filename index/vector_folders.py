"""Where the vectors lie: in a numbered folder that the catalogue names, and that is not written any more.

A change is made in a copy (`index.publish`), then the catalogue names that. So no question sees files that another
process writes, no process that is killed tears the files that count, and what was removed goes with the folder that
held it.
"""

import re
import secrets
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from index.catalog import Catalog

VECTORS = "chroma"
FACT, FIRST = "vectors", "0"
_NAME = re.compile(r"\d+(?:-[0-9a-f]{8})?")


def folder_in_use(home: Path, catalog: Catalog) -> Path:
    """The folder that the catalogue names; the first one where it names none yet, which may not be there."""
    return home / VECTORS / (catalog.fact(FACT) or FIRST)


def folder_after(folder: Path) -> Path:
    """The next one, under a name of its own: what a process that was killed had begun may still be copied to."""
    number = int(folder.name.split("-")[0]) + 1
    return folder.with_name(f"{number}-{secrets.token_hex(4)}")


def use_folder(folder: Path, catalog: Catalog, facts: Mapping[str, str]) -> None:
    """Have every question from now on ask this one, and note these facts of it."""
    catalog.set_facts({FACT: folder.name, **facts})


def use_server(home: Path, catalog: Catalog) -> None:
    """Delete what lies in the home from before a server had the vectors."""
    if (home / VECTORS).exists():
        catalog.set_fact(FACT, "")
        _delete(_own(home / VECTORS))
        with suppress(OSError):  # something else lies there
            (home / VECTORS).rmdir()


def delete_others(folder: Path) -> bool:
    """Delete the folders beside the one in use; False where some of them are left."""
    _delete(other for other in _own(folder.parent) if other != folder)
    return len(_own(folder.parent)) == 1


def has_others_files(folder: Path) -> bool:
    """Whether something lies where the vectors are to lie that this program did not make."""
    return folder.exists() and (not folder.is_dir() or len(_own(folder)) < len(list(folder.iterdir())))


def _own(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if _NAME.fullmatch(one.name) and one.is_dir()]


def _delete(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
