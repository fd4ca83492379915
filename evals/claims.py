"""The claims of an answer, each with its citations."""

import re

_MARKERS = re.compile(r"((?:\s*\[\d+\])+)")


def split_claims(text: str, citations: int) -> tuple[tuple[int, ...], ...]:
    """For each claim the places, from 0, of those of its answer's `citations` that are marked at its end.

    The text is split after its markers `[1]`, as ALCE (Gao et al., 2023) splits an answer into statements. Words
    after the last marker are a claim without a citation. A citation that no marker names counts for the last claim,
    so that a text without markers is one claim with every citation. A marker of no citation counts for nothing.
    """
    parts = _MARKERS.split(text)
    claims = [_named(markers, citations) for markers in parts[1::2]]
    if not claims or any(map(str.isalnum, parts[-1])):
        claims.append([])
    named = {place for claim in claims for place in claim}
    claims[-1] += [place for place in range(citations) if place not in named]
    return tuple(map(tuple, claims))


def _named(markers: str, citations: int) -> list[int]:
    """The places that the markers name, each once."""
    places = dict.fromkeys(int(number) - 1 for number in re.findall(r"\d+", markers))
    return [place for place in places if 0 <= place < citations]
