"""A page as a browser takes it: elements closed in order, each id once, links that lead on."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}
DRAWING = {"circle", "path", "rect", "line"}  # closed in themselves, inside an svg


class HtmlPage(HTMLParser):
    """Reads a page and keeps what the tests ask for; `problems` says what a browser would mend."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.problems: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.referred: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self._texts: list[str] = []
        self.feed(text)
        self.problems += [f"<{tag}> is never closed" for tag in self._open]
        self.problems += [f"id {i} twice" for i in set(self.ids) if self.ids.count(i) > 1]
        self.problems += [
            f"#{name} leads nowhere" for name in self.referred if name not in self.ids
        ]

    @property
    def text(self) -> str:
        """The words of the page, with single blanks."""
        return " ".join(" ".join(self._texts).split())

    def of_class(self, name: str) -> list[dict[str, str]]:
        """The attributes of every element of a class."""
        return [a for _, a in self.elements if name in a.get("class", "").split()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        if tag == "a":
            self.links.append(given.get("href", ""))
        for attribute in ("aria-labelledby", "aria-describedby", "for"):
            self.referred += given.get(attribute, "").split()
        if given.get("href", "").startswith("#") and len(given["href"]) > 1:
            self.referred.append(given["href"][1:])
        if tag not in VOID | DRAWING:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID | DRAWING:
            return
        if not self._open or self._open[-1] != tag:
            self.problems.append(f"</{tag}> closes {self._open[-1:]} at {self.getpos()}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("script", "style", "title"):
            self._texts.append(data)
