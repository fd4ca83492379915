"""SQuAD 1.1 and 2.0 (Rajpurkar et al., 2016 and 2018), and whatever else has their JSON form.

A question that the paragraph does not answer (SQuAD 2.0) becomes one that the corpus does not: another paragraph may
answer it all the same, so that a few of them ask for a refusal that is not due.
"""

from collections.abc import Iterator, Mapping, Sequence
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
from evals.metrics.normalise import answer_tokens
from evals.mistakes import shown
from evals.wording import counted
from qa.citing import sentence_around


def load_squad(file: Path, limit: int | None = None) -> Imported:
    """A document for each article, its paragraphs in order, and a case for each of the first `limit` questions.

    A broken article, paragraph, question or accepted answer is left out; ImportFailure where the file has no articles
    at all.
    """
    try:
        articles = list_of(load_json(file), "data")
    except EntryMistake as mistake:
        raise ImportFailure(file, None, f"{mistake}: name a file in the form of SQuAD") from None
    titles = [str(article.get("title") or "") if isinstance(article, dict) else "" for article in articles]
    documents: dict[str, str] = {}
    cases: list[ImportedCase] = []
    passed_over: dict[str, list[str]] = {}
    for number, (name, article) in enumerate(zip(name_files(titles), articles, strict=True)):
        texts: list[str] = []
        cases.extend(_article_cases(article, texts, passed_over, name, f"{file}: data[{number}]"))
        if texts:
            documents[name] = "\n\n".join(texts)
    chosen = cases[:limit]
    notes = _notes({case.place: passed_over[case.place] for case in chosen if case.place in passed_over})
    return Imported(file, f"Questions of {file.name}.", chosen, documents, notes=notes)


def _notes(passed_over: Mapping[str, Sequence[str]]) -> list[str]:
    """How many accepted answers are passed over, and the first one; nothing where none is."""
    return [
        f"{counted(sum(map(len, passed_over.values())), 'accepted answer')} passed over: {place}: {problems[0]}"
        for place, problems in list(passed_over.items())[:1]
    ]


def _article_cases(
    article: Any, texts: list[str], passed_over: dict[str, list[str]], source: str, place: str
) -> Iterator[ImportedCase]:
    """The questions of one article.

    The texts of its paragraphs are added to `texts`, what is wrong with accepted answers that a case does without to
    `passed_over`, by the case's place.
    """
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
            entry = f"{here}.qas[{at}]"
            try:
                case, problems = _case(question, texts[-1], source)
            except EntryMistake as mistake:
                yield leave_out(entry, mistake)
                continue
            yield ImportedCase(entry, case)
            if problems:
                passed_over[entry] = problems


def _case(question: Any, context: str, source: str) -> tuple[dict[str, Any], list[str]]:
    """The case of one question, and what is wrong with each accepted answer that it does without.

    EntryMistake where the question is not in SQuAD's form, or has answers and no good one.
    """
    text = " ".join(text_of(question, "question").split())
    accepted, quotes, problems = [], [], []
    for answer in [] if _is_impossible(question) else list_of(question, "answers"):
        try:
            quotes.append((source, _quote(answer, context)))
            accepted.append(text_of(answer, "text"))
        except EntryMistake as mistake:
            problems.append(str(mistake))
    if problems and not accepted:
        raise EntryMistake(f"no good answer is left: {'; '.join(dict.fromkeys(problems))}")
    return build_case(id_of(question, "id"), text, accepted, quotes, ("squad",)), problems


def _is_impossible(question: Any) -> bool:
    """Whether the paragraph does not answer the question, as it says; EntryMistake where that fits no answers."""
    said = question.get("is_impossible")
    if said is not None and not isinstance(said, bool):
        raise EntryMistake(f"'is_impossible' must be true or false, not {shown(said)}")
    if said is False and question.get("answers") == []:
        raise EntryMistake("'is_impossible' is False and 'answers' is empty: correct one of them")
    return bool(said)


def _quote(answer: Any, context: str) -> str:
    """The sentences of the paragraph that the answer stands in; EntryMistake where it is not at its place."""
    text = text_of(answer, "text")
    if not answer_tokens(text):
        raise EntryMistake(f"the answer {shown(text)} has no words: correct its 'text'")
    start = answer.get("answer_start")
    if isinstance(start, bool) or not isinstance(start, int) or start < 0 or context[start : start + len(text)] != text:
        raise EntryMistake(f"the answer {shown(text)} does not stand at {shown(start)}: correct its 'answer_start'")
    left, right = sentence_around(context, start, start + len(text))
    return context[left:right]
