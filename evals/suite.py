"""A suite: a folder with `suite.toml` and `cases.jsonl` (one case a line).

suite.toml says what is asked (`description`), of what (`corpus`), what a run must reach (`[gates]`) and,
where need be, with which settings (`[settings]`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import CorpusError, LoadFailure
from evals.case_lint import lint_cases
from evals.documents import CorpusTexts, describe_failure, digest, is_among, is_damage, read_texts
from evals.mistakes import Mistake, SuiteError, shown
from evals.suite_lint import BUNDLED, SHARES, line_of, lint_suite, longest_question, row_fields
from qa.settings import BUNDLED_CORPUS

SUITES = Path(__file__).resolve().parent / "suites"


@dataclass(frozen=True)
class Gates:
    """The least share, 0 to 1, that a run must reach of each.

    `measures` has the gates on measures of evals/measures.py by name: the least or, where less is better, the most.
    `of_part` says that only a part of the suite is to reach them.
    """

    answerable_correct: float
    unanswerable_refused: float
    citations_exact: float = 1.0
    measures: Mapping[str, float] = field(default_factory=dict)
    of_part: bool = False


@dataclass(frozen=True)
class Evidence:
    """Words of a document that a good citation quotes: the path from the corpus root, and a verbatim quote.

    Without a quote, any words of the document.
    """

    source: str
    quote: str = ""


@dataclass(frozen=True)
class Case:
    """One question and what counts as right; evals/grading.py says how it is judged.

    `answers` are the accepted short answers, each in its shortest acceptable form or a form of its own. `history` has
    the questions that were asked before, the oldest first, each with its answer.
    """

    id: str
    question: str
    answers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    answerable: bool
    tags: tuple[str, ...]
    history: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Suite:
    """Cases over one corpus; the digests are SHA-256 of the corpus's texts and of the file with the cases.

    `settings` take the place of the user's own when the suite is run. A part of a suite has no `gates`.
    `folder` is where it was loaded from, resolved, and `unread` has the files of the corpus of a kind that is not read.
    """

    name: str
    description: str
    corpus: Path
    gates: Gates | None
    cases: tuple[Case, ...]
    corpus_digest: str
    cases_digest: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    folder: Path | None = None
    unread: tuple[LoadFailure, ...] = ()


def list_suites() -> list[str]:
    """The names of the suites in evals/suites, sorted."""
    return sorted(file.parent.name for file in SUITES.glob("*/suite.toml"))


def load_suite(name_or_path: str | Path) -> Suite:
    """The suite of that name in evals/suites, or else in that folder; SuiteError with all its mistakes."""
    folder = find_suite(name_or_path)
    mistakes: list[Mistake] = []
    settings = lint_suite(folder / "suite.toml", mistakes)
    corpus = corpus_path(folder, settings.get("corpus"))
    read = _read_corpus(corpus, folder / "suite.toml", settings, mistakes) if corpus is not None else None
    texts = None if read is None else read.texts
    cases = lint_cases(folder / "cases.jsonl", texts, mistakes, longest_question(settings))
    if mistakes or corpus is None or read is None:
        raise SuiteError(mistakes)
    return Suite(
        name=folder.name,
        description=settings["description"],
        corpus=corpus,
        gates=_gates(settings["gates"]),
        cases=tuple(_case(raw) for raw in cases),
        corpus_digest=digest(read.texts),
        cases_digest=hashlib.sha256((folder / "cases.jsonl").read_bytes()).hexdigest(),
        settings=settings.get("settings", {}),
        folder=folder.resolve(),
        unread=read.failures,
    )


def own_cases_problem(folder: Path, corpus: Path) -> str | None:
    """What is wrong where the suite's cases would be read with its corpus, so that answers could cite them."""
    if not is_among(folder / "cases.jsonl", corpus):
        return None
    return (
        f"{str(corpus)!r} holds the suite's own cases.jsonl: move the documents into a folder beside it, or the suite"
    )


def _read_corpus(corpus: Path, file: Path, settings: Mapping[str, Any], mistakes: list[Mistake]) -> CorpusTexts | None:
    """The corpus that suite.toml, the `file`, names, if it has texts; what is wrong with it is added to `mistakes`."""
    try:
        read = read_texts(corpus, row_fields(settings))
        problems = [describe_failure(failure) for failure in read.failures if is_damage(failure)]
        problems += filter(None, [own_cases_problem(file.parent, corpus)])
        if not read.texts and not problems:
            raise CorpusError(f"the corpus {str(corpus)!r} has no text: put its documents there, or name another")
    except CorpusError as error:
        read, problems = None, [str(error)]
    if problems:
        line = line_of(file.read_text(encoding="utf-8-sig"), "corpus")
        mistakes.extend(Mistake(str(file), line, "corpus", problem) for problem in problems)
    return read if read is not None and read.texts else None


def find_suite(name_or_path: str | Path) -> Path:
    """The suite's folder, resolved; a name goes before a folder of the same name in the working folder.

    SuiteError where there is neither.
    """
    name = str(name_or_path)
    if name in list_suites():
        return SUITES / name
    if name and Path(name).is_dir():
        return Path(name).resolve()
    message = f"no suite {shown(name)}: give the path of its folder, or one of {', '.join(list_suites())}"
    raise SuiteError([Mistake(str(SUITES), None, None, message)])


def corpus_path(folder: Path, corpus: Any) -> Path | None:
    """The folder that `corpus` in suite.toml means; None where it is not a path."""
    if not isinstance(corpus, str) or not corpus or "\0" in corpus:
        return None
    return BUNDLED_CORPUS if corpus == BUNDLED else (folder / corpus).resolve()


def _gates(raw: Mapping[str, float]) -> Gates:
    """The gates of a table without mistakes."""
    shares: dict[str, Any] = {name: value for name, value in raw.items() if name in SHARES}
    return Gates(**shares, measures={name: value for name, value in raw.items() if name not in SHARES})


def _case(raw: dict[str, Any]) -> Case:
    """The case that a line without mistakes describes."""
    return Case(
        id=raw["id"],
        question=raw["question"],
        answers=tuple(raw["answers"]),
        evidence=tuple(Evidence(**evidence) for evidence in raw["evidence"]),
        answerable=raw["answerable"],
        tags=tuple(raw["tags"]),
        history=tuple((turn["question"], turn["answer"]) for turn in raw.get("history", [])),
    )
