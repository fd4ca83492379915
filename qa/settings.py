"""Settings: data only. Read from the environment (QA_*) and from one TOML file, `qa.toml` in the working folder."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from qa.answer import QUESTION_CHARACTERS
from qa.errors import QAError

NEARLY = 0.88  # of a setting's name, as difflib measures it: a slip or two
LISTS = ("QA_TEXT_FIELDS", "QA_TITLE_FIELDS", "QA_DATE_FIELDS")
BUNDLED_CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"


def _named(value: object) -> object:
    if value == "":  # pathlib's name for the working folder
        raise ValueError("is empty: name a folder ('.' is the working folder), or leave it out")
    try:
        usable = b"\0" not in os.fsencode(value) if isinstance(value, str | Path) else True
    except UnicodeEncodeError:  # a lone surrogate
        usable = False
    if not usable:
        raise ValueError("has a character that no path can have: take it out")
    return value


@contextmanager
def _explaining() -> Iterator[None]:
    """QAError for values that cannot be used."""
    way_out = "correct QA_* in the environment, qa.toml, or what Settings is given"
    try:
        yield
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, item['loc']))} = {item['input']!r}: {item['msg']}" for item in error.errors()
        )
        raise QAError(f"the settings cannot be used ({wrong}): {way_out}") from error
    except SettingsError as error:
        lists = "; ".join(f"{name}={os.environ[name]!r}" for name in LISTS if name in os.environ)
        raise QAError(f'the settings cannot be used ({error}; {lists}): write a list as ["body", "notes"]') from error
    except (ValueError, RecursionError, OSError) as error:  # a list in the environment that is nested too deep
        raise QAError(f"the settings cannot be used ({error}): {way_out}") from error


class _TomlFile(TomlConfigSettingsSource):
    """The file, with or without the mark that Windows' editors begin UTF-8 with, which tomllib does not take."""

    def _read_file(self, file_path: Any) -> dict[str, Any]:
        try:
            return tomllib.loads(file_path.read_text(encoding="utf-8-sig"))
        except (ValueError, RecursionError, OSError) as error:  # tomllib's, with line and column, or the file's
            raise QAError(f"'qa.toml' cannot be read ({error}): correct or remove it") from error


class Settings(BaseSettings):
    """Every setting with its default and unit; what is not given comes from the environment and qa.toml.

    QAError names each value that cannot be used; an unknown key in qa.toml is one.
    """

    model_config = SettingsConfigDict(env_prefix="QA_", toml_file="qa.toml", extra="forbid", frozen=True)

    corpus: Annotated[Path, BeforeValidator(_named)] = Field(
        BUNDLED_CORPUS, description="folder (or one file) with the documents to ask"
    )
    home: Annotated[Path, BeforeValidator(_named)] = Field(
        Path(".qa"), description="folder for the index, not among the documents unless hidden"
    )
    chroma_url: str | None = Field(
        None, description="Chroma server for the vectors, as http://127.0.0.1:8000 (default: kept in home)"
    )
    chroma_collection: str = Field(
        "passages",
        pattern=r"^[a-zA-Z0-9][a-zA-Z0-9._-]{1,126}[a-zA-Z0-9]$",
        description="collection on that server; one for each corpus",
    )
    host: str = Field("127.0.0.1", description="address that the web chat listens on")
    port: int = Field(7860, ge=1, le=65535, description="port that the web chat listens on")
    feedback: Path | None = Field(
        None, description="folder of the eval suite that the web chat's thumbs add cases to (default: no thumbs)"
    )
    threads: int = Field(2, ge=1, le=64, description="processor threads for reading and embedding")
    answerer: Literal["extractive", "evidence"] = Field(
        "extractive", description="the shortest words that answer (extractive), or always a whole sentence (evidence)"
    )
    passages: int = Field(
        8,
        ge=1,
        le=50,
        description="most passages read for a question: the first four, and on where these leave it open",
    )
    question_characters: int = Field(QUESTION_CHARACTERS, ge=1, description="longest question taken, in characters")
    text_fields: tuple[str, ...] = Field(
        (), description='fields of rows that are their text, as ["body"] (default: usual names, or all fields)'
    )
    title_fields: tuple[str, ...] = Field((), description="fields of rows that are their title (default: usual names)")
    date_fields: tuple[str, ...] = Field((), description="fields of rows that are their date (default: usual names)")
    confidence: float | None = Field(
        None,
        ge=0,
        le=1,
        description="least confidence, 0 to 1, of an answer that is shown; a summary has none (default: measured)",
    )

    def __init__(self, **values: Any) -> None:
        with _explaining():
            super().__init__(**values)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments before the environment before the file."""
        return init_settings, env_settings, _TomlFile(settings_cls)


def load_settings(**values: object) -> Settings:
    """The settings from the environment and qa.toml; QAError names each value that cannot be used.

    And a name in the environment that is nearly a setting's.
    """
    known = [f"QA_{name.upper()}" for name in Settings.model_fields]
    for name in sorted(os.environ):
        meant = get_close_matches(name.upper(), known, 1, NEARLY) if name.upper().startswith("QA_") else []
        if meant and name.upper() not in known:
            raise QAError(f"{name} in the environment is no setting: name it {meant[0]}, or remove it")
    return Settings(**values)
