"""The square that a telephone reads, as a picture of its own."""

import io

import segno


def square(address: str) -> str:
    """Give an address as a QR code in SVG: black on white, with the quiet border around it.

    A quarter of it may be damaged by a fold or a stamp (error correction Q).
    """
    picture = io.BytesIO()
    segno.make_qr(address, error="q").save(
        picture, kind="svg", xmldecl=False, svgns=True, dark="#000", light="#fff", border=4,
        scale=4,
    )  # fmt: skip
    return picture.getvalue().decode().strip()
