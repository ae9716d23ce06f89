"""A letter as a tagged PDF that screen readers can read (PDF/UA-1), set by Typst."""

import json
from datetime import UTC, datetime, time
from importlib import resources
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.letters.qr import square
from assessments.letters.queries import OpenedLetter


def as_pdf(opened: OpenedLetter) -> bytes:
    """Set a letter as it was sent; the same letter gives the same bytes.

    The words go in as data and never as Typst's own language, so nothing in them can be a command.
    """
    template = resources.files("assessments").joinpath("letters", "letter.typ").read_bytes()
    with translation.override(opened.content.language):
        data = _data(opened)
    day = datetime.combine(opened.line.sent_on, time(), UTC)
    content: bytes = typst.compile(
        template,
        sys_inputs={"letter": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(day.timestamp()),
    )
    return content


def _data(opened: OpenedLetter) -> dict[str, Any]:
    return {
        **opened.content.as_data(),
        "code": opened.line.grouped_code,
        "check": opened.check_address,
        "square": square(opened.check_address),
        "words": {
            "check": _("Is deze brief echt?"),
            "how": _("Scan het vierkant met uw telefoon, of ga naar dit adres:"),
            "square": _("Vierkant om te scannen: het adres waarop u ziet of deze brief echt is"),
            "code": _("Code van deze brief"),
            "page": _("Pagina"),
            "of": _("van"),
        },
    }
