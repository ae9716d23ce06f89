"""The accessibility check of a page that a browser shows: axe with the rules of WCAG 2.2 AA."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Of what passes only that it does: every place of it would be more than the page itself.
_OPTIONS = {"runOnly": {"type": "tag", "values": list(WCAG_22_AA)}, "resultTypes": ["violations"]}
_AXE = Axe()
_LARGE = 1_000  # elements
# What follows scrolling, or goes on for ever, never comes to an end by itself.
_AT_REST = """Promise.all(document.getAnimations()
    .filter(a => a.timeline === document.timeline && isFinite(a.effect.getComputedTiming().endTime))
    .map(a => a.finished))"""


def problems(page: Page) -> list[str]:
    """Return what is wrong with a page as it stands, on a phone in the dark and on a laptop.

    Every `details` is opened. Two runs, of which each differs in width and in scheme, see each
    width and each scheme. A large page repeats what small ones hold: its contrast, which takes
    axe most of its time, is looked at in the light only.
    """
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = []
    for width, scheme in ((390, "dark"), (1366, "light")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(_AT_REST)
        is_large = page.evaluate("document.querySelectorAll('*').length") > _LARGE
        contrast = scheme == "light" or not is_large
        found += [f"at {width}, {scheme}: {p}" for p in violations(page, contrast=contrast)]
        found += [f"{page.url} is wider than {width}"] if spills_sideways(page) else []
    return found


def violations(page: Page, *, contrast: bool = True) -> list[str]:
    """Return what breaks WCAG 2.2 A or AA on the page as it stands: rule, help and places.

    There is no list of exceptions. Open every state (menus, `details`, problems) before asking.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    options = _OPTIONS | {"rules": {"color-contrast": {"enabled": contrast}}}
    answer = page.evaluate("options => axe.run(document, options)", options)
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
