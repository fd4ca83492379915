"""Where the vectors lie: in a numbered folder that the catalogue names, and that is not written any more.

A change is made in a copy (`index.publish`), then the catalogue names that. So no question sees files that another
process writes, no process that is killed tears the files that count, and what was removed goes with the folder that
held it.
"""

import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from index.catalog import Catalog

VECTORS = "chroma"
FACT, FIRST = "vectors", "0"


def folder_in_use(home: Path, catalog: Catalog) -> Path:
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
        shutil.rmtree(home / VECTORS, ignore_errors=True)


def delete_others(folder: Path) -> bool:
    """Delete what lies beside the folder in use; False where some of it is left."""
    for other in folder.parent.iterdir():
        if other != folder:
            if other.is_dir():
                shutil.rmtree(other, ignore_errors=True)
            else:
                other.unlink(missing_ok=True)
    return len(list(folder.parent.iterdir())) == 1
