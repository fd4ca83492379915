"""Ways of answering: one file each, defining an Answerer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from qa.answer import Answer

if TYPE_CHECKING:
    from llama_index.core.schema import NodeWithScore


class Answerer(Protocol):
    """Answers a question from ranked passages alone."""

    def answer(self, question: str, passages: Sequence["NodeWithScore"]) -> Answer:
        """An Answer whose citations are exact; refused where the passages do not answer."""
