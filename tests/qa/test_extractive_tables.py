"""What the extractive answerer makes of readings in tables, and of what is told for another row or period."""

import pytest

from tests.scripted_answerer import answerer
from tests.small_index import small_index

SEASONS = (
    "# Pool\n\n## Summer\n\n| Day | Open |\n|---|---|\n| Saturday | 8:00 |\n| Sunday | 10:00 |\n\n"
    "## Winter\n\n| Day | Open |\n|---|---|\n| Saturday | 9:00 |\n| Sunday | 10:00 |\n"
)


def test_where_a_document_has_two_cells_of_the_names_asked_for_neither_is_shown(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with small_index({"pool.md": SEASONS}, tmp_path_factory) as opened:
        passages = opened.retriever(8).retrieve("open on saturday")
        reading = answerer(opened, {"Saturday": ("9:00", 9.0)})
        assert reading.answer("when does it open on saturday?", passages).refused
        assert reading.answer("when does it open on saturday in winter?", passages).text.startswith("9:00")
        assert answerer(opened, {"Sunday": ("10:00", 9.0)}).answer("open on sunday", passages).text.startswith("10:00")


def test_a_columns_own_heading_is_no_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "| Town | Mayor | Population |\n|---|---|---|\n| Tarn | Ann Lee | 4,100 |\n| Leith | Bo Ek | 900 |"
    with small_index({"towns.md": text}, tmp_path_factory) as opened:
        passages = opened.retriever(8).retrieve("mayor population")
        question = "who is mayor of a town with 4,100 people?"
        assert answerer(opened, {"Tarn": ("Mayor", 9.0)}).answer(question, passages).refused
        assert answerer(opened, {"Tarn": ("Ann Lee", 9.0)}).answer(question, passages).text == "Ann Lee [1]"


RESULTS = (
    "# Results\n\n| £m | 2024 |\n|---|---|\n| Soups | 118.2 |\n| Operating profit | 17.9 |\n\n"
    "In the first quarter of 2024 the plant made 60 tonnes."
)


@pytest.mark.parametrize(
    ("question", "found", "refused"),
    [
        ("what was the operating profit of the soups division", "17.9", True),
        ("what was the operating profit of the group", "17.9", False),
        ("how many tonnes were made in the second quarter of 2024", "60", True),
        ("how many tonnes were made in the first quarter of 2024", "60", False),
    ],
)
def test_what_is_told_for_another_row_or_period_is_refused(
    question: str, found: str, refused: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with small_index({"results.md": RESULTS}, tmp_path_factory) as opened:
        passages = opened.retriever(8).retrieve(question)
        assert answerer(opened, {found: (found, 9.0)}).answer(question, passages).refused is refused
