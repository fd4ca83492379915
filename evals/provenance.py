"""What ran: the settings, the versions, the weights and the commit."""

import hashlib
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from qa.confidence import load_calibration
from qa.settings import Settings

PACKAGES = ("qa-over-documents", "llama-index-core", "chromadb", "onnxruntime", "tantivy", "tokenizers", "numpy")
# Settings that change from machine to machine and no answer with them.
PLACES = {"corpus", "home", "chroma_url", "chroma_collection", "host", "port", "feedback"}
_ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ("index/weights/encoder.int8.onnx", "qa/weights/reader.int8.onnx", "qa/weights/calibration.json")


def describe_run(settings: Settings) -> dict[str, Any]:
    """The settings that bear on answers, the versions (None: not installed), and the git commit if there is one.

    The weights come with their SHA-256, the thresholds as they were in effect, whether set or measured.
    """
    return {
        "settings": settings.model_dump(mode="json", exclude=PLACES),
        "versions": list_versions(),
        "weights": {name: hashlib.sha256((_ROOT / name).read_bytes()).hexdigest() for name in WEIGHTS},
        "thresholds": _thresholds(settings),
        "git": describe_git(),
    }


def _thresholds(settings: Settings) -> dict[str, float]:
    """The least confidence of an answer that is shown, by its form."""
    calibration = load_calibration(_ROOT / "qa" / "weights")
    measured = {"span": calibration.threshold, "evidence": calibration.evidence_threshold}
    return measured if settings.confidence is None else dict.fromkeys(measured, settings.confidence)


def list_versions() -> dict[str, str | None]:
    """The versions of Python and of the packages that bear on answers; None: not installed."""
    return {"python": platform.python_version()} | {package: _version(package) for package in PACKAGES}


def _version(package: str) -> str | None:
    """The version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def describe_git() -> dict[str, Any] | None:
    """The commit of this project, and whether files differ from it; None without git, or where nothing is committed."""
    try:
        top = _ask_git("rev-parse", "--show-toplevel")
        if Path(top).resolve() != _ROOT:
            return None
        return {"commit": _ask_git("rev-parse", "HEAD"), "changed": bool(_ask_git("status", "--porcelain"))}
    except (OSError, subprocess.SubprocessError):
        return None


def _ask_git(*arguments: str) -> str:
    """What the git command prints."""
    command = ["git", "-C", str(_ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout.strip()
