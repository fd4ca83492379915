"""The metrics on texts, by hand and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.contains_answer import contains_answer
from evals.metrics.exact_match import exact_match
from evals.metrics.normalise import answer_tokens, squad_normalise
from evals.metrics.token_f1 import token_f1

WORDS = st.lists(st.sampled_from(["vote", "178", "146", "to", "ban", "Huawei"]), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("The  Cat's hat.", "cats hat"),
        ("an A the", ""),
        ("178-146", "178146"),
        ("Theatre, anthem", "theatre anthem"),
        ("“Quoted”", "“quoted”"),
    ],
)
def test_squad_normalise(text: str, normalised: str) -> None:
    assert squad_normalise(text) == normalised


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("178-146", ["178", "146"]),
        ("1,190 of 3.5 m, 1,2", ["1190", "of", "3.5", "m", "1", "2"]),
        ("China’s “5G” network.", ["china", "s", "5g", "network"]),
        ("the US, Australia, and New Zealand", ["us", "australia", "and", "new", "zealand"]),
        ("56%", ["56", "%"]),
        ("Québécois", ["québécois"]),
        ("Que\u0301bec", ["québec"]),
        ("東京タワー", ["東", "京", "タ", "ワ", "ー"]),
        ("कि", ["कि"]),
        ("@cdn_poli #x", ["cdn", "poli", "x"]),
        ("…!", []),
    ],
)
def test_answer_tokens(text: str, words: list[str]) -> None:
    assert answer_tokens(text) == words


@pytest.mark.parametrize(
    ("shown", "accepted", "same"),
    [
        ("The Angus Reid Institute.", "angus reid institute", True),
        ("Angus Reid", "Angus Reid Institute", False),
        ("", "the", True),
        ("178 - 146", "178-146", False),
    ],
)
def test_exact_match(shown: str, accepted: str, same: bool) -> None:
    assert exact_match(shown, accepted) is same


@pytest.mark.parametrize(
    ("shown", "accepted", "f1"),
    [
        ("178 to 146", "178 to 146", 1.0),
        ("passed 178 to 146", "178 to 146", 6 / 7),  # precision 3/4, recall 1
        ("Angus Reid", "the Angus Reid Institute", 4 / 5),  # precision 1, recall 2/3
        ("to to to", "to to", 4 / 5),
        ("63", "20", 0.0),
        ("", "63", 0.0),
        ("the", "", 1.0),
    ],
)
def test_token_f1(shown: str, accepted: str, f1: float) -> None:
    assert token_f1(shown, accepted) == pytest.approx(f1)


def test_token_f1_with_other_words() -> None:
    assert token_f1("178-146", "178 to 146") == 0.0
    assert token_f1("178-146", "178 to 146", answer_tokens) == pytest.approx(4 / 5)


@pytest.mark.parametrize(
    ("text", "answer", "contained"),
    [
        ("passed 178 to 146, saying", "178 to 146", True),
        ("1146", "146", False),
        ("146", "1146", False),
        ("146 to 178", "178 to 146", False),
        ("178 against 146", "178 to 146", False),
        ("The US.", "the u.s.", False),
        ("the 178", "178", True),
        ("3.56", "56", False),
        ("anything", "", False),
        ("the", "the", False),
    ],
)
def test_contains_answer(text: str, answer: str, contained: bool) -> None:
    assert contains_answer(text, answer) is contained


@given(st.text(), st.text())
def test_metrics_are_bounded_symmetric_and_agree(left: str, right: str) -> None:
    assert 0 <= token_f1(left, right) <= 1
    assert token_f1(left, right) == token_f1(right, left)
    assert exact_match(left, right) == exact_match(right, left)
    if exact_match(left, right):
        assert token_f1(left, right) == 1


@given(st.text())
def test_a_text_matches_itself(text: str) -> None:
    assert exact_match(text, text)
    assert token_f1(text, text) == 1
    assert squad_normalise(squad_normalise(text)) == squad_normalise(text)
    assert contains_answer(text, text) is bool(answer_tokens(text))


@given(WORDS, WORDS, WORDS)
def test_what_is_put_into_a_text_is_contained(before: str, answer: str, after: str) -> None:
    assert contains_answer(f"{before} {answer}, {after}", answer) is bool(answer)


@given(WORDS, WORDS)
def test_containment_goes_with_recall(text: str, answer: str) -> None:
    if contains_answer(text, answer):
        words, wanted = len(answer_tokens(text)), len(answer_tokens(answer))
        assert token_f1(text, answer, answer_tokens) == pytest.approx(2 * wanted / (words + wanted))
