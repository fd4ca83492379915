"""Checks `cases.jsonl`, line by line and field by field."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evals.documents import Texts
from evals.joined_answer import stands_in
from evals.metrics.normalise import answer_tokens
from evals.mistakes import Mistake, shown
from qa.conversation import clean
from qa.plain_question import asks_nothing, says_something
from qa.settings import Settings

QUESTION_CHARACTERS: int = Settings.model_fields["question_characters"].default
EVIDENCE_TAG = "evidence"  # yes/no, why, summarise: judged by the citation, so that `answers` may be empty
KEYS: dict[str, type] = {
    "id": str,
    "question": str,
    "answers": list,
    "evidence": list,
    "answerable": bool,
    "tags": list,
}
OPTIONAL_KEYS: dict[str, type] = {"history": list}
TURN_KEYS: dict[str, type] = {"question": str, "answer": str}  # of a turn in the history, the oldest first
EVIDENCE_KEYS: dict[str, type] = {"source": str}
OPTIONAL_EVIDENCE_KEYS: dict[str, type] = {"quote": str}  # without it, any words of the source
KINDS = {str: "a text", list: "a list", bool: "true or false"}

Problems = Iterator[tuple[str | None, str]]  # a field, or None for the whole line, and what is wrong with it


def lint_cases(
    file: Path, texts: Texts | None, mistakes: list[Mistake], longest: int = QUESTION_CHARACTERS
) -> list[dict[str, Any]]:
    """The cases without mistakes, in order; every mistake is added. Without `texts`, quotes are not looked up.

    A question may have `longest` characters.
    """
    try:
        written = file.read_bytes()
    except OSError as error:
        mistakes.append(Mistake(str(file), None, None, f"cannot be read ({error.strerror}): a suite needs this file"))
        return []
    return lint_lines(written, file, texts, mistakes, longest)


def lint_lines(
    written: bytes, file: Path, texts: Texts | None, mistakes: list[Mistake], longest: int = QUESTION_CHARACTERS
) -> list[dict[str, Any]]:
    """The same of what is, or is to be, written in the file."""
    lines = written.removeprefix(BOM_UTF8).split(b"\n")
    cases = []
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        raw, problems = _read_line(line)
        if raw is not None:
            problems = [*_case_problems(raw, texts, longest), *_repeats(raw, number, seen)]
        mistakes.extend(Mistake(str(file), number, field, message) for field, message in problems)
        if raw is not None and not problems:
            cases.append(raw)
    if not any(line.strip() for line in lines):
        mistakes.append(Mistake(str(file), None, None, "has no cases: write one JSON object a line"))
    return cases


def _read_line(line: bytes) -> tuple[dict[str, Any] | None, list[tuple[str | None, str]]]:
    """The JSON object on the line, or None and what is wrong."""
    try:
        raw = json.loads(line.decode("utf-8"), object_pairs_hook=_object_without_repeats)
    except UnicodeDecodeError as error:
        return None, [(None, f"is not UTF-8 at byte {error.start}: save it as UTF-8")]
    except (ValueError, RecursionError) as error:
        return None, [(None, f"is not one valid JSON object ({error}): {shown(line.decode('utf-8'))}")]
    if not isinstance(raw, dict):
        return None, [(None, f"must be a JSON object, not {shown(raw)}")]
    return raw, []


def _object_without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object; ValueError where a key comes twice, which JSON would let the last one win."""
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"key {key!r} comes twice")
    return dict(pairs)


def _case_problems(raw: dict[str, Any], texts: Texts | None, longest: int) -> Problems:
    """Every problem of one case; each look is taken only at what passed the one before."""
    problems = list(_shape_problems(raw, KEYS, optional=OPTIONAL_KEYS))
    problems = problems or [
        *_text_problems(raw),
        *_question_problems(raw["question"], longest),
        *_history_problems(raw.get("history", [])),
        *_evidence_problems(raw["evidence"], texts),
    ]
    yield from problems or _verdict_problems(raw)


def _text_problems(raw: dict[str, Any]) -> Problems:
    """Texts that are empty, no texts, or in a list twice."""
    for key in ("id", "question"):
        if not raw[key].strip():
            yield key, f"must not be empty, and is {shown(raw[key])}"
    for key in ("answers", "tags"):
        for position, text in enumerate(raw[key]):
            if not isinstance(text, str) or not answer_tokens(text):
                yield f"{key}[{position}]", f"must be a text with words, not {shown(text)}"
            elif text in raw[key][:position]:
                yield f"{key}[{position}]", f"comes twice: {shown(text)}"


def _question_problems(question: str, longest: int) -> Problems:
    """A question, not an empty one, that cannot be asked."""
    asked = clean(question)
    if asked and not says_something(asked):
        yield "question", f"must have a letter or a digit, and is {shown(question)}"
    elif asks_nothing(asked):
        yield "question", f"must ask something of the documents, and is {shown(question)}"
    elif len(asked) > longest:
        way_out = "shorten it, or raise question_characters under [settings] in suite.toml"
        yield "question", f"{shown(asked)} has {len(asked)} characters, at most {longest} are taken: {way_out}"


def _shape_problems(
    raw: dict[str, Any], keys: dict[str, type], inside: str = "", optional: Mapping[str, type] = MappingProxyType({})
) -> Problems:
    """Keys that are unknown or missing, and values of the wrong kind."""
    known = {**keys, **optional}
    for key in sorted(raw.keys() - known):
        yield inside + key, f"unknown key {shown(key)}: the keys are {', '.join(known)}"
    for key, kind in known.items():
        if key in raw and not isinstance(raw[key], kind):
            yield inside + key, f"must be {KINDS[kind]}, not {shown(raw[key])}"
        elif key in keys and key not in raw:
            yield inside + key, "is missing"


def _history_problems(history: list[Any]) -> Problems:
    """Earlier turns of the wrong shape, or empty ones."""
    for position, turn in enumerate(history):
        field = f"history[{position}]"
        if not isinstance(turn, dict):
            yield field, f"must be an object with question and answer, not {shown(turn)}"
            continue
        shape = list(_shape_problems(turn, TURN_KEYS, f"{field}."))
        yield from shape
        for key in TURN_KEYS if not shape else ():
            if not turn[key].strip():
                yield f"{field}.{key}", f"must not be empty, and is {shown(turn[key])}"


def _evidence_problems(evidence: list[Any], texts: Texts | None) -> Problems:
    """Evidence of the wrong shape, or whose quote does not stand in its source."""
    for position, one in enumerate(evidence):
        field = f"evidence[{position}]"
        if not isinstance(one, dict):
            yield field, f"must be an object with source and quote, not {shown(one)}"
            continue
        shape = list(_shape_problems(one, EVIDENCE_KEYS, f"{field}.", OPTIONAL_EVIDENCE_KEYS))
        yield from shape
        if shape or texts is None:
            continue
        if "quote" in one and not one["quote"].strip():
            yield f"{field}.quote", f"must not be empty, and is {shown(one['quote'])}"
        elif one["source"] not in texts:
            yield f"{field}.source", f"the corpus has no readable {shown(one['source'])}"
        elif "quote" in one and not any(one["quote"] in text for text in texts[one["source"]]):
            yield f"{field}.quote", f"does not stand word for word in {one['source']!r}: {shown(one['quote'])}"


def _verdict_problems(raw: dict[str, Any]) -> Problems:
    """Answers and evidence that do not fit `answerable`, or each other."""
    answers = raw["answers"]
    quotes = [evidence["quote"] for evidence in raw["evidence"] if "quote" in evidence]
    by_evidence = EVIDENCE_TAG in raw["tags"]
    if not raw["answerable"]:
        for key in ("answers", "evidence"):
            if raw[key]:
                yield key, f"must be empty where nothing answers, not {shown(raw[key])}"
        if by_evidence:
            yield "tags", f"{EVIDENCE_TAG!r} is for answerable questions"
        return
    if not (raw["evidence"] if by_evidence and not answers else quotes):
        yield "evidence", "must have a quote where the question is answerable"
    if not answers and not by_evidence:
        yield "answers", f"must not be empty without the tag {EVIDENCE_TAG!r}"
    if answers and quotes and not by_evidence and not any(stands_in(quotes, answer) for answer in answers):
        yield "answers", f"none of {shown(answers)} stands in the evidence {shown(quotes[0])}"


def _repeats(raw: dict[str, Any], number: int, seen: dict[tuple[str, str], int]) -> Problems:
    """An id, or a question after the same history, that an earlier line has; `seen` remembers this line's."""
    for key, more in (("id", ""), ("question", json.dumps(raw.get("history") or []))):
        value = raw.get(key)
        if isinstance(value, str):
            first = seen.setdefault((key, value.strip() + more), number)
            if first != number:
                yield key, f"{shown(value)} is already on line {first}"
