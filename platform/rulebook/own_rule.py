"""An organisation's own rule as a source: it stands in no register that ships, and names itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rulebook.source import Source, source_from_data

#: The id of every source that is an organisation's own rule; its title and day come with it.
OWN_RULE: Final = "OWN"
KIND: Final = "own_rule"
LONGEST_TEXT: Final = 200


class NamelessRule(ValueError):
    """A value rests on a rule of one's own that is not named."""

    def __init__(self) -> None:
        super().__init__(
            f"source: a rule of one's own has a title and a register (when it was set), each at "
            f"most {LONGEST_TEXT} characters"
        )


def own_rule(*, title: str, register: str, article: str = "") -> Source:
    """Name a rule of one's own: its title, when or where it was set, and the article.

    Raises:
        NamelessRule: the title or the register is empty, or one of the texts is too long.
    """
    texts = [text.strip() for text in (title, register, article)]
    if not all(texts[:2]) or any(len(text) > LONGEST_TEXT for text in texts):
        raise NamelessRule
    return Source(id=OWN_RULE, kind=KIND, title=texts[0], register=texts[1], article=texts[2])


def source_of(data: Mapping[str, Any]) -> Source:
    """Read a source: a rule of one's own, which names itself, or one of the register.

    Raises:
        NamelessRule: a rule of one's own without title or register.
        UnknownSource: the id is not in the register.
    """
    if data.get("id") != OWN_RULE:
        return source_from_data(data)
    given = {key: str(data.get(key) or "") for key in ("title", "register", "article")}
    return own_rule(**given)


def source_as_data(source: Source) -> dict[str, str]:
    """Write a source as a layer in JSON holds it; of a rule of one's own also what names it."""
    data = {"id": source.id, "article": source.article, "quote": source.quote}
    if source.id == OWN_RULE:
        data |= {"title": source.title, "register": source.register}
    return {name: value for name, value in data.items() if value}
