"""One step in a process of its own: `python -m evals.benchmarks.step SYSTEM ACTION PLAN`; its outcome is one file."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from evals.atomic import write_whole
from evals.benchmarks.steps import Action, Outcome, Plan, System
from evals.provenance import describe_git

Step = Callable[[Plan], Outcome]


def find_step(system: System, action: Action) -> Step:
    """The function that takes the step; KeyError where the system has no such step."""
    if system is System.PRODUCT:
        from evals.benchmarks import product

        ours: dict[Action, Step] = {
            Action.INDEX: product.index,
            Action.SYNC: product.sync,
            Action.ASK: product.ask,
            Action.ANSWER: product.answer,
        }
        return ours[action]
    from evals.benchmarks.baseline import Baseline, default_splitter, equal_splitter

    default = system is System.BASELINE_DEFAULT
    baseline = Baseline(system.name.lower(), default_splitter() if default else equal_splitter())
    theirs: dict[Action, Step] = {
        Action.INDEX: baseline.index,
        Action.SYNC: baseline.sync,
        Action.ASK: baseline.ask,
    }
    return theirs[action]


def outcome_file(folder: Path, system: System, action: Action) -> Path:
    """Where a step at this size leaves its outcome."""
    return folder / f"{system.name.lower()}-{action}.json"


def main() -> None:
    system, action, values = System(sys.argv[1]), Action(sys.argv[2]), json.loads(sys.argv[3])
    plan = Plan(**{**values, "folder": Path(values["folder"])})
    outcome = find_step(system, action)(plan)
    stored = {"git": describe_git(), "outcome": asdict(outcome)}
    write_whole(json.dumps(stored).encode(), outcome_file(plan.folder, system, action))


if __name__ == "__main__":
    main()
