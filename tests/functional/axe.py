"""The accessibility check of a page that a browser shows: axe with the rules of WCAG 2.2 AA."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def violations(page: Page) -> list[str]:
    """Return what breaks WCAG 2.2 A or AA on the page as it stands: rule, help and places.

    There is no list of exceptions. Open every state (menus, `details`, problems) before asking.
    """
    options = {"runOnly": {"type": "tag", "values": list(WCAG_22_AA)}}
    answer = Axe().run(page, options=options).response
    assert answer["passes"], "axe checked nothing: is the page empty?"
    return [
        f"{page.url} {found['id']} ({found['impact']}): {found['help']}\n    "
        + "\n    ".join(f"{node['target']}: {node['failureSummary']}" for node in found["nodes"])
        for found in answer["violations"]
    ]


def spills_sideways(page: Page) -> bool:
    """Say whether the page is wider than its window, so that people must scroll sideways."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )
