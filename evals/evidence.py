"""Where the evidence of a case stands among citations."""

from collections.abc import Sequence

from evals.case_lint import EVIDENCE_TAG
from evals.metrics.citation_hit import citation_hit
from evals.suite import Case
from qa.answer import Citation

Hits = tuple[tuple[bool, ...], ...]  # a row for each citation, with one entry for each quote of the evidence


def find_hits(citations: Sequence[Citation], texts: Sequence[str], case: Case) -> Hits:
    """Which quotes of the case's evidence each citation has, in the order of both; `texts` are those that are cited."""
    answers = () if EVIDENCE_TAG in case.tags else case.answers
    return tuple(
        tuple(
            one.source == citation.source
            and (not one.quote or citation_hit(text, citation.start, citation.end, one.quote, answers))
            for one in case.evidence
        )
        for citation, text in zip(citations, texts, strict=True)
    )


def any_hit(hits: Hits) -> bool:
    """True where a citation has a quote."""
    return any(map(any, hits))
