"""The risk-coverage curve as a picture (El-Yaniv and Wiener, 2010, jmlr.org/papers/v11/el-yaniv10a.html)."""

from collections.abc import Mapping
from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "risk-coverage"  # alike in every run

LEAST_SHOWN = 10  # answers; the share of wrong ones among fewer jumps


def draw_risk_coverage(file: Path, curves: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """Writes an SVG: share of wrong answers among the most confident part, by the size of that part.

    `curves` has for each line's name the confidences and whether each answer was right, both of shape (questions,).
    """
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 4))
    for name, (confidence, right) in curves.items():
        wrong = np.cumsum(~right[np.argsort(-confidence)])
        shown = np.arange(1, len(right) + 1)
        axes.plot((shown / len(right))[LEAST_SHOWN - 1 :], (wrong / shown)[LEAST_SHOWN - 1 :], label=name)
    axes.set(xlabel="coverage: share of questions answered", ylabel="risk: share of those answered wrongly")
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    pyplot.close(figure)
