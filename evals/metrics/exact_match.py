"""Exact match."""

from evals.metrics.normalise import squad_normalise


def exact_match(shown: str, accepted: str) -> bool:
    """True where both texts are the same after SQuAD's normalisation.

    Source: `exact_match_score` in the SQuAD 1.1 evaluation script (Rajpurkar et al., 2016).
    """
    return squad_normalise(shown) == squad_normalise(accepted)
