"""A corpus folder that changes at random, for kill_sync.py."""

import random
from pathlib import Path

LEAST_FILES, MOST_FILES = 12, 24
WORDS = "ferry council harbour bridge vote minister budget storm cannery pilot verdict clinic".split()


def write_text(rng: random.Random) -> str:
    sentences = rng.randint(1, 60)
    return " ".join(f"The {rng.choice(WORDS)} saw {rng.randint(1, 99)} {rng.choice(WORDS)}s." for _ in range(sentences))


def change_corpus(folder: Path, rng: random.Random) -> None:
    """Add, change, rename and remove files; a folder of too few is filled first."""
    for _ in range(rng.randint(5, 10) + max(0, LEAST_FILES - len(read_corpus(folder)))):
        files = sorted(folder.iterdir())
        deed = rng.choice(["add", "change", "rename", "remove"] if len(files) < MOST_FILES else ["change", "remove"])
        if deed == "add" or len(files) < LEAST_FILES:
            (folder / f"{rng.randint(0, 10**6)}.txt").write_text(write_text(rng), encoding="utf-8")
        elif deed == "change":
            rng.choice(files).write_text(write_text(rng), encoding="utf-8")
        elif deed == "rename":
            rng.choice(files).rename(folder / f"{rng.randint(0, 10**6)}.txt")
        else:
            rng.choice(files).unlink()


def read_corpus(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
