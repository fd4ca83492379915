"""One module a format. The listing of this folder is the registry: to read another format, add a file.

A loader defines `SUFFIXES`, the file name endings it reads (lower case, with the dot), and `load(data, name)`, which
gives the parts of the file called `name` or raises UnreadableError with the reason. A file may give one text or
several, rows, and files inside it, which are loaded in their turn.
"""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Protocol, cast

from corpus.loaded import Part


class Loader(Protocol):
    """What a module in this folder provides."""

    SUFFIXES: tuple[str, ...]

    def load(self, data: bytes, name: str) -> Iterable[Part]:
        """The parts of a file; UnreadableError with the reason where it gives none."""


def find_loaders() -> dict[str, Loader]:
    """Every loader in this folder by its module's name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: cast(Loader, importlib.import_module(f"{__name__}.{name}")) for name in names}


def build_registry(loaders: dict[str, Loader]) -> dict[str, Loader]:
    """The loader for each suffix, suffixes sorted; ValueError where two loaders claim the same one."""
    claimed: dict[str, str] = {}
    for name, loader in loaders.items():
        for suffix in loader.SUFFIXES:
            if suffix in claimed:
                raise ValueError(
                    f"{suffix!r} is claimed by corpus/loaders/{claimed[suffix]}.py and {name}.py: "
                    "take it out of the SUFFIXES of one"
                )
            claimed[suffix] = name
    return {suffix: loaders[claimed[suffix]] for suffix in sorted(claimed)}


@cache
def registry() -> dict[str, Loader]:
    """The loader for each suffix that can be read."""
    return build_registry(find_loaders())
