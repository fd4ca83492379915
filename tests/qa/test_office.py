"""Whether a sentence tells of another office than the one asked for."""

import pytest

from qa.office import held_elsewhere, held_in, is_former_holder, tells_of_another_office

HANDED_OVER = "Sir Ron Vance, the previous chairman, handed over to Gail Moss."
LENA_MOSS = "Director Lena Moss, the former finance director of the Tate, is the managing director of the museum trust."
RESIGNED = "Defence Secretary Mark Hill resigned. He is succeeded by Transport Secretary Joan West."
ARREST = "Huawei Chief Financial Officer Meng Wanzhou was arrested in Vancouver."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("who is huawei's ceo", ARREST),
        ("Who is the chief executive of Huawei?", ARREST),
        ("huawei ceo", ARREST),
        ("who was the coo of huawei in 2018", ARREST),
        ("Who is the foreign minister?", "Prime Minister Ann Lee spoke at 3 pm."),
        ("who's the minister of health", "Finance Minister Ann Lee and the minister for trade resigned."),
        ("Who is the prime minister?", "Foreign Minister Ann Lee spoke at 3 pm."),
        ("who is the home secretary", "Foreign Secretary Ann Lee resigned."),
        ("Who is the president?", "Vice-President Ann Lee spoke."),
        ("who is the deputy mayor", "Mayor Ann Lee spoke."),
        ("who is the deputy prime minister", "Prime Minister Ann Lee spoke."),
        ("Who is the chairman of Ardent?", "Ann Lee, vice-chair of Ardent, spoke."),
        ("who is the chair", "Sir Alan Lee, former Chair, was paid £90."),
        ("who's the finance minister", "Ex-finance minister Ann Lee spoke."),
        ("Who is the CFO of Nordlys?", "Ann Beck, who was chief financial officer until 2022, now spoke."),
        ("Who is the mayor?", "Bo Ek had been mayor of Turku until May."),
        ("Who is the mayor?", "Bo Ek, who used to be the town's mayor, spoke."),
        ("who is ontario's minister of transport", "Health Minister Ann Lee of Ontario spoke."),
    ],
)
def test_another_office(question: str, sentence: str) -> None:
    assert tells_of_another_office(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("who is huawei's cfo", ARREST),
        ("Who is Huawei's chief financial officer?", ARREST),
        ("who was arrested", ARREST),
        ("where was the ceo arrested", ARREST),
        ("who is the president of huawei", ARREST),  # none of the kind is named
        ("Who did the prime minister appoint?", "Trudeau made Ann Lee finance minister."),
        ("Who was appointed finance minister by the prime minister?", "The PM made Ann Lee finance minister."),
        ("who is the pm", "Prime Minister Ann Lee and Foreign Minister Bo Hay spoke."),
        ("who is the defense minister", "Ann Lee, minister of defense, and the prime minister spoke."),
        ("who was dismissed by the prime minister", "Trudeau dismissed finance minister Ann Lee."),
        ("who is the prime minister's wife", "Foreign minister Ann Lee is married to Trudeau."),
        ("who is the health secretary", "Ann Lee, the Secretary of State for Health, spoke."),
        ("who is the chairman", "Ann Lee, the chair, spoke."),
        ("who is the mayor", "Mayor Ann Lee and deputy mayor Bo Hay spoke."),
        ("who was the chair", "Sir Alan Lee, former Chair, was paid £90."),
        ("who is the president", "In late May President Lind signed it."),
        ("who is the chair", "The previous week Chair Ann Lee opened it."),
        ("Who was the CFO of Nordlys?", "Ann Beck, who was chief financial officer until 2022, now spoke."),
        ("Who is the mayor?", "Bo Ek, who was elected mayor in May, spoke."),
        ("Who is the mayor?", "Bo Ek was appointed mayor until 2030."),
        ("Who is the mayor?", "Bo Ek is the mayor until May."),
        ("Who is the chairman?", HANDED_OVER),
        ("Who is the defence secretary?", "He is succeeded by Transport Secretary Joan West."),
        ("who is the former chair", "Sir Alan Lee, former Chair, was paid £90."),
        ("who is the chair", "Ann Lee, the chair, thanked former chair Bo Ek."),
    ],
)
def test_no_other_office(question: str, sentence: str) -> None:
    assert not tells_of_another_office(question, sentence)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("who is the mayor of  Turku?", "Turku?"),
        ("Who was the prime minister of the Netherlands in 1990", "the Netherlands in 1990"),
        ("turku mayor", ""),
        ("who is Turku's mayor?", "Turku"),
        ("who is the mayor's deputy?", ""),
        ("who is the mayor", ""),
        ("who spoke of Turku", ""),
        ("when did the mayor of Turku resign", ""),
    ],
)
def test_what_the_office_is_of(question: str, place: str) -> None:
    assert held_in(question) == place


@pytest.mark.parametrize(
    ("question", "text", "name", "former"),
    [
        (
            "Who is the chairman?",
            "Sir Ron Vance, the previous chairman, handed over to Gail Moss.",
            "Sir Ron Vance",
            True,
        ),
        ("Who is the chairman?", "Sir Ron Vance, the previous chairman, handed over to Gail Moss.", "Gail Moss", False),
        ("Who was the chairman?", "Sir Ron Vance, the previous chairman, left.", "Sir Ron Vance", False),
        ("Who is the chair?", "Former chair Bo Ek was succeeded by Ann Lee.", "Bo Ek", True),
        ("Who is the chair?", "Former chair Bo Ek was succeeded by Ann Lee.", "Ann Lee", False),
        ("Who is the chair?", "Former mayor Bo Ek, now chair, spoke.", "Bo Ek", False),
        ("Who is the managing director?", LENA_MOSS, "Lena Moss", False),
        ("Who is the director of the museum?", LENA_MOSS, "Lena Moss", False),
        ("Who is the chair?", "Chair Kit Lowe, former chair of the Bell Trust, spoke.", "Kit Lowe", False),
        ("Who is the chair?", "Kit Lowe, former chair of the Bell Trust, spoke.", "Kit Lowe", False),
        ("Who is the chair of the Bell Trust?", "Kit Lowe, former chair of the Bell Trust.", "Kit Lowe", True),
        ("Who is the chair?", "Kit Lowe, the Bell Trust's former chair, spoke.", "Kit Lowe", False),
        ("Who is the director?", "Former Tate director Kit Lowe spoke.", "Kit Lowe", False),
        ("Who is the Tate director?", "Former Tate director Kit Lowe spoke.", "Kit Lowe", True),
        ("Who is the finance director?", "Former Finance Director Kit Lowe spoke.", "Kit Lowe", True),
        ("Who is the mayor?", "Mayor Iris Bohm, the former mayor of Sund, spoke.", "Iris", False),
        ("Who is the chairman?", "Sir Ron Vance, the previous chairman, left.", "Sir Ron", True),
        ("Who is the chairman?", "Sir Ron Vance, the previous chairman, left.", "Ron", True),
        ("Who is the chair?", "Former chair Bo Ek left.", "Ek", True),
        ("Who is the chair?", "Former chair Bo Ek left.", "Bo", True),
        ("Who is the chair?", f"Former chair {'A' * 5000}! Bo Ek left.", "Bo Ek", False),
    ],
)
def test_who_held_it_formerly(question: str, text: str, name: str, *, former: bool) -> None:
    start = text.index(name)
    assert is_former_holder(question, text, start, start + len(name)) is former


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Elina Rask was elected mayor of Turku.", {"Turku"}),
        ("Mayor Ulla Berg of Hamar spoke.", {"Hamar"}),
        ("Nordlys' and Oulu’s chief executive spoke.", {"Oulu"}),
        ("The mayor of the town spoke in Turku.", set()),
    ],
)
def test_of_what_other_the_office_is(sentence: str, names: set[str]) -> None:
    assert held_elsewhere(sentence) == names
