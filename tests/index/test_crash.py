"""A sync that is killed at any moment loses, doubles and half shows nothing."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("kill_sync.py")
TIMES = 50


def test_killed_at_every_step_and_at_random_times() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(SCRIPT), "--times", str(TIMES)],
        cwd=SCRIPT.parents[2],
        env={"PYTHONPATH": str(SCRIPT.parents[2]), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"{TIMES} at random" in done.stdout
