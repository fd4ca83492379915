"""News reports with questions, written for this training (reports/README.md): what newspapers confuse a reader with."""

from pathlib import Path

from qa.training.data import Share, load_examples

FOLDER = Path(__file__).resolve().parent / "reports"
WRITTEN = 0.76  # of a pool's questions on reports: as they were written; the rest over what does not answer them
ELSEWHERE = 0.14  # over another report


def report_shares(count: int) -> list[Share]:
    """Shares of `count` examples a pool in all, none where that is 0; some 55 % of them have an answer."""
    if not count:
        return []
    examples = load_examples(FOLDER / "train.jsonl.gz")
    answerable = [example for example in examples if example.spans]
    written, elsewhere = round(WRITTEN * count), round(ELSEWHERE * count)
    return [
        Share(examples, written),
        Share(answerable, elsewhere, "another passage", group="reports"),
        Share(answerable, count - written - elsewhere, "its sentence left out"),
    ]
