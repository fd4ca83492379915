"""What the figures were measured on: the machine, the versions, the commit."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evals.benchmarks.measuring import BASELINE_PACKAGES
from evals.provenance import describe_git, list_versions

FAST_INTEGERS = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8")  # they decide how fast int8 is


def describe_machine() -> dict[str, Any]:
    """The processor, what it can do with integers, its cores, the memory in bytes and the system; None: not known."""
    facts = _processor_facts()
    flags = set((facts.get("flags") or "").split())
    return {
        "processor": facts.get("model name") or platform.processor() or platform.machine(),
        "instructions": [flag for flag in FAST_INTEGERS if flag in flags],
        "cores": os.cpu_count(),
        "memory": _memory(),
        "system": platform.system(),
    }


def describe_versions() -> dict[str, Any]:
    """Python, the packages of both systems (None: not installed) and the commit."""
    return {
        "versions": list_versions() | {package: _version(package) for package in BASELINE_PACKAGES},
        "git": describe_git(),
    }


def _processor_facts() -> dict[str, str]:
    """The facts about the first processor, where the system lists them in a file."""
    file = Path("/proc/cpuinfo")
    if not file.exists():
        return {}
    first = file.read_text(encoding="utf-8").split("\n\n")[0]
    pairs = (line.partition(":") for line in first.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _memory() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
