"""Find what retrieval would put beside the right passage: `python -m qa.training retrieve --data DATA --target FILE`.

For each answerable question on Wikipedia the paragraphs of its source that do not hold its answer and are most like it:
by the cosine of their vectors and, half as much, the share of the question's words that they have. Questions on news,
comments and reviews ("who is the minister?") are answered by others' texts as well, so for them none is looked for.
"""

import argparse
import gzip
import json
import sys
from pathlib import Path

import numpy as np
from tqdm import tqdm

from index.encoder import OnnxEmbedding
from qa.training.data import content_words, load_examples
from qa.training.example import Example

SOURCES = ("squad", "squadshifts_new_wiki")
LIKEST = 24  # paragraphs by cosine that are looked at
KEPT = 6
COVERAGE = 0.5  # what all of a question's words count, beside a cosine of 1
BATCH = 512


def embed(model: OnnxEmbedding, texts: list[str]) -> np.ndarray:
    """Unit vectors of shape (texts, dimensions)."""
    starts = tqdm(range(0, len(texts), BATCH), file=sys.stderr)
    parts = (model.get_text_embedding_batch(texts[start : start + BATCH]) for start in starts)
    return np.concatenate([np.array(part, dtype=np.float32) for part in parts])


def beside(examples: list[Example], model: OnnxEmbedding) -> dict[str, list[str]]:
    """By a question's id, likest first, the ids of questions on paragraphs without its answer."""
    first = {example.text: example for example in reversed(examples)}
    paragraphs = list(first)
    words = [content_words(text) for text in paragraphs]
    vectors = embed(model, paragraphs)
    questions = embed(model, [example.question for example in examples])
    found = {}
    for start in range(0, len(examples), BATCH):
        part = examples[start : start + BATCH]
        cosines = questions[start : start + BATCH] @ vectors.T
        for example, row in zip(part, cosines, strict=True):
            wanted = content_words(example.question)
            answers = [answer.lower() for answer in example.answers]
            ranked = []
            for place in np.argsort(-row)[:LIKEST]:
                text = paragraphs[place]
                if text != example.text and not any(answer in text.lower() for answer in answers):
                    share = len(wanted & words[place]) / max(1, len(wanted))
                    ranked.append((float(row[place]) + COVERAGE * share, first[text].id))
            found[example.id] = [id for _, id in sorted(ranked, reverse=True)[:KEPT]]
    return found


def retrieve(options: argparse.Namespace) -> None:
    """Writes the file for `train --beside`; SystemExit where there is no folder for it."""
    if not options.target.parent.is_dir():
        raise SystemExit(f"--target: there is no folder {str(options.target.parent)!r}: make it, or name another")
    model = OnnxEmbedding(threads=options.threads)
    found: dict[str, list[str]] = {}
    for source in SOURCES:
        found |= beside(load_examples(options.data / f"{source}.jsonl.gz"), model)
    partly = options.target.with_name(f"{options.target.name}.tmp")
    partly.write_bytes(gzip.compress(json.dumps(found).encode(), mtime=0))
    partly.replace(options.target)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument("--target", type=Path, required=True, help="file for what is found (gzipped JSON)")
    parser.add_argument("--threads", type=int, default=2)
    parser.set_defaults(run_command=retrieve)
