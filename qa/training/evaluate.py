"""Score the reader on held-out gold paragraphs: `python -m qa.training evaluate --dev FILE`.

A paragraph is read as the service reads it, in passages as the index cuts them.

F1 and exact match as SQuAD counts them, on the answerable questions; and F1 over all questions at the best
threshold for refusing, as SQuAD 2.0 reports it (Rajpurkar et al., 2018, arXiv:1806.03822).
"""

import argparse
import json
import random
import sys
from pathlib import Path

from tqdm import tqdm

from index.passages import passage_spans
from qa.agreement import normalise_answer, token_f1
from qa.reader import WEIGHTS, Reading, SpanReader
from qa.training.data import load_examples
from qa.training.example import Example
from qa.training.rephrased import in_other_words, load_rephrased


def best_threshold_f1(rows: list[tuple[float, float, bool]]) -> float:
    """The best mean over thresholds on the margin; a row is (margin, F1 if answered, answerable)."""
    total = sum(not answerable for _, _, answerable in rows)
    best = float(total)
    for _, f1, answerable in sorted(rows, reverse=True):
        total += f1 if answerable else -1
        best = max(best, total)
    return best / len(rows)


def read_paragraph(reader: SpanReader, example: Example) -> tuple[Reading | None, str]:
    """The best span of the paragraph, read in passages as the index cuts it, and its words; None and "" without one."""
    passages = [example.text[start:end] for start, end in passage_spans(example.text)]
    readings = zip(reader.read_all(example.question, passages), passages, strict=True)
    found = [(reading, text[reading.start : reading.end]) for reading, text in readings if reading]
    return max(found, key=lambda one: one[0].margin, default=(None, ""))


def open_reader(options: argparse.Namespace) -> SpanReader:
    """The exported reader, or the one in a checkpoint, which needs torch."""
    if not options.checkpoint:
        return SpanReader(options.threads, options.weights)
    from qa.training.checkpoint_reader import CheckpointReader

    return CheckpointReader(options.checkpoint, options.teacher, options.device)


def held_out(dev: Path, rephrased: Path | None) -> list[Example]:
    """The held-out questions; with `rephrased` those of them that this file puts in other words, so asked."""
    examples = load_examples(dev)
    if rephrased is None:
        return examples
    try:
        asked = in_other_words(examples, load_rephrased(rephrased))
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise SystemExit(f"--rephrased: {str(rephrased)!r} cannot be read ({error})") from None
    if not asked:
        raise SystemExit(f"--rephrased: {str(rephrased)!r} has no question of {str(dev)!r}")
    return asked


def evaluate(options: argparse.Namespace) -> None:
    reader = open_reader(options)
    examples = held_out(options.dev, options.rephrased)
    chosen = random.Random(options.seed).sample(examples, min(options.limit, len(examples)))
    rows, exact = [], []
    for example in tqdm(chosen, file=sys.stderr):
        reading, text = read_paragraph(reader, example)
        f1 = max((token_f1(text, gold) for gold in example.answers), default=0.0)
        rows.append((reading.margin if reading else -100.0, f1, bool(example.spans)))
        if example.spans:
            exact.append(any(normalise_answer(text) == normalise_answer(gold) for gold in example.answers))
    scores = [f1 for _, f1, answerable in rows if answerable]
    print(
        json.dumps(
            {
                "questions": len(rows),
                "answerable": len(scores),
                "exact_match": round(100 * sum(exact) / len(exact), 1),
                "f1": round(100 * sum(scores) / len(scores), 1),
                "squad2_f1_best_threshold": round(100 * best_threshold_f1(rows), 1),
                "refusing_everything": round(100 * (1 - len(scores) / len(rows)), 1),
            },
            indent=2,
        )
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dev", type=Path, required=True, help="the held-out questions")
    parser.add_argument("--rephrased", type=Path, help="ask only what this file puts in other words, so")
    parser.add_argument("--limit", type=int, default=1200, help="questions read, taken at random")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with the reader's files")
    parser.add_argument("--checkpoint", type=Path, help="read with this checkpoint that `train` wrote instead")
    parser.add_argument("--teacher", type=Path, help="folder of all-mpnet-base-v2, where the checkpoint is a teacher's")
    parser.add_argument("--device", default="cpu", help="cpu or cuda, for a checkpoint")
    parser.set_defaults(run_command=evaluate)
