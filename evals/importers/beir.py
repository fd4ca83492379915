"""BEIR folders (Thakur et al., 2021): corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv.

They say which documents are relevant and not what the answer is: a case is right where a relevant document is cited.
"""

from pathlib import Path

from evals.case_lint import EVIDENCE_TAG
from evals.importers.imported import Imported, ImportedCase, ImportFailure, build_case, name_files
from evals.importers.json_file import load_json_lines, load_text, text_of
from evals.mistakes import shown


def load_beir(folder: Path, split: str = "test", limit: int | None = None) -> Imported:
    """A document for each entry of the corpus, and a case for each of the first `limit` queries of the split."""
    texts, titles = _load_corpus(folder / "corpus.jsonl")
    names = dict(zip(texts, name_files(list(texts)), strict=True))
    queries = _load_texts(folder / "queries.jsonl")
    file = _split_file(folder, split)
    cases = []
    for query, (line, relevant) in list(_load_relevant(file).items())[:limit]:
        unknown = [id for id in relevant if id not in texts]
        if query not in queries or unknown:
            missing = f"corpus.jsonl has no {shown(unknown[0])}" if unknown else f"queries.jsonl has no {shown(query)}"
            raise ImportFailure(file, line, f"{missing}: download the whole data set")
        evidence = [(names[id], texts[id].strip() or titles[id].strip()) for id in relevant]
        case = build_case(query, " ".join(queries[query].split()), (), evidence, (EVIDENCE_TAG, "beir"))
        cases.append(ImportedCase(f"{file}:{line}", case))
    documents = {names[id]: "\n\n".join(filter(None, (titles[id].strip(), text))) for id, text in texts.items()}
    return Imported(f"Queries of {folder.resolve().name}, {split}.", cases, documents)


def _load_corpus(file: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The texts and the titles, both by id."""
    texts, titles = {}, {}
    for line, raw in load_json_lines(file):
        id = text_of(raw, "_id", file, "the document", line)
        if id in texts:
            raise ImportFailure(file, line, f"the id {shown(id)} comes twice: download the data set again")
        texts[id] = text_of(raw, "text", file, "the document", line)
        titles[id] = str(raw.get("title") or "")
    return texts, titles


def _load_texts(file: Path) -> dict[str, str]:
    """The queries by id."""
    return {
        text_of(raw, "_id", file, "the query", line): text_of(raw, "text", file, "the query", line)
        for line, raw in load_json_lines(file)
    }


def _split_file(folder: Path, split: str) -> Path:
    """The file with the judgements of the split; ImportFailure names the splits that there are."""
    splits = sorted(file.stem for file in (folder / "qrels").glob("*.tsv"))
    if split not in splits:
        known = f"the splits are {', '.join(splits)}" if splits else "a BEIR folder has qrels/test.tsv"
        raise ImportFailure(folder / "qrels", None, f"has no split {split!r}: {known}")
    return folder / "qrels" / f"{split}.tsv"


def _load_relevant(file: Path) -> dict[str, tuple[int, list[str]]]:
    """By query the line where it comes first and the documents with a score above 0."""
    relevant: dict[str, tuple[int, list[str]]] = {}
    for number, line in enumerate(load_text(file).splitlines(), 1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and cells[-1].strip() == "score"):
            continue
        try:
            query, document, score = cells
            is_relevant = int(score) > 0
        except ValueError:
            raise ImportFailure(file, number, f"must be query, document and score, not {shown(line)}") from None
        if is_relevant:
            relevant.setdefault(query, (number, []))[1].append(document)
    return relevant
