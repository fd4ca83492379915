"""Which lines only announce what follows, and what they are quoted with."""

import pytest

from qa.citing import MOST_QUOTE
from qa.heading import only_announces, with_what_it_needs, with_whom_it_means


@pytest.mark.parametrize(
    ("sentence", "announces"),
    [
        ("The kiln is lit on Fridays.", False),
        ("“We shall be back.”", False),
        ("It was lit in 1911.[3]", False),
        ("**Bring a towel.**", False),
        ("No.", False),
        ("桥很安全。", False),
        ("- two towels", False),
        ("1. two towels", False),
        ("| towel | 2 |", False),
        ("name: kettle\nprice: 12", False),
        ("Present: Ann Lee, Bo Hay;", False),
        ("a line as long as this that goes on in the next one is of a sentence", False),
        ("## Can I bring my dog?", True),
        ("# The kiln.", True),
        ("Is the kiln lit?", True),
        ("“Is the kiln lit?”", True),
        ("Remote Work Policy", True),
        ("3.", True),
    ],
)
def test_a_heading_or_a_question_only_announces(sentence: str, announces: bool) -> None:
    assert only_announces(f"{sentence}\n\nMore.", 0, len(sentence)) is announces


def test_a_short_last_line_announces_nothing() -> None:
    assert not only_announces("two towels", 0, len("two towels"))


def quoted(text: str, sentence: str) -> str:
    start = text.index(sentence)
    return text[slice(*with_what_it_needs(text, start, start + len(sentence)))]


FAQ = (
    "## Can I bring my dog?\n\nNo.\n\n## Hours\n\n### When do you open?\n\nWe open at nine. On Sundays at ten.\n\n"
    "- brush the shelves\n\n# Garden rules\n\n"
)


def test_what_announces_is_quoted_up_to_what_tells_something() -> None:
    assert quoted(FAQ, "### When do you open?") == "### When do you open?\n\nWe open at nine."
    assert quoted(FAQ, "## Hours") == "## Hours\n\n### When do you open?\n\nWe open at nine."
    assert quoted(FAQ, "# Garden rules") == "# Garden rules"


def test_a_bare_yes_or_no_is_quoted_with_its_question() -> None:
    assert quoted(FAQ, "No.") == "## Can I bring my dog?\n\nNo."
    assert quoted("No.\n\nWe are shut.", "No.") == "No."
    text = "Open. **Can I bring a guest?** Yes. A third costs £8.\n\n## A pool?\n\nNot at the moment. It was closed."
    assert quoted(text, "**Can I bring a guest?") == "**Can I bring a guest?** Yes. A third costs £8."
    assert quoted(text, "** Yes.") == "**Can I bring a guest?** Yes. A third costs £8."
    assert quoted("Leave is paid. No more than a day may be kept.", "No more") == "No more"
    assert quoted(text, "Not at the moment.") == "## A pool?\n\nNot at the moment."


def test_what_tells_something_is_quoted_alone_and_so_is_what_would_be_too_long() -> None:
    assert quoted(FAQ, "On Sundays at ten.") == "On Sundays at ten."
    assert quoted(FAQ, "- brush the shelves") == "- brush the shelves"
    long = "Opening hours\n\n" + "and so on " * MOST_QUOTE + "we do."
    assert quoted(long, "Opening hours") == "Opening hours"


@pytest.mark.parametrize(
    ("text", "sentence", "quoted"),
    [
        ("Ann Lee chairs it. She was born in Oslo.", "She was", "Ann Lee chairs it. She was born in Oslo."),
        ("The dam fell.\n\nIts wall was thin.", "Its wall", "The dam fell.\n\nIts wall was thin."),
        ("The dam fell. It was time to go.", "It was", "It was time to go."),
        ("The dam fell. Her Majesty came.", "Her", "Her Majesty came."),
        ("The dam fell. Ann Lee saw it.", "Ann Lee", "Ann Lee saw it."),
        ("The dam\n\nIts wall was thin.", "Its wall", "Its wall was thin."),  # a heading
        ("She was born in Oslo.", "She was", "She was born in Oslo."),
        (f"Ann Lee {'did ' * 200}it. She was born in Oslo.", "She was", "She was born in Oslo."),  # too long
    ],
)
def test_a_quote_says_whom_it_is_about(text: str, sentence: str, quoted: str) -> None:
    start = text.index(sentence)
    left, right = with_whom_it_means("when was it?", text, start, len(text))
    assert text[left:right] == quoted


OBITUARY = (
    "Dermot Quayle, who has died aged 81, was a football manager.\n\nHe was born in Castletown. A son, Michael, died "
    "in infancy.\n\nHis funeral will be held in May."
)


@pytest.mark.parametrize(
    ("question", "sentence", "begins"),
    [
        ("where is quayles funeral", "His funeral will be held in May.", "His funeral"),
        ("where is the funeral of Quayle's son Michael?", "His funeral will be held in May.", "A son"),
        ("where was dermot quayle born", "He was born in Castletown.", "Dermot Quayle"),
        ("where was Kelly born", "He was born in Castletown.", "He was born"),
        ("where was the manager born", "He was born in Castletown.", "Dermot Quayle"),
    ],
)
def test_over_a_paragraphs_end_a_quote_begins_with_whom_the_question_names(
    question: str, sentence: str, begins: str
) -> None:
    start = OBITUARY.index(sentence)
    left, right = with_whom_it_means(question, OBITUARY, start, start + len(sentence))
    assert OBITUARY[left:right].startswith(begins)
    assert OBITUARY[left:right].endswith(sentence)
