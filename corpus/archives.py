"""ZIP archives, and the formats that are ZIP archives inside: opened and read within bounds, never written to disk."""

import re
import stat
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from corpus.files import LARGEST_FILE, MEGABYTE
from corpus.loaded import UnreadableError

MOST_ENTRIES = 10_000
LARGEST_WHOLE = 200 * MEGABYTE  # bytes that an archive may unpack to
SMALL_MEMBER = MEGABYTE  # bytes; what unpacks to less is never a bomb
HIGHEST_RATIO = 200  # unpacked to packed size; text seldom reaches 20

CENTRAL_HEADER = b"PK\x01\x02"
END_OF_ARCHIVE = b"PK\x05\x06"
DRIVE = re.compile("[A-Za-z]:")
ENCRYPTED, NAMED_IN_UTF8 = 0x1, 0x800  # of a member's flag_bits
UNPACK_IT = "unpack what is needed into the folder, or take it out"


def open_archive(data: bytes, kind: str) -> ZipFile:
    """The archive in `data`; UnreadableError where it is broken, or more than may be unpacked.

    `kind` is what the file should be, for the reason: 'a ZIP archive'.
    """
    if not data:
        raise UnreadableError("is empty")
    # Counted before the list of members is read: it takes ten times its size in memory.
    if data.count(CENTRAL_HEADER) > MOST_ENTRIES:
        raise UnreadableError(f"holds more than {MOST_ENTRIES:,} files: {UNPACK_IT}")
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, OSError, ValueError, RuntimeError, EOFError, OverflowError, struct.error) as error:
        if not data.startswith(b"PK"):
            raise UnreadableError(f"is not {kind}: give it the ending that fits, or take it out") from None
        detail = "its end is missing" if END_OF_ARCHIVE not in data else str(error)
        raise UnreadableError(f"is not a whole ZIP archive ({detail}): copy or download it again") from None
    if sum(member.file_size for member in archive.infolist()) > LARGEST_WHOLE:
        raise UnreadableError(
            f"unpacks to more than {LARGEST_WHOLE // MEGABYTE} MB, as archives made to do harm do: {UNPACK_IT}"
        )
    return archive


def read_member(archive: ZipFile, member: ZipInfo) -> bytes:
    """The bytes of one file in the archive; UnreadableError with the reason where they may or can not be had."""
    _check(member)
    try:
        with archive.open(member) as stream:
            data = stream.read(LARGEST_FILE + 1)
    except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(
            f"is damaged in the archive ({error}): copy or download the archive again, or take the file out"
        ) from None
    if len(data) > LARGEST_FILE:
        raise UnreadableError(f"is larger than {LARGEST_FILE // MEGABYTE} MB: split it into smaller files")
    return data


def member_name(member: ZipInfo) -> str:
    """The path of a member, with / between its folders; in UTF-8 where it reads so, as macOS writes it unmarked."""
    name = member.filename
    if not member.flag_bits & NAMED_IN_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _check(member: ZipInfo) -> None:
    """UnreadableError for a member that is not to be unpacked."""
    place = PurePosixPath(member.filename.replace("\\", "/"))
    if place.is_absolute() or ".." in place.parts or DRIVE.match(member.filename):
        raise UnreadableError("has a path that leads out of the archive: pack the archive anew, or take the file out")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableError("is a link, not a file: pack what it leads to in its place")
    if member.flag_bits & ENCRYPTED:
        raise UnreadableError("is encrypted: pack the archive without a password")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnreadableError("is packed in a way that is not read: pack it as an ordinary ZIP archive (deflate)")
    if member.file_size > LARGEST_FILE:
        raise UnreadableError(f"is larger than {LARGEST_FILE // MEGABYTE} MB: split it into smaller files")
    if member.file_size > max(SMALL_MEMBER, HIGHEST_RATIO * member.compress_size):
        raise UnreadableError(
            f"unpacks to more than {HIGHEST_RATIO} times its size, as archives made to do harm do: {UNPACK_IT}"
        )
