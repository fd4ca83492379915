"""News reports with questions, written for this training (news_reports/README.md): what confuses a reader of news."""

from pathlib import Path

from qa.training.data import load_examples
from qa.training.mixture import Share

FOLDER = Path(__file__).resolve().parent / "news_reports"
SPEAKERS = "speakers_train.jsonl.gz"  # reports in which speakers, offices and figures stand apart from what is asked
WRITTEN = 0.76  # of a pool's questions on news: as they were written; the rest over what does not answer them
ELSEWHERE = 0.14  # over another report


def news_shares(count: int, file: str = "train.jsonl.gz") -> list[Share]:
    """Shares of `count` examples a pool in all, none where that is 0; a little over half of them have an answer."""
    if not count:
        return []
    examples = load_examples(FOLDER / file)
    answerable = [example for example in examples if example.spans]
    written, elsewhere = round(WRITTEN * count), round(ELSEWHERE * count)
    return [
        Share(examples, written),
        Share(answerable, elsewhere, "another passage", group=file),
        Share(answerable, count - written - elsewhere, "its sentence left out"),
    ]
