"""`qa eval` on some of the cases: by tag, the first ones, a sample of a seed."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from tests.evals.eval_command import Command

Write = Callable[..., Path]


def test_tags_and_limit(command: Command, write_suite: Write) -> None:
    folder = write_suite()
    command.run(folder, "--tag", "who", "--tag", "number")
    command.run(folder, "--limit", 3)
    command.run(folder, "--tag", "who", "--tag", "missing-detail", "--limit", 1)
    assert [len(service.asked) for service in command.services] == [2, 3, 1]
    assert command.services[2].asked == ["who seconded it?"]


def test_a_run_without_unanswerable_cases_passes_their_gate(command: Command, write_suite: Write) -> None:
    result = command.run(write_suite(), "--tag", "who")
    assert result.exit_code == 0
    assert "0/0" in result.stdout


def test_a_seed_draws_a_sample_in_the_order_of_the_suite(
    command: Command, write_suite: Write, fake: SimpleNamespace
) -> None:
    folder = write_suite()
    drawn = []
    for seed in range(20):
        for _ in range(2):
            command.run(folder, "--limit", 2, "--seed", seed)
        once, again = (service.asked for service in command.services[-2:])
        assert once == again
        drawn.append(tuple(once))
    questions = [case["question"] for case in fake.cases]
    assert all(list(sample) == [question for question in questions if question in sample] for sample in drawn)
    assert {len(sample) for sample in drawn} == {2}
    assert {question for sample in drawn for question in sample} == set(questions)
    command.run(folder, "--limit", 9, "--seed", 1)
    assert command.services[-1].asked == questions


def test_a_sample_is_of_the_cases_with_the_tag(command: Command, write_suite: Write) -> None:
    folder = write_suite()
    for seed in range(8):
        command.run(folder, "--tag", "who", "--tag", "number", "--limit", 1, "--seed", seed)
    assert {service.asked[0] for service in command.services} == {"what was the vote?", "who seconded it?"}


def test_the_seed_stands_in_the_report_and_resamples_the_baseline(
    command: Command, write_suite: Write, fake: SimpleNamespace
) -> None:
    lines = [fake.case(f"c{number}", f"vote {number}?", ["178 to 146"], fake.vote) for number in range(30)]
    folder = write_suite(lines=lines)
    command.run(folder, "--json", "plain.json")
    assert json.loads(Path("plain.json").read_text(encoding="utf-8"))["seed"] is None
    for number in range(0, 30, 2):
        answer = fake.reply(f"vote {number}?", "178 to 146 [1]", fake.cite(fake.vote))
        command.answers[answer.question] = replace(answer, confidence=number / 30)
    shown = []
    for seed in (3, 3, 4, 5):
        result = command.run(folder, "--seed", seed, "--baseline", "plain.json", "--json", "seeded.json")
        assert json.loads(Path("seeded.json").read_text(encoding="utf-8"))["seed"] == seed
        drawn = result.stdout.partition("against the baseline:")[2].splitlines()
        shown.append("\n".join(line for line in drawn if not line.endswith(" ms")))  # times are never the same
    assert shown[0] == shown[1]
    assert len(set(shown)) > 1
