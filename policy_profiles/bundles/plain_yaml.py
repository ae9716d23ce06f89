"""Reading YAML that anybody may have sent: small, plain, without aliases, tags or surprises."""

import re
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)

from rulebook.data_file import SAFE_LOADER
from rulebook.text import Text

LARGEST: Final = 256 * 1024  # bytes; the largest profile that ships takes a tenth of it
DEEPEST: Final = 12
MOST_EVENTS: Final = 40_000
#: YAML reads 1:1:1 and 0xff as numbers; one of a thousand digits costs seconds and means nothing.
_ENDLESS_NUMBER: Final = re.compile(r"[-+]?(0x[0-9a-fA-F_]{40,}|[0-9][0-9_:.]{40,})")
#: What an escape such as "\0" can bring in and no text holds: PostgreSQL takes neither NUL nor half
#: a surrogate pair, and the other signs are not seen by who checks the policy.
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class UnreadableYaml(Exception):
    """The content is no YAML that is read here; `reason` says why, in both languages."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class _TwiceNamed(yaml.YAMLError):
    """A mapping names one key twice; YAML would silently take the last."""

    def __init__(self, node: yaml.ScalarNode) -> None:
        super().__init__(node.value)
        self.key, self.line = str(node.value)[:60], node.start_mark.line + 1


class _NamesOnce(yaml.constructor.SafeConstructor):
    """Refuses a key that stands twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise _TwiceNamed(key)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        return super().construct_mapping(node, deep=deep)


_PLAIN_LOADER: Final = type("_PlainLoader", (_NamesOnce, SAFE_LOADER), {})


def read_yaml(content: bytes) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Read one document of plain YAML.

    Raises:
        UnreadableYaml: too large, not UTF-8, no YAML, or YAML with aliases, anchors, tags, more
            than one document, one key twice, signs that no text holds, or too many things inside
            one another.
    """
    text = _decoded(content)
    try:
        _check_events(text)
        return yaml.load(text, Loader=_PLAIN_LOADER)  # noqa: S506 - derives from the safe one
    except _TwiceNamed as twice:
        raise UnreadableYaml(
            Text(
                f"Regel {twice.line}: “{twice.key}” staat er twee keer. Laat één over.",
                f"Line {twice.line}: “{twice.key}” stands there twice. Leave one.",
            )
        ) from twice
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark
        line = mark.line + 1 if mark else 1
        if "Unicode" in (broken.problem or ""):
            raise UnreadableYaml(_sign_refused(_escaped(text, broken), line)) from broken
        raise UnreadableYaml(
            Text(
                f"Regel {line} is geen leesbare YAML. Kijk naar de inspringing, de dubbele "
                "punten en de aanhalingstekens.",
                f"Line {line} is no readable YAML. Look at the indentation, the colons and the "
                "quotation marks.",
            )
        ) from broken
    except (yaml.YAMLError, ValueError, OverflowError) as broken:
        raise UnreadableYaml(
            Text(
                "Dit is geen leesbare YAML: er staat een teken, dag of getal in dat niet bestaat.",
                "This is no readable YAML: it holds a sign, day or number that does not exist.",
            )
        ) from broken


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise UnreadableYaml(
            Text(
                f"Het bestand is groter dan {LARGEST // 1024} kB. Een beleidsprofiel is kleiner.",
                f"The file is larger than {LARGEST // 1024} kB. A policy profile is smaller.",
            )
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as other:
        raise UnreadableYaml(
            Text(
                "Het bestand is geen tekst in UTF-8. Bewaar het opnieuw als UTF-8.",
                "The file is no text in UTF-8. Save it again as UTF-8.",
            )
        ) from other


def _check_events(text: str) -> None:
    """Walk through the text without building anything, so that nothing can grow."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=SAFE_LOADER)):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        reason = _refused(event)
        if reason is None and (depth > DEEPEST or count > MOST_EVENTS):
            reason = Text(
                "Er staat te veel in of onder elkaar voor een beleidsprofiel.",
                "There is too much in it, or one thing inside another, for a policy profile.",
            )
        if reason is not None:
            raise UnreadableYaml(reason)


def _refused(event: Event) -> Text | None:
    line = event.start_mark.line + 1 if event.start_mark else 1
    if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
        return Text(
            f"Regel {line}: verwijzingen (& en *) worden niet gelezen. Schrijf de waarde voluit.",
            f"Line {line}: references (& and *) are not read. Write the value in full.",
        )
    if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
        return Text(
            f"Regel {line}: soortaanduidingen (!) worden niet gelezen. Laat die weg.",
            f"Line {line}: tags (!) are not read. Leave them out.",
        )
    if not isinstance(event, ScalarEvent):
        return None
    if event.implicit[0] and _ENDLESS_NUMBER.fullmatch(event.value):
        return Text(
            f"Regel {line}: dit getal is te lang. Zet tekst tussen aanhalingstekens.",
            f"Line {line}: this number is too long. Put text in quotation marks.",
        )
    return _no_text(event.value, line)


def _no_text(value: str, line: int) -> Text | None:
    found = _NO_TEXT.search(value)
    if found is None:
        return None
    return _sign_refused(ord(found[0]), line)


def _escaped(text: str, broken: yaml.MarkedYAMLError) -> int:
    """Read the escape that libyaml stopped at: half a surrogate pair, or beyond Unicode."""
    mark = broken.problem_mark  # its index, because libyaml counts more signs as ends of a line
    stopped = text[mark.index :] if mark else ""
    digits = re.match(r"[0-9A-Fa-f]{1,8}", stopped)
    return int(digits[0], base=16) if digits else 0xFFFD


def _sign_refused(number: int, line: int) -> Text:
    sign = f"U+{number:04X}"
    return Text(
        f"Regel {line}: hier staat een teken dat niet in tekst hoort ({sign}). Haal het weg.",
        f"Line {line}: this holds a sign that does not belong in text ({sign}). Take it out.",
    )
