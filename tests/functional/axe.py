"""The accessibility check of a page that a browser shows: axe with the rules of WCAG 2.2 AA."""

from collections.abc import Sequence

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


def problems(page: Page, *, on: Sequence[tuple[int, str]] = BOTH) -> list[str]:
    """Return what is wrong with a page as it stands, on a phone in the dark and on a laptop.

    Every `details` is opened. Two runs, of which each differs in width and in scheme, see each
    width and each scheme.
    """
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = []
    for width, scheme in on:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(_AT_REST)
        found += [f"at {width}, {scheme}: {problem}" for problem in violations(page)]
        found += [f"{page.url} is wider than {width}"] if spills_sideways(page) else []
    return found


def violations(page: Page) -> list[str]:
    """Return what breaks WCAG 2.2 A or AA on the page as it stands: rule, help and places.

    There is no list of exceptions. Contrast takes axe most of its time, so of what repeats, such
    as the rows of a long table, it is asked of three. Open every state (menus, `details`,
    problems) before asking.
    """
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
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )
