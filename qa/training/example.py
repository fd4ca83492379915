"""A question and the text that is read for it."""

from dataclasses import dataclass

COMMON_WORDS = frozenset(
    "a an and are as at be been by did do does for from had has have how in is it its of on or that the their there "
    "they this to was were what when where which who whom whose why will with would".split()
)


@dataclass(frozen=True)
class Example:
    """A question, the text to read, and the character spans that answer it (none: unanswerable).

    `written` is the question as it was first written, where `question` asks it as people type it or in other words.
    """

    id: str
    title: str
    question: str
    text: str
    spans: tuple[tuple[int, int], ...]
    written: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(self.text[start:end] for start, end in self.spans)
