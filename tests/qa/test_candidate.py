"""Which sentences are quoted for an answer."""

from llama_index.core.schema import TextNode

from qa.candidate import Candidate
from qa.citing import MOST_QUOTE

NAMED, RAIN, LAST = "Ann Lee spoke.", "It rained on the quay. " * 40, "We slept."
TEXT = f"{NAMED} {RAIN}{LAST}"


def cited(words: str, said: tuple[int, int] | None) -> list[str]:
    start = TEXT.index(words)
    found = Candidate(TextNode(text=TEXT), 1.0, start, start + len(words), 1.0, said=said)
    return [TEXT[left:right] for left, right in found.cited_for("")]


def test_the_sentence_is_quoted_and_what_was_said_with_all_between_where_that_is_short() -> None:
    assert cited("Ann Lee", None) == [NAMED]
    assert cited("Ann Lee", (len(NAMED) + 1, 100)) == [TEXT[:100]]


def test_what_is_too_long_is_quoted_from_its_beginning() -> None:
    begins = len(NAMED) + 1
    assert cited("Ann Lee", (begins, len(TEXT))) == [NAMED, TEXT[begins : begins + MOST_QUOTE]]


def test_far_into_what_is_said_the_first_sentence_tells_who_speaks() -> None:
    assert cited("slept", (0, len(TEXT))) == [NAMED, LAST]
    assert cited("spoke", (0, len(TEXT))) == [NAMED]


def test_of_a_long_table_the_first_row_and_the_row_of_the_answer_are_quoted() -> None:
    rows = "".join(f"| Course {number} | Ann Lee the {number}th | £{number} |\n" for number in range(30))
    table = f"| Course | Teacher | Fee |\n|---|---|---|\n{rows}"
    start = table.index("Ann Lee the 7th")
    found = Candidate(TextNode(text=table), 1.0, start, start + len("Ann Lee the 7th"), 1.0)
    assert [table[left:right] for left, right in found.cited_for("")] == [
        "Course | Teacher | Fee",
        "Course 7 | Ann Lee the 7th | £7",
    ]
    headless = table.replace("|---|---|---|\n", "")
    start = headless.index("Ann Lee the 7th")
    found = Candidate(TextNode(text=headless), 1.0, start, start + len("Ann Lee the 7th"), 1.0)
    assert len(found.cited_for("")) == 1
    short = table[: table.index("| Course 1 |")]
    start = short.index("Ann Lee the 0th")
    found = Candidate(TextNode(text=short), 1.0, start, start + len("Ann Lee the 0th"), 1.0)
    assert [short[left:right] for left, right in found.cited_for("")] == [short.strip()]
