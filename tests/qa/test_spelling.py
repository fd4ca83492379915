from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoder import OnnxEmbedding
from qa.grounding import WORD
from qa.retrieving import retrieve
from qa.service import QAService
from qa.spelling import spell_as

TEXT = (
    "Meng Wanzhou was arrested in Vancouver. Governor Ruth Kowalski governed. The third of 1234567 Magnitsky motions. "
    "She wants heaven; her ardent wheat price rose. Hypothyroidism. The franchisee and the interviewer "
    "imported it. A café."
)
QUESTION = st.text(alphabet="abehnrst ", max_size=40)


def never(word: str) -> bool:
    return False


def always(word: str) -> bool:
    return True


@pytest.fixture(scope="module")
def knows() -> Callable[[str], bool]:
    return OnnxEmbedding(threads=2).knows


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("where was meng wanzou arested", "where was meng wanzhou arrested"),
        ("Who was arrested in Vancuver?", "Who was arrested in Vancouver?"),
        ("Wanzou", "Wanzhou"),
        ("the thrid of the motoins?", "the third of the motions?"),
        ("who was arrestd, and where", "who was arrested, and where"),
        ("who was arrrested", "who was arrested"),
        ("magnitski sanctions", "magnitsky sanctions"),
        ("what Govenor?", "what Governor?"),
        ("who was aresting, who governned it", "who was arresting, who governed it"),
        ("a goverinng body", "a governing body"),
        ("where is the govrning", "where is the governing"),
        ("who relased it", "who released it"),
        ("where was meng wanxhou areested in vancouber", "where was meng wanzhou arrested in vancouver"),
        ("Whch governor, whose motoin", "Which governor, whose motion"),
        ("wjat was the wheat price", "what was the wheat price"),
        ("the wheat prie", "the wheat price"),
        ("who was goverbing, whose comouter", "who was governing, whose computer"),
        ("what did the goverment anounce", "what did the government announce"),
    ],
)
def test_what_is_misspelt_is_spelt_as_the_texts_spell_it(knows: Callable[[str], bool], typed: str, spelt: str) -> None:
    assert spell_as([TEXT], typed, knows, never) == spelt


@pytest.mark.parametrize(
    "typed",
    [
        "what did Rtuh govern",  # four letters
        "who was attested",  # a word of its own
        "why wasnt she, why arent they, why havent you, whats it, theyre here",
        "how is hyperthyroidism treated",
        "who is the franchisor, who the interviewee, who the importer",
        "is Kowalska there",  # another person
        "is Ms Pryce there",  # no price
        "is Ms Goverinng there, Aresting whom",  # names, by their capitals
        "is Prie there",  # a name, perhaps
        "is Vancouber there",  # as well
        "WHT rate, whey prices",
        "whey prices",
        "hwo won",  # who, how
        "who was ardent, who was attired",
        "is it whch",  # asks nothing where it stands
        "is it importes",  # an ending, and the key beside it
        "the next electon",  # election, electron
        "is it defibrilating",  # no common word
        "who will extradite her",  # a word, though no common one, and not one without an ending
        "Relased by whom",  # a name, perhaps
        "who consumes it, who qualifies, who apologised, who analysed it, what is the parlour",  # rare, but words
        "¿Cuántos coches podrá llevar?",  # no coaches: the question is not English
        "goverment bond",  # nothing tells that it is English
        "was Zanzhou arrested?",  # another first letter
        "the vancouverite",  # an ending
        "what of 1234576",
        "who is arested@example.org, who www.arested.example",
        "the cafe, the cafés",
        "",
    ],
)
def test_what_may_be_meant_so_stays(knows: Callable[[str], bool], typed: str) -> None:
    assert spell_as([TEXT], typed, knows, never) == typed


def test_a_last_letter_that_is_twice_in_the_texts(knows: Callable[[str], bool]) -> None:
    text = "The committee drank coffee and saw the princess."
    assert (
        spell_as([text], "what did the committe drink, coffe", knows, never) == "what did the committee drink, coffee"
    )
    assert spell_as([text], "who is the prince, who saw princes", knows, never) == "who is the prince, who saw princes"


def test_a_word_that_the_corpus_has_elsewhere_stays_but_for_one_of_the_same_stem(knows: Callable[[str], bool]) -> None:
    assert spell_as([TEXT], "where was wanzou arested", knows, always) == "where was wanzou arested"
    assert spell_as([TEXT], "magnitski", knows, always) == "magnitsky"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("which routers did they sell", "It was routed elsewhere."),
        ("which cantons rejected the plan", "It is canon law."),
        ("which writs, what treatises, in the tropics", "Writing of a treaty, on topic."),
        ("milner's view, morel's view", "The miners had morals."),
    ],
)
def test_a_rarer_word_is_not_taken_for_another(knows: Callable[[str], bool], typed: str, written: str) -> None:
    assert spell_as([written], typed, knows, never) == typed


def test_a_word_of_a_whole_question_takes_no_time_to_speak_of(knows: Callable[[str], bool]) -> None:
    typed = "abcdefghij" * 200
    looked_up: list[str] = []
    assert spell_as([TEXT], typed, lambda word: bool(looked_up.append(word)), never) == typed
    assert len(looked_up) < 3 * len(typed)


@given(QUESTION, st.lists(QUESTION, max_size=3))
def test_a_question_has_the_texts_words_or_its_own(question: str, texts: list[str]) -> None:
    spelt = spell_as(texts, question, never, never)
    words = {word for text in texts for word in text.split()}
    for typed, word in zip(question.split(), spelt.split(), strict=True):
        assert word == typed or (word in words and typed not in words)
    assert spell_as(texts, question, always, never) == question
    assert spell_as(texts, spelt, never, never) == spelt


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_nothing_between_the_words_of_any_text_changes(question: str, texts: list[str]) -> None:
    assert WORD.split(spell_as(texts, question, never, never)) == WORD.split(question)


def test_of_words_as_like_the_one_written_more_is_taken() -> None:
    assert spell_as(["Kirvessen, Kirvesenn, Kirvessen"], "Kirvesen", never, never) == "Kirvessen"


def test_a_misspelt_question_is_answered_as_if_it_were_not_and_says_how_it_was_understood(service: QAService) -> None:
    typed, meant = "who comanded the ferry from Hallifax", "who commanded the ferry from Halifax"
    misspelt, right = service.answer(typed), service.answer(meant)
    assert (misspelt.question, misspelt.standalone_question, misspelt.history) == (typed, meant, ())
    assert right.standalone_question is None
    assert (misspelt.text, misspelt.confidence) == (right.text, right.confidence)
    assert service.retrieve(typed) == service.retrieve(meant)


def test_the_ranking_is_that_of_the_spelt_question_however_long(service: QAService) -> None:
    spelt, one = retrieve(service.index, "comanded", 1)
    assert spelt == "commanded"
    _, all_of_them = retrieve(service.index, "comanded", 9)
    assert [found.node.node_id for found in one] == [found.node.node_id for found in all_of_them[:1]]
