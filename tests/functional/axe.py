"""The accessibility check of a page that a browser shows: axe with the rules of WCAG 2.2 AA."""

import re
import zlib
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: A phone in the dark, and a laptop.
PHONE, LAPTOP = (390, "dark"), (1366, "light")
BOTH = (PHONE, LAPTOP)
WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Of what passes only that it does: every place of it would be more than the page itself.
_OPTIONS = {
    "runOnly": {"type": "tag", "values": list(WCAG_22_AA)},
    "resultTypes": ["violations"],
    "preload": False,
}
_AXE = Axe()
# What follows scrolling, or goes on for ever, never comes to an end by itself.
_AT_REST = """Promise.all(document.getAnimations()
    .filter(a => a.timeline === document.timeline && isFinite(a.effect.getComputedTiming().endTime))
    .map(a => a.finished))"""
# Three of a kind, so that striped rows and a first row of its own are all among them.
_MARK_WHAT_REPEATS = """() => {
    const hasText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
    const looks = e => [...e.attributes]
        .filter(a => !/^(id|href|for|name|value|title)$/.test(a.name))
        .map(a => /^(data|aria-(label|desc|cont))/.test(a.name) ? a.name : a.name + '=' + a.value)
    const numbers = new Map()
    const number = text => numbers.get(text) ?? numbers.set(text, numbers.size).get(text)
    const kinds = new Map()
    const kindOf = e => {
        const parts = [e.localName, hasText(e), ...looks(e), ...[...e.children].map(kindOf)]
        kinds.set(e, number(parts.join(' ')))
        return kinds.get(e)
    }
    const times = new Map()
    const mark = (e, place, repeats) => {
        const kind = place + '>' + kinds.get(e)
        times.set(kind, (times.get(kind) ?? 0) + 1)
        repeats ||= times.get(kind) > 3
        e.toggleAttribute('data-repeats', repeats)
        const here = number(place + '>' + e.localName + looks(e))
        for (const child of e.children) mark(child, here, repeats)
    }
    document.querySelectorAll('[data-repeats]').forEach(e => e.removeAttribute('data-repeats'))
    kindOf(document.documentElement)
    mark(document.documentElement, 0, false)
}"""
_CONTRAST_OF_WHAT_DOES_NOT = """axe.configure(
    {rules: [{id: 'color-contrast', selector: '*:not([data-repeats])'}]})"""


def problems(page: Page, *, on: tuple[int, str] | None = None) -> list[str]:
    """Return what is wrong with a page as it stands, on a phone in the dark or on a laptop.

    Every `details` is opened. A page is looked at on one of the two, always the same by its
    address without numbers, because axe takes half of all the time of the journeys; pages share
    their parts, and about half of them is seen on each. Whether it spills is asked on both.
    """
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = []
    looked_at = on or _one_of_both(page)
    for width, scheme in BOTH:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(_AT_REST)
        if (width, scheme) == looked_at:
            found += [f"at {width}, {scheme}: {problem}" for problem in violations(page)]
        found += [f"{page.url} is wider than {width}"] if spills_sideways(page) else []
    return found


def _one_of_both(page: Page) -> tuple[int, str]:
    address = re.sub(r"[0-9a-f-]{8,}|\d+", "", urlsplit(page.url).path)
    return BOTH[zlib.crc32(address.encode()) % 2]


def violations(page: Page) -> list[str]:
    """Return what breaks WCAG 2.2 A or AA on the page as it stands: rule, help and places.

    There is no list of exceptions. Contrast takes axe most of its time, so of what repeats, such
    as the rows of a long table, it is asked of three. Open every state (menus, `details`,
    problems) before asking.
    """
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
        page.evaluate(_CONTRAST_OF_WHAT_DOES_NOT)
    page.evaluate(_MARK_WHAT_REPEATS)
    answer = page.evaluate("options => axe.run(document, options)", _OPTIONS)
    assert answer["passes"], "axe checked nothing: is the page empty?"
    return [
        f"{page.url} {found['id']} ({found['impact']}): {found['help']}\n    "
        + "\n    ".join(f"{node['target']}: {node['failureSummary']}" for node in found["nodes"])
        for found in answer["violations"]
    ]


def spills_sideways(page: Page) -> bool:
    """Say whether the page is wider than its window, so that people must scroll sideways."""
    page.wait_for_load_state()
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )
