"""Refusals: what is said where the passages do not answer."""

from collections.abc import Sequence

from llama_index.core.schema import NodeWithScore, TextNode

from index.catalog import Catalog
from qa.answer import Answer, Reason
from qa.citing import cite_passage

REFUSAL = "The documents do not say."
NOTHING_FOUND = "The documents hold nothing that bears on this."
MOST_NEAREST = 3


def refuse(catalog: Catalog, question: str, passages: Sequence[NodeWithScore], confidence: float) -> Answer:
    """The refusal with the closest passages; without any, it says that nothing was retrieved.

    DocumentChanged where a passage is no more as it was retrieved.
    """
    if not passages:
        return Answer(question, NOTHING_FOUND, (), 0.0, True, Reason.NOTHING_RETRIEVED)
    nearest = []
    for ranked in passages[:MOST_NEAREST]:
        passage = ranked.node
        assert isinstance(passage, TextNode)
        nearest.append(cite_passage(catalog, passage, 0, len(passage.text)))
    return Answer(question, REFUSAL, (), confidence, True, Reason.NOTHING_ANSWERS, nearest=tuple(nearest))
