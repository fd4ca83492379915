"""The sentence of a document that an answer stands in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.documents import Texts
from evals.metrics.normalise import answer_tokens
from evals.suite import Evidence
from index.passages import sentence_spans


@dataclass(frozen=True)
class Sentence:
    """A sentence word for word; `words` are those that are compared, with a space before, between and after them."""

    source: str
    text: str
    words: str


def list_sentences(texts: Texts) -> list[Sentence]:
    """Every sentence of the texts, in their order."""
    return [
        Sentence(source, text[start:end], _spaced(answer_tokens(text[start:end])))
        for source, versions in texts.items()
        for text in versions
        for start, end in sentence_spans(text)
    ]


def find_evidence(sentences: Iterable[Sentence], question: str, answers: Sequence[str]) -> Evidence | None:
    """The sentence with one of the answers that shares most words with the question, the first of equals; or None."""
    wanted = [_spaced(words) for answer in answers if (words := answer_tokens(answer))]
    asked = set(answer_tokens(question))
    holding = [sentence for sentence in sentences if any(words in sentence.words for words in wanted)]
    if not holding:
        return None
    best = max(holding, key=lambda sentence: len(asked & set(sentence.words.split())))
    return Evidence(best.source, best.text)


def _spaced(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "
