"""Files of a corpus: which there are, what each is called, and its bytes."""

import os
import stat
from pathlib import Path

from corpus.loaded import PassingError, UnreadableError

MEGABYTE = 1_000_000  # bytes
LARGEST_FILE = 50 * MEGABYTE  # bytes
NO_MEMORY = "takes more memory than is free: end other programs and index again, or split it"


class CorpusError(Exception):
    """A corpus path that cannot be used at all. The message names it and says what to do."""


def list_files(path: Path) -> list[Path]:
    """The files below the folder `path`, or the one file, sorted; hidden files and folders are left out.

    A file that links lead to is listed once: two documents would stand for each other.
    What cannot be a document but must not vanish unseen is listed too, and refused when it is loaded: links that are
    broken or lead out of the folder, folders that cannot be opened. CorpusError where `path` itself is no use.
    """
    name = repr(str(path))
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return [path]
        if not stat.S_ISDIR(mode):
            raise CorpusError(f"the corpus path {name} is neither a folder nor a file: name a folder of documents")
        root = path.resolve(strict=True)
        with os.scandir(path):
            pass
    except (FileNotFoundError, NotADirectoryError):
        raise CorpusError(
            f"the corpus path {name} does not exist: check its spelling, or name another folder"
        ) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise CorpusError(
            f"the corpus path {name} cannot be read ({describe(error)}): give read permission, or name another folder"
        ) from None
    found: list[Path] = []
    folders = [path]
    while folders:
        _list_folder(folders.pop(), root, folders, found)
    return sorted(found)


def _list_folder(folder: Path, root: Path, folders: list[Path], found: list[Path]) -> None:
    """Adds the files of one folder to `found` and its subfolders to `folders`."""
    try:
        with os.scandir(folder) as entries:
            listing = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        found.append(folder)
        return
    for entry in listing:
        if entry.name.startswith("."):
            continue
        place = folder / entry.name
        if entry.is_symlink():
            if _is_worth_listing(place, root):
                found.append(place)
        elif entry.is_dir(follow_symlinks=False):
            folders.append(place)
        elif entry.is_file(follow_symlinks=False):
            found.append(place)


def _is_worth_listing(link: Path, root: Path) -> bool:
    """False for a link to a device or pipe, and to a folder or file that is listed in its own place.

    A file is not where it is hidden, or of another format by its own name.
    """
    try:
        target = link.resolve(strict=True)
        mode = target.stat().st_mode
    except (OSError, RuntimeError):
        return True
    inside = target.is_relative_to(root)
    if stat.S_ISDIR(mode):
        return not inside
    hidden = inside and any(part.startswith(".") for part in target.relative_to(root).parts)
    return stat.S_ISREG(mode) and (not inside or hidden or link.suffix.lower() != target.suffix.lower())


def corpus_name(corpus: Path) -> str:
    """The corpus's whole path, links followed; bytes that are not UTF-8 as `source_of` writes them."""
    return os.fsencode(corpus.resolve()).decode("utf-8", "backslashreplace")


def source_of(file: Path, root: Path) -> str:
    """The path of `file` from the corpus `root` (the folder, or the one file) in POSIX form.

    Bytes that are not UTF-8 are written as \\xff, so that the result can always be stored, shown and hashed.
    """
    folder = root.parent if file == root else root
    if _is_below(str(file), folder):
        relative = str(file)[len(f"{folder}{os.sep}") :].replace(os.sep, "/")
    else:
        try:
            relative = file.absolute().relative_to(folder.absolute()).as_posix()
        except ValueError:
            relative = file.as_posix()
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def _is_below(name: str, folder: Path) -> bool:
    """By the spelling alone: Path.is_relative_to takes ten times as long, for every file of a corpus."""
    return name.startswith(f"{folder}{os.sep}")


def locate(file: Path, root: Path) -> Path:
    """The real path of a regular file inside the corpus; UnreadableError with the reason for everything else.

    PassingError where that may be otherwise another time.
    """
    try:
        real = os.path.realpath(file, strict=True)
        # A file below the root without a link on its way needs no look at the root's own, which takes as long again.
        inside = file == root or (real == str(file) and _is_below(real, root))
        target = Path(real)
        inside = inside or target.is_relative_to(root.resolve(strict=True))
        mode = target.stat().st_mode
    except FileNotFoundError:
        reason = "is a link to nothing" if file.is_symlink() else "is no longer there"
        raise PassingError(f"{reason}: put it back, or index again") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise PassingError(f"cannot be read ({describe(error)}): give read permission, or take it out") from None
    if not inside:
        raise UnreadableError(f"leads outside the corpus, to {real!r}: copy it into the folder")
    if stat.S_ISDIR(mode):
        raise PassingError("is a folder that cannot be opened: give read permission, or take it out")
    if not stat.S_ISREG(mode):
        raise UnreadableError("is a device, pipe or socket, not a file: take it out of the folder")
    return target


def read_bytes(target: Path) -> bytes:
    """The bytes of a located file; UnreadableError where it is too large, PassingError where it cannot be read now."""
    try:
        with target.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise PassingError("is no longer there: put it back, or index again") from None
    except OSError as error:
        raise PassingError(f"cannot be read ({describe(error)}): give read permission, or take it out") from None
    except MemoryError:
        raise PassingError(NO_MEMORY) from None
    if len(data) > LARGEST_FILE:
        raise UnreadableError(f"is larger than {LARGEST_FILE // MEGABYTE} MB: split it into smaller files")
    return data


def describe(error: Exception) -> str:
    """What the operating system says about an error, without numbers and paths."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
