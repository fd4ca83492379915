import pytest
from llama_index.core.schema import NodeWithScore, TextNode

from qa.candidate import Candidate
from qa.correction import is_corrected, set_right

CORRECTED = [
    ("how many were hurt?", "The wire reported erroneously that 11 people were hurt. The figure is 17.", "11"),
    ("how old is it?", "It also misstated the age as 27 years.", "27 years"),
    ("how old is it?", "The boat is 29 years old, not 27.", "27"),
    ("what does it cost?", "It is 22,000 euros a day, not 22,000 pounds.", "22,000 pounds"),
    ("when is it?", "It takes place not on Monday but on Friday.", "Monday"),
    ("how old is it?", "The boat is not 27 but 29 years old.", "27"),
    ("who drove?", "Police wrongly identified Tom Aske, a roofer from Leeds, as the driver.", "the driver"),
    ("since when?", "The age was given wrongly as 27.", "27"),
    ("what was he fined?", "Owing to an editing error, a profile stated that he was fined £2,000.", "£2,000"),
    ("how many homes?", "The notice spoke of 900 homes. That figure was wrong; the number is 190.", "900"),
    ("what profit?", "Corrections\n\nWe said that Tarn Water made a profit of £4m; it was £2m.", "£4m"),
    ("when is it?", "Corrections\n\nWe reported that it would open in June. It opens in July.", "June"),
    ("how much?", "Corrections\n\nIn our paper we gave the price of a season ticket as £90. It is £95.", "£90"),
    ("how much?", "Corrections\n\nIn a report on the budget the deficit was given as £4m; it is £2m.", "£4m"),
    ("who leads?", "Corrections\n\nWe said that Joan Field was the leader. The leader is Mark Opie.", "Joan Field"),
    ("who owns it?", "Corrections\n\nA chart described Tora Lund as the owner. It is Kim Dahl.", "the owner"),
    ("how old?", "Corrections\n\nBo Ek was named as 41 years old; he is 44.", "41"),
    ("how much?", "We said that the price was £90; it is £95.", "£90"),
    ("how much?", "We said that the price was ¥90; it is ¥95.", "¥90"),
    ("how many?", "We wrote that 40 people came. It was 60.", "40"),
    ("when is it?", "We reported that it opens on 3 May. It is on 4 May.", "3 May"),
    ("how many were hurt?", "Our story reported wrongly that 11 people were hurt.", "wrongly that 11"),
    ("who is it?", "We misspelled Joanne Kerr's name as Joan Ker.", "Joan Ker"),
    ("since when?", "CORRECTION\n\nThe story said that he had led it since 2019. He took command in 2017.", "2019"),
]


@pytest.mark.parametrize(("question", "text", "words"), CORRECTED)
def test_what_a_text_says_was_wrong_is_no_answer(question: str, text: str, words: str) -> None:
    start = text.index(words)
    assert is_corrected(question, text, start, start + len(words))


STANDING = [
    ("how many were hurt?", "The wire reported erroneously that 11 people were hurt. The figure is 17.", "17"),
    ("how many were hurt?", "It reported incorrectly that 11 were hurt; the correct figure is 17.", "17"),
    ("how old is it?", "The boat is 29 years old, not 27.", "29"),
    ("when is it?", "It takes place not on Monday but on Friday.", "Friday"),
    ("since when?", "The story said that he had led it since 2019.", "2019"),
    ("when did it open?", "It opened late, not until June.", "June"),
    ("how many came?", "They came, not only 40 men but also 30 women.", "40"),
    ("when did they sell it?", "They sold it in May. It was a mistake, she said.", "May"),
    ("after what year did it end?", "It was never common, and not employed after 1930, they say.", "1930"),
    ("what was reported wrongly?", "The wire reported erroneously that 11 people were hurt.", "11"),
    ("on what day is it not?", "It takes place not on Monday but on Friday.", "Monday"),
    ("what is his trade?", "Police wrongly identified Tom Aske, a roofer from Leeds, as the driver.", "roofer"),
    ("where are the keys?", "He mistakenly put the keys in the freezer.", "the freezer"),
    ("who got it?", "The courier mistakenly gave the parcel to Mrs Holt.", "Mrs Holt"),
    ("what is the rent?", "- Invoice 12 was listed by mistake\n- The rent is £400\n- It ends in May", "£400"),
    ("how many?", "A post said 12 were hurt. The Department of Corrections runs it.", "12"),
    ("what was it?", "Ann could not afford £40 for the ticket but her aunt paid.", "£40"),
    ("how many?", "The board did not approve 12 applications but deferred them.", "12"),
    ("who is the head?", "Corrections\n\nWe misspelled the name of the new head, Joanne Kerr.", "Joanne Kerr"),
    ("who is the mayor?", "We misquoted the mayor, Eva Lund.", "Eva Lund"),
    ("who scored?", "Corrections\n\nWe misidentified the scorer: it was Leo Page.", "Leo Page"),
    ("when was it built?", "Corrections\n\nThe story should have said that it was built in 1998.", "1998"),
    ("how much?", "Corrections\n\nWe said that the price was £90; it is £95.", "£95"),
    ("how many?", "Last year we said that we would plant 40 trees. It was a promise.", "40"),
    ("how much?", "We reported a surplus of £3.2 million. It was announced on Tuesday 4 June.", "£3.2 million"),
    ("how many?", "Last year we listed 40 homes for rent. They were all let by May.", "40"),
    ("how many?", "We said goodbye to 12 colleagues. They were with us until December.", "12"),
    ("how many?", "We reported 212 rescues. They were mostly in July.", "212"),
    ("how much?", "We said in spring that we needed £90,000. It was raised by October.", "£90,000"),
    ("how many?", "We listed 85 volunteers. They are trained on Mondays.", "85"),
    ("how many?", "We reported that 40 homes were let. They were 12 years old.", "40"),
    ("how much?", "Corrections to the last minutes: none.\n\nOur bank report stated a balance of £4,210.", "£4,210"),
    ("how much?", "Corrections: none.\n\nOur bank report stated a balance of £4,210.", "£4,210"),
    ("how much?", "We gave the roof as security for a loan of £9,000.", "£9,000"),
    ("how many?", "Corrections\n\nThe council's report said that 300 would go, not 200.", "300"),
    ("how many homes?", "190 homes are at risk. The notice spoke of 900. That figure was wrong.", "190"),
]


@pytest.mark.parametrize(("question", "text", "words"), STANDING)
def test_other_words_stand(question: str, text: str, words: str) -> None:
    start = text.index(words)
    assert not is_corrected(question, text, start, start + len(words))


STORY = TextNode(id_="story", text="The ferry sank. 11 people were hurt, and 30 were wet.")
CORRECTION = TextNode(
    id_="correction", text="The story reported wrongly that 11 people were hurt. The correct figure is 17."
)


def candidate(node: TextNode, words: str, margin: float, *, form_fits: bool = True) -> Candidate:
    start = node.text.index(words)
    return Candidate(node, 1.0, start, start + len(words), margin, form_fits=form_fits)


def right(
    *candidates: Candidate, question: str = "how many were hurt?", nodes: tuple[TextNode, ...] = (STORY, CORRECTION)
) -> list[str]:
    passages = [NodeWithScore(node=node, score=1.0) for node in nodes]
    return [one.text for one in set_right(question, list(candidates), passages)]


def test_a_correction_stands_before_what_it_corrects() -> None:
    eleven, thirty, seventeen = candidate(STORY, "11", 8), candidate(STORY, "30", 2), candidate(CORRECTION, "17", -3)
    assert right(eleven, thirty, seventeen) == ["17", "30"]
    assert right(thirty, eleven, seventeen) == ["30", "11", "17"]
    assert right(eleven, seventeen, question="how many were said wrongly to be hurt?") == ["11", "17"]


def test_what_takes_its_place_is_told_by_its_form_and_quoted_with_what_was_wrong() -> None:
    eleven = candidate(STORY, "11", 8)
    assert right(eleven) == right(eleven, candidate(CORRECTION, "17", -9)) == ["17"]
    [found] = set_right("how many were hurt?", [eleven], [NodeWithScore(node=CORRECTION, score=1.0)])
    assert found.said == (0, CORRECTION.text.index(" The correct"))


@pytest.mark.parametrize("behind", ["It burned 40 cars.", "The fire began at 9.", ""])
def test_what_is_contrasted_has_the_right_value_before_it(behind: str) -> None:
    node = TextNode(id_="contrast", text=f"Correction\n\nThe fire hurt 17 people, not 11. {behind}")
    assert right(candidate(STORY, "11", 8), nodes=(STORY, node)) == ["17"]


def test_what_is_corrected_is_no_answer_where_nothing_takes_its_place() -> None:
    vague = TextNode(id_="vague", text="The story reported wrongly that 11 people were hurt. 30 were wet, and 6 ran.")
    none = TextNode(id_="none", text="The story reported wrongly that 11 people were hurt. We regret the error.")
    eleven, thirty = candidate(STORY, "11", 8), candidate(STORY, "30", 6)
    assert right(eleven, thirty, nodes=(STORY, vague)) == right(eleven, thirty, nodes=(STORY, none)) == []


LIBRARY = (
    "In “Hours cut” (16 May) we said that the library would shut on Wednesdays. It will shut on Tuesdays.\n\n"
    "Correction to what I wrote on Monday: digging in Trench 1 stops Thursday, not Wednesday."
)


@pytest.mark.parametrize(
    ("question", "wrong", "instead"),
    [("when will the library shut?", "Wednesdays", "Tuesdays"), ("when does digging stop?", "Wednesday", "Thursday")],
)
def test_a_correction_is_known_without_a_heading(question: str, wrong: str, instead: str) -> None:
    story = TextNode(id_="story", text="The library shuts on Wednesdays. Digging stops on Wednesday.")
    page = TextNode(id_="page", text=LIBRARY)
    assert right(candidate(story, wrong, 8), candidate(page, instead, 6), question=question, nodes=(story, page)) == [
        instead
    ]
    assert is_corrected(question, LIBRARY, LIBRARY.index(wrong), LIBRARY.index(wrong) + len(wrong))


def test_a_correction_of_something_else_stands_before_nothing() -> None:
    boats = TextNode(id_="boats", text="The harbour of Tarn has 11 boats.")
    eleven, seventeen = candidate(boats, "11", 8), candidate(CORRECTION, "17", -3)
    question = "how many boats does the harbour of Tarn have?"
    assert right(eleven, seventeen, question=question, nodes=(boats, CORRECTION)) == ["11", "17"]


HEAD = TextNode(id_="head", text="The new head is Joanne Ker, and Ann Lowe is her deputy.")
MISSPELT = TextNode(id_="misspelt", text="We misspelled the name of the new head, Joanne Kerr. We said so to Ann Roe.")


def test_a_misspelt_name_is_spelt_as_its_correction_has_it() -> None:
    wrong, other = candidate(HEAD, "Joanne Ker", 8), candidate(HEAD, "Ann Lowe", 6)
    spelt, nobody = candidate(MISSPELT, "Joanne Kerr", -3), candidate(MISSPELT, "Ann Roe", 2)
    asked = "who is the new head?"
    assert right(wrong, nobody, spelt, question=asked, nodes=(HEAD, MISSPELT)) == ["Joanne Kerr", "Ann Roe"]
    assert right(other, spelt, question=asked, nodes=(HEAD, MISSPELT)) == ["Ann Lowe", "Joanne Kerr"]
    head = TextNode(id_="accents", text="The new head is Özil Ak, and Ann Lowe is her deputy.")
    misspelt = TextNode(id_="marks", text="We misspelled the name of the new head, Özill Ak. We said so to Ann Roe.")
    wrong, spelt = candidate(head, "Özil Ak", 8), candidate(misspelt, "Özill Ak", -3)
    assert right(wrong, spelt, question=asked, nodes=(head, misspelt)) == ["Özill Ak"]
