"""A logo as it may stand on a letter: PNG or SVG, held against lists of what is harmless. Pure."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

MOST_BYTES: Final = 100_000
MOST_PIXELS: Final = 2_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
#: Chunks that make the picture; what tells of its maker, place or camera is left out.
_NEEDED: Final = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_MOST_ELEMENTS: Final = 2_000
_DEEPEST: Final = 20
_SPACE: Final = "http://www.w3.org/2000/svg"
_ELEMENT_NAMES: Final = (
    "svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop "
    "clipPath title desc"
)
_ATTRIBUTE_NAMES: Final = (
    "viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points transform fill fill-rule "
    "fill-opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-opacity opacity offset stop-color stop-opacity gradientUnits "
    "gradientTransform clip-path clip-rule id version preserveAspectRatio fx fy"
)
_ELEMENTS: Final = frozenset(_ELEMENT_NAMES.split())
_ATTRIBUTES: Final = frozenset(_ATTRIBUTE_NAMES.split())
_WITHIN: Final = re.compile(r"url\(#[A-Za-z_][\w-]*\)")


class BadLogo(ValueError):
    """The file is no logo that can be used; `reason` says why as a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"This logo cannot be used ({reason}): give a PNG, or an SVG of plain shapes, of at "
            f"most {MOST_BYTES} bytes."
        )
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture that was checked and written anew: its kind, png or svg, and its bytes."""

    kind: str
    content: bytes


def checked_logo(content: bytes) -> Logo:
    """Give a logo written anew from what is allowed in it.

    Raises:
        BadLogo: it is too large, of another kind, broken, or holds what is not allowed.
    """
    if len(content) > MOST_BYTES:
        raise BadLogo("too_large")
    if content.startswith(_PNG):
        return Logo(kind="png", content=_png(content))
    if content.lstrip().startswith(b"<"):
        return Logo(kind="svg", content=_Svg().read(content))
    raise BadLogo("other_kind")


def _png(content: bytes) -> bytes:
    """Read a PNG chunk by chunk, keep those that make the picture, and unpack it within limits."""
    kept, data, place = [_PNG], b"", len(_PNG)
    size = 0
    while place < len(content):
        length, name = struct.unpack(">I4s", _bytes(content, place, 8))
        body = _bytes(content, place + 8, length)
        (crc,) = struct.unpack(">I", _bytes(content, place + 8 + length, 4))
        if zlib.crc32(name + body) != crc or (place == len(_PNG)) != (name == b"IHDR"):
            raise BadLogo("broken")
        if name == b"IHDR":
            size = _unpacked(body)
        if name == b"IDAT":
            data += body
        if name in _NEEDED:
            kept.append(content[place : place + 12 + length])
        elif not name[:1].islower():  # a chunk that a reader has to understand
            raise BadLogo("not_allowed")
        place += 12 + length
    unpacking = zlib.decompressobj()
    try:
        whole = unpacking.decompress(data, size + 1)
    except zlib.error as broken:
        raise BadLogo("broken") from broken
    if len(whole) != size or not kept[-1].startswith(b"\0\0\0\0IEND"):
        raise BadLogo("broken")
    return b"".join(kept)


def _bytes(content: bytes, start: int, length: int) -> bytes:
    found = content[start : start + length]
    if len(found) != length:
        raise BadLogo("broken")
    return found


def _unpacked(header: bytes) -> int:
    """Give how many bytes the picture is unpacked; only those that are not interlaced."""
    if len(header) != 13:
        raise BadLogo("broken")
    width, height, depth, colour, packing, filtering, interlaced = struct.unpack(">IIBBBBB", header)
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise BadLogo("too_large")
    if colour not in _SAMPLES or depth not in (1, 2, 4, 8, 16) or (packing, filtering) != (0, 0):
        raise BadLogo("broken")
    if interlaced:
        raise BadLogo("not_allowed")
    row = (width * _SAMPLES[colour] * depth + 7) // 8
    return (row + 1) * height


class _Svg:
    """Reads an SVG, and writes it anew from the elements and attributes that are allowed."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._open: list[str] = []
        self._count = 0

    def read(self, content: bytes) -> bytes:
        """Give it written anew."""
        parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        for handler in ("StartDoctypeDeclHandler", "ProcessingInstructionHandler"):
            setattr(parser, handler, self._refuse)
        try:
            parser.Parse(content, True)
        except expat.ExpatError as broken:
            raise BadLogo("broken") from broken
        return "".join(self._written).encode()

    def _refuse(self, *_given: object) -> None:
        raise BadLogo("not_allowed")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _between, local = name.rpartition(" ")
        self._count += 1
        is_first = self._count == 1
        if self._count > _MOST_ELEMENTS or len(self._open) >= _DEEPEST:
            raise BadLogo("too_large")
        if space != _SPACE or local not in _ELEMENTS or is_first != (local == "svg"):
            raise BadLogo("not_allowed")
        if "clip-path" in attributes and "clipPath" in (*self._open, local):  # may never end
            raise BadLogo("not_allowed")
        allowed = {key: _value(key, text) for key, text in attributes.items()}
        given = "".join(f" {key}={quoteattr(text)}" for key, text in allowed.items())
        own = f' xmlns="{_SPACE}"' if is_first else ""
        self._written.append(f"<{local}{own}{given}>")
        self._open.append(local)

    def _end(self, _name: str) -> None:
        self._written.append(f"</{self._open.pop()}>")

    def _text(self, text: str) -> None:
        if self._open and self._open[-1] in ("title", "desc"):
            self._written.append(escape(text))
        elif text.strip():
            raise BadLogo("not_allowed")


def _value(key: str, text: str) -> str:
    """Let an attribute pass that shapes something here, and names nothing outside."""
    outside = _WITHIN.sub("", text).lower()
    if key not in _ATTRIBUTES or "url(" in outside or ":" in outside or "@" in outside:
        raise BadLogo("not_allowed")
    return text
