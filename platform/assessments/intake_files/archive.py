"""What a workbook is packed in, held against its limits before any of it is believed.

Everything is unpacked once, piece by piece, and thrown away: the sizes that a file states of
itself are what somebody wrote there. Nothing here needs Django, so that it can run in the small
process that opens workbooks (`assessments.intake_files.unpacking`).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

MOST_PARTS: Final = 1_000
MOST_UNPACKED: Final = 400_000_000  # bytes, of all parts together
#: Bytes out of one byte in; sheets of numbers come to 10, of the same words again and again to 60.
MOST_RATIO: Final = 200
_RATIO_FROM: Final = 1_000_000  # bytes; of what is smaller no ratio does harm
_CHUNK: Final = 1 << 20
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_LONGEST_MARK: Final = 16

#: Parts that carry something else than cells, and how they are told.
_FORBIDDEN: Final = (
    ("vbaproject", "macros"),
    ("xl/macrosheets/", "macros"),
    ("xl/dialogsheets/", "macros"),
    ("xl/externallinks/", "links"),
    ("xl/connections", "links"),
    ("xl/querytables/", "links"),
    ("xl/embeddings/", "embedded"),
    ("xl/activex/", "embedded"),
)


class WorkbookRefused(ValueError):
    """A workbook is not opened; `code` says why, in the words of `workbook.REASONS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_archive(content: bytes) -> None:
    """Hold a workbook against its limits, without keeping anything of it.

    Raises:
        WorkbookRefused: it is no workbook, too large once unpacked, or holds more than cells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, EOFError, RuntimeError):
        raise WorkbookRefused("broken") from None
    _check_names(parts)
    left = MOST_UNPACKED
    for part in parts:
        left -= _check_part(content, part, left)


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise WorkbookRefused("parts")
    names = [part.filename.casefold().replace("\\", "/").lstrip("/") for part in parts]
    if len(set(names)) < len(names) or any(".." in name.split("/") for name in names):
        raise WorkbookRefused("broken")
    for name in names:
        for mark, code in _FORBIDDEN:
            if mark in name:
                raise WorkbookRefused(code)
    if "xl/workbook.xml" not in names:
        raise WorkbookRefused("other_archive")
    if any(part.flag_bits & 0x1 for part in parts):
        raise WorkbookRefused("old_or_locked")


def _check_part(content: bytes, part: zipfile.ZipInfo, left: int) -> int:
    """Unpack one part, throw it away and give its size."""
    is_xml = part.filename.casefold().endswith((".xml", ".rels", ".vml"))
    size, before = 0, b""
    for piece in _unpacked(content, part):
        size += len(piece)
        if size > left:
            raise WorkbookRefused("unpacked")
        if size > _RATIO_FROM and size > MOST_RATIO * max(part.compress_size, 1):
            raise WorkbookRefused("unpacked")
        if is_xml:
            _check_xml(before + piece)
            before = piece[-_LONGEST_MARK:]
    if size != part.file_size:
        raise WorkbookRefused("broken")
    return size


def _unpacked(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, from its own place: not as many as the list of contents says."""
    start = part.header_offset
    header = content[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise WorkbookRefused("broken")
    _mark, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    first = start + _LOCAL_HEADER.size + name_length + extra_length
    packed = content[first : first + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated(packed)
    else:
        raise WorkbookRefused("broken")


def _inflated(packed: bytes) -> Iterator[bytes]:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not inflating.eof:
            piece = inflating.decompress(packed, _CHUNK)
            packed = inflating.unconsumed_tail
            if not piece and not packed:
                break
            yield piece
    except zlib.error:
        raise WorkbookRefused("broken") from None
    if not inflating.eof:
        raise WorkbookRefused("broken")


def _check_xml(piece: bytes) -> None:
    """Entities are declared in a document type; a workbook has none, and is never UTF-16."""
    if b"\x00" in piece:
        raise WorkbookRefused("entities")
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:  # XML knows them in capitals only
        raise WorkbookRefused("entities")
    if b"macroEnabled" in piece:
        raise WorkbookRefused("macros")
