"""The cases of a suite that a run asks."""

import dataclasses
from collections.abc import Iterable
from random import Random

import click

from evals.suite import Suite


def select(suite: Suite, tags: Iterable[str], limit: int | None, seed: int | None, gate: bool) -> Suite:
    """The suite with only the cases that have one of the tags (all without tags), the first `limit` of them.

    With a seed they are drawn at random, the same ones for the same seed, and keep their order. A part of the suite
    keeps its gates only with `gate`. Raises click.BadParameter for a tag that no case has.
    """
    wanted, known = set(tags), {tag for case in suite.cases for tag in case.tags}
    for tag in sorted(wanted - known):
        raise click.BadParameter(f"no case has {tag!r}: the tags are {', '.join(sorted(known))}.", param_hint="'--tag'")
    cases = [case for case in suite.cases if not wanted or wanted & set(case.tags)]
    if seed is not None and limit is not None and limit < len(cases):
        cases = [cases[place] for place in sorted(Random(seed).sample(range(len(cases)), limit))]
    cases = cases[:limit]
    gates = suite.gates
    if len(cases) < len(suite.cases):
        gates = dataclasses.replace(gates, of_part=True) if gate and gates is not None else None
    return dataclasses.replace(suite, cases=tuple(cases), gates=gates)
