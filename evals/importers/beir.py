"""BEIR folders (Thakur et al., 2021): corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv.

They say which documents are relevant and not what the answer is: a case is right where a relevant document is cited.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.case_lint import EVIDENCE_TAG
from evals.importers.imported import (
    EntryMistake,
    Imported,
    ImportedCase,
    ImportFailure,
    build_case,
    leave_out,
    name_files,
)
from evals.importers.json_file import id_of, object_of, text_of
from evals.importers.source_file import load_text
from evals.mistakes import shown


class Entry(NamedTuple):
    """A document or a query; `name` is the document's file."""

    name: str
    title: str
    text: str


class Judgement(NamedTuple):
    """Whether a document is relevant to a query, and the line that says so."""

    line: int
    document: str
    is_relevant: bool


def load_beir(folder: Path, split: str = "test", limit: int | None = None) -> Imported:
    """A document for each entry of the corpus, and a case for each of the first `limit` queries of the split.

    A broken line is left out; ImportFailure where a file is not there.
    """
    cases: list[ImportedCase] = []
    documents = _load_entries(folder / "corpus.jsonl", cases)
    queries = _load_entries(folder / "queries.jsonl", cases)
    file = _split_file(folder, split)
    for query, judgements in list(_load_judgements(file, cases).items())[:limit]:
        question = queries[query].text if query in queries else None
        cases.extend(_query_cases(query, question, judgements, documents, file))
    texts = {one.name: "\n\n".join(filter(None, (one.title, one.text))) for one in documents.values()}
    return Imported(file, f"Queries of {folder.resolve().name}, {split}.", cases, texts)


def _load_entries(file: Path, left_out: list[ImportedCase]) -> dict[str, Entry]:
    """The entries of the file by id; the lines that hold none are added to `left_out`."""
    found: dict[str, tuple[str, str]] = {}
    for number, line in _lines(file):
        try:
            raw = object_of(line)
            id = id_of(raw, "_id")
            if id in found:
                raise EntryMistake(f"the id {shown(id)} comes twice: download the data set again")
            found[id] = (str(raw.get("title") or "").strip(), text_of(raw, "text"))
        except EntryMistake as mistake:
            left_out.append(leave_out(f"{file}:{number}", mistake))
    names = name_files(list(found))
    return {id: Entry(name, *texts) for name, (id, texts) in zip(names, found.items(), strict=True)}


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    """The number, from 1, and the text of every line that is not blank."""
    lines = load_text(file).split("\n")
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _split_file(folder: Path, split: str) -> Path:
    """The file with the judgements of the split; ImportFailure names the splits that there are."""
    splits = sorted(file.stem for file in (folder / "qrels").glob("*.tsv"))
    if split not in splits:
        known = f"the splits are {', '.join(splits)}" if splits else "a BEIR folder has qrels/test.tsv"
        raise ImportFailure(folder / "qrels", None, f"has no split {split!r}: {known}")
    return folder / "qrels" / f"{split}.tsv"


def _load_judgements(file: Path, left_out: list[ImportedCase]) -> dict[str, list[Judgement]]:
    """The judgements of each query, none without any; the lines that hold none are added to `left_out`."""
    judgements: dict[str, list[Judgement]] = {}
    for number, line in _lines(file):
        cells = line.rstrip("\r").split("\t") if "\t" in line else line.split()
        if number == 1 and cells[-1].strip() == "score":
            continue
        try:
            query, document, score = cells if len(cells) != 4 else (cells[0], *cells[2:])
            value = float(score)
            if math.isnan(value):
                raise ValueError(score)
        except ValueError:
            form = "query, document and score, or as in TREC query, 0, document and score"
            left_out.append(leave_out(f"{file}:{number}", f"must be {form}, not {shown(line)}"))
            continue
        judgements.setdefault(query, []).append(Judgement(number, document, value > 0))
    return judgements


def _query_cases(
    query: str, question: str | None, judgements: Sequence[Judgement], documents: Mapping[str, Entry], file: Path
) -> Iterator[ImportedCase]:
    """The case of a query, and the judgements that are left out of it; or the query itself, left out."""
    relevant = [one for one in judgements if one.is_relevant]
    present = [one for one in relevant if one.document in documents]
    first = f"{file}:{judgements[0].line}"
    if question is None:
        yield leave_out(first, f"queries.jsonl has no {shown(query)}: download the whole data set")
    elif not relevant:
        yield leave_out(first, f"the query {shown(query)} has no document with a score above 0: nothing is to be cited")
    else:
        evidence = [(documents[one.document].name, "") for one in present]
        if present:
            case = build_case(query, " ".join(question.split()), (), evidence, (EVIDENCE_TAG, "beir"))
            yield ImportedCase(f"{file}:{present[0].line}", case)
        for one in relevant:
            if one.document not in documents:
                absent = f"corpus.jsonl has no {shown(one.document)}, relevant to {shown(query)}"
                yield leave_out(f"{file}:{one.line}", f"{absent}: download the whole data set")
