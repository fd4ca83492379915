"""SQuAD 1.1 and 2.0 (Rajpurkar et al., 2016 and 2018), and whatever else has their JSON form.

A question that the paragraph does not answer (SQuAD 2.0) becomes one that the corpus does not: another paragraph may
answer it all the same, so that a few of them ask for a refusal that is not due.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.importers.imported import (
    EntryMistake,
    Imported,
    ImportedCase,
    ImportFailure,
    build_case,
    leave_out,
    name_files,
)
from evals.importers.json_file import id_of, list_of, load_json, text_of
from evals.mistakes import shown
from qa.citing import sentence_around


def load_squad(file: Path, limit: int | None = None) -> Imported:
    """A document for each article, its paragraphs in order, and a case for each of the first `limit` questions.

    A broken article, paragraph or question is left out; ImportFailure where the file has no articles at all.
    """
    try:
        articles = list_of(load_json(file), "data")
    except EntryMistake as mistake:
        raise ImportFailure(file, None, f"{mistake}: name a file in the form of SQuAD") from None
    titles = [str(article.get("title") or "") if isinstance(article, dict) else "" for article in articles]
    documents: dict[str, str] = {}
    cases: list[ImportedCase] = []
    for number, (name, article) in enumerate(zip(name_files(titles), articles, strict=True)):
        texts: list[str] = []
        cases.extend(_article_cases(article, texts, name, f"{file}: data[{number}]"))
        if texts:
            documents[name] = "\n\n".join(texts)
    return Imported(file, f"Questions of {file.name}.", cases[:limit], documents)


def _article_cases(article: Any, texts: list[str], source: str, place: str) -> Iterator[ImportedCase]:
    """The questions of one article; the texts of its paragraphs are added to `texts`."""
    try:
        paragraphs = list_of(article, "paragraphs")
    except EntryMistake as mistake:
        yield leave_out(place, mistake)
        return
    for number, paragraph in enumerate(paragraphs):
        here = f"{place}.paragraphs[{number}]"
        try:
            texts.append(text_of(paragraph, "context"))
            questions = list_of(paragraph, "qas")
        except EntryMistake as mistake:
            yield leave_out(here, mistake)
            continue
        for at, question in enumerate(questions):
            try:
                yield ImportedCase(f"{here}.qas[{at}]", _case(question, texts[-1], source))
            except EntryMistake as mistake:
                yield leave_out(f"{here}.qas[{at}]", mistake)


def _case(question: Any, context: str, source: str) -> dict[str, Any]:
    """The case of one question; EntryMistake where it is not in SQuAD's form."""
    text = " ".join(text_of(question, "question").split())
    answers = [] if question.get("is_impossible") else list_of(question, "answers")
    quotes = [(source, _quote(answer, context)) for answer in answers[:1]]
    accepted = [text_of(answer, "text") for answer in answers]
    return build_case(id_of(question, "id"), text, accepted, quotes, ("squad",))


def _quote(answer: Any, context: str) -> str:
    """The sentences of the paragraph that the answer stands in; EntryMistake where it is not at its place."""
    text = text_of(answer, "text")
    start = answer.get("answer_start")
    if not isinstance(start, int) or start < 0 or not text.strip() or context[start : start + len(text)] != text:
        raise EntryMistake(f"the answer {shown(text)} does not stand at {shown(start)}: correct its 'answer_start'")
    left, right = sentence_around(context, start, start + len(text))
    return context[left:right]
