"""Kills a sync with SIGKILL again and again: `python tests/index/kill_sync.py --times 200`.

Every round changes the corpus at random, begins a sync of several batches in a process of its own and kills it: first
before and after each step that writes (its first, second or third call), then `--times` times at a random moment. The
process tells when its sync begins; the moment is drawn over the time that the last whole syncs took. A sync that ends
first does not count. Meanwhile a thread of that process asks questions and looks at every passage it is given. Then a
new process checks what is there, publishes the vectors that were not yet, as `qa ask` does, syncs again and compares
the index with one made from nothing in one batch. The encoder is a stand-in, for speed; every store is real.
"""

import argparse
import hashlib
import os
import random
import select
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import chromadb.api.rust  # noqa: F401 - imported here, so that the processes need not
import llama_index.vector_stores.chroma  # noqa: F401 - as above
import numpy as np
import tantivy
from changing_folder import WORDS, change_corpus, read_corpus
from dying import REPEATED, STEPS, Kill, Step, prepare

import index.store
import index.sync
from index.encoder import DIMENSIONS, OnnxEmbedding
from index.repair import find_damage, repair
from index.store import Index, open_index
from index.sync import sync_corpus

LAST_CALL = 3  # of a repeated step that a sync is killed at
BATCH_CHARACTERS = 600  # a document or two, so that a sync has several batches
PASSAGES_TO_PUBLISH = 5  # so that some syncs publish before their end
BEYOND = 1.2  # of the time that a whole sync takes, so that some end first and the time is measured again
MOST_ROUNDS = 20  # until a step is reached, or a sync hit


class StandInEncoder(OnnxEmbedding):
    """Vectors that follow from the text alone."""

    def __init__(self, threads: int = 1) -> None:
        super(OnnxEmbedding, self).__init__(model_name="stand-in")

    @property
    def digest(self) -> str:
        return "stand-in"

    def close(self) -> None:
        """It has no threads."""

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [_vector(text) for text in texts]


def _vector(text: str) -> list[float]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).normal(size=DIMENSIONS)
    return list(map(float, vector / np.linalg.norm(vector)))


class Ending(NamedTuple):
    """How a process ended: -9 where it was killed; whether it told what it was to tell; the seconds from there."""

    status: int
    told: bool
    seconds: float


def in_child(work: Callable[[Callable[[], object]], None], wait: float | None = None) -> Ending:
    """How a process of its own ended that did `work`; it is killed `wait` seconds after it told.

    `work` is given the function by which it tells: that its sync begins, or what else there is to tell.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(lambda: os.write(writing, b"."))
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    told = os.read(reading, 1) == b"."  # nothing where the process ended before
    start = time.monotonic()
    if told and wait is not None and not select.select([reading], [], [], wait)[0]:  # its end closes the pipe
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(reading)
    return Ending(os.waitstatus_to_exitcode(status), told, time.monotonic() - start)


def ask_throughout(opened: Index, allowed: dict[str, set[str]], failures: Path) -> None:
    """Look at what is retrieved, for as long as the process lives; what is wrong goes to a file."""
    retriever = opened.retriever(20)
    while True:
        for word in WORDS:
            try:
                check_retrieved(opened, retriever.retrieve(word), allowed)
            except BaseException:
                failures.write_text(traceback.format_exc(), encoding="utf-8")
                return


def check_retrieved(opened: Index, ranked: list[Any], allowed: dict[str, set[str]]) -> None:
    versions: dict[str, set[str]] = {}
    for found in ranked:
        node = found.node
        versions.setdefault(node.metadata["document_id"], set()).add(node.node_id.split(":")[0])
        texts = allowed.get(node.metadata["source"], set())
        whole = [text for text in texts if text[node.start_char_idx : node.end_char_idx] == node.text]
        assert whole, f"{node.node_id} is no passage of {node.metadata['source']}"
    mixed = {document: found for document, found in versions.items() if len(found) > 1}
    assert not mixed, f"two versions at once: {mixed}"
    assert len({found.node.node_id for found in ranked}) == len(ranked), "a passage twice"


def interrupted_sync(place: Path, allowed: dict[str, set[str]], kill: Kill, begin: Callable[[], object]) -> None:
    """Sync while a thread asks; `begin` is called just before."""
    opened = open_index(place / "home", threads=1)
    failures = place / "failures.txt"
    threading.Thread(target=ask_throughout, args=(opened, allowed, failures), daemon=True).start()
    prepare(kill)
    begin()
    sync_corpus(place / "corpus", opened, allow_empty=True)


def describe(opened: Index) -> dict[str, Any]:
    """Everything that an index holds and that depends on the corpus alone."""
    collection = opened.vectors._collection.get(  # noqa: SLF001 - everything in it, which only this test wants
        include=["embeddings", "metadatas"]
    )
    searcher = opened.keywords._index.searcher()  # noqa: SLF001 - as above
    hits = searcher.search(tantivy.Query.all_query(), 100_000).hits
    rows = zip(collection["ids"], collection["embeddings"], collection["metadatas"], strict=True)
    return {
        "documents": opened.database.all("SELECT * FROM documents ORDER BY id"),
        "passages": opened.database.all("SELECT * FROM passages ORDER BY id"),
        "files": opened.database.all("SELECT * FROM files ORDER BY source"),
        "kept": opened.database.all("SELECT * FROM vectors ORDER BY digest"),
        "vectors": {name: (list(vector), metadata["version"]) for name, vector, metadata in rows},
        "keywords": sorted(searcher.doc(address)["id"][0] for _, address in hits),
        "unswept": opened.catalog.unswept(),
    }


def check_and_finish(place: Path, allowed: dict[str, set[str]], kill: Kill, tell: Callable[[], object]) -> None:
    """After a kill: the vectors that are asked are whole, each document is as it was or as it is; after one more sync
    the index equals a fresh one.

    Vectors that had not been published are told; the repair publishes them.
    """
    corpus = place / "corpus"
    opened = open_index(place / "home", threads=1)
    for vector in opened.vectors.load(sorted(opened.vectors.ids())).values():
        assert opened.vectors.finds(vector), "a vector that is asked is not found"
    if damage := find_damage(opened):
        assert not damage.keywords, "less in the keywords than in the catalogue"
        repair(opened)
        tell()
    for document in opened.catalog.documents():
        stored = opened.catalog.document(document.id)
        assert stored is not None
        assert stored.text in allowed[document.source], f"{document.source} is neither old nor new"
    sync_corpus(corpus, opened, allow_empty=True)
    with tempfile.TemporaryDirectory() as folder:
        fresh = open_index(Path(folder), threads=1)
        index.sync.BATCH_CHARACTERS = sys.maxsize
        sync_corpus(corpus, fresh, allow_empty=True)
        expected, found = describe(fresh), describe(opened)
        for name, value in expected.items():
            assert found[name] == value, f"{name} are not those of a fresh index"
        for vector, _ in expected["vectors"].values():
            assert opened.vectors.finds(vector), "a vector is there that is not found"
        fresh.close()
    opened.close()


class Rounds:
    """Syncs of one changing corpus, each killed or whole, and checked; they and the repairs are counted."""

    def __init__(self, place: Path, rng: random.Random) -> None:
        self.place, self.rng, self.count, self.repaired = place, rng, 0, 0
        self.lengths: deque[float] = deque(maxlen=3)  # seconds that the last whole syncs took
        (place / "corpus").mkdir()

    def sync(self, kill: Kill) -> bool:
        """Whether the sync was killed before it ended; AssertionError where it or what it left is wrong."""
        self.count += 1
        corpus, failures = self.place / "corpus", self.place / "failures.txt"
        before = read_corpus(corpus)
        change_corpus(corpus, self.rng)
        now = read_corpus(corpus)
        allowed = {name: {texts[name] for texts in (before, now) if name in texts} for name in {*before, *now}}
        ending = in_child(lambda begin: interrupted_sync(self.place, allowed, kill, begin), kill.wait)
        assert ending.status in (0, -signal.SIGKILL), f"{kill}: the sync failed"
        assert ending.told, f"{kill}: the sync did not begin"
        assert not failures.exists(), f"{kill}: {failures.read_text(encoding='utf-8')}"
        if ending.status == 0:
            self.lengths.append(ending.seconds)
        checked = in_child(lambda tell: check_and_finish(self.place, allowed, kill, tell))
        assert checked.status == 0, str(kill)
        assert not (checked.told and ending.status == 0), f"{kill}: a whole sync left damage"
        self.repaired += checked.told
        return ending.status == -signal.SIGKILL

    def kill_at_step(self, step: Step, after: bool) -> None:
        """Sync until one is killed at the step: at any of its calls, or its first where the sync ends before."""
        call = self.rng.randint(1, LAST_CALL) if step in REPEATED else 1
        for attempt in range(MOST_ROUNDS):
            if self.sync(Kill(step, after, call=1 if attempt else call)):
                return
        raise AssertionError(f"no sync of {MOST_ROUNDS} came to {step}")

    def kill_at_random(self) -> None:
        """Sync until one is killed at a moment drawn over the time that a whole sync takes."""
        for _ in range(MOST_ROUNDS):
            if self.sync(Kill(wait=self.rng.uniform(0, BEYOND * max(self.lengths)))):
                return
        raise AssertionError(f"{MOST_ROUNDS} syncs ended before they were killed")


def run(steps: Sequence[Step], times: int, seed: int) -> Rounds:
    """The rounds that it took to kill a sync before and after every step, and `times` at random moments."""
    index.store.OnnxEmbedding = StandInEncoder  # for speed
    index.sync.BATCH_CHARACTERS = BATCH_CHARACTERS
    index.sync.PASSAGES_TO_PUBLISH = PASSAGES_TO_PUBLISH
    with tempfile.TemporaryDirectory() as folder:
        rounds = Rounds(Path(folder), random.Random(seed))
        try:
            for _ in range(2):  # whole: of all files, then of those that change
                rounds.sync(Kill())
            for step in steps:
                for after in (False, True):
                    rounds.kill_at_step(step, after)
            for _ in range(times):
                rounds.kill_at_random()
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, round {rounds.count}: {error}") from error
    return rounds


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--random-only", action="store_true", help="no kills at steps")
    options = parser.parse_args()
    steps = [] if options.random_only else STEPS
    rounds = run(steps, options.times, options.seed)
    print(
        f"{2 * len(steps)} kills at steps, {options.times} at random, {rounds.count} rounds, "
        f"{rounds.repaired} times vectors were left to publish, seed {options.seed}: the same"
    )
