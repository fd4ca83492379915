"""What the browser tests share: a page that is really served, opened and asked."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

import app

# The contrast ratio of WCAG 2, from the element's colour and the nearest opaque ground.
CONTRAST = """element => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => channels(colour).slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  let ground = element;
  while ((channels(getComputedStyle(ground).backgroundColor)[3] ?? 1) < 1) ground = ground.parentElement;
  const pair = [light(getComputedStyle(element).color), light(getComputedStyle(ground).backgroundColor)];
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""


@contextmanager
def serve(page: Any, port: int | None = None) -> Iterator[str]:
    """The address of the launched app, which ends with the block; on a free port where none is named."""
    if port is None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
    try:
        yield app.launch(page, "127.0.0.1", port)
    finally:
        page.close(verbose=False)


def open_page(context: BrowserContext, address: str) -> Page:
    """A loaded page in its first view."""
    page = context.new_page()
    page.goto(address)
    wait_until_loaded(page)
    return page


def wait_until_loaded(page: Page) -> None:
    """Before that a question may get lost."""
    expect(page.get_by_text("4 documents are indexed")).to_be_visible(timeout=30_000)


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
