"""Where the evidence of a case stands among citations."""

from collections.abc import Sequence

from evals.metrics.citation_hit import citation_hit
from evals.suite import Evidence
from qa.answer import Citation

Hits = tuple[tuple[bool, ...], ...]  # a row for each citation, with one entry for each quote of the evidence


def find_hits(citations: Sequence[Citation], texts: Sequence[str], evidence: Sequence[Evidence]) -> Hits:
    """Which quotes each citation overlaps, in the order of both; `texts` are those of the cited documents."""
    return tuple(
        tuple(
            one.source == citation.source and citation_hit(text, citation.start, citation.end, [one.quote])
            for one in evidence
        )
        for citation, text in zip(citations, texts, strict=True)
    )


def any_hit(hits: Hits) -> bool:
    """True where a citation overlaps a quote."""
    return any(map(any, hits))
