"""Three hands that walk the same journey: with a mouse, with the keyboard alone, without script.

A journey says what somebody does and sees; a hand says how. All hands arrive at the same pages, so
axe looks at them through one hand only: the mouse.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from re import Pattern

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.functional.axe import problems

Name = str | Pattern[str]

_FOCUS = """e => {
    const on = document.activeElement
    if (on.closest('[aria-hidden=true]')) return 'out of sight'
    const sameGroup = e.type === 'radio' && on.name === e.name && on.form === e.form
    const skips = on.hash === '#inhoud' && e.closest('main')
    if (on !== e && !sameGroup) return skips ? 'before the head' : 'elsewhere'
    const {outlineStyle, boxShadow} = getComputedStyle(on)
    return outlineStyle === 'none' && boxShadow === 'none' ? 'not shown' : 'there'
}"""
_HAS_FOCUS = "e => e === document.activeElement"
_CHOSEN = "e => e.selectedOptions[0]?.text ?? ''"
#: What to press while the focus is not there yet.
_ON_THE_WAY = {"elsewhere": "Tab", "before the head": "Enter"}
_MOST_PRESSES = 90


class Mouse:
    """Points and clicks; the way of working that the other two change."""

    has_script = True

    def __init__(self, page: Page, found: list[str]) -> None:
        self.page = page
        self.found = found

    @property
    def where(self) -> str:
        """Give the address of the page, without the place on it."""
        return self.page.url.partition("#")[0]

    def open(self, address: str) -> None:
        """Go to an address, as somebody who types it or kept it."""
        self.page.goto(address, wait_until="domcontentloaded")

    def follow(self, link: Name | Locator) -> None:
        """Go where a link leads."""
        self._go(self._named("link", link))

    def press(self, button: Name | Locator) -> None:
        """Press a button that sends something and leads to another page."""
        self._go(self._named("button", button))

    def fill(self, field: str | Locator, text: str) -> None:
        """Put words in a field, in the place of what stands there."""
        self._labelled(field).fill(text)

    def choose(self, option: str | Locator) -> None:
        """Choose a radio button, or tick a box."""
        self._labelled(option).check()

    def answer(self, question: str, answer: str) -> None:
        """Choose one of the answers to a question."""
        group = self.page.get_by_role("group", name=question)
        self.choose(group.get_by_label(answer, exact=True))

    def pick(self, field: str | Locator, option: str) -> None:
        """Pick an option of a list, by its words."""
        self._labelled(field).select_option(label=option)

    def leave_field(self) -> None:
        """Go out of the field in which one types, to nowhere."""
        self.page.get_by_role("heading", level=1).click()

    def look(self) -> None:
        """Have axe look at the page."""
        self.found += problems(self.page)

    def title(self, words: str) -> None:
        """Expect a page with this title."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def reads(self, *words: str) -> None:
        """Expect these words on the page."""
        for each in words:
            expect(self.page.get_by_role("main")).to_contain_text(each)

    def _go(self, target: Locator) -> None:
        with self._to_another_page():
            target.click()

    @contextmanager
    def _to_another_page(self) -> Iterator[None]:
        # Not `expect_navigation`, which takes going to a place on the same page for one too.
        with self.page.expect_event("domcontentloaded"):
            yield

    def _named(self, role: str, what: Name | Locator) -> Locator:
        if isinstance(what, Locator):
            return what
        return self.page.get_by_role(role, name=what)  # type: ignore[arg-type]

    def _labelled(self, what: str | Locator) -> Locator:
        return what if isinstance(what, Locator) else self.page.get_by_label(what)


class WithoutScript(Mouse):
    """The same in a browser that runs no script."""

    has_script = False

    def look(self) -> None:
        """See nothing that the mouse does not see."""


class Keyboard(Mouse):
    """Tab, arrows, space, enter and letters; wherever it stops, the focus can be seen."""

    def fill(self, field: str | Locator, text: str) -> None:
        """Tab to a field and type."""
        self._reach(self._labelled(field))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, option: str | Locator) -> None:
        """Tab to a group, and go to an option by the arrows; or tick a box with space."""
        target = self._labelled(option)
        self._reach(target)
        self._arrow_until(target, _HAS_FOCUS, True)
        if not target.is_checked():
            self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def pick(self, field: str | Locator, option: str) -> None:
        """Tab to a list, and go down it by the arrow."""
        target = self._labelled(field)
        self._reach(target)
        self._arrow_until(target, _CHOSEN, option)

    def leave_field(self) -> None:
        """Go on to what comes after the field."""
        self.page.keyboard.press("Tab")

    def look(self) -> None:
        """See nothing that the mouse does not see."""

    def _go(self, target: Locator) -> None:
        self._reach(target)
        with self._to_another_page():
            self.page.keyboard.press("Enter")

    def _arrow_until(self, target: Locator, question: str, answer: object) -> None:
        for _ in range(_MOST_PRESSES):
            if target.evaluate(question) == answer:
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"the arrows do not lead to {answer} of {target}")

    def _reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus, past the head of the page by its first link."""
        expect(target).to_be_visible()
        element = target.element_handle()
        for _ in range(_MOST_PRESSES):
            focus = element.evaluate(_FOCUS)
            if focus == "there":
                return
            assert focus in _ON_THE_WAY, f"on the way to {target} the focus is {focus}"
            self.page.keyboard.press(_ON_THE_WAY[focus])
        pytest.fail(f"Tab does not reach {target}")


HANDS = {"mouse": Mouse, "keyboard": Keyboard, "without script": WithoutScript}
