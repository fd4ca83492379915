"""A turn of a conversation, as what follows it needs it."""

from typing import NamedTuple

from qa.question_parts import NAME
from qa.titles import TITLES


class Turn(NamedTuple):
    """A question, what was answered, and the complete question that it needs before it: "" where it stands alone."""

    question: str
    answer: str = ""
    needs: str = ""

    @property
    def name(self) -> str:
        """The answer where it is a name, "" where it is none or only a title."""
        return self.answer if NAME.fullmatch(self.answer) and not only_titles(self.answer) else ""

    def behind(self, before: "Turn") -> "Turn":
        """The same turn where it cannot do without the one before: it needs the last complete question."""
        return self._replace(needs=before.needs or before.question)


def only_titles(name: str) -> bool:
    """Whether the name is made of titles alone: "Mr", "Prime Minister"."""
    return TITLES.issuperset(name.lower().split())
