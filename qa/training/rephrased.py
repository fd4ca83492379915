"""Questions put in other words, as people ask who do not have the text before them (rephrased_questions/README.md)."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qa.training.data import load_examples, load_rows, normalise_question
from qa.training.example import Example
from qa.training.mixture import Share
from qa.training.news import FOLDER as REPORTS
from qa.training.news import SPEAKERS

FOLDER = Path(__file__).resolve().parent / "rephrased_questions"
REPHRASED_OF = ("squad.jsonl.gz", "squad2_unanswerable.jsonl.gz")
WRITTEN = 0.84  # of a pool's rephrased questions: over their own passage; the rest over another one of the source


def load_rephrased(file: Path) -> dict[str, list[str]]:
    """By the id of a question, what it was put into."""
    rephrased: dict[str, list[str]] = {}
    for row in load_rows(file):
        rephrased.setdefault(row["id"], []).append(normalise_question(row["question"]))
    return rephrased


def in_other_words(examples: Sequence[Example], rephrased: dict[str, list[str]]) -> list[Example]:
    """Those of the examples that were put in other words, so asked."""
    return [
        replace(one, question=words, written=one.question) for one in examples for words in rephrased.get(one.id, ())
    ]


def rephrased_shares(folder: Path, count: int) -> list[Share]:
    """Shares of `count` examples a pool in all, none where that is 0: of each file of texts as many as it has."""
    if not count:
        return []
    rephrased = load_rephrased(FOLDER / "train.jsonl.gz")
    reports = [in_other_words(load_examples(REPORTS / name), rephrased) for name in ("train.jsonl.gz", SPEAKERS)]
    articles = [one for name in REPHRASED_OF for one in in_other_words(load_examples(folder / name), rephrased)]
    total = len(articles) + sum(map(len, reports))
    shares = []
    for examples, group in ((articles, ""), *((own, f"rephrased {number}") for number, own in enumerate(reports))):
        wanted = round(count * len(examples) / total)
        written = round(WRITTEN * wanted)
        answerable = [one for one in examples if one.spans]
        shares += [
            Share(examples, written),
            Share(answerable, wanted - written, "another passage", group=group),
        ]
    return shares
