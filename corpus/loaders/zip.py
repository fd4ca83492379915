"""ZIP archives: every file inside is loaded as if it lay in the corpus, in a folder with the archive's name."""

from functools import partial
from pathlib import PurePosixPath

from corpus.archives import member_name, open_archive, read_member
from corpus.loaded import Member, UnreadableError

SUFFIXES = (".zip",)

SYSTEM_FOLDER = "__MACOSX"  # macOS adds it to every archive; nothing in it is a document
NAMELESS = "a file without a name"
OFFICE_PARTS = {"[Content_Types].xml": "an Office document", "META-INF/container.xml": "an EPUB book"}


def load(data: bytes, name: str) -> list[Member]:
    """The files in the archive, without hidden ones; UnreadableError where it cannot be opened or has none.

    A member's bytes are read only when it is loaded.
    """
    archive = open_archive(data, "a ZIP archive")
    names = set(archive.namelist())
    for part, kind in OFFICE_PARTS.items():
        if part in names:
            raise UnreadableError(f"is {kind}, not an archive of documents: give it the ending of its format")
    members = [
        Member(member_name(member) or NAMELESS, partial(read_member, archive, member))
        for member in archive.infolist()
        if not member.filename.endswith(("/", "\\")) and not _is_hidden(member.filename)
    ]
    if not members:
        raise UnreadableError("holds no files: put documents into it, or take it out")
    return members


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part == SYSTEM_FOLDER or (part.startswith(".") and part != "..") for part in parts)
