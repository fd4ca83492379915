"""Who says what a text quotes or reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.attribution import attributions, said_spans

MATCH = (
    "Kit Merrow headed the winner. “I just stuck a leg out,” said Merrow. “My wife is sick of me.”\n\n"
    "Wendy Acton, the manager, was pleased. “We were dreadful for an hour,” she said."
)


def told(text: str) -> list[tuple[str, list[str]]]:
    """What is said, and who is named as saying it."""
    return [(text[one.start : one.end], [text[start:end] for start, end in one.speakers]) for one in attributions(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"It is safe," said Ann Lee.', "Ann Lee"),
        ('"It is safe," Ann Lee said.', "Ann Lee"),
        ('"It is safe," Lee told reporters.', "Lee"),
        ("Ann Lee, who chairs the board, said that it was safe.", "Ann Lee"),
        ("The mayor, Ann Lee, warned of floods.", "Ann Lee"),
        ("Harbour master Ann Lee has repeatedly warned of floods.", "Ann Lee"),
        ("But Ann Lee said it was safe.", "Ann Lee"),
        ("It is safe, according to harbour master Ann Lee.", "Ann Lee"),
        ('"It is safe," said harbour master Ann Lee, 61.', "Ann Lee"),
        ('Ann Lee: "It is safe."', "Ann Lee"),
        ("Ludwig van der Berg wrote that it was safe.", "Ludwig van der Berg"),
        ("Mr. Lee denied it.", "Mr. Lee"),
        ("Zoë O'Hara-Łuczak tweeted that it was safe.", "Zoë O'Hara-Łuczak"),
        ("A spokesman for Brackwell Water said it was safe.", "Brackwell Water"),
        ("The Bank of England said it was safe.", "Bank of England"),
        ("“It is safe,” said the minister, Ann Lee.", "Ann Lee"),
        ('"It is safe," said Rovers manager Ann Lee.', "Ann Lee"),
        ('"It is safe," said the Irish ambassador, Ann Lee.', "Ann Lee"),
        ('"It is safe," said Brackwell Water\'s chief engineer Ann Lee.', "Ann Lee"),
        ("It is safe, according to Brackwell Water spokesman Ann Lee.", "Ann Lee"),
        ('"It is safe," said Ann Lee in a letter to Bo Hay.', "Ann Lee"),
        ('"It is safe," said Ann Lee shortly after Bo Hay left.', "Ann Lee"),
        ('"It is safe," said Ann Lee alongside Bo Hay.', "Ann Lee"),
        ('"It is safe," said Ann Lee standing beside Bo Hay.', "Ann Lee"),
        ('"It is safe," said Brackwell Water managing director Ann Lee.', "Ann Lee"),
        ("“It is safe”, said Ann Lee.", "Ann Lee"),
        ("“It is safe,” Ann Lee, 61, said.", "Ann Lee"),
        ("‘It isn’t safe,’ said Ann Lee.", "Ann Lee"),
        ("“Is it safe?” Ann Lee asked.", "Ann Lee"),
        ("Ann Lee, who leads the party, accused Bo Hay of lying.", "Ann Lee"),
        ("Ann Lee, the mayor, told Reuters that it was safe.", "Ann Lee"),
    ],
)
def test_the_one_beside_a_verb_of_saying_says_it(text: str, speaker: str) -> None:
    assert told(text) == [(text, [speaker])]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left Halifax on Monday.",
        "Ann Lee was arrested.",
        "The secretary of the Miners' Union resigned.",
        "They left for Gdynia.",
        "Ann Lee, accused of theft, left.",
        "The storm, named Ida, left.",
        "The film “Jaws” was made in Gdynia.",
        "The ferry Selkie called at Leith.",
        "In Paris hopes rose.",
    ],
)
def test_where_nobody_says_anything_nothing_is_said(text: str) -> None:
    assert told(text) == []


def test_a_quotation_goes_on_by_the_same_speaker_and_she_is_whoever_was_named_shortly_before() -> None:
    _, goes_on, hers = attributions(MATCH)
    first, second, third = told(MATCH)
    assert first == ("“I just stuck a leg out,” said Merrow.", ["Merrow"])
    assert second == ("“My wife is sick of me.”", ["Merrow"])
    assert third == ("“We were dreadful for an hour,” she said.", [])
    assert MATCH[goes_on.back :].startswith("“I just")
    assert hers.back <= MATCH.index("Wendy Acton") < hers.start


def test_a_quotation_of_several_sentences_is_one() -> None:
    text = '"It rained. It blew. Nobody came," she said. Ann Lee left.'
    assert told(text)[0][0] == '"It rained. It blew. Nobody came," she said.'


def test_the_union_whose_secretary_speaks_does_not_speak() -> None:
    assert told("The secretary of the Miners' Union told them to wait.") == [
        ("The secretary of the Miners' Union told them to wait.", [])
    ]


@pytest.mark.parametrize(
    "text", ["Officers searching for Ann Lee said it was safe.", "The man who attacked Ann Lee said it was safe."]
)
def test_a_name_that_stands_for_another_does_not_speak(text: str) -> None:
    assert not any(speakers for _, speakers in told(text))


def test_who_is_praised_behind_a_quotation_does_not_speak() -> None:
    assert told("Wu said “never, never again”, praised Bo Hay and left.")[0][1] == ["Wu"]


def test_a_question_in_quotation_marks_is_asked_by_the_one_behind_it() -> None:
    text = "Kit Wu said it rained hard. “Is it safe here?” Ann Lee asked. “It is not,” said Bo."
    assert told(text)[1] == ("“Is it safe here?” Ann Lee asked.", ["Ann Lee"])


def test_the_same_speaker_goes_on_only_in_the_same_paragraph() -> None:
    text = "“It rained,” said Ann Lee.\n\n“It blew all night.”"
    assert told(text) == [("“It rained,” said Ann Lee.", ["Ann Lee"]), ("“It blew all night.”", [])]


def test_she_is_none_who_was_named_long_before() -> None:
    text = "Ann Lee came. Bo Hay came. Kit Wu came. “It rained all day,” she said."
    [hers] = attributions(text)
    assert text[hers.back :].startswith("Bo Hay came.")


def test_who_is_told_of_says_nothing_and_he_is_the_one_who_spoke_last() -> None:
    text = "Karl Benz said that Otto Finke, the minister, had promised it. Finke denied it. “I did nothing,” he said."
    assert [speakers for _, speakers in told(text)] == [["Karl Benz"], ["Finke"], []]
    assert text[attributions(text)[-1].back :].startswith("Finke denied")


def test_lines_that_end_with_a_carriage_return_have_paragraphs_too() -> None:
    text = "“It rained,” said Ann Lee.\r\n\r\n“It blew all night.”"
    assert [speakers for _, speakers in told(text)] == [["Ann Lee"], []]


def test_a_tweet_has_nothing_that_is_anothers() -> None:
    text = "Kit Wu was angry. “We lost,” said Wu.\n\nTime to go home now. — Ann Lee (@ann)"
    assert [speakers for words, speakers in told(text) if words.startswith("Time")] == [["Ann Lee"]]
    assert [speakers for words, speakers in told(text) if "lost" in words] == [["Wu"]]


def test_a_passage_may_begin_within_a_quotation() -> None:
    text = 'and it is fine now," said Ann Lee. "We slept," said Bo Hay. The 6" pipe burst, said Kit Wu.'
    assert [text[start:end] for start, end in said_spans(text)] == ['and it is fine now,"', '"We slept,"']
    assert said_spans('The 6" pipe burst, Ann Lee said. A 12" pipe held.') == ()


def test_a_name_in_a_quotation_says_nothing() -> None:
    text = '"Ann Lee said so," said Bo Hay.'
    assert told(text) == [(text, ["Bo Hay"])]


def test_a_tweet_is_said_by_the_one_below_it() -> None:
    before = "This sentence is part of no tweet, being too far away from its end. " * 6
    text = f"{before}\n\nWe must wait no longer.\n\nTime to decide. — Ann Lee (@annlee) May 5, 2020\n\nNobody answered."
    tweeted = [words for words, speakers in told(text) if speakers == ["Ann Lee"]]
    assert "We must wait no longer." in tweeted
    assert tweeted[-1].startswith("Time to decide.")
    assert not any("Nobody answered" in words for words in tweeted)
    assert len(tweeted) < 6


def test_what_is_said_stands_in_quotation_marks_or_after_said_that() -> None:
    text = "Ann Lee said that Bo Hay had left. “Kit ran,” she said. Despite calls that it should stop, Wu went on."
    assert [text[start:end] for start, end in said_spans(text)] == ["said that Bo Hay had left", "“Kit ran,”"]


def test_a_quotation_whose_end_is_missing_ends_with_its_paragraph() -> None:
    text = '"It rained.\n\n"It blew," said Ann Lee. Bo Hay left.'
    assert [text[start:end] for start, end in said_spans(text)] == ['"It rained.', '"It blew,"']


WORDS = [
    "Ann Lee",
    "Bo",
    "said",
    "told",
    " that ",
    ", ",
    ". ",
    "“",
    "”",
    '"',
    "’",
    " she ",
    "It rained",
    "\n\n",
    " (@lee) ",
    "— ",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_whatever_the_text_all_places_lie_in_it(text: str) -> None:
    for one in attributions(text):
        assert 0 <= one.back <= one.start < one.end <= len(text)
        assert all(0 <= start < end <= len(text) and text[start].isupper() for start, end in one.speakers)
    assert all(0 <= start < end <= len(text) for start, end in said_spans(text))


def test_a_long_chain_of_hyphens_is_read_at_once() -> None:
    for end in (" 1.", "'s"):
        assert attributions("“It is so here,” said Abc" + "-Abc" * 400 + end)


@pytest.mark.parametrize("reply", ["the mayor replied", "replied the mayor", "answered a neighbour"])
def test_who_is_not_named_goes_on_from_nobody(reply: str) -> None:
    text = f"“The bridge is safe,” said Ann Lee. “It will fall within a year,” {reply}."
    assert told(text)[-1] == (f"“It will fall within a year,” {reply}.", [])
    assert attributions(text)[-1].back == attributions(text)[-1].start


def test_another_who_is_not_named_does_not_go_on() -> None:
    text = "“The bridge is safe,” said Ann Lee. “It will fall within a year,” its chairman told reporters."
    assert told(text)[-1] == ("“It will fall within a year,” its chairman told reporters.", [])
