"""Question and passage pairs for training and measuring the reader.

A line of a data file is an object with `id`, `title`, `context`, `question`, `answers` and `is_impossible`,
as in SQuAD (Rajpurkar et al., 2018, arXiv:1806.03822).
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from qa.training.altered import with_other_words
from qa.training.example import COMMON_WORDS, Example
from qa.training.typed import as_typed, counted, shortened

SENTENCE_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]?[A-Z0-9])")
WORD = re.compile(r"\w+")
SHORTENED = 0.1  # of the questions that have an answer, or have none for the passage alone
COUNTED = 0.3  # of those among them that ask how many
TITLED = 0.3  # of the texts whose title tells what they are about
NO_TITLE = re.compile(r"Filtered Reddit Comments|Amazon Reviews \d+")
TYPOGRAPHIC = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})


def load_examples(path: Path) -> list[Example]:
    """Every example of a gzipped JSON-lines file, in the file's order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Example(
            id=row["id"],
            title=row["title"].replace("_", " "),
            question=normalise_question(row["question"]),
            text=row["context"],
            spans=tuple(dict.fromkeys((a["answer_start"], a["answer_start"] + len(a["text"])) for a in row["answers"])),
        )
        for row in rows
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

    The cut surrounds an answer, or, where there is none, the sentence most like the question: an unanswerable
    question stays as hard as it was.
    """
    sentences = sentence_spans(example.text)
    if example.spans:
        start, end = rng.choice(example.spans)
        first = max(i for i, span in enumerate(sentences) if span[0] <= start)
        last = max(first, max(i for i, span in enumerate(sentences) if span[0] < end))
    else:
        wanted = content_words(example.question)
        overlap = [len(wanted & content_words(example.text[s:e])) + rng.random() / 2 for s, e in sentences]
        first = last = max(range(len(sentences)), key=overlap.__getitem__)
    size = [len(example.text[s:e].split()) for s, e in sentences]
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
    return Example(example.id, example.title, example.question, example.text[left:right].rstrip(), spans)


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
    return Example(example.id, texts[likest], example.question, likest, ())


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
    return Example(example.id, example.title, example.question, text, ())


def titled(example: Example) -> Example:
    """The example with its title before its text, as a passage may be read; one that tells nothing is left out."""
    if NO_TITLE.fullmatch(example.title):
        return example
    before = f"{example.title}. "
    spans = tuple((start + len(before), end + len(before)) for start, end in example.spans)
    return replace(example, text=before + example.text, spans=spans)


@dataclass(frozen=True)
class Share:
    """`count` examples of one source in every pool of training examples.

    Another passage is one of the same title or, where a group is named, of its shares.
    """

    examples: list[Example]
    count: int
    unanswerable_by: Literal["", "another passage", "its sentence left out", "other words"] = ""
    group: str = ""


def training_shares(folder: Path) -> list[Share]:
    """The training mixture: a pool is some 2,500 examples, half of them unanswerable.

    More than half of the plain SQuAD questions come from articles that have adversarial unanswerable ones, and other
    sources have some without an answer, so that neither an article's topic nor a way of writing tells of one.
    """
    squad = load_examples(folder / "squad.jsonl.gz")
    adversarial = load_examples(folder / "squad2_unanswerable.jsonl.gz")
    wiki, reddit, reviews = (
        load_examples(folder / f"squadshifts_{kind}.jsonl.gz") for kind in ("new_wiki", "reddit", "amazon_reviews")
    )
    titles = {example.title for example in adversarial}
    return [
        Share([example for example in squad if example.title in titles], 480),
        Share([example for example in squad if example.title not in titles], 360),
        Share(wiki, 160),
        Share(reddit, 140),
        Share(reviews, 100),
        Share(adversarial, 440),
        Share(squad, 280, "another passage"),
        Share(reddit + reviews, 80, "another passage"),
        Share(squad, 180, "its sentence left out"),
        Share(reddit + reviews, 60, "its sentence left out"),
        Share(squad, 200, "other words"),
        Share(wiki + reddit + reviews, 60, "other words"),
    ]


def training_pools(shares: list[Share], words: tuple[int, int], seed: int, first: int) -> Iterator[list[Example]]:
    """Endless pools of cropped, as-typed examples from pool number `first` on; the same for the same seed."""
    related: dict[str, list[Example]] = {}
    for share in shares:
        if share.unanswerable_by == "another passage":
            for example in share.examples:
                related.setdefault(share.group or example.title, []).append(example)
    number = first
    while True:
        rng = random.Random(f"{seed}-{number}")
        pool = []
        for share in shares:
            for example in _turn(share, number, seed):
                source = _source(share, example, related, rng)
                if source is not None:
                    cropped = crop(source, rng.randint(*words), rng)
                    asked = replace(cropped, question=as_typed(_asked(share, source, rng), rng))
                    pool.append(titled(asked) if rng.random() < TITLED else asked)
        yield pool
        number += 1


def _source(share: Share, example: Example, related: dict[str, list[Example]], rng: random.Random) -> Example | None:
    """The example as its share has it; None where it cannot be made so."""
    match share.unanswerable_by:
        case "another passage":
            return without_answer(example, related[share.group or example.title], rng)
        case "its sentence left out":
            return without_its_sentence(example)
        case "other words":
            return with_other_words(example, rng)
        case "":
            return example


def _asked(share: Share, source: Example, rng: random.Random) -> str:
    """The question, now and then in a form that asks for less.

    A question that was written to have no answer could have one then, so it stays whole. So could one over another
    passage, seldom: were these left whole, brevity alone would tell of an answer.
    """
    if not source.spans and share.unanswerable_by not in ("another passage", "its sentence left out"):
        return source.question
    if rng.random() < COUNTED:
        question = counted(source.question, rng)
        if question != source.question:
            return question
    return shortened(source.question, rng) if rng.random() < SHORTENED else source.question


def _turn(share: Share, number: int, seed: int) -> list[Example]:
    """The share's examples for pool `number`: each is used once before any is used again."""
    chosen: list[Example] = []
    position = number * share.count
    while len(chosen) < share.count:
        turn, offset = divmod(position, len(share.examples))
        order = list(range(len(share.examples)))
        random.Random(f"{seed}-{turn}").shuffle(order)
        taken = order[offset : offset + share.count - len(chosen)]
        chosen += [share.examples[i] for i in taken]
        position += len(taken)
    return chosen
