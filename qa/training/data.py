"""Question and passage pairs for training and measuring the reader.

A line of a data file is an object with `id`, `title`, `context`, `question`, `answers` and `is_impossible`,
as in SQuAD (Rajpurkar et al., 2018, arXiv:1806.03822).
"""

import gzip
import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.training.example import COMMON_WORDS, Example

SENTENCE_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]?[A-Z0-9])")
WORD = re.compile(r"\w+")
NO_TITLE = re.compile(r"Filtered Reddit Comments|Amazon Reviews \d+")
TYPOGRAPHIC = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})


def load_rows(path: Path) -> list[dict[str, Any]]:
    """Every object of a gzipped JSON-lines file, in the file's order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load_examples(path: Path) -> list[Example]:
    """Every example of a gzipped JSON-lines file, in the file's order."""
    return [
        Example(
            id=row["id"],
            title=row["title"].replace("_", " "),
            question=normalise_question(row["question"]),
            text=row["context"],
            spans=tuple(dict.fromkeys((a["answer_start"], a["answer_start"] + len(a["text"])) for a in row["answers"])),
        )
        for row in load_rows(path)
    ]


def normalise_question(question: str) -> str:
    """The question with plain quotes and dashes and single spaces, so that no source shows by its typography."""
    return " ".join(question.translate(TYPOGRAPHIC).split())


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence; together they cover the text."""
    starts = [0, *(match.end() for match in SENTENCE_END.finditer(text))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def content_words(text: str) -> set[str]:
    return {word for word in WORD.findall(text.lower()) if word not in COMMON_WORDS}


def crop(example: Example, words: int, rng: random.Random) -> Example:
    """The example with its text cut to whole sentences of about `words` words.

    The cut surrounds an answer and, where there is room, the sentence most like the question, which may be what tells
    that it is one ("..., he said", two sentences after his name). Where there is none it surrounds that sentence: an
    unanswerable question stays as hard as it was.
    """
    sentences = sentence_spans(example.text)
    size = [len(example.text[s:e].split()) for s, e in sentences]
    wanted = content_words(example.question)
    alike = [len(wanted & content_words(example.text[s:e])) + rng.random() / 2 for s, e in sentences]
    first = last = max(range(len(sentences)), key=alike.__getitem__)
    if example.spans:
        likest, told = first, max(alike) >= 1
        start, end = rng.choice(example.spans)
        first = max(i for i, span in enumerate(sentences) if span[0] <= start)
        last = max(first, max(i for i, span in enumerate(sentences) if span[0] < end))
        if told and sum(size[min(first, likest) : max(last, likest) + 1]) <= words:
            first, last = min(first, likest), max(last, likest)
    total = sum(size[first : last + 1])
    while total < words and (first > 0 or last + 1 < len(sentences)):
        if last + 1 == len(sentences) or (first > 0 and rng.random() < 0.5):
            first -= 1
            total += size[first]
        else:
            last += 1
            total += size[last]
    left, right = sentences[first][0], sentences[last][1]
    spans = tuple((s - left, e - left) for s, e in example.spans if left <= s and e <= right)
    return replace(example, text=example.text[left:right].rstrip(), spans=spans)


def without_answer(example: Example, others: Sequence[Example], rng: random.Random) -> Example | None:
    """The question over one of the others' texts that does not hold its answer, as a wrong passage would be.

    Of up to 24 such texts, under its own title, the one that has most of the question's words, as retrieval would
    choose.
    """
    answers = [answer.lower() for answer in example.answers]
    texts = {other.text: other.title for other in rng.sample(others, min(24, len(others)))}
    texts.pop(example.text, None)
    wrong = sorted(text for text in texts if not any(answer in text.lower() for answer in answers))
    if not wrong:
        return None
    wanted = content_words(example.question)
    likest = max(wrong, key=lambda text: len(wanted & content_words(text)))
    return replace(example, title=texts[likest], text=likest, spans=())


def without_its_sentence(example: Example) -> Example | None:
    """The question over its own text without the sentences that hold an answer.

    None where less than two sentences are left, or an answer that goes over a sentence's end.
    """
    answers = [answer.lower() for answer in example.answers]
    sentences = [example.text[start:end] for start, end in sentence_spans(example.text)]
    others = [one for one in sentences if not any(answer in one.lower() for answer in answers)]
    text = "".join(others).rstrip()
    if len(others) < 2 or any(answer in text.lower() for answer in answers):
        return None
    return replace(example, text=text, spans=())


def titled(example: Example) -> Example:
    """The example with its title before its text, as a passage may be read; one that tells nothing is left out."""
    if NO_TITLE.fullmatch(example.title):
        return example
    before = f"{example.title}. "
    spans = tuple((start + len(before), end + len(before)) for start, end in example.spans)
    return replace(example, text=before + example.text, spans=spans)
