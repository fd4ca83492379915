"""The order of the tests; a browser, and a visitor whose page asks nothing of the outside."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --disable-quic"
).split()

KILLED = "test_killed_"  # files of one test that takes minutes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest first, so that no process is left with one of them at the end."""
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (not item.path.name.startswith(KILLED), -tests[item.path], str(item.path)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on PATH: the browser tests cannot run")
        pytest.skip("no Chromium on PATH")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh visitor; afterwards, every request went to this machine and no script failed but as its test says."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened.set_default_timeout(15_000)
    requests: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda made: requests.append(made.url))
    opened.on("weberror", lambda error: errors.append(str(error.error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    opened.close()
    assert requests
    outside = [url for url in requests if not is_inside(url)]
    assert outside == []
    said = [mark.args[0] for mark in request.node.iter_markers("says")]
    assert [error for error in errors if error not in said] == []


def is_inside(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob") or parts.hostname in ("127.0.0.1", "localhost")
