"""A folder of documents and a table of questions: columns question, answer; optional source, quote, id, tags."""

from dataclasses import replace
from pathlib import Path

from corpus import CorpusError
from evals.case_lint import EVIDENCE_TAG
from evals.documents import Texts, describe_failure, read_texts
from evals.importers.imported import Imported, ImportFailure
from evals.importers.question_table import Row, build_row_case, load_questions
from evals.quoting import Sentence, find_evidence, list_sentences


def load_folder(documents: Path, questions: Path, limit: int | None = None) -> Imported:
    """A case over the documents for each of the first `limit` rows; the documents stay where they are.

    The evidence is the quote of the row, or else the sentence with the answer that shares most words with the
    question, in the source of the row where it names one. A row without an answer asks what nothing answers, unless it
    has the tag `evidence`: then its quote decides, or its source.
    """
    table = load_questions(questions, optional=("source", "quote"))
    try:
        texts, failures = read_texts(documents)
    except CorpusError as error:
        raise ImportFailure(documents, None, str(error)) from None
    sentences = list_sentences(texts)
    rows = [_checked(row) for row in table.rows[:limit]]
    cases = [build_row_case(row, _evidence(row, texts, sentences), questions) for row in rows]
    notes = (*table.notes, *map(describe_failure, failures))
    return Imported(questions, f"Questions of {questions.name}.", cases, corpus=documents, notes=notes)


def _checked(row: Row) -> Row:
    """The row, with a problem where it has a quote that bears on nothing."""
    if row.answers or EVIDENCE_TAG in row.tags or not row.cells.get("quote", "").strip():
        return row
    return replace(row, problem=f"has a quote and no answer: give the answer, or the tag {EVIDENCE_TAG!r}")


def _evidence(row: Row, texts: Texts, sentences: list[Sentence]) -> list[tuple[str, str]]:
    """(source, quote) of the row's evidence; none where it is not found, and where nothing answers."""
    if not row.answers and EVIDENCE_TAG not in row.tags:
        return []
    source, quote = row.cells.get("source", "").strip(), row.cells.get("quote", "").strip()
    if quote:
        holding = (
            [source] if source else [name for name, parts in texts.items() if any(quote in part for part in parts)]
        )
        return [(name, quote) for name in holding[:1]]
    if not row.answers:
        return [(source, "")] if source else []
    where = [sentence for sentence in sentences if source in ("", sentence.source)]
    found = find_evidence(where, row.question, row.answers)
    return [(found.source, found.quote)] if found else []
