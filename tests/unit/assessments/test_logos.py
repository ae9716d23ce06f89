"""Logos: what is harmless is written anew, and whatever else is in them is left out or refused."""

import struct
import zlib

import pytest

from assessments.letters.logo import MOST_BYTES, BadLogo, checked_logo
from assessments.letters.pdf import check_prints

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(
    *more: bytes, width: int = 2, height: int = 2, data: bytes | None = None, colour: int = 0
) -> bytes:
    """A picture of black pixels without colour."""
    rows = zlib.compress(b"\0" * ((width + 1) * height)) if data is None else data
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
    whole = (head, *more, chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


def test_a_png_keeps_its_picture_and_loses_who_made_it() -> None:
    """Where, with what and by whom is nobody's business on a letter."""
    logo = checked_logo(png(chunk(b"tEXt", b"Author\0Anna Vermeer"), chunk(b"eXIf", b"52.09,5.12")))
    assert logo.kind == "png"
    assert logo.content == png()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (png()[:-6], "broken"),
        (png().replace(b"IDAT", b"IDAX"), "broken"),
        (png(width=40_000, height=40_000, data=zlib.compress(b"")), "too_large"),
        (png(data=zlib.compress(b"\0" * 50_000_000)), "broken"),  # a bomb is unpacked no further
        (png(chunk(b"ABCD", b"")), "not_allowed"),
        (b"GIF89a", "other_kind"),
        (b"", "other_kind"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * MOST_BYTES, "too_large"),
    ],
    ids=["cut", "crc", "huge", "bomb", "unknown", "gif", "empty", "heavy"],
)
def test_a_png_that_cannot_be_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(BadLogo) as bad:
        checked_logo(content)
    assert bad.value.reason == reason


def test_an_svg_of_plain_shapes_is_written_anew() -> None:
    """Comments go, colours and gradients of its own stay."""
    inside = (
        '<!-- Anna --><defs><linearGradient id="a"><stop offset="0" stop-color="#063"/>'
        '</linearGradient></defs><title>Eik &amp; berg</title><path d="M0 0h9v9z" fill="url(#a)"/>'
    )
    logo = checked_logo(SVG.format(inside).encode())
    assert logo.kind == "svg"
    text = logo.content.decode()
    assert "Anna" not in text
    assert 'fill="url(#a)"' in text
    assert "Eik &amp; berg" in text
    assert checked_logo(logo.content) == logo


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onload="alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>',
        '<path d="M0 0" fill="url(https://example.org/a)"/>',
        '<path d="M0 0" style="background:url(x)"/>',
        "<style>@import 'x'</style>",
        "<foreignObject/>",
        "<text>Anna</text>",
        "los",
        '<x:path xmlns:x="urn:other" d="M0 0"/>',
        "<?php echo 1 ?>",
        '<clipPath id="a" clip-path="url(#a)"><path d="M0 0h9v9z"/></clipPath>',
        '<clipPath id="a"><path d="M0 0h9v9z" clip-path="url(#a)"/></clipPath>',
    ],
)
def test_an_svg_with_anything_else_is_refused(inside: str) -> None:
    """Nothing runs, nothing is fetched, and no words are hidden in it."""
    with pytest.raises(BadLogo) as bad:
        checked_logo(SVG.format(inside).encode())
    assert bad.value.reason == "not_allowed"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
            "not_allowed",
        ),
        (b"<html/>", "not_allowed"),
        (SVG.format("<g>" * 30 + "</g>" * 30).encode(), "too_large"),
        (SVG.format("<g/>" * 3000).encode(), "too_large"),
        (b"<svg", "broken"),
        (SVG.format("").encode("utf-16"), "other_kind"),
    ],
    ids=["entity", "html", "deep", "many", "cut", "utf-16"],
)
def test_an_svg_that_is_none_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(BadLogo) as bad:
        checked_logo(content)
    assert bad.value.reason == reason


@pytest.mark.parametrize(
    "content",
    [
        png(colour=3),  # a palette is named, and none is there
        SVG.replace("viewBox", 'width="0" height="5" viewBox').format("").encode(),
    ],
    ids=["no-palette", "no-width"],
)
def test_a_logo_that_cannot_be_drawn_is_never_kept(content: bytes) -> None:
    """It would keep every letter from being set."""
    logo = checked_logo(content)
    with pytest.raises(BadLogo) as bad:
        check_prints(logo)
    assert bad.value.reason == "broken"
    check_prints(checked_logo(png()))
