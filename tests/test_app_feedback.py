"""The web chat's thumbs: from a click in a real browser to a case that the linter passes."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import app
from evals import feedback
from evals.suite import Case, load_suite
from qa import feedback_form
from qa.answer import Answer, Question
from qa.drawing import FORGOTTEN, answer_of, draw_chat
from qa.errors import QAError
from qa.feedback import Correction, load_record
from qa.settings import Settings
from tests.browsing import CONTRAST, ask, open_page, serve, wait_until_loaded
from tests.fake_service import HOSTILE, LONG, RECOUNT, VOTE, FakeService

# Gradio 6.31 uses an option and an argument that pandas 3 deprecates, in its own threads while it answers.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus and, once something is kept, the suite `used`."""
    made = tmp_path_factory.mktemp("feedback")
    for document in (VOTE, RECOUNT, LONG):
        file = made / "corpus" / document.source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(document.text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def address(browser: Browser, folder: Path) -> Iterator[str]:
    """Where the browser's event loop does not run, Gradio makes some that it never closes."""
    record = load_record(Settings(corpus=folder / "corpus", feedback=folder / "used"))
    with serve(app.build_app(FakeService(), (), record)) as served:
        yield served


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return open_page(context, address)


def case_of(folder: Path, question: str) -> Case:
    """The case with that question in the suite, which has no mistake."""
    [case] = [case for case in load_suite(folder / "used").cases if case.question == question]
    return case


def judge(page: Page, words: str) -> None:
    page.get_by_role("link", name=f"This answer is {words}").last.click()


def test_a_corrected_answer_becomes_a_case(page: Page, folder: Path) -> None:
    ask(page, "what was the vote count?")
    judge(page, "wrong")
    expect(page.get_by_text("Correct the answer to “what was the vote count?”")).to_be_visible()
    expect(page.get_by_label("What is the right answer?")).to_be_focused()
    page.get_by_label("What is the right answer?").fill("180 to 2")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".note")).to_contain_text("None of the passages has the words '180 to 2'")
    page.get_by_label("What is the right answer?").fill("146")
    page.get_by_label("Clerk's correction to the record: 179 to 146").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".note")).to_have_text("Added to the suite used as what-was-the-vote-count.")
    expect(page.locator("#feedback")).to_have_count(0)
    case = case_of(folder, "what was the vote count?")
    assert case.answers == ("146",)
    assert [(one.source, one.quote) for one in case.evidence] == [(RECOUNT.source, "179 to 146")]
    judge(page, "wrong")
    expect(page.get_by_label("What is the right answer?")).to_have_value("")
    page.get_by_label("What is the right answer?").fill("146")
    page.get_by_label("What is the right answer?").press("Enter")
    expect(page.locator(".note")).to_have_text(feedback.TAKEN)
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#feedback")).to_have_count(0)
    expect(page.locator(".note")).to_have_count(0)


def test_a_right_refusal_and_right_evidence_become_cases(page: Page, folder: Path) -> None:
    ask(page, "who is right?")
    judge(page, "right")
    expect(page.locator(".note")).to_have_text("Added to the suite used as who-is-right.")
    page.locator(".reply").evaluate("reply => getSelection().selectAllChildren(reply)")
    assert "This answer is" not in page.evaluate("String(getSelection())")
    ask(page, "where is the needle?")
    expect(page.locator(".reply")).to_have_count(2)
    expect(page.locator(".note")).to_have_count(0)
    judge(page, "right")
    expect(page.locator(".note")).to_have_text("Added to the suite used as where-is-the-needle.")
    assert not case_of(folder, "who is right?").answerable
    assert case_of(folder, "where is the needle?").evidence[0].quote == "The needle is here."


def test_a_thumb_is_of_the_answer_that_it_stands_under(page: Page, folder: Path) -> None:
    ask(page, "who is first?")
    expect(page.locator(".reply")).to_have_count(1)  # nobody types the next one before this one is sent
    ask(page, "who is second?")
    expect(page.locator(".reply")).to_have_count(2)
    page.locator('a[href="#turn-1-wrong"]').click()
    page.get_by_label("The documents do not say").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".note")).to_have_text("Added to the suite used as who-is-first.")
    assert not case_of(folder, "who is first?").answerable


def test_hostile_words_in_the_form_show_as_text(page: Page) -> None:
    question = f"hostile {HOSTILE}"
    ask(page, question)
    judge(page, "wrong")
    expect(page.locator("#judged")).to_contain_text("hostile *a* <img src=x onerror=")
    expect(page.locator("#passages")).to_contain_text("Title *a* <img src=x onerror=")
    page.get_by_label("What is the right answer?").fill(HOSTILE)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".note")).to_contain_text("Not added: ")
    expect(page.locator(".note")).to_contain_text("<img src=x onerror=")
    assert page.evaluate("window.harmed") is None
    assert page.locator("#talk img, #talk script, #talk em, #talk code, #talk .katex").count() == 0


def test_an_error_has_no_thumbs_and_clear_closes_the_form(page: Page) -> None:
    ask(page, "error")
    expect(page.locator("[data-testid=bot]")).to_contain_text("The question is too long")
    expect(page.locator(".thumb")).to_have_count(0)
    ask(page, "vote")
    judge(page, "wrong")
    expect(page.locator("#feedback")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#feedback")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_the_form_can_be_read_and_reached(page: Page, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.reload()
    wait_until_loaded(page)
    ask(page, "vote")
    judge(page, "wrong")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".note")).to_have_text(feedback.EMPTY)
    expect(page.locator(".note")).to_be_in_viewport(ratio=1)
    for selector in (".note", "#judged .label", "#passages label", "#feedback .primary", "#feedback .secondary"):
        assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#feedback")).to_have_count(0)
    expect(page.get_by_label("Your question")).to_be_visible()


def events(page: Any) -> set[str]:
    """The names of the events that a page listens to."""
    return {name for dependency in page.config["dependencies"] for _, name in dependency["targets"]}


def test_without_a_folder_there_are_no_thumbs_and_nothing_to_post_to(context: BrowserContext) -> None:
    off = app.build_app(FakeService())
    assert "judge" not in events(off)
    assert "judge" in events(app.build_app(FakeService(), (), lambda answer, correction: ""))
    assert not any(block.get("props", {}).get("elem_id") == "feedback" for block in off.config["components"])
    with serve(off) as address:
        page = open_page(context, address)
        ask(page, "vote")
        expect(page.locator(".reply")).to_be_visible()
        expect(page.locator(".thumb")).to_have_count(0)
        page.close()  # before its server


def test_a_thumb_of_an_answer_that_the_server_lost_says_so(context: BrowserContext) -> None:
    with serve(app.build_app(FakeService(), (), lambda answer, correction: "Kept.")) as address:
        page = open_page(context, address)
        ask(page, "vote")
        expect(page.locator(".thumb")).to_have_count(2)
        page.locator(".thumb.up").evaluate("link => link.setAttribute('href', '#turn-7-right')")  # it never had that
        judge(page, "right")
        expect(page.locator(".note.wrong")).to_have_text(FORGOTTEN)
        page.close()  # before its server


def test_only_answers_of_the_conversation_can_be_judged() -> None:
    answer = FakeService().answer("vote")
    turns = [("vote", answer), ("error", "a sentence")]
    assert answer_of(turns, 1) is answer
    assert [answer_of(turns, number) for number in (0, 2, 3, -1, "1", None, 1.0, [1])] == [None] * 8
    contents = [message["content"] for message in draw_chat(turns, thumbs=True)]
    assert [re.findall(r'href="#turn-(\d+-(?:right|wrong))"', content) for content in contents] == [
        [],
        ["1-right", "1-wrong"],
        [],
        [],
    ]


def test_what_is_kept_comes_from_the_server_alone() -> None:
    kept: list[tuple[Answer, Correction | None]] = []

    def record(answer: Answer, correction: Correction | None) -> str:
        kept.append((answer, correction))
        return "Kept."

    answer = FakeService().answer("vote")
    passages = answer.citations
    assert feedback_form.correct(record, None, "forged", 0, False) == feedback_form.leave_form()
    assert kept == []
    for chosen, passage in ((1, passages[1]), (feedback_form.FIND, None), (2, None), (-2, None)):
        *_, note = feedback_form.correct(record, (answer, passages), "178", chosen, False)
        assert kept.pop() == (answer, Correction("178", passage, passages, False))
        assert "Kept&#46;" in note


def test_the_passages_to_choose_from_are_those_of_the_follow_up_as_it_was_understood() -> None:
    service = FakeService()
    turn = ("who moved the motion?", "Ann Lee [1]")
    answer = replace(service.answer("vote: when was she born?"), history=(turn,))
    feedback_form.judge(service, lambda answer, correction: "Kept.", answer, False)
    assert service.retrieved == Question("vote: when was she born?", (turn,))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(QAError("Say <b>more</b>."), "Say <b>more</b>."), (OSError("secret"), feedback_form.FAILED)],
)
def test_an_error_is_a_sentence_and_the_rest_is_in_the_log(
    error: Exception, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    def record(answer: Answer, correction: Correction | None) -> str:
        raise error

    answer = FakeService().answer("vote")
    closed = feedback_form.close_form(sentence, "wrong")  # it was open for another answer
    assert feedback_form.judge(FakeService(), record, answer, True) == closed
    assert feedback_form.correct(record, (answer, ()), "x", -1, False) == feedback_form.keep_form(sentence)
    logged = [entry.levelno for entry in caplog.records]
    assert logged == ([logging.ERROR] * 2 if isinstance(error, OSError) else [])
