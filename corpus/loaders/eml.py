"""E-mails: the headers that a reader sees and the text; attachments are files of their own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import partial
from itertools import count
from mimetypes import guess_extension
from typing import NamedTuple

from corpus.dates import iso_date
from corpus.decoding import Decoded, decode
from corpus.loaded import LoadedText, Member, Refused, UnreadableError
from corpus.markup import all_text, parse_html
from corpus.naming import date_of_name, title_of_name

SUFFIXES = (".eml",)

SHOWN = ("From", "To", "Cc", "Date", "Subject")
MOST_PARTS = 1_000
LONGEST_HEADER = 10_000  # characters; what is beyond is cut off
TOO_MANY_PARTS = f"has more than {MOST_PARTS:,} parts: save the attachments into the folder"
FORWARDED = "message/rfc822"
HIDDEN = "//*[@hidden or contains(translate(@style, 'DISPLAYNOE ', 'displaynoe'), 'display:none')]"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LEAST_SHARE = 0.5  # of the HTML's words that the plain text has; one with fewer says only that there is HTML


class Text(NamedTuple):
    """A text of the mail. Of those with the same `group` a reader sees one form, plain or HTML."""

    group: int
    plain: bool
    text: str
    encoding: str


def load(data: bytes, name: str) -> list[LoadedText | Member | Refused]:
    """The text of the mail, its attachments and forwarded mails as files of it, and the texts that are broken.

    Where a text stands as plain text and as HTML, the plain one is taken, or the HTML where the plain one is missing or
    has few of its words. What has another type is a file, also without a name of its own. Pictures that stand in the
    text are left out.
    UnreadableError where the file is no mail.
    """
    message = _parse(data)
    headers = {field: value for field in SHOWN if (value := _header(message, field))}
    if "From" not in headers and "Subject" not in headers:
        raise UnreadableError("is not an e-mail (it has neither sender nor subject): give it the ending that fits")
    texts: list[Text] = []
    others: list[Member | Refused] = []
    for number, (part, group) in enumerate(_leaves(message), 1):
        if number > MOST_PARTS:
            raise UnreadableError(TOO_MANY_PARTS)
        kind = part.get_content_type()
        attached = _attached_name(part, number)
        if attached:
            others.append(Member(attached, partial(_bytes, part)))
        elif kind in ("text/plain", "text/html"):
            try:
                texts.append(Text(group, kind == "text/plain", *_decoded(part, kind)))
            except UnreadableError as error:
                others.append(Refused(f"part {number}", str(error)))
        elif ending := _ending(kind):
            others.append(Member(f"part {number}{ending}", partial(_bytes, part)))
    written = _shown([text for text in texts if text.text])
    body = "\n\n".join(part.text for part in written)
    encoding = ", ".join(sorted({part.encoding for part in written})) or None
    lines = "\n".join(f"{field}: {value}" for field, value in headers.items())
    title, author = headers.get("Subject") or title_of_name(name), headers.get("From")
    published = _date(headers.get("Date", "")) or date_of_name(name)
    return [LoadedText(f"{lines}\n\n{body}".strip() + "\n", title, published, encoding, author), *others]


def _parse(data: bytes) -> Message:
    from email import message_from_bytes

    if not data.strip():
        raise UnreadableError("is empty")
    if b"\0" in data[:1024]:
        raise UnreadableError("holds binary data, not an e-mail: give it the ending that fits, or take it out")
    if data.count(b"Content-Type:") > 2 * MOST_PARTS or data.count(b"\n--") > 20 * MOST_PARTS:
        raise UnreadableError(TOO_MANY_PARTS)
    try:
        # Not policy.default: it parses headers slowly enough for a small file to take minutes, and may raise.
        return message_from_bytes(data.removeprefix(BYTE_ORDER_MARK))
    except RecursionError:
        raise UnreadableError("nests its parts too deeply: save the attachments into the folder") from None


def _header(message: Message, field: str) -> str:
    """The first header of that name on one line; empty where there is none."""
    return next((_readable(value) for name, value in message.raw_items() if name.lower() == field.lower()), "")


def _readable(value: str) -> str:
    """A header or file name on one line, whether it was written in the ASCII of RFC 2047 or in bytes of UTF-8."""
    written = str(value)[:LONGEST_HEADER].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    with suppress(MessageError, LookupError, ValueError):  # then it stays as it is
        written = str(make_header(decode_header(written)))
    return " ".join(written.split())


def _leaves(message: Message) -> Iterator[tuple[Message, int]]:
    """The parts that hold content, in order; a forwarded mail is one part.

    Those that stand for the same thing have the same number with them.
    """
    waiting: list[tuple[Message | str, int]] = [(message, 0)]
    groups = count(1)
    while waiting:
        part, group = waiting.pop()
        if isinstance(part, str):
            continue
        content = part.get_payload()
        if isinstance(content, list) and part.get_content_type() != FORWARDED:
            if part.get_content_type() == "multipart/alternative":
                group = group or next(groups)
            waiting.extend((inner, group) for inner in content[::-1])
        else:
            yield part, group or next(groups)


def _shown(texts: list[Text]) -> list[Text]:
    """The texts that a reader sees, in order."""
    words: Counter[tuple[int, bool]] = Counter()
    for text in texts:
        words[text.group, text.plain] += len(text.text.split())
    plain = {group for group, _ in words if words[group, True] > LEAST_SHARE * words[group, False]}
    shown = [text for text in texts if text.plain == (text.group in plain)]
    said = _on_one_line(text for text in shown if text.plain)
    return [text for text in shown if text.plain or _on_one_line([text]) not in said]


def _on_one_line(texts: Iterable[Text]) -> str:
    return " ".join(word for text in texts for word in text.text.split())


def _attached_name(part: Message, number: int) -> str:
    """The file name of an attachment or a forwarded mail; empty for text and pictures of the mail itself."""
    if part.get_content_type() == FORWARDED:
        return f"forwarded {number}.eml"
    disposition = _header(part, "Content-Disposition").lower()
    named = _file_name(part)
    is_attached = disposition.startswith("attachment")
    if not is_attached and (not named or part.get_content_maintype() == "image"):
        return ""
    return named or f"attachment {number}"


def _ending(kind: str) -> str:
    """Of a file of this type that the mail does not name; empty for pictures and what a mail is signed with."""
    read = kind.startswith(("text/", "application/")) and not kind.endswith("signature")
    return (guess_extension(kind) or "") if read else ""


def _file_name(part: Message) -> str:
    """The last part of the file name stated; empty where there is none."""
    try:
        stated = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):  # a malformed header
        return ""
    return _readable(stated.replace("\\", "/")).rpartition("/")[2]


def _bytes(part: Message) -> bytes:
    """The content of an attachment; UnreadableError where it cannot be decoded."""
    content = part.get_payload()
    try:
        if isinstance(content, list):
            return b"".join(inner.as_bytes() for inner in content if isinstance(inner, Message))
        found = part.get_payload(decode=True)
    except MemoryError:
        raise
    except Exception as error:  # email raises many kinds on malformed content
        raise UnreadableError(f"cannot be taken out of the mail ({error}): save it into the folder") from None
    return found if isinstance(found, bytes) else b""


def _decoded(part: Message, kind: str) -> Decoded:
    """The text of a part, empty where it is blank; UnreadableError where it cannot be decoded."""
    data = _bytes(part)
    if not data.strip():
        return Decoded("", "")
    text, encoding = decode(data, part.get_content_charset())
    if kind == "text/plain":
        return Decoded(text.replace("\r\n", "\n").strip(), encoding)
    root = parse_html(text)
    for element in () if root is None else root.xpath(f".//body{HIDDEN}"):
        element.drop_tree()
    return Decoded(all_text(root) if root is not None else "", encoding)


def _date(stated: str) -> str | None:
    """The day of a Date header where the sender was; None where it is missing or no date."""
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return iso_date(stated)
