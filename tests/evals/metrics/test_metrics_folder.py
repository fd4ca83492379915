"""Every file in evals/metrics holds one function of its name that says where it comes from."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest

import evals.metrics

NAMES = sorted(file.stem for file in Path(evals.metrics.__path__[0]).glob("*.py"))
METRICS = [name for name in NAMES if name not in {"__init__", "normalise"}]


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_has_the_name_of_its_file_and_names_its_source(name: str) -> None:
    module = import_module(f"evals.metrics.{name}")
    public = [
        found
        for found, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not found.startswith("_")
    ]
    assert public == [name]
    description = " ".join((inspect.getdoc(getattr(module, name)) or "").split())
    assert "Source: " in description or "A project metric" in description
