"""SQuAD 1.1 and 2.0 (Rajpurkar et al., 2016 and 2018), and whatever else has their JSON form.

A question that the paragraph does not answer (SQuAD 2.0) becomes one that the corpus does not: another paragraph may
answer it all the same, so that a few of them ask for a refusal that is not due.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.importers.imported import Imported, ImportedCase, ImportFailure, build_case, name_files
from evals.importers.json_file import list_of, load_json, text_of
from evals.mistakes import shown
from qa.citing import sentence_around


def load_squad(file: Path, limit: int | None = None) -> Imported:
    """A document for each article, its paragraphs in order, and a case for each of the first `limit` questions."""
    articles = list_of(load_json(file), "data", file, "the file")
    titles = [text_of(article, "title", file, f"data[{number}]") for number, article in enumerate(articles)]
    documents: dict[str, str] = {}
    cases: list[ImportedCase] = []
    for number, (name, article) in enumerate(zip(name_files(titles), articles, strict=True)):
        paragraphs = list_of(article, "paragraphs", file, f"data[{number}]")
        place = f"data[{number}].paragraphs"
        texts = [text_of(one, "context", file, f"{place}[{at}]") for at, one in enumerate(paragraphs)]
        documents[name] = "\n\n".join(texts)
        for at, paragraph in enumerate(paragraphs):
            cases.extend(_cases(paragraph, texts[at], name, file, f"{place}[{at}]"))
    return Imported(f"Questions of {file.name}.", cases[:limit], documents)


def _cases(paragraph: Any, context: str, source: str, file: Path, place: str) -> Iterator[ImportedCase]:
    """The questions of one paragraph."""
    for number, question in enumerate(list_of(paragraph, "qas", file, place)):
        here = f"{place}.qas[{number}]"
        text = " ".join(text_of(question, "question", file, here).split())
        answers = [] if question.get("is_impossible") else list_of(question, "answers", file, here)
        quotes = [(source, _quote(answer, context, file, here)) for answer in answers[:1]]
        accepted = [text_of(answer, "text", file, here) for answer in answers]
        id = text_of(question, "id", file, here)
        yield ImportedCase(f"{file}: {here}", build_case(id, text, accepted, quotes, ("squad",)))


def _quote(answer: Any, context: str, file: Path, place: str) -> str:
    """The sentences of the paragraph that the answer stands in; ImportFailure where it is not at its place."""
    text = text_of(answer, "text", file, place)
    start = answer.get("answer_start")
    if not isinstance(start, int) or not text.strip() or context[start : start + len(text)] != text:
        raise ImportFailure(file, None, f"{place}: the answer {shown(text)} does not stand at {shown(start)}")
    left, right = sentence_around(context, start, start + len(text))
    return context[left:right]
