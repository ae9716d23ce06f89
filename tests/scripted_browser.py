"""A person at the pages, scripted: reads forms as they are shown, and keeps what was asked of her.

Asked is each field that she fills in or changes, by its name, and each choice between ways to go
on. Not asked is a field that the page filled in and she leaves as it is, and a button or link that
only goes on.
"""

import html
import re
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client


class NotOnThePage(AssertionError):
    """The script wants something that the page does not show."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"{where} shows no {what}.")


class _Forms(HTMLParser):
    """The forms of a page: for each where it goes, and its fields as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str], set[str]]] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}, set()))
        elif self.forms and tag == "input":
            self._put_input(given)
        elif self.forms and tag in ("select", "textarea"):
            self._select = given["name"] if tag == "select" else ""
            self._area = given["name"] if tag == "textarea" else ""
            self._put(given["name"], "")
        elif self._select and tag == "option" and "selected" in given:
            self._put(self._select, given.get("value", ""))

    def _put_input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        self.forms[-1][2].add(name)
        if name and (kind not in ("radio", "checkbox") or "checked" in given):
            self._put(name, given.get("value", ""))

    def _put(self, name: str, value: str) -> None:
        _where, values, names = self.forms[-1]
        names.add(name)
        values[name] = value

    def handle_data(self, data: str) -> None:
        if self._area:
            self._put(self._area, data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


class Expert:
    """Somebody who works through pages; `asked` is what was asked of her, in order."""

    def __init__(self, browser: Client) -> None:
        self.browser = browser
        self.asked: list[str] = []
        self.where = ""
        self.page = ""

    def go(self, where: str) -> None:
        """Open a page, or be led to one."""
        answer = self.browser.get(where, follow=True)
        self._arrived(where, answer)

    def _arrived(self, where: str, answer: HttpResponse) -> None:
        chain = getattr(answer, "redirect_chain", [])
        self.where = chain[-1][0] if chain else where
        self.page = answer.content.decode()
        assert answer.status_code == 200, f"{self.where} answers {answer.status_code}"

    def follow(self, link: str) -> None:
        """Press a link that only goes on."""
        said = re.escape(link)
        found = re.search(
            rf'<a [^>]*?href="([^"]*)"[^>]*>\s*{said}\s*</a>', html.unescape(self.page)
        )
        if found is None:
            raise NotOnThePage(f"link {link!r}", self.where)
        self.go(found[1])

    def choose(self, link: str) -> None:
        """Press one of several links that lead to something else each; which is asked of her."""
        self.follow(link)
        self.asked.append(link)

    def send(self, *, has: str, chosen: str = "", **filled: str) -> None:
        """Fill in the form that has a field, and send it.

        Args:
            has: the name of a field of the form that is meant.
            chosen: what sending it chooses, where the page offers other things to do as well.
            filled: what she fills in; only what differs from what stands there is asked of her.
        """
        action, shown, names = self._form_with(has)
        for name, value in filled.items():
            if name not in names:
                raise NotOnThePage(f"field {name}", self.where)
            if shown.get(name, "") != value:
                self.asked.append(name)
        self.asked += [chosen] if chosen else []
        where = action or self.where
        answer = self.browser.post(where, {**shown, **filled}, follow=True)
        self._arrived(where, answer)

    def _form_with(self, name: str) -> tuple[str, dict[str, str], set[str]]:
        reading = _Forms()
        reading.feed(self.page)
        for form in reading.forms:
            if name in form[2]:
                return form
        raise NotOnThePage(f"form with {name}", self.where)
