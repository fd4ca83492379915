"""What the confidence in a candidate is computed from."""

from collections.abc import Sequence

from qa.candidate import Candidate, Ranking
from qa.grounding import ground

WIDEST_GAP = 10.0  # a rival further behind, or none at all, says no more


def measure_signals(
    question: str, candidate: Candidate, candidates: Sequence[Candidate], ranking: Ranking
) -> dict[str, float]:
    """Name to value of what the reader, the retriever, the encoder and the words themselves say of a candidate.

    `candidates` are all that the question has, this one among them.
    """
    return _words(question, candidate) | _rivals(candidate, candidates, ranking)


def _rivals(candidate: Candidate, candidates: Sequence[Candidate], ranking: Ranking) -> dict[str, float]:
    rivals = [other.credit(ranking) for other in candidates if other.key != candidate.key]
    gap = candidate.credit(ranking) - max(rivals) if rivals else WIDEST_GAP
    return {
        "margin": candidate.margin,
        "second_margin": candidate.second_margin,
        "second_agrees": float(candidate.second_agrees),
        "retrieval": candidate.bearing,
        "gap": min(WIDEST_GAP, gap),
        "agreeing": float(sum(other.key == candidate.key and other.margin > 0 for other in candidates)),
    }


def _words(question: str, candidate: Candidate) -> dict[str, float]:
    title = candidate.passage.metadata.get("title", "")
    around = ground(question, f"{title}\n\n{candidate.passage.text}")
    near = ground(question, f"{title}\n\n{candidate.sentence_text}")
    return {
        "coverage": around.coverage,
        "missing_names": float(around.missing_names),
        "sentence_coverage": near.coverage,
        "sentence_missing_names": float(near.missing_names),
        "form_fits": float(candidate.form_fits),
        "form_met": float(candidate.form_asked and candidate.form_fits),
        "length": float(len(candidate.text.split())),
    }
