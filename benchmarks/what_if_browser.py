"""From an edit to the redrawn impact: a real Chromium, page and server, ten thousand cases."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from benchmarks.measure import Figure

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Page

_ROUNDS = 11
_PAGE = "/beleid/doorrekenen/?na=nu&tegen=nu&van=2025-01&tot=2025-12"
_ALONE = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
#: From the event of the edit to the first picture that can hold the new finding.
_REDRAWN = """
key => new Promise(done => {
  const finding = () => document.querySelector("#uitkomst .wi-finding")?.innerText;
  const before = finding(), start = performance.now();
  const taken = () => done(performance.now() - start);
  const drawn = () => requestAnimationFrame(() => setTimeout(taken));
  const seen = new MutationObserver(() => {
    if (finding() && finding() !== before) { seen.disconnect(); drawn(); }
  });
  seen.observe(document.body, {childList: true, subtree: true, characterData: true});
  const choice = document.querySelector("[name=na]");
  choice.value = key;
  choice.dispatchEvent(new Event("input", {bubbles: true}));
})
"""


def edit_to_redrawn(host: str, client: Client, edit: Callable[[], str]) -> Figure:
    """Measure how long the page takes to redraw after a value of a draft was changed.

    Args:
        host: of the organisation; Chromium looks for names below localhost on this machine.
        client: somebody of it who is signed in.
        edit: changes the draft, so that nothing of its answer was kept, and gives its key.
    """
    # A thread of its own: Playwright keeps an event loop in it, beside which Django asks nothing.
    with _served() as port, ThreadPoolExecutor(max_workers=1) as browser:
        edit()  # a draft to choose
        opened = browser.submit(_opened, f"http://{host}:{port}", client).result()
        _round(browser, opened, edit)
        taken = [_round(browser, opened, edit) for _ in range(_ROUNDS)]
        browser.submit(_closed, opened).result()
    return Figure(name="whatif.edit_to_redrawn.ms", value=statistics.median(taken), unit="ms")


def _round(browser: ThreadPoolExecutor, page: Page, edit: Callable[[], str]) -> float:
    key = edit()
    taken: float = browser.submit(page.evaluate, _REDRAWN, key).result()
    browser.submit(page.evaluate, _REDRAWN, "nu").result()
    return taken


def _opened(home: str, client: Client) -> Page:
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    from console import chromium

    playwright = sync_playwright().start()
    started = playwright.chromium.launch(executable_path=str(chromium.find()), args=[*_ALONE])
    context = started.new_context(locale="nl-NL", viewport={"width": 1366, "height": 900})
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": home}])
    page = context.new_page()
    page.goto(f"{home}{_PAGE}")
    page.locator("#uitkomst .wi-finding").wait_for()
    return page


def _closed(page: Page) -> None:
    browser = page.context.browser
    if browser is not None:
        browser.close()


@contextmanager
def _served() -> Iterator[int]:
    """Have the whole site answer on a port of its own, from the database of the benchmark."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={}, port=0)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield server.port
    finally:
        server.terminate()
