"""A table of questions that brings its documents: columns question, answer, context; optional title, id, tags."""

from pathlib import Path

from evals.importers.imported import Imported, name_files
from evals.importers.question_table import build_row_case, load_questions
from evals.quoting import Sentence, find_evidence, list_sentences


def load_table(file: Path, limit: int | None = None) -> Imported:
    """A document for each context and a case for each of the first `limit` rows.

    The evidence is the sentence of the row's context that has the answer; a row without an answer asks what nothing
    answers.
    """
    table = load_questions(file, more=("context",), optional=("title",))
    titles: dict[str, str] = {}
    for row in table.rows:
        titles.setdefault(row.cells.get("context", ""), row.cells.get("title") or f"document {len(titles) + 1}")
    titles.pop("", None)
    names = dict(zip(titles, name_files(list(titles.values())), strict=True))
    sentences: dict[str, list[Sentence]] = {"": []}
    cases = []
    for row in table.rows[:limit]:
        context = row.cells.get("context", "")
        if context not in sentences:
            sentences[context] = list_sentences({names[context]: (context,)})
        found = find_evidence(sentences[context], row.question, row.answers)
        quotes = [(found.source, found.quote)] if found else []
        cases.append(build_row_case(row, quotes, file))
    documents = {name: context for context, name in names.items()}
    return Imported(file, f"Questions of {file.name}.", cases, documents, notes=table.notes)
