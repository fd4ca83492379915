"""What a person says of an answer, and the calls that keep it: entry points that evals/ declares."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import entry_points

from qa.answer import Answer, Citation
from qa.errors import QAError
from qa.settings import Settings

ENTRY_POINTS = "qa.feedback"
CALL, CHECK = "case", "check"


@dataclass(frozen=True)
class Correction:
    """What is right in place of an answer, as it was filled in and not checked yet.

    `text` is the short answer; `passage` has it, or where it is None the first of `shown` with these words.
    `unanswerable`: the documents do not say.
    """

    text: str = ""
    passage: Citation | None = None
    shown: tuple[Citation, ...] = ()
    unanswerable: bool = False


# Keeps that an answer is right (None) or what is right instead. Returns the sentence that says where it was kept;
# QAError says what is wrong.
Record = Callable[[Answer, Correction | None], str]


def list_passages(answer: Answer, retrieved: Iterable[Citation] = ()) -> tuple[Citation, ...]:
    """The passages to choose from: the answer's citations, its alternatives', its nearest, then `retrieved`."""
    others = [alternative.citation for alternative in answer.alternatives]
    return tuple(dict.fromkeys([*answer.citations, *others, *answer.nearest, *retrieved]))


def load_record(settings: Settings) -> Record | None:
    """The call that keeps feedback in the folder that the settings name; None where they name none.

    QAError where no entry point offers the call, or where nothing can be kept in the folder.
    """
    if settings.feedback is None:
        return None
    for point in entry_points(group=ENTRY_POINTS, name=CHECK):
        point.load()(settings.feedback)
    for point in entry_points(group=ENTRY_POINTS, name=CALL):
        return partial(point.load(), settings.feedback, settings.corpus)
    raise QAError(
        f"QA_FEEDBACK is {str(settings.feedback)!r}, but nothing installed can keep feedback: "
        "run `make setup` again, or unset QA_FEEDBACK"
    )
