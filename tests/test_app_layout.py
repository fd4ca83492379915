"""Where the parts of the web chat stand in a real browser, on screens of several widths, and what comes into view."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import app
from tests.browsing import ask, open_page, serve
from tests.fake_service import FakeService

# Gradio 6.31 uses an option and an argument that pandas 3 deprecates, in its own threads while it answers.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


@pytest.fixture(scope="module")
def address(browser: Browser) -> Iterator[str]:
    """Where the browser's event loop does not run, Gradio makes some that it never closes."""
    with serve(app.build_app(FakeService())) as served:
        yield served


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return open_page(context, address)


def test_a_narrow_screen_scrolls_down_only(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for question in ("vote", "hostile", "who?"):
        ask(page, question)
        expect(page.locator("[data-testid=user]").last).to_have_text(question)
        expect(page.locator(".reply").last).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".reply").first.get_by_role("link", name="[2]").press("Enter")
    expect(page.locator("#citation-2")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Back to the answer").first).to_be_in_viewport(ratio=1)
    expect(page.locator("#chat")).not_to_be_in_viewport()
    page.get_by_label("Your question").fill("needle")
    page.locator("#box").evaluate("box => box.scrollIntoView()")
    expect(page.locator("#chat")).not_to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(".reply").last).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="Back to the answer").first.click()
    expect(page.locator("#chat")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "beside"), [(740, False), (768, True)])
def test_beside_the_chat_the_documents_scroll_and_below_it_the_page_does(page: Page, width: int, beside: bool) -> None:
    page.set_viewport_size({"width": width, "height": 1024})
    ask(page, "vote")
    expect(page.locator("#citation-3")).to_be_attached()
    seen = expect(page.locator("#citation-1"))
    seen.to_be_in_viewport() if beside else seen.not_to_be_in_viewport()
    chat, documents = page.locator("#chat").bounding_box(), page.locator("#documents").bounding_box()
    assert chat
    assert documents
    assert (documents["x"] > chat["x"]) == beside


def test_the_button_to_clear_covers_no_question(page: Page) -> None:
    ask(page, "what was the vote count of the motion that the opposition put to the house?")
    expect(page.locator(".reply")).to_be_visible()
    question, clear = (page.locator(name).bounding_box() for name in (".message.user", "#chat .top-panel"))
    assert question
    assert clear
    assert question["x"] + question["width"] <= clear["x"]


def test_the_documents_scroll_by_the_keyboard(page: Page) -> None:
    ask(page, "vote")
    expect(page.locator("#citation-1")).to_be_in_viewport()
    page.get_by_label("Your question").press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="Documents")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("#citation-3")).to_be_in_viewport()
