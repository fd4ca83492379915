"""A report as it was written to JSON, read back for a comparison."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evals.case_lint import EVIDENCE_TAG
from evals.case_scores import CaseScores
from evals.gates import demand
from evals.json_fields import flag, number, number_or_none, require_finite, whole_number
from evals.judge import LEAST, MOST, Judgement
from evals.outcome import Outcome
from evals.suite import Case
from evals.wording import describe_expected, last_line, place

Asked = tuple[str, str, str]  # a question, what is right, and what else the case gives: unlike where it was edited
TABLES = ("settings", "versions", "weights", "thresholds", "git")  # of what ran; each may be missing


class ReportError(Exception):
    """A file that is no report; the message names it and the way out."""


@dataclass(frozen=True)
class StoredAnswer:
    """An answer as it was shown; `quotes` are those of its citations, each after its place in words."""

    text: str
    confidence: float
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class StoredCase:
    """What a comparison needs of a case; `crash` is the last line of a traceback, and `milliseconds` None with it.

    `given` has what else the case gives, as JSON: its evidence, the turns before it, and whether its citation decides.
    """

    id: str
    question: str
    good: bool
    cause: str | None
    scores: CaseScores
    expected: str = ""
    answer: StoredAnswer | None = None
    crash: str = ""
    judgement: Judgement | None = None
    milliseconds: float | None = None
    given: str = ""

    @property
    def asked(self) -> Asked:
        """What it asks and expects."""
        return (self.question, self.expected, self.given)

    @property
    def verdict(self) -> int:
        """1 where the case was right, 0 where it was refused wrongly, -1 where it was wrong or crashed."""
        if self.scores.outcome.good:
            return 1
        return 0 if self.scores.outcome is Outcome.REFUSED_WRONGLY else -1


@dataclass(frozen=True)
class StoredGate:
    """A gate as it was checked; `value` is None of nothing, and `demanded` is the limit in words."""

    name: str
    value: float | None
    demanded: str
    passed: bool
    against: tuple[str, ...]


@dataclass(frozen=True)
class StoredReport:
    """What a comparison needs of a report; `cases` by id, in their order.

    `provenance` says what ran, and `partly` that only some cases were to be asked.
    """

    suite: str
    corpus_digest: str
    cases_digest: str
    gates: tuple[StoredGate, ...]
    cases: Mapping[str, StoredCase]
    provenance: Mapping[str, Any] = field(default_factory=dict)
    partly: bool = False


def asked_by(case: Case) -> Asked:
    """What a case of a suite asks and expects, as its report will tell it."""
    told = asdict(case)
    return (case.question, describe_expected(case.answerable, case.answers), _given(told))


def load_report(file: Path) -> StoredReport:
    """The report in the file that `qa eval --json` wrote; ReportError where it is none."""
    way_out = "name a file that `qa eval SUITE --json FILE` of this version wrote"
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        require_finite(raw)
        return read_report(raw)
    except OSError as error:
        raise ReportError(f"{str(file)!r} cannot be read ({error.strerror}): {way_out}") from None
    except KeyError as error:
        raise ReportError(f"{str(file)!r} is not a report (it has no {error}): {way_out}") from None
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ReportError(f"{str(file)!r} is not a report ({error}): {way_out}") from None


def read_report(raw: Mapping[str, Any]) -> StoredReport:
    """The report of the JSON form; KeyError, TypeError or ValueError where it is none."""
    cases = [_case_at(place, case) for place, case in enumerate(raw["cases"])]
    by_id = {case.id: case for case in cases}
    if len(by_id) < len(cases):
        raise ValueError("an id comes twice")
    gates = tuple(map(_gate, raw["gates"]))
    if not any(gate.name == "not_crashed" for gate in gates):
        raise ValueError("'gates' lacks 'not_crashed', which every run has")
    return StoredReport(
        suite=str(raw["suite"]),
        corpus_digest=str(raw["corpus_digest"]),
        cases_digest=str(raw["cases_digest"]),
        gates=gates,
        cases=by_id,
        provenance=_provenance(raw),
        partly=_is_partly(raw.get("filter") or {}, len(cases)),
    )


def _is_partly(chosen: Mapping[str, Any], count: int) -> bool:
    """Whether only the cases of a tag, or so many that the suite may have more, were to be asked."""
    return bool(chosen.get("tags")) or (chosen.get("limit") is not None and count >= chosen["limit"])


def _provenance(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What ran; ValueError where it is told in another form."""
    for name in TABLES:
        if not isinstance(raw.get(name) or {}, Mapping):
            raise ValueError(f"{name!r} is {raw[name]!r}, not a table")
    return {name: raw[name] for name in (*TABLES, "judge", "seed") if name in raw}


def _gate(raw: Mapping[str, Any]) -> StoredGate:
    """One gate of the JSON form."""
    demanded = demand(number(raw, "limit"), flag(raw, "at_most"))
    against = tuple(map(str, raw["against"]))
    return StoredGate(str(raw["name"]), number_or_none(raw, "value"), demanded, flag(raw, "passed"), against)


def _case_at(place: int, raw: Mapping[str, Any]) -> StoredCase:
    """One case of the JSON form; the ValueError of a field says in which case it is."""
    try:
        return _case(raw)
    except ValueError as error:
        raise ValueError(f"in cases[{place}] {error}") from None


def _case(raw: Mapping[str, Any]) -> StoredCase:
    """One case of the JSON form."""
    scores = {name: number_or_none(raw["scores"], name, 0, 1) for name in raw["scores"]}
    answerable = flag(raw, "answerable")
    return StoredCase(
        id=str(raw["id"]),
        question=str(raw["question"]),
        good=flag(raw, "good"),
        cause=None if raw["cause"] is None else str(raw["cause"]),
        scores=CaseScores(Outcome(raw["outcome"]), answerable, **scores),
        expected=describe_expected(answerable, [str(answer) for answer in raw["answers"]]),
        answer=None if raw["answer"] is None else _answer(raw["answer"]),
        crash=last_line(str(raw["error"] or "")),
        judgement=_judgement(raw["judgement"]) if raw.get("judgement") else None,
        milliseconds=None if raw["error"] else number(raw["times"], "milliseconds", 0),
        given=_given(raw),
    )


def _given(raw: Mapping[str, Any]) -> str:
    """The evidence of a case, the turns before it, and whether its citation decides."""
    return json.dumps([raw["evidence"], raw["history"], EVIDENCE_TAG in raw["tags"]])


def _answer(raw: Mapping[str, Any]) -> StoredAnswer:
    """The answer of a case."""
    quotes = tuple(
        (place(str(one["source"]), whole_number(one, "start"), whole_number(one, "end")), str(one["quote"]))
        for one in raw["citations"]
    )
    return StoredAnswer(str(raw["text"]), number(raw, "confidence"), quotes)


def _judgement(raw: Mapping[str, Any]) -> Judgement:
    """The judgement of a case: a problem, or what the judge said."""
    remarks = str(raw["remarks"])
    if raw["problem"] is not None:
        return Judgement(remarks=remarks, problem=str(raw["problem"]))
    return Judgement(flag(raw, "faithful"), number(raw, "correctness", LEAST, MOST), remarks)
