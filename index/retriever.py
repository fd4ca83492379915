"""HybridRetriever: vectors and keywords, their scores brought to one scale and added."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.catalog import Catalog, StoredPassage
from index.keywords import KeywordStore
from index.vectors import VectorStore

VECTOR_WEIGHT = 0.5
MOST_OF_A_TEXT = 3  # passages; more would keep other texts from being read
CANDIDATES = 30  # taken from each of the two before they are fused


def min_max(scores: dict[str, float], full: int = CANDIDATES) -> dict[str, float]:
    """The scores moved to 0..1; all 1 where they do not differ.

    The lowest counts as 0 where there are `full` of them. Where there are fewer, the corpus or the words in common
    gave no more, and 0 is what a passage without anything in common would have.
    """
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if len(scores) < full:
        low = min(low, 0.0)
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {name: (score - low) / (high - low) for name, score in scores.items()}


def fuse(vectors: dict[str, float], keywords: dict[str, float]) -> dict[str, float]:
    """Passage ids with their fused score, 0 to 1, best first: min-max score fusion (Fox and Shaw, 1994, CombSUM)."""
    left, right = min_max(vectors), min_max(keywords)
    fused = {
        name: VECTOR_WEIGHT * left.get(name, 0.0) + (1 - VECTOR_WEIGHT) * right.get(name, 0.0)
        for name in {**left, **right}
    }
    return dict(sorted(fused.items(), key=lambda item: (-item[1], item[0])))


class HybridRetriever(BaseRetriever):
    """A LlamaIndex retriever: at most `count` live passages, best first, scores 0 to 1.

    A passage is a TextNode with its place in the document, and `document_id`, `title`, `source` and `published`
    as metadata.
    """

    def __init__(
        self, catalog: Catalog, vectors: VectorStore, keywords: KeywordStore, encoder: BaseEmbedding, count: int
    ) -> None:
        super().__init__()
        self._catalog, self._vectors, self._keywords, self._encoder = catalog, vectors, keywords, encoder
        self.count = count

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        question = query_bundle.query_str
        candidates = max(CANDIDATES, self.count)
        vectors = self._vectors.rank(self._encoder.get_query_embedding(question), candidates)
        keywords = self._keywords.rank(question, candidates)
        texts = self._catalog.digests({**vectors, **keywords}, MOST_OF_A_TEXT)
        cosines = {texts[name]: score for name, score in vectors.items() if name in texts}
        fused = fuse(
            {name: cosines[text] for name, text in texts.items() if text in cosines},
            {name: score for name, score in keywords.items() if name in texts},
        )
        ranked = list(islice(_without_repeats(fused, texts), self.count))
        passages = self._catalog.passages(name for name, _ in ranked)
        return [NodeWithScore(node=to_node(passages[name]), score=score) for name, score in ranked if name in passages]


def _without_repeats(fused: dict[str, float], texts: dict[str, str]) -> Iterator[tuple[str, float]]:
    """The passages with their scores, of each text at most MOST_OF_A_TEXT."""
    seen: Counter[str] = Counter()
    for name, score in fused.items():
        seen[texts[name]] += 1
        if seen[texts[name]] <= MOST_OF_A_TEXT:
            yield name, score


def to_node(passage: StoredPassage) -> TextNode:
    """The passage as LlamaIndex's node, with its place in the document and what names that as metadata."""
    document = passage.document
    return TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={
            "document_id": document.id,
            "title": document.title,
            "source": document.source,
            "published": document.published,
        },
    )
