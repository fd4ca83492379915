"""From what was measured on an answer to the probability that it is right."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import WeightsFailure
from qa.candidate import Ranking


@dataclass(frozen=True)
class Logistic:
    """Logistic regression over named signals (Platt, 1999); a signal counts within the limits it was fitted on."""

    bias: float
    weights: dict[str, float]
    limits: dict[str, tuple[float, float]]

    def probability(self, signals: Mapping[str, float]) -> float:
        """0 to 1."""
        total = self.bias
        for name, weight in self.weights.items():
            low, high = self.limits[name]
            total += weight * min(high, max(low, signals[name]))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


@dataclass(frozen=True)
class Calibration:
    """What `qa.training.calibrate` measured: how candidates rank, when an answer is shown."""

    ranking: Ranking
    span: Logistic
    evidence: Logistic
    threshold: float  # least confidence shown, for spans
    evidence_threshold: float


def load_calibration(folder: Path) -> Calibration:
    """The calibration that belongs to the weights in `folder`; WeightsFailure where it is missing or damaged."""
    file = folder / "calibration.json"
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        return Calibration(
            ranking=Ranking(**values["ranking"]),
            span=_logistic(values["span"]),
            evidence=_logistic(values["evidence"]),
            threshold=values["threshold"],
            evidence_threshold=values["evidence_threshold"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsFailure(f"{str(file)!r} cannot be read ({error!r}): check the file out again") from error


def _logistic(values: dict[str, Any]) -> Logistic:
    limits = {name: (low, high) for name, (low, high) in values["limits"].items()}
    return Logistic(values["bias"], values["weights"], limits)
