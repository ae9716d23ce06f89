"""A report as a tagged PDF that screen readers can read (PDF/UA-1), set by Typst."""

import json
import re
from dataclasses import asdict
from importlib import resources
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from reports.layout import laid_out
from reports.queries import Kept
from rulebook.text import LANGUAGES

_TEMPLATE = "report.typ"
_SHOWN = re.compile(r'the text `"(?P<sign>[^`]*)"`')


def report_pdf(kept: Kept, language: str) -> bytes:
    """Set a report; the same report gives the same bytes.

    The words go in as data and never as Typst's own language, so nothing in them can be a command.
    """
    template = resources.files("reports").joinpath("typst", _TEMPLATE).read_bytes()
    content: bytes = typst.compile(
        template,
        sys_inputs={"report": json.dumps(_data(kept, language), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(kept.made_at.timestamp()),
    )
    return content


class SignNotOnPaper(ValueError):
    """A text holds a sign that no font of ours has, so no PDF of it could be made."""

    def __init__(self, why: str) -> None:
        found = _SHOWN.search(why)
        self.sign = found["sign"] if found else ""
        super().__init__(f"A PDF cannot show this: {why}. Take it out of the story or title.")


def check_on_paper(kept: Kept) -> None:
    """Set a report in each language, so that what is let go has a PDF.

    Raises:
        SignNotOnPaper: with the sign.
    """
    for language in LANGUAGES:
        try:
            report_pdf(kept, language)
        except typst.TypstError as error:
            raise SignNotOnPaper(str(error)) from error


def _data(kept: Kept, language: str) -> dict[str, Any]:
    data = asdict(laid_out(kept, language))
    with translation.override(language):
        data["words"] = {
            "figure": _("Cijfer"),
            "story": _("Het verhaal achter het cijfer"),
            "method": _("Hoe dit is berekend"),
            "about": _("Over dit rapport"),
            "page": _("Pagina"),
            "of": _("van"),
        }
    return data
