"""What a caller can get wrong; each message names the value and the way out."""

from collections.abc import Iterator
from contextlib import contextmanager


class QAError(Exception):
    """An error whose message is meant for the person who asked."""


class QuestionError(QAError, ValueError):
    """A question that cannot be asked: empty, too long, or only a greeting."""


@contextmanager
def explaining() -> Iterator[None]:
    """QAError for what the parts below raise."""
    from corpus import CorpusError
    from index.errors import IndexFailure, WeightsFailure

    try:
        yield
    except (CorpusError, IndexFailure, WeightsFailure) as error:
        raise QAError(str(error)) from error
