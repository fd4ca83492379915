"""Held-out questions asked over the whole held-out corpus, through the service's own index and reader."""

import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from llama_index.core.schema import TextNode
from tqdm import tqdm

from index.onnx_model import check_digests
from index.retriever import HybridRetriever
from index.store import open_index
from index.sync import sync_corpus
from qa.agreement import token_f1
from qa.candidate import Candidate, Ranking
from qa.candidate_finder import CandidateFinder
from qa.reader import WEIGHTS, SpanReader
from qa.settings import Settings
from qa.training.data import load_examples
from qa.training.example import Example

MEASURED = (
    "start",
    "end",
    "retrieval",
    "margin",
    "coverage",
    "second_margin",
    "second_agrees",
    "form_fits",
    "form_asked",
)


@dataclass(frozen=True)
class Asked:
    """A held-out question with what the reader found in the retrieved passages."""

    example: Example
    candidates: list[Candidate]

    def f1(self, text: str) -> float:
        """Token F1 of an answer with the closest gold answer; 0 for an answer to an unanswerable question."""
        return max((token_f1(text, gold) for gold in self.example.answers), default=0.0)

    def holds_answer(self, candidate: Candidate) -> bool:
        """Whether the sentence around the span has a gold answer and comes from the gold paragraph."""
        sentence = candidate.sentence_text
        return candidate.passage.text in self.example.text and any(gold in sentence for gold in self.example.answers)

    def to_json(self) -> dict[str, Any]:
        """Everything but the index that the passages came from."""
        return {"example": asdict(self.example), "candidates": [_to_json(one) for one in self.candidates]}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Asked":
        example = values["example"]
        spans = tuple((start, end) for start, end in example.pop("spans"))
        return cls(Example(**example, spans=spans), [_from_json(one) for one in values["candidates"]])


def _to_json(candidate: Candidate) -> dict[str, Any]:
    passage = candidate.passage
    measured = {name: getattr(candidate, name) for name in MEASURED}
    return {"title": passage.metadata["title"], "text": passage.text} | measured


def _from_json(values: dict[str, Any]) -> Candidate:
    passage = TextNode(text=values.pop("text"), metadata={"title": values.pop("title")})
    try:
        return Candidate(passage, **{name: values[name] for name in MEASURED})
    except KeyError as error:
        raise ValueError(f"a kept question lacks {error}: an older version wrote it, so name another file") from None


@contextmanager
def open_finder(examples: list[Example], threads: int) -> Iterator[tuple[CandidateFinder, HybridRetriever]]:
    """A finder, and a retriever over an index of every paragraph among the examples, each a document."""
    with tempfile.TemporaryDirectory() as folder:
        paragraphs = dict.fromkeys((example.title, example.text) for example in examples)
        for number, (title, text) in enumerate(paragraphs):
            name = title.replace("/", "-")
            file = Path(folder, "corpus", name, f"{name} {number}.txt")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        index = open_index(Path(folder, "index"), threads)
        sync_corpus(Path(folder, "corpus"), index)
        finder = CandidateFinder(SpanReader(threads), index.encoder, Ranking())
        try:
            yield finder, index.retriever(_passages())
        finally:
            index.close()


def ask_all(data: Path, limit: int, threads: int, seed: int, kept: Path) -> list[Asked]:
    """`limit` questions of the dev file, taken at random, asked over all its paragraphs.

    Each is kept in the file `kept` as a line of JSON as soon as it is asked; what stands there is not asked again.
    """
    examples = load_examples(data)
    chosen = random.Random(seed).sample(examples, min(limit, len(examples)))
    return _ask(chosen, examples, threads, kept)


def ask_alone(data: Path, limit: int, threads: int, seed: int, kept: Path) -> list[Asked]:
    """`limit` questions of a data file, taken at random, each asked over its own text alone.

    As one document's questions are asked, which name nothing that tells it from others: "what was the result?".
    """
    examples = load_examples(data)
    chosen = random.Random(seed).sample(examples, min(limit, len(examples)))
    asked: list[Asked] = []
    for text in dict.fromkeys(example.text for example in chosen):
        own = [example for example in examples if example.text == text]
        asked += _ask([example for example in chosen if example.text == text], own, threads, kept)
    return asked


def ask_absent(data: Path, limit: int, threads: int, seed: int, kept: Path) -> list[Asked]:
    """`limit` questions on the articles that are reported on, asked over the other half of the articles.

    So none has an answer there, whatever it has in its own article.
    """
    examples = load_examples(data)
    fitted = fitted_titles([example.title for example in examples], seed)
    own = [replace(example, spans=()) for example in examples if example.title not in fitted]
    others = [example for example in examples if example.title in fitted]
    return _ask(random.Random(seed).sample(own, min(limit, len(own))), others, threads, kept)


def fitted_titles(titles: Iterable[str], seed: int) -> set[str]:
    """The half of the articles that is fitted on; the other half is reported on."""
    shuffled = sorted(set(titles))
    random.Random(seed).shuffle(shuffled)
    return set(shuffled[: len(shuffled) // 2])


def _ask(chosen: list[Example], corpus: list[Example], threads: int, kept: Path) -> list[Asked]:
    """The chosen questions asked over the paragraphs of the corpus; but those that are kept."""
    made_by = {"reader": check_digests(WEIGHTS)["reader.int8.onnx"], "passages": _passages()}
    asked = _read_kept(kept, made_by) if kept.exists() else {}
    missing = [example for example in chosen if example.id not in asked]
    if missing:
        with open_finder(corpus, threads) as (finder, retriever), kept.open("a", encoding="utf-8") as file:
            for example in tqdm(missing, file=sys.stderr):
                found = Asked(example, finder.find(example.question, retriever.retrieve(example.question)))
                file.write(json.dumps(made_by | found.to_json()) + "\n")
                asked[example.id] = found
    return [asked[example.id] for example in chosen]


def _passages() -> int:
    """The most that the service reads for a question."""
    most: int = Settings.model_fields["passages"].default
    return most


def _read_kept(file: Path, made_by: dict[str, Any]) -> dict[str, Asked]:
    """What was asked before, by id; ValueError where another reader was asked, or over another number of passages."""
    with file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        for name, value in made_by.items():
            if row.get(name) != value:
                raise ValueError(
                    f"{str(file)!r} was asked with the {name} {row.get(name)!r}, not {value!r}: name another"
                )
    kept = [Asked.from_json(row) for row in rows]
    return {asked.example.id: asked for asked in kept}
