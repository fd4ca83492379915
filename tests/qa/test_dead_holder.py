"""Whoever has died holds no office."""

import pytest

from qa.dead_holder import is_dead_holder

HEADLINE = "Dermot Quayle, manager who took Brennmouth City to the cup, dies aged 81"
WHO_DIED = "Dermot Quayle, who has died of pneumonia aged 81, was the manager of the City side."


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("who is the manager of brennmouth city", HEADLINE, "Dermot Quayle"),
        ("who's brennmouth city's manager?", WHO_DIED, "Dermot Quayle"),
        ("who manages brennmouth city", HEADLINE, "Dermot Quayle"),
        ("Who is the mayor?", "Mayor Bo Ek opened it. Mr Ek died on Sunday.", "Bo Ek"),
        ("who is the editor of the herald", "Ann Lee, 64, editor of the Herald, has died.", "Ann Lee"),
        ("who is the captain of rovers", "Rovers captain Jo Hay was killed in a crash on Monday.", "Jo Hay"),
        ("who is the coach", "Coach Jo Hay passed away last night.", "Hay"),
        ("who is the chair", "The chair, Dr Ann Lee, died suddenly in May.", "Dr Ann Lee"),
    ],
)
def test_whoever_has_died_holds_no_office(question: str, text: str, name: str) -> None:
    start = text.index(name)
    assert is_dead_holder(question, text, start, start + len(name))


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("who was the manager of brennmouth city", HEADLINE, "Dermot Quayle"),
        ("who is the manager who died", HEADLINE, "Dermot Quayle"),
        ("who is the manager that took the city to the cup", HEADLINE, "Dermot Quayle"),
        ("who is the manager of the 1979 side", HEADLINE, "Dermot Quayle"),
        ("who is dermot quayle", HEADLINE, "Dermot Quayle"),
        ("who is the late manager", HEADLINE, "Dermot Quayle"),
        ("who is the chair", "Ann Lee, the chair, spoke. Her father, Tom Lee, died in 2010.", "Ann Lee"),
        ("who is the chair", "Ann Lee, whose father, Tom, died in May, is the chair.", "Ann Lee"),
        ("who is the chair", "Ann Lee, the chair, said her father, Tom, died.", "Ann Lee"),
        ("who is the chair", "Ann Lee, chair since Bo Ek, her husband, died, spoke.", "Ann Lee"),
        ("who is the chair", "Ann Lee became chair when Bo Ek died.", "Ann Lee"),
        ("who is the chair", "Ann Lee, who succeeded Bo Ek, who died in May, is the chair.", "Ann Lee"),
        ("who is the director of Vertigo", "Vertigo is a film. Its director, Alf Hitch, died in 1980.", "Alf Hitch"),
        ("who is the captain of the Odile", "The ship's captain, Jo Hay, died with the crew.", "Jo Hay"),
        ("who is the manager's wife", "Maureen Quayle, wife of the manager, died in 2018.", "Maureen Quayle"),
        ("who is the first mayor", "Bo Ek, the first mayor, died in 1911.", "Bo Ek"),
        ("who is the chair", "The chair is Olive Tate. She came after her father, Mr Tate, died in May.", "Olive Tate"),
        ("who is the chair", "The chair is Piet Vos. The club was founded by Jan Vos. Vos died in 1950.", "Piet Vos"),
        ("who is the chair", "The chair is Piet Vos. Jan Vos ran it until Mr Vos died in 1950.", "Piet Vos"),
        ("who is the manager", "The manager is Guy Holt. Holt is dead set against a sale.", "Guy Holt"),
        ("who is the owner", "The owner, Bea Bray, spoke. Bray died laughing at that.", "Bea Bray"),
        ("who is the chair", "The chair is Tom Lee. Rumours that Lee had died were false.", "Tom Lee"),
    ],
)
def test_who_lives_or_is_asked_for_of_before_is_not_ruled_out(question: str, text: str, name: str) -> None:
    start = text.index(name)
    assert not is_dead_holder(question, text, start, start + len(name))
