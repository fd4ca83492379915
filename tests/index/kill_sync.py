"""Kills a sync with SIGKILL again and again: `python tests/index/kill_sync.py --times 200`.

Every round changes the corpus at random, begins a sync in a process of its own and kills it: first before and after
each step that writes, then `--times` times after a random time. Meanwhile a thread of that process asks questions and
looks at every passage it is given. Then a new process checks what is there, syncs again and compares the index with
one made from nothing. The encoder is a stand-in, for speed; every store is real.
"""

import argparse
import hashlib
import os
import random
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

import index.store
from index.catalog import Catalog
from index.database import Database
from index.encoder import DIMENSIONS, OnnxEmbedding
from index.kept_vectors import KeptVectors
from index.keywords import KeywordStore
from index.ledger import Ledger
from index.repair import find_damage
from index.store import Index, open_index
from index.sync import sync_corpus
from index.vectors import VectorStore

STEPS: list[tuple[type, str]] = [
    (Catalog, "begin"),
    (KeptVectors, "keep"),
    (VectorStore, "add"),
    (KeywordStore, "write"),
    (Catalog, "replace"),
    (Ledger, "record"),
    (Catalog, "remove"),
    (Ledger, "forget"),
    (Catalog, "set_fact"),
    (VectorStore, "remove"),
    (KeywordStore, "rewriting"),
    (Catalog, "every_passage"),  # halfway through rewriting
    (KeptVectors, "sweep"),
    (VectorStore, "settle"),
    (Database, "truncate_log"),
    (Catalog, "swept"),
]
LONGEST_WAIT = 0.4  # seconds before a kill at a random time
MOST_ROUNDS = 20  # until a step is reached
WORDS = "ferry council harbour bridge vote minister budget storm cannery pilot verdict clinic".split()


class StandInEncoder(OnnxEmbedding):
    """Vectors that follow from the text alone."""

    def __init__(self, threads: int = 1) -> None:
        super(OnnxEmbedding, self).__init__(model_name="stand-in")

    @property
    def digest(self) -> str:
        return "stand-in"

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [_vector(text) for text in texts]


def _vector(text: str) -> list[float]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).normal(size=DIMENSIONS)
    return list(map(float, vector / np.linalg.norm(vector)))


def write_text(rng: random.Random) -> str:
    sentences = rng.randint(1, 30)
    return " ".join(f"The {rng.choice(WORDS)} saw {rng.randint(1, 99)} {rng.choice(WORDS)}s." for _ in range(sentences))


def change_corpus(folder: Path, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 6)):
        files = sorted(folder.iterdir())
        deed = rng.choice(["add", "change", "rename", "remove"])
        if deed == "add" or len(files) < 3:
            (folder / f"{rng.randint(0, 10**6)}.txt").write_text(write_text(rng), encoding="utf-8")
        elif deed == "change":
            rng.choice(files).write_text(write_text(rng), encoding="utf-8")
        elif deed == "rename":
            rng.choice(files).rename(folder / f"{rng.randint(0, 10**6)}.txt")
        else:
            rng.choice(files).unlink()


def read_corpus(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def in_child(work: Callable[[], None], wait: float | None = None) -> int:
    """The exit status of `work` in a process of its own, killed after `wait` seconds; -9 where it was killed."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)
        os._exit(0)
    if wait is not None:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def kill_at(step: tuple[type, str], after: bool) -> None:
    """Make this process die at the first call of a method."""
    owner, name = step
    original = getattr(owner, name)

    def dying(*arguments: Any, **named: Any) -> None:
        if after:
            original(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, dying)


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


def interrupted_sync(
    home: Path, corpus: Path, allowed: dict[str, set[str]], failures: Path, step: tuple[type, str] | None, after: bool
) -> None:
    opened = open_index(home, threads=1)
    threading.Thread(target=ask_throughout, args=(opened, allowed, failures), daemon=True).start()
    if step:
        kill_at(step, after)
    sync_corpus(corpus, opened, allow_empty=True)


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


def check_and_finish(home: Path, corpus: Path, allowed: dict[str, set[str]]) -> None:
    """After a kill: each document is as it was or as it is; after one more sync the index equals a fresh one."""
    opened = open_index(home, threads=1)
    assert not find_damage(opened), "less in the stores than in the catalogue"
    for document in opened.catalog.documents():
        stored = opened.catalog.document(document.id)
        assert stored is not None
        assert stored.text in allowed[document.source], f"{document.source} is neither old nor new"
    sync_corpus(corpus, opened, allow_empty=True)
    with tempfile.TemporaryDirectory() as folder:
        fresh = open_index(Path(folder), threads=1)
        sync_corpus(corpus, fresh, allow_empty=True)
        expected, found = describe(fresh), describe(opened)
        for name, value in expected.items():
            assert found[name] == value, f"{name} are not those of a fresh index"
        fresh.close()
    opened.close()


def kill_once(folder: Path, rng: random.Random, step: tuple[type, str] | None, after: bool) -> bool:
    """Whether the sync was killed before it ended; AssertionError where it went wrong. Without `step`, at any time."""
    home, corpus, failures = folder / "home", folder / "corpus", folder / "failures.txt"
    before = read_corpus(corpus)
    change_corpus(corpus, rng)
    now = read_corpus(corpus)
    allowed = {name: {texts[name] for texts in (before, now) if name in texts} for name in {*before, *now}}
    wait = None if step else rng.uniform(0, LONGEST_WAIT)
    status = in_child(lambda: interrupted_sync(home, corpus, allowed, failures, step, after), wait)
    where = f"step {step}, after it {after}, wait {wait}"
    assert status in (0, -signal.SIGKILL), f"{where}: the sync failed"
    assert not failures.exists(), f"{where}: {failures.read_text(encoding='utf-8')}"
    assert in_child(lambda: check_and_finish(home, corpus, allowed)) == 0, where
    return status == -signal.SIGKILL


def run(steps: Sequence[tuple[type, str]], times: int, seed: int) -> int:
    """The rounds that it took to kill a sync before and after every step, and `times` at random moments."""
    index.store.OnnxEmbedding = StandInEncoder  # the encoder is a stand-in, for speed
    rng = random.Random(seed)
    points: list[tuple[tuple[type, str] | None, bool]] = [(step, after) for step in steps for after in (False, True)]
    rounds = 0
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "corpus").mkdir()
        for step, after in points + times * [(None, False)]:
            for _ in range(MOST_ROUNDS):
                rounds += 1
                if kill_once(Path(folder), rng, step, after):
                    break
            else:
                raise AssertionError(f"no sync of {MOST_ROUNDS} was killed at {step}, seed {seed}")
    return rounds


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--random-only", action="store_true", help="no kills at steps")
    options = parser.parse_args()
    steps = [] if options.random_only else STEPS
    rounds = run(steps, options.times, options.seed)
    print(f"{2 * len(steps)} kills at steps, {options.times} at random, {rounds} rounds, seed {options.seed}: the same")
