"""A suite's folder, made from what an importer gives."""

import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import CorpusError
from evals.case_lint import lint_lines
from evals.documents import CorpusTexts, Texts, is_among, is_damage, read_texts
from evals.importers.imported import Imported, ImportedCase
from evals.mistakes import Mistake, SuiteError, shown
from evals.suite_lint import lint_suite

DOCUMENTS = "documents"  # the folder of a suite that brings its own
MOST_MISTAKES = 20  # that are named where no case is without one
NEW = {"gates": {"answerable_correct": 0.0, "unanswerable_refused": 0.0}}
REMARKS = {"gates": ("# The least shares that a run must reach: raise them to what it reaches.",)}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class NewSuite:
    """The folder that was written, how many cases and documents it has, and why one of either was left out of it."""

    folder: Path
    cases: int
    documents: int
    left_out: tuple[str, ...]
    replaced: bool


def write_suite(imported: Imported, folder: Path, replace: bool = False) -> NewSuite:
    """Writes the suite with the cases that have no mistake; nothing is left of it where it cannot be written.

    One that is replaced keeps its gates and settings.

    SuiteError where the folder exists and is not to be replaced, where its suite.toml has a mistake, where it cannot be
    written, where it or the file with the questions lies among the documents, or where no case is without a mistake.
    """
    if not imported.cases:
        raise _mistake(imported.source, "has no cases: name a file with a question in it")
    check_name(folder.name)
    if imported.corpus is not None:
        _require_outside(imported.source, imported.corpus, "move it beside them")
        _require_outside(folder, imported.corpus, "name a folder beside them with --into")
    if folder.exists() and not replace:
        raise _mistake(folder, "exists already: choose another --name, or give --replace to write it anew")
    if folder.exists() and not (folder / "suite.toml").is_file():
        raise _mistake(folder, "exists and is not a suite, so that it is not replaced: choose another --name")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as place:
            draft = Path(place) / folder.name
            cases, documents, left_out = _write(imported, draft, folder)
            replaced = folder.exists()
            if replaced:
                _exchange(draft, folder, Path(place) / "replaced")
            else:
                draft.replace(folder)
    except (OSError, UnicodeEncodeError) as error:
        raise _mistake(folder, f"cannot be written ({_reason(error)}): name another folder with --into") from None
    return NewSuite(folder, cases, documents, left_out, replaced)


def _exchange(draft: Path, folder: Path, aside: Path) -> None:
    """Puts the draft in place of the folder, which goes aside; back to its place where the draft cannot follow."""
    folder.replace(aside)
    try:
        draft.replace(folder)
    except BaseException:
        if not folder.exists():
            aside.replace(folder)
        raise


def start_suite(folder: Path, corpus: Path) -> None:
    """Makes the folder of a suite over the corpus with no case yet, whole or not at all.

    SuiteError where it holds something already, cannot be made, or lies among the documents.
    """
    check_name(folder.name)
    _require_outside(folder, corpus, "name a folder beside them")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as place:
            draft = Path(place) / folder.name
            draft.mkdir()
            text = write_settings("Questions from use.", relative_path(corpus, folder))
            (draft / "suite.toml").write_bytes(text.encode())
            draft.replace(folder)
    except (OSError, UnicodeEncodeError) as error:
        raise _mistake(folder, f"cannot be made ({_reason(error)}): name another folder") from None


def _require_outside(place: Path, corpus: Path, way_out: str) -> None:
    """SuiteError where the file or the folder would be read with the corpus: its answers would be found there."""
    if is_among(place, corpus):
        raise _mistake(place, f"lies among the documents of {str(corpus)!r}, which would hold the answers: {way_out}")


def check_name(name: str) -> None:
    """SuiteError where the name is not one that every system takes for a folder."""
    if not _NAME.fullmatch(name):
        message = f"the name {shown(name)} cannot be a suite's: use letters, digits, '.', '_' and '-', a letter first"
        raise SuiteError([Mistake(name or "''", None, None, message)])


def _write(imported: Imported, draft: Path, folder: Path) -> tuple[int, int, tuple[str, ...]]:
    """Writes the draft of the folder; gives the number of cases and documents and what was left out."""
    draft.mkdir()
    if imported.corpus is None:
        (draft / DOCUMENTS).mkdir()
        for name, text in imported.documents.items():
            (draft / DOCUMENTS / name).write_bytes(text.encode("utf-8", "replace"))
    corpus = DOCUMENTS if imported.corpus is None else relative_path(imported.corpus, folder)
    texts, failures = _read(imported.corpus or draft / DOCUMENTS)
    unread = [] if imported.corpus is not None else [one for one in failures if is_damage(one)]
    for failure in unread:  # else the suite could not be run
        (draft / DOCUMENTS / failure.source).unlink()
    before = _tables(folder)
    kept, left_out = _without_mistakes(imported, draft / "cases.jsonl", texts)
    if not texts:
        raise _mistake(imported.source, "has no document with a text: a suite needs one")
    (draft / "suite.toml").write_text(write_settings(imported.description, corpus, before), encoding="utf-8")
    return kept, len(texts), (*(f"{DOCUMENTS}/{one.source}: {one.reason}" for one in unread), *left_out)


def _without_mistakes(imported: Imported, file: Path, texts: Texts) -> tuple[int, tuple[str, ...]]:
    """Writes the cases that have no mistake; gives their number, and place and mistake of each other one."""
    hopeful = [case for case in imported.cases if case.problem is None]
    mistakes: list[Mistake] = []
    good = lint_lines(write_cases([case.raw for case in hopeful]), file, texts, mistakes)
    problems = {case.place: case.problem for case in imported.cases if case.problem is not None}
    for mistake in mistakes:
        if mistake.line is not None:
            problems.setdefault(hopeful[mistake.line - 1].place, _at_its_place(mistake, hopeful))
    places = [case.place for case in imported.cases if case.place in problems]
    if not good:
        none = Mistake(str(imported.source), None, None, "has no cases without a mistake:")
        raise SuiteError([none, *(Mistake(place, None, None, problems[place]) for place in places[:MOST_MISTAKES])])
    file.write_bytes(write_cases(good))
    return len(good), tuple(f"{place}: {problems[place]}" for place in places)


def _at_its_place(mistake: Mistake, cases: Sequence[ImportedCase]) -> str:
    """The field and the message, in which a line of the suite is named by where its case came from."""
    message = re.sub(
        r"(?<= already )on line (\d+)$", lambda line: f"at {cases[int(line[1]) - 1].place}", mistake.message
    )
    return ": ".join(filter(None, (mistake.field, message)))


def write_cases(cases: Sequence[Mapping[str, Any]]) -> bytes:
    """The lines of cases.jsonl; a lone surrogate, which UTF-8 cannot hold, as its JSON escape."""
    lines = [json.dumps(case, ensure_ascii=False) for case in cases]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def write_settings(description: str, corpus: str, tables: Mapping[str, Mapping[str, Any]] = NEW) -> str:
    """The text of suite.toml with the tables of an earlier one, or else with gates that every run reaches."""
    lines = [f"{key} = {_toml(value)}" for key, value in {"description": description, "corpus": corpus}.items()]
    for name, values in {**NEW, **tables}.items():
        lines += [
            "",
            *REMARKS.get(name, ()),
            f"[{name}]",
            *(f"{key} = {_toml(value)}" for key, value in values.items()),
        ]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """The value of a setting as TOML: a string is a JSON string in which DEL is escaped too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _tables(folder: Path) -> dict[str, Mapping[str, Any]]:
    """The gates and the settings of the suite that is replaced; SuiteError where its suite.toml has a mistake."""
    file = folder / "suite.toml"
    if not folder.exists():
        return {}
    mistakes: list[Mistake] = []
    said = lint_suite(file, mistakes)
    if mistakes:
        first = mistakes[0]
        line = f"line {first.line}" if first.line else None
        what = ": ".join(filter(None, (line, first.field, first.message)))
        way_out = "correct it, or remove the suite, so that its gates are not lost"
        raise _mistake(folder, f"{str(file)!r} has a mistake ({what}): {way_out}")
    return {name: said[name] for name in ("gates", "settings") if name in said}


def relative_path(corpus: Path, folder: Path) -> str:
    """The way from the suite's folder to the corpus; the whole path where there is none, as to another drive."""
    try:
        return Path(os.path.relpath(corpus.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return corpus.resolve().as_posix()


def _read(corpus: Path) -> CorpusTexts:
    try:
        return read_texts(corpus)
    except CorpusError as error:
        raise _mistake(corpus, str(error)) from None


def _reason(error: OSError | UnicodeEncodeError) -> str | None:
    """What went wrong, without the path of the draft that it went wrong with."""
    return error.strerror if isinstance(error, OSError) else error.reason


def _mistake(place: Path, message: str) -> SuiteError:
    return SuiteError([Mistake(str(place), None, None, message)])
