"""The documents and questions that every system is given: the same bytes whenever the same data and sizes are given."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.benchmarks.hits import Gold
from evals.benchmarks.paragraphs import DataError, distractors, read_examples, training_paragraphs
from index.passages import passage_spans

SEED = 0
DEV_FILE = Path("dev", "squad2_dev_half.jsonl.gz")
ARTICLE_SHARE = 0.75  # of the passages, at most, come from the articles that the questions are about
FILES_A_FOLDER = 1000
CORPUS, LISTING = "corpus", "workload.json"


@dataclass(frozen=True)
class Article:
    """A document of several paragraphs, and the questions about it."""

    source: str
    text: str
    golds: tuple[Gold, ...]


@dataclass(frozen=True)
class Workload:
    """What was written to `folder`: the corpus in `corpus/`, the rest in `workload.json`."""

    folder: Path
    documents: int
    golds: tuple[Gold, ...]

    @property
    def corpus(self) -> Path:
        return self.folder / CORPUS


def write_workload(data: Path, folder: Path, size: int, questions: int) -> Workload:
    """About `size` passages in text files, and at most `questions` answerable questions about some of them.

    Articles of the dev file come first in the order of the file names; each further document is one passage. With no
    questions there are no articles. DataError where the data cannot be used.
    """
    articles, passages = _select_articles(data, size) if questions else ([], 0)
    golds = [gold for article in articles for gold in article.golds]
    chosen = tuple(random.Random(SEED).sample(golds, min(questions, len(golds))))
    extra = distractors(training_paragraphs(data, SEED), size - passages, SEED)
    documents = 0
    for source, text in _documents(articles, extra):
        file = folder / CORPUS / source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        documents += 1
    listing = {"documents": documents, "golds": [asdict(gold) for gold in chosen]}
    (folder / LISTING).write_text(json.dumps(listing, indent=1), encoding="utf-8")
    return Workload(folder, documents, chosen)


def load_workload(folder: Path) -> Workload:
    """The workload that was written to the folder."""
    listing = json.loads((folder / LISTING).read_text(encoding="utf-8"))
    golds = (
        Gold(one["question"], one["source"], tuple((start, end) for start, end in one["places"]))
        for one in listing["golds"]
    )
    return Workload(folder, listing["documents"], tuple(golds))


def _documents(articles: Sequence[Article], extra: Iterator[str]) -> Iterator[tuple[str, str]]:
    """(path from the corpus root, text) of each document, in the order of the paths."""
    for article in articles:
        yield article.source, article.text
    for number, text in enumerate(extra):
        yield f"1-distractors/{number // FILES_A_FOLDER:04}/{number:07}.txt", text


def _select_articles(data: Path, size: int) -> tuple[list[Article], int]:
    """Whole articles up to ARTICLE_SHARE of the size (one at least), in order, and their number of passages."""
    selected: list[Article] = []
    total = 0
    for article in load_articles(data / DEV_FILE):
        passages = len(passage_spans(article.text))
        if not selected or total + passages <= size * ARTICLE_SHARE:
            selected.append(article)
            total += passages
    return selected, total


def load_articles(file: Path) -> list[Article]:
    """Each title's paragraphs as one document, with its answerable questions, in the order of the sources."""
    contexts: dict[str, dict[str, int]] = {}
    places: dict[str, int] = {}
    examples = read_examples(file)
    for example in examples:
        title, context = example["title"], example["context"]
        if context not in contexts.setdefault(title, {}):
            contexts[title][context] = places.get(title, 0)
            places[title] = contexts[title][context] + len(context) + len("\n\n")
    golds: dict[str, list[Gold]] = {title: [] for title in contexts}
    for example in examples:
        if example["answers"]:
            title = example["title"]
            offset = contexts[title][example["context"]]
            starts = ((offset + one["answer_start"], len(one["text"])) for one in example["answers"])
            spans = tuple(dict.fromkeys((start, start + length) for start, length in starts))
            golds[title].append(Gold(example["question"], _source(title), spans))
    if not any(golds.values()):
        raise DataError(f"the data file {str(file)!r} has no question with an answer")
    articles = [Article(_source(title), "\n\n".join(contexts[title]), tuple(golds[title])) for title in contexts]
    return sorted(articles, key=lambda article: article.source)


def _source(title: str) -> str:
    return f"0-articles/{title.replace('/', '-')}.txt"
