"""Rows of a table become texts: which of their fields are the text, the title and the date."""

from dataclasses import dataclass

from corpus.dates import iso_date
from corpus.loaded import LoadedText, Row, UnreadableError
from corpus.naming import date_of_name, title_of_name

# The names that are looked for where none were chosen, the first one found is taken.
USUAL_TEXT = ("text", "body", "content", "article", "passage", "document", "full_text")
AMBIGUOUS = {"article", "document"}  # of a shop, or a file's name
LEAST_WORDS = 5  # of a text under such a name
USUAL_TITLE = ("title", "headline", "subject", "name")
USUAL_PUBLISHED = (
    "published", "published_at", "publication_date", "pub_date", "pubdate",
    "date", "datetime", "timestamp", "created", "created_at",
)  # fmt: skip
USUAL_AUTHOR = ("author", "authors", "byline", "creator")
USUAL_IDENTIFIER = ("id", "_id", "doc_id", "document_id", "uuid", "guid", "key", "slug")

MOST_ROWS = 100_000  # of one file
LONGEST_IDENTIFIER = 80  # characters


@dataclass(frozen=True)
class RowFields:
    """The fields of a row that are its text (all of them), its title and its date (the first that is filled).

    An empty tuple leaves the choice to the usual names; a row with no usual text field is read whole, each field
    as a line `name: value`. Capitals in names make no difference.
    """

    text: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()


def row_name(row: Row) -> str:
    """What the row is called in its file: the identifier that it carries, or the place where it stands."""
    identifier = _first(_by_name(row), USUAL_IDENTIFIER)
    return identifier if 0 < len(identifier) <= LONGEST_IDENTIFIER else row.place


def row_text(row: Row, chosen: RowFields, file_name: str) -> LoadedText:
    """The text of one row of the file called `file_name`; UnreadableError where its text fields are empty."""
    fields = _by_name(row)
    title = _first(fields, chosen.title or USUAL_TITLE) or f"{title_of_name(file_name)}, {row_name(row)}"
    stated = _first(fields, chosen.published or USUAL_PUBLISHED)
    published = iso_date(stated) if stated else date_of_name(file_name)
    author = _first(fields, USUAL_AUTHOR) or None
    return LoadedText(_text(row, fields, chosen.text), title, published, row.encoding, author)


def _text(row: Row, fields: dict[str, str], chosen: tuple[str, ...]) -> str:
    names = [name.lower() for name in chosen] or [name for name in USUAL_TEXT if _is_text(name, fields)][:1]
    if names:
        text = "\n\n".join(fields[name] for name in names if fields.get(name))
        if not text:
            listed = ", ".join(map(repr, names))
            raise UnreadableError(
                f"has no text in {listed}: fill it in, take the row out, or choose other text fields in the settings"
            )
        return text
    text = "\n".join(f"{name}: {value.strip()}" for name, value in row.fields.items() if value.strip())
    if not text:
        raise UnreadableError("has no value in any field: fill it in, or take the row out")
    return text


def _is_text(name: str, fields: dict[str, str]) -> bool:
    """Whether a row has a field of this name, and its words are a text where the name may mean something else."""
    return name in fields and (name not in AMBIGUOUS or len(fields[name].split()) >= LEAST_WORDS)


def _by_name(row: Row) -> dict[str, str]:
    """The filled fields and the empty ones, by their names in small letters."""
    return {name.strip().lower(): value if value.strip() else "" for name, value in row.fields.items()}


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    """The first of the named fields that is filled, on one line; empty where none is."""
    filled = (fields[name.lower()] for name in names if fields.get(name.lower()))
    return " ".join(next(filled, "").split())
