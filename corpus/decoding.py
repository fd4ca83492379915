"""Bytes become text: byte order marks, UTF-8, the encoding declared, letters of Latin alphabets, charset-normalizer."""

import codecs
import re
import unicodedata
from typing import NamedTuple

from corpus.latin import latin_encoding, looks_latin
from corpus.loaded import UnreadableError

# UTF-32 before UTF-16: the mark of UTF-16-LE is the beginning of the mark of UTF-32-LE.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# First bytes of files that are not text, whatever their suffix says.
BINARY_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an Office or EPUB document)"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)

# What the guess may choose from: encodings that people still have files in. Left free, it takes short
# Western texts for mac_iceland or UTF-16.
GUESSABLE = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866",
    "iso8859_2", "iso8859_5", "koi8_r", "koi8_u", "mac_roman", "mac_cyrillic",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip

# How the names of encodings begin that a file may declare: those that write text in bytes, with ASCII as it is.
DECLARABLE = (
    "big5", "cp", "euc", "gb", "hz", "iso2022", "iso8859", "johab", "koi8", "mac", "ptcp", "shift", "tis",
)  # fmt: skip

# A character of several bytes in UTF-8; random bytes and other encodings seldom have one among many others.
SEVERAL_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
LEAST_VALID = 0.9  # share of the bytes outside ASCII that are part of such a character in damaged UTF-8

NOT_ASCII = bytes(range(128, 256))

SAMPLE_BYTES = 200_000
MOST_CONTROL_CHARACTERS = 0.02  # share of the text above which it is not text

SAVE_AS_UTF8 = "save it as UTF-8, or take it out of the folder"


class Decoded(NamedTuple):
    """A text and the name of the encoding that it was read in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, every character but the byte order mark kept, line ends too.

    `declared` is the encoding that the file or its wrapping names; it counts where the data is not UTF-8.
    Raises UnreadableError with the reason for empty, binary and undecodable data.
    """
    if not data:
        raise UnreadableError("is empty")
    for signature, kind in BINARY_SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(f"is {kind}, not text: convert it to text, or take it out of the folder")
    decoded = _by_mark(data) or _by_pattern(data) or _as_utf8(data) or _as_damaged_utf8(data)
    decoded = decoded or _as_declared(data, declared) or _by_guess(data)
    if decoded is None:
        raise UnreadableError(f"its text encoding could not be told: {SAVE_AS_UTF8}")
    if not decoded.text.strip():
        raise UnreadableError("is empty")
    if "\0" in decoded.text or control_share(decoded.text) > MOST_CONTROL_CHARACTERS:
        raise UnreadableError(f"holds binary data, not text: {SAVE_AS_UTF8}")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    """The text behind a byte order mark, None without one; UnreadableError where the mark is wrong."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                name = encoding.removesuffix("-sig").upper()
                raise UnreadableError(
                    f"begins with the byte order mark of {name} but is not valid {name} at byte {error.start}: "
                    + SAVE_AS_UTF8
                ) from None
    return None


def _by_pattern(data: bytes) -> Decoded | None:
    """UTF-16 and UTF-32 without a mark, by their NULs; ISO-2022-JP, which is ASCII to look at, by its escapes."""
    if b"\0" in data:
        # The right byte order keeps the text within few blocks of 256 characters; the wrong one spreads it.
        candidates = [
            (len({ord(character) >> 8 for character in set(text)}), Decoded(text, encoding))
            for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
            if (text := _strictly(data, encoding)) is not None and _is_written_text(text)
        ]
        return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else None
    if data.isascii() and re.search(rb"\x1b\$[@B]", data):
        text = _strictly(data, "iso2022_jp")
        return Decoded(text, "iso2022_jp") if text is not None else None
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    text = _strictly(data, "utf-8")
    return Decoded(text, "utf-8") if text is not None else None


def _as_damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as where a text was cut off or two were joined: each is shown as one."""
    outside = len(data) - len(data.translate(None, NOT_ASCII))
    valid = sum(len(found) for found in SEVERAL_BYTES.findall(data))
    return Decoded(data.decode("utf-8", "replace"), "utf-8") if valid > LEAST_VALID * outside else None


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    """The text in the encoding declared, None where it is none that is known, or wrong. Latin-1 means cp1252."""
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    for encoding in ("cp1252", name) if name == "iso8859-1" else (name,):
        if encoding.startswith(DECLARABLE) and (text := _strictly(data, encoding)) is not None:
            return Decoded(text, encoding)
    return None


def _by_guess(data: bytes) -> Decoded | None:
    """The best guess for data that is not UTF-8, from a sample of its lines; None where nothing fits."""
    if b"\0" in data:
        return None
    from charset_normalizer import from_bytes

    sample = _sample(data)
    guesses: list[str] = []
    if looks_latin(sample) and (latin := latin_encoding(sample)):
        guesses.append(latin)
    else:
        matches = from_bytes(sample, cp_isolation=GUESSABLE, enable_fallback=False)
        guesses.extend(match.encoding for match in matches)
    for encoding in guesses:
        text = _strictly(data, encoding)
        if text is not None:
            return Decoded(text, encoding)
    return None


def _sample(data: bytes) -> bytes:
    """About SAMPLE_BYTES of whole lines that are not plain ASCII: only they tell encodings apart."""
    lines: list[bytes] = []
    size = 0
    for line in data.split(b"\n"):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size >= SAMPLE_BYTES:
                break
    return b"\n".join(lines)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_written_text(text: str) -> bool:
    """Whether every character is assigned and none is a control character other than white space."""
    return all(
        character.isspace() or unicodedata.category(character) not in {"Cc", "Cn", "Co", "Cs"}
        for character in set(text)
    )


def control_share(text: str) -> float:
    """The share of control, private-use and unassigned characters, white space and terminal escapes aside."""
    odd = {
        character
        for character in set(text)
        if not character.isspace()
        and character not in "\b\x1b"
        and unicodedata.category(character) in {"Cc", "Cn", "Co"}
    }
    return sum(text.count(character) for character in odd) / len(text) if odd else 0.0
