"""The web chat in a real browser, on a really launched app with a fake service."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import app
from qa.drawing import FORGOTTEN
from tests.browsing import CONTRAST, ask, open_page, serve, wait_until_loaded
from tests.fake_service import HOSTILE, FakeService

# Gradio 6.31 uses an option and an argument that pandas 3 deprecates, in its own threads while it answers.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


EXAMPLES = ("What was the vote count?", "who?")


@pytest.fixture(scope="module")
def service() -> FakeService:
    return FakeService()


@pytest.fixture(scope="module")
def address(browser: Browser, service: FakeService) -> Iterator[str]:
    """Where the browser's event loop does not run, Gradio makes some that it never closes."""
    with serve(app.build_app(service, EXAMPLES)) as served:
        yield served


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return open_page(context, address)


def test_the_answer_scrolls_to_its_quote_and_a_marker_leads_to_each(page: Page) -> None:
    ask(page, "what was the vote count?")
    expect(page.locator("#citation-1")).to_be_in_viewport(ratio=1)
    expect(page.locator("#citation-1")).to_have_text("178 to 146")
    expect(page.locator("#citation-2")).not_to_be_in_viewport()
    expect(page.get_by_label("Your question")).to_have_value("")
    page.get_by_role("link", name="Show the quote for [2]").click()
    expect(page.locator("#citation-2")).to_be_in_viewport(ratio=1)
    expect(page.locator("#citation-2")).to_be_focused()
    expect(page.locator("#citation-2")).to_have_class(re.compile("flash"))
    page.get_by_role("link", name="Show the quote for [1]").press("Enter")
    expect(page.locator("#citation-1")).to_be_in_viewport(ratio=1)


def test_a_marker_of_an_earlier_answer_brings_its_document_back(page: Page) -> None:
    ask(page, "vote")
    expect(page.locator("#citation-3")).to_be_attached()
    ask(page, "needle")
    expect(page.get_by_role("heading", name="A very long report")).to_be_visible()
    page.locator(".reply").first.get_by_role("link", name="[2]").press("Enter")
    expect(page.locator("#citation-2")).to_be_in_viewport(ratio=1)
    expect(page.locator("#citation-2")).to_have_text("arrested in Vancouver in 2018")


def test_hostile_words_show_as_text_and_run_nothing(page: Page) -> None:
    ask(page, f"hostile {HOSTILE}")
    expect(page.locator("#citation-1")).to_have_text(HOSTILE)
    expect(page.locator("[data-testid=user]")).to_have_text(f"hostile {HOSTILE}")
    expect(page.locator(".said")).to_have_text(f"{HOSTILE} [1] [7]")
    expect(page.locator("article h2")).to_have_text(f"Title {HOSTILE}")
    assert page.evaluate("window.harmed") is None
    assert page.locator("#chat .message img, #documents img, #chat script, #documents script, .katex").count() == 0
    assert page.locator("#chat .message em, #chat .message code").count() == 0
    hrefs = page.locator("#chat .message a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert hrefs == ["#turn-1-citation-1"]


def test_a_refusal_shows_the_closest_passages_and_says_that_they_are_none(page: Page) -> None:
    ask(page, "who?")
    expect(page.locator(".said")).to_have_text("The documents do not answer this question.")
    expect(page.get_by_text("Closest passages (not an answer)")).to_have_count(2)
    expect(page.locator(".refused #citation-1")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("question", "sentence"), [("error", "The question is too long: <b>9</b>"), ("crash", app.FAILED)]
)
def test_an_error_is_a_sentence_in_the_chat(page: Page, question: str, sentence: str) -> None:
    ask(page, question)
    expect(page.locator("[data-testid=bot]")).to_contain_text(sentence)
    ask(page, "vote")
    expect(page.locator(".reply")).to_be_visible()


def test_an_example_asks_its_question_and_clear_starts_anew(page: Page) -> None:
    page.get_by_role("button", name=EXAMPLES[0]).press("Enter")
    expect(page.locator("[data-testid=user]")).to_have_text(EXAMPLES[0])
    expect(page.locator("#citation-1")).to_be_in_viewport()
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_text("4 documents are indexed")).to_be_visible()
    ask(page, "who?")
    expect(page.locator(".reply")).to_have_count(1)


def test_enter_once_more_asks_nothing(page: Page) -> None:
    page.get_by_label("Your question").fill("vote")
    page.get_by_label("Your question").press("Enter")
    page.get_by_label("Your question").press("Enter")
    expect(page.locator(".reply")).to_have_count(1)
    ask(page, "   ")
    ask(page, "who?")
    expect(page.locator("[data-testid=user]")).to_have_text(["vote", "who?"])


@pytest.mark.says("Unexpected error Server stopped unexpectedly.")
def test_a_server_that_was_started_anew_says_what_it_forgot(context: BrowserContext, service: FakeService) -> None:
    with serve(app.build_app(service)) as address:
        page = open_page(context, address)
        ask(page, f"vote {HOSTILE}")
        expect(page.locator(".reply")).to_be_visible()
        ask(page, "needle")
        expect(page.get_by_role("heading", name="A very long report")).to_be_visible()
    with serve(app.build_app(service), int(address.strip("/").rpartition(":")[2])):
        page.get_by_role("link", name="Show the quote for [2]").dispatch_event("click")  # a notice may cover it
        expect(page.locator("#documents")).to_have_text(FORGOTTEN)
        ask(page, "who?")
        expect(page.get_by_text("The documents do not answer this question.")).to_be_visible()
        expect(page.locator(".reply")).to_have_count(1)
        expect(page.locator("[data-testid=user]")).to_have_text([f"vote {HOSTILE}", "needle", "who?"])
        expect(page.locator("[data-testid=bot]").first).to_have_text(FORGOTTEN)


def test_the_stage_is_shown_and_two_people_do_not_mix(
    context: BrowserContext, address: str, service: FakeService
) -> None:
    service.wait.clear()
    first, second = open_page(context, address), open_page(context, address)
    ask(first, "slow vote")
    expect(first.locator("[data-testid=bot]")).to_have_text("Reading…")
    ask(second, "needle")
    expect(second.locator(".said")).to_contain_text("The needle is here.")
    service.wait.set()
    expect(first.locator(".said")).to_contain_text("178 to 146")
    expect(second.locator("[data-testid=user]")).to_have_text("needle")
    expect(second.locator("#citation-1")).to_have_text("The needle is here.")


def test_a_question_typed_while_one_is_answered_comes_next(page: Page, service: FakeService) -> None:
    service.wait.clear()
    ask(page, "slow vote")
    expect(page.locator("[data-testid=bot]")).to_have_text("Reading…")
    page.get_by_label("Your question").fill("half typed")
    ask(page, "needle")
    service.wait.set()
    expect(page.locator("[data-testid=user]")).to_have_text(["slow vote", "needle"])
    expect(page.locator(".said")).to_have_count(2)
    expect(page.locator(".said").last).to_contain_text("The needle is here.")


def test_a_message_is_not_named_by_its_html(page: Page) -> None:
    ask(page, "vote")
    expect(page.locator(".reply")).to_be_visible()
    expect(page.locator("#chat [aria-label*='<']")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.reload()
    wait_until_loaded(page)
    ask(page, "vote")
    for selector in (".said", "a.citation", ".reply .small", ".text", "mark", ".facts", "#box .submit-button"):
        assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector


def call_api(address: str, question: str) -> str:
    """The event stream that the endpoint `ask` sends for a question."""
    body = json.dumps({"data": [question]}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}gradio_api/call/ask", body, headers)
    with urllib.request.urlopen(request, timeout=15) as answered:
        event = json.load(answered)["event_id"]
    with urllib.request.urlopen(f"{address}gradio_api/call/ask/{event}", timeout=15) as stream:
        return str(stream.read().decode())


def test_the_endpoint_for_scripts_returns_the_answer(address: str, service: FakeService) -> None:
    stream = call_api(address, "vote")
    assert "event: complete" in stream
    (given,) = json.loads(stream.split("data: ", 1)[1])
    assert given == json.loads(json.dumps(service.answer("vote").to_json()))


def test_the_endpoint_for_scripts_says_what_was_wrong(address: str) -> None:
    stream = call_api(address, "error")
    assert "event: error" in stream
    assert "The question is too long" in stream


def test_the_endpoint_for_scripts_is_the_only_one(address: str) -> None:
    with urllib.request.urlopen(f"{address}gradio_api/info", timeout=15) as answered:
        assert list(json.load(answered)["named_endpoints"]) == ["/ask"]


def test_nothing_can_be_uploaded(address: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nabc\r\n--x--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    request = urllib.request.Request(f"{address}gradio_api/upload", body, headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=15)
    assert refused.value.code == 413
    refused.value.close()
