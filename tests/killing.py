"""tests/index/kill_sync.py as a process of its own, for the two tests that share its kills."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent / "index" / "kill_sync.py"


def kill_syncs(*options: str) -> str:
    """What the script prints; AssertionError with the end of its errors where a kill did harm."""
    root = SCRIPT.parents[2]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(SCRIPT), *options],
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
