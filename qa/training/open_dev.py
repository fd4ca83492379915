"""Held-out questions asked over the whole held-out corpus, through the service's own index and reader."""

import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from index.retriever import HybridRetriever
from index.store import open_index
from index.sync import sync_corpus
from qa.agreement import token_f1
from qa.answerers.evidence import Evidence, EvidenceFinder
from qa.answerers.extractive import Candidate, ExtractiveAnswerer
from qa.confidence import Calibration, Logistic
from qa.reader import SpanReader
from qa.settings import Settings
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
        answerer = ExtractiveAnswerer(index.catalog, SpanReader(threads), finder, uncalibrated())
        passages = Settings.model_fields["passages"].default
        try:
            yield answerer, finder, index.retriever(passages)
        finally:
            index.close()


def ask_all(data: Path, limit: int, threads: int, seed: int) -> list[Asked]:
    """`limit` questions of the dev file, taken at random, asked over all its paragraphs."""
    examples = load_examples(data)
    chosen = random.Random(seed).sample(examples, min(limit, len(examples)))
    with open_answerer(examples, threads) as (answerer, finder, retriever):
        asked = []
        for example in tqdm(chosen, file=sys.stderr):
            passages = retriever.retrieve(example.question)
            candidates = answerer.candidates(example.question, passages)
            asked.append(Asked(example, candidates, finder.find(example.question, passages)))
    return asked
