"""Held-out questions asked over the whole held-out corpus, through the service's own index and reader."""

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from llama_index.core.schema import TextNode
from tqdm import tqdm

from index.retriever import HybridRetriever
from index.store import open_index
from index.sync import sync_corpus
from qa.agreement import token_f1
from qa.answerers.evidence import Evidence, EvidenceAnswerer, EvidenceFinder
from qa.answerers.extractive import ExtractiveAnswerer
from qa.candidate import Candidate
from qa.confidence import Calibration, Logistic
from qa.reader import SpanReader
from qa.settings import Settings
from qa.signals import SpanSignals
from qa.training.data import Example, load_examples


@dataclass(frozen=True)
class Asked:
    """A held-out question with what the reader found in the retrieved passages."""

    example: Example
    candidates: list[Candidate]
    evidence: Evidence | None

    def f1(self, text: str) -> float:
        """Token F1 of an answer with the closest gold answer; 0 for an answer to an unanswerable question."""
        return max((token_f1(text, gold) for gold in self.example.answers), default=0.0)

    def evidence_right(self) -> bool:
        """Whether the evidence sentence holds a gold answer and comes from the gold paragraph."""
        found = self.evidence
        if found is None or found.passage.text not in self.example.text:
            return False
        sentence = found.passage.text[found.start : found.end]
        return any(gold in sentence for gold in self.example.answers)

    def to_json(self) -> dict[str, Any]:
        """Everything but the index that the passages came from."""
        return {
            "example": asdict(self.example),
            "candidates": [
                _place(found) | {"retrieval": found.retrieval, "margin": found.margin} for found in self.candidates
            ],
            "evidence": _place(self.evidence) | {"signals": self.evidence.signals} if self.evidence else None,
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Asked":
        example = values["example"]
        spans = tuple((start, end) for start, end in example.pop("spans"))
        found = values["evidence"]
        return cls(
            Example(**example, spans=spans),
            [Candidate(passage=_passage(one), **one) for one in values["candidates"]],
            Evidence(passage=_passage(found), **found) if found else None,
        )


def _place(found: Candidate | Evidence) -> dict[str, Any]:
    passage = found.passage
    return {"title": passage.metadata["title"], "text": passage.text, "start": found.start, "end": found.end}


def _passage(values: dict[str, Any]) -> TextNode:
    """The passage of a stored place, whose text and title it takes out."""
    return TextNode(text=values.pop("text"), metadata={"title": values.pop("title")})


def uncalibrated(retrieval_weight: float = 0.0) -> Calibration:
    """A calibration that shows every answer."""
    nothing = Logistic(0.0, {}, {})
    return Calibration(retrieval_weight, nothing, nothing, 0.0, 0.0)


@contextmanager
def open_answerer(
    examples: list[Example], threads: int
) -> Iterator[tuple[ExtractiveAnswerer, EvidenceFinder, HybridRetriever]]:
    """An answerer over an index of every paragraph among the examples, each a document."""
    with tempfile.TemporaryDirectory() as folder:
        paragraphs = dict.fromkeys((example.title, example.text) for example in examples)
        for number, (title, text) in enumerate(paragraphs):
            file = Path(folder, "corpus", title.replace("/", "-"), f"{number}.txt")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        index = open_index(Path(folder, "index"), threads)
        sync_corpus(Path(folder, "corpus"), index)
        finder = EvidenceFinder(index.encoder)
        signals = SpanSignals(index.encoder, 0.0)
        calibration = uncalibrated()
        evidence = EvidenceAnswerer(index.catalog, finder, calibration)
        answerer = ExtractiveAnswerer(index.catalog, SpanReader(threads), evidence, signals, calibration)
        passages = Settings.model_fields["passages"].default
        try:
            yield answerer, finder, index.retriever(passages)
        finally:
            index.close()


def ask_all(data: Path, limit: int, threads: int, seed: int, kept: Path) -> list[Asked]:
    """`limit` questions of the dev file, taken at random, asked over all its paragraphs.

    Each is kept in the file `kept` as a line of JSON as soon as it is asked; what stands there is not asked again.
    """
    examples = load_examples(data)
    chosen = random.Random(seed).sample(examples, min(limit, len(examples)))
    asked = _read_kept(kept) if kept.exists() else {}
    missing = [example for example in chosen if example.id not in asked]
    if missing:
        with (
            open_answerer(examples, threads) as (answerer, finder, retriever),
            kept.open("a", encoding="utf-8") as file,
        ):
            for example in tqdm(missing, file=sys.stderr):
                passages = retriever.retrieve(example.question)
                candidates = answerer.candidates(example.question, passages)
                found = Asked(example, candidates, finder.find(example.question, passages))
                file.write(json.dumps(found.to_json()) + "\n")
                asked[example.id] = found
    return [asked[example.id] for example in chosen]


def _read_kept(file: Path) -> dict[str, Asked]:
    with file.open(encoding="utf-8") as lines:
        kept = [Asked.from_json(json.loads(line)) for line in lines]
    return {asked.example.id: asked for asked in kept}
