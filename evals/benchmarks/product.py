"""This project, measured as its commands use it."""

import dataclasses
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from llama_index.core.schema import NodeWithScore, TextNode
from pydantic import PrivateAttr

from evals.benchmarks.hits import Retrieved, count_hits
from evals.benchmarks.steps import (
    TOP,
    WARM_UP,
    Answered,
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
from index.encoder import OnnxEmbedding
from index.store import open_index
from index.sync import sync_corpus
from qa.service import QAService, open_service
from qa.settings import Settings, load_settings


class PartlyRealOnnx(OnnxEmbedding):
    """The project's encoder for the first texts, synthetic vectors for the rest."""

    _partly: PartlyReal = PrivateAttr()

    def __init__(self, threads: int, partly: PartlyReal, **data: Any) -> None:
        super().__init__(threads, **data)
        self._partly = partly

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._partly.embed(texts, super()._get_text_embeddings)


def index(plan: Plan) -> Indexed:
    """Indexes the workload into an empty home."""
    workload, home = load_workload(plan.folder), _home(plan)
    remove_folder(home)
    opened = open_index(home, plan.threads)
    encoder = PartlyRealOnnx(plan.threads, PartlyReal(plan.embed_up_to))
    began = time.perf_counter()
    report = sync_corpus(workload.corpus, dataclasses.replace(opened, encoder=encoder))
    seconds = time.perf_counter() - began
    opened.close()
    all_real = report.embedded <= plan.embed_up_to
    return Indexed(
        documents=report.added,
        passages=report.passages,
        embedded=report.passages if all_real else plan.embed_up_to,
        seconds=seconds,
        passages_a_second=report.passages / seconds if all_real else None,
        disk_bytes=disk_bytes(home),
        peak_memory=peak_memory(),
    )


def sync(plan: Plan) -> Synced:
    """Syncs again, as `qa index` does. AssertionError where that changed anything."""
    service = QAService(_settings(plan))
    began = time.perf_counter()
    report = service.sync()
    seconds = time.perf_counter() - began
    service.close()
    assert (report.added, report.replaced, report.removed, report.embedded) == (0, 0, 0, 0), report.summary
    return Synced(seconds, peak_memory())


def ask(plan: Plan) -> Asked:
    """Retrieves for every question of the workload."""
    golds = load_workload(plan.folder).golds
    questions = [gold.question for gold in golds]
    service = open_service(_settings(plan))
    retriever = service.index.retriever(TOP)
    retriever.retrieve(questions[0])
    cold = time.monotonic() - plan.began
    time_each(reversed(questions[-WARM_UP:]), retriever.retrieve)
    found: list[list[NodeWithScore]] = []
    times = time_each(questions, lambda question: found.append(retriever.retrieve(question)))
    most = peak_memory()
    service.close()
    places = [[_place(ranked) for ranked in passages] for passages in found]
    return Asked(len(golds), cold, times, count_hits(golds, places), mean_words(found), most)


def answer(plan: Plan) -> Answered:
    """Answers the first questions of the workload whole."""
    questions = [gold.question for gold in load_workload(plan.folder).golds]
    service = open_service(_settings(plan))
    time_each(reversed(questions[-WARM_UP:]), service.answer)
    times = time_each(questions[: plan.answers], service.answer)
    service.close()
    return Answered(times, peak_memory())


def mean_words(found: Sequence[Sequence[NodeWithScore]]) -> float:
    """The mean number of words of the passages; 0 for none."""
    counts = [len(ranked.node.get_content().split()) for passages in found for ranked in passages]
    return sum(counts) / max(1, len(counts))


def _place(ranked: NodeWithScore) -> Retrieved:
    passage = ranked.node
    assert isinstance(passage, TextNode)
    return Retrieved(passage.metadata["source"], passage.start_char_idx, passage.end_char_idx)


def _home(plan: Plan) -> Path:
    return plan.folder / "product"


def _settings(plan: Plan) -> Settings:
    corpus = load_workload(plan.folder).corpus
    return load_settings(corpus=corpus, home=_home(plan), threads=plan.threads, chroma_url=None)
