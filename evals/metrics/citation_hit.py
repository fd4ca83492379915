"""Citation hit."""

from collections.abc import Iterable, Iterator

from evals.metrics.contains_answer import contains_answer


def citation_hit(document_text: str, start: int, end: int, evidence_quote: str, answers: Iterable[str] = ()) -> bool:
    """True where the citation [start, end) has the evidence.

    It has it where it quotes all of the evidence quote, or a part that contains one of the accepted answers, or,
    without accepted answers, at least half of its characters. Every place where the quote occurs in the document
    counts. A project metric: like the support of a claim in ALCE (Gao et al., 2023), but decided by place and words,
    and not by a model; the words of an answer are those of contains-answer (DrQA, Chen et al., 2017).
    """
    accepted = tuple(answers)
    for place in _places(document_text, evidence_quote):
        shared = document_text[max(start, place) : max(0, min(end, place + len(evidence_quote)))]
        if len(shared) == len(evidence_quote) or any(contains_answer(shared, answer) for answer in accepted):
            return True
        if not accepted and 2 * len(shared) >= len(evidence_quote):
            return True
    return False


def _places(text: str, quote: str) -> Iterator[int]:
    """The offset of every occurrence of the quote, overlapping ones included; none for an empty quote."""
    place = text.find(quote) if quote else -1
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)
