"""The service on the bundled article with its shipped weights."""

import json
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_args

import pytest

import qa.answerers
import qa.service
from qa.answer import Answer, Question, Reason
from qa.errors import QAError, QuestionError
from qa.service import QAService, Stage, open_service
from qa.settings import Settings

QUESTION = "In what year was Meng Wanzhou arrested?"
SHORT_ANSWER = "2018"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QAService]:
    opened = open_service(Settings(home=tmp_path_factory.mktemp("home")))
    yield opened
    opened.close()


def test_an_answer_and_its_quote(service: QAService) -> None:
    answer = service.answer(QUESTION)
    assert answer.text == f"{SHORT_ANSWER} [1]"
    [citation] = answer.citations
    assert SHORT_ANSWER in citation.quote
    document = service.load_document(citation.document_id)
    assert document is not None
    assert document.text[citation.start : citation.end] == citation.quote
    assert citation.published == "2020-11-19"
    assert set(answer.timings) == {"retrieve", "read", "total"}


def test_who_holds_another_office_is_no_answer(service: QAService) -> None:
    assert "Chief Financial Officer Meng Wanzhou" in service.retrieve("Who is the chief executive of Huawei?")[0].quote
    assert service.answer("Who is the chief executive of Huawei?").refused


def test_a_follow_up_is_understood_from_the_turn_before_it(service: QAService) -> None:
    answer = service.answer(Question("in what year was she arrested?", (("Who is Huawei's CFO?", "Meng Wanzhou [1]"),)))
    assert answer.question == "in what year was she arrested?"
    assert answer.standalone_question == "in what year was Meng Wanzhou arrested?"
    assert answer.history
    assert answer.text == f"{SHORT_ANSWER} [1]"
    assert (service.answer(QUESTION).standalone_question, service.answer(QUESTION).history) == (None, ())
    odd = service.answer(Question("when did they leave", (("where did \ud800\n they meet", "\udfff"),)))
    assert odd.standalone_question == "where did ? they meet when did they leave"


def test_words_around_a_question_change_no_answer(service: QAService) -> None:
    plain, chatty = (
        service.answer(text) for text in ("who proposed the motion?", "Hi! Can you tell me who proposed the motion?")
    )
    assert (chatty.text, chatty.confidence) == (plain.text, plain.confidence)
    assert (chatty.question, chatty.standalone_question, chatty.history) == (
        "Hi! Can you tell me who proposed the motion?",
        "who proposed the motion?",
        (),
    )
    before = ("Hello, who is Huawei's CFO please?", "Meng Wanzhou [1]")
    answer = service.answer(Question("ok, and do you know when she was arrested?", (before,)))
    assert answer.standalone_question == "when Meng Wanzhou was arrested?"
    assert answer.history


def test_the_vote_count(service: QAService) -> None:
    answer = service.answer("what was the vote count?")
    assert answer.text == "178 to 146 [1]"
    assert "the Conservatives passed 178 to 146" in answer.citations[0].quote


def test_the_words_of_a_summarys_topic_may_be_spread_over_the_passages_of_a_document(service: QAService) -> None:
    answer = service.answer("Summarise how the parties voted on the motion.")
    assert answer.reason is Reason.SUMMARY
    assert "Liberals voted against the motion" in answer.citations[0].quote
    assert service.answer("Summarise how the parties voted on dairy quotas.").refused
    assert service.answer("Summarise the Globe's hashtag in Toronto").refused


def test_every_answerer_is_a_choice_and_a_file(tmp_path: Path) -> None:
    choices = get_args(Settings.model_fields["answerer"].annotation)
    assert {module.name for module in iter_modules(qa.answerers.__path__)} == set(choices)
    for name in choices:
        opened = QAService(Settings(home=tmp_path, answerer=name))
        try:
            assert type(opened.answerer).__module__ == f"qa.answerers.{name}"
        finally:
            opened.close()


def test_the_evidence_answerer_on_the_bundled_article(service: QAService) -> None:
    opened = open_service(Settings(home=service.settings.home, answerer="evidence", confidence=0.0))
    try:
        answer = opened.answer(QUESTION)
    finally:
        opened.close()
    assert answer.reason is Reason.EVIDENCE
    assert answer.text == f"“{answer.citations[0].quote}” [1]"
    assert SHORT_ANSWER in answer.text


def test_what_the_article_does_not_hold_is_refused(service: QAService) -> None:
    answer = service.answer("Who is the chief executive of Nortel?")
    assert answer.refused
    assert answer.citations == ()
    assert answer.nearest


def test_stages_come_before_the_answer(service: QAService) -> None:
    *stages, answer = service.stream("what was the vote count?")
    assert stages == [Stage.SEARCHING, Stage.READING]
    assert isinstance(answer, Answer)


def test_an_answer_is_the_same_every_time(service: QAService) -> None:
    forms = [service.answer("who was arrested in Vancouver?").to_json() | {"timings": {}} for _ in range(2)]
    assert forms[0] == forms[1]
    assert json.loads(json.dumps(forms[0])) == forms[0]
    assert forms[0]["reason"] in list(Reason)
    assert type(forms[0]["reason"]) is str


@pytest.mark.parametrize("question", ["", "   ", "?!", "\n\t"])
def test_an_empty_question(service: QAService, question: str) -> None:
    with pytest.raises(QuestionError, match="empty"):
        service.answer(question)


@pytest.mark.parametrize("typed", ["hi", "Good evening, everybody!", "thank you so much", "What can you do?", "help"])
def test_what_asks_nothing_is_not_searched_for(service: QAService, typed: str) -> None:
    with pytest.raises(QuestionError, match="ask a question about the documents"):
        service.answer(typed)


@pytest.mark.parametrize("question", [None, 5, b"x", ["x"], Question(None)])
def test_what_is_no_text_is_no_question(service: QAService, question: Any) -> None:
    with pytest.raises(QuestionError, match="is no question: give it as text"):
        service.answer(question)
    with pytest.raises(QuestionError, match="is no question"):
        service.retrieve(question)


@pytest.mark.parametrize("history", [None, "ab", 5, (("a",),), ((1, 2),), (None,), ("ab",)])
def test_a_turn_that_is_no_pair_of_texts(service: QAService, history: Any) -> None:
    with pytest.raises(QuestionError, match="is no turn: give the history as pairs"):
        service.answer(Question("and when?", history))


def test_a_follow_up_is_asked_alone_where_the_question_before_had_no_answer(tmp_path: Path) -> None:
    text = "The board voted to move the London office to Farringdon Point. Ingrid Solberg sent her apologies."
    (tmp_path / "minutes.txt").write_text(text, encoding="utf-8")
    service = QAService(Settings(corpus=tmp_path / "minutes.txt", home=tmp_path / "home"))
    service.sync()
    asked = "where do they move the london office to?"
    answer = service.answer(Question(asked, (("who is head of marketing?", "The documents do not say."),)))
    assert "Farringdon Point" in answer.text
    assert (answer.standalone_question, answer.history) == (None, ())
    refused = service.answer(Question("what did they pay for parking?", (("when was it?", "in May [1]"),)))
    assert refused.refused
    assert refused.standalone_question == "when was it? what did they pay for parking?"
    service.close()


def test_what_the_text_leaves_open_is_no_answer(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "trial.txt").write_text(
        "The lamps were dimmed in May. Whether the effect lasts beyond three weeks is unknown.", encoding="utf-8"
    )
    service = open_service(Settings(corpus=folder, home=tmp_path / "home"))
    try:
        assert service.answer("how long does the effect last?").refused
        assert service.answer("does the effect last beyond three weeks?").citations[0].quote.startswith("Whether")
    finally:
        service.close()


def test_an_overlong_question(service: QAService) -> None:
    with pytest.raises(QuestionError, match=r"10000 characters.*QA_QUESTION_CHARACTERS"):
        service.answer("x" * 10_000)


def test_of_an_overlong_turn_no_more_is_taken_than_of_a_question(
    service: QAService, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[str, str]] = []

    def stand_alone(plain: str, history: list[tuple[str, str]]) -> str:
        taken.extend(history)
        return plain

    monkeypatch.setattr(qa.service, "stand_alone", stand_alone)
    most = service.settings.question_characters
    turns = (("x" * 10_000, "y" * 10_000), ("Who left?", "Ann Lee"))
    service.retrieve(Question("when?", turns))
    service.answer(Question("when?", turns))
    assert taken == [("x" * most, "y" * most), turns[1]] * 2


@pytest.mark.parametrize("question", ["كم كان عدد الأصوات؟", "投票结果是什么？", "сколько было голосов?", "🙂a"])
def test_other_scripts(service: QAService, question: str) -> None:
    assert service.answer(question).question == question


def test_retrieve_gives_exact_passages(service: QAService) -> None:
    passages = service.retrieve("what was the vote count?")
    assert len(passages) >= 3
    for passage in passages:
        document = service.load_document(passage.document_id)
        assert document is not None
        assert document.text[passage.start : passage.end] == passage.quote


def test_the_passages_that_are_read_come_first_in_any_ranking(service: QAService) -> None:
    reads_two = QAService(Settings(home=service.settings.home, passages=2))
    try:
        read, ranked = (reads_two.retrieve("what was the vote count?", count) for count in (None, 4))
    finally:
        reads_two.close()
    assert (len(read), len(ranked)) == (2, 4)
    assert ranked[:2] == read


def test_an_index_of_another_corpus_is_not_asked(service: QAService, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Something else.", encoding="utf-8")
    with pytest.raises(QAError, match="was made from"):
        open_service(Settings(corpus=tmp_path, home=service.settings.home))


@pytest.mark.parametrize(("name", "value"), [("QA_PORT", "70000"), ("QA_PASSAGES", "many"), ("QA_ANSWERER", "oracle")])
def test_settings_that_cannot_be_used(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(QAError, match=value):
        qa.service.load_settings()


def test_an_unknown_key_in_the_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "qa.toml").write_text('corpsu = "x"\n')
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QAError, match="corpsu"):
        qa.service.load_settings()


def test_a_follow_up_that_gets_the_former_answer_is_refused(service: QAService) -> None:
    asked = "In what year was Meng Wanzhou arrested?"
    first = service.answer(asked)
    assert not first.refused
    again = service.answer(Question("and what did they eat there?", ((asked, first.text),)))
    assert again.standalone_question is not None
    assert again.refused
    once_more = service.answer(Question(asked, ((asked, first.text),)))
    assert once_more.text == first.text
