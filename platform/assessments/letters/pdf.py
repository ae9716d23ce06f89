"""A letter as a tagged PDF that screen readers can read (PDF/UA-1), set by Typst."""

import json
from datetime import UTC, datetime, time
from importlib import resources
from typing import Any
from uuid import UUID

import typst
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments.letters.codes import Language, Reader
from assessments.letters.content import CODE_LENGTH, LetterContent
from assessments.letters.letterhead import LetterheadRow
from assessments.letters.logo import BadLogo, Logo
from assessments.letters.qr import square
from assessments.letters.queries import LetterLine, OpenedLetter
from rulebook.wording import date_long


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


def sample_pdf(row: LetterheadRow, *, organisation: str) -> bytes:
    """Set an empty letter under a letterhead, in the language of the reader, to look at it."""
    content = LetterContent(
        id="",
        reader=Reader.CLIENT.value,
        language=language_now(),
        organisation=organisation,
        title=_("Zo ziet een brief eruit"),
        addressee=(_("De aanvrager"),),
        references=((_("Datum"), date_long(timezone.localdate(), language_now())),),
        greeting="",
        opening=(_("Dit is een voorbeeld van het briefhoofd. Het is geen brief."),),
        sections=(),
        closing=(),
        checked_at="https://example.invalid/",
        receipt="",
        letterhead=row.printed,
    )
    line = LetterLine(
        id=UUID(int=0),
        reader=Reader.CLIENT,
        language=Language(language_now()),
        sent_on=timezone.localdate(),
        sent_by=UUID(int=0),
        code="2" * CODE_LENGTH,
        sha256="",
    )
    return as_pdf(OpenedLetter(line=line, content=content, text="", logo=row.logo))


def check_prints(logo: Logo) -> None:
    """Set the example with a logo, so that none is kept under which no letter can be set.

    Raises:
        BadLogo: it passes what is allowed, and cannot be drawn all the same.
    """
    try:
        sample_pdf(LetterheadRow(logo=logo), organisation="Meetlat")
    except typst.TypstError as refused:
        raise BadLogo("broken") from refused


def _data(opened: OpenedLetter) -> dict[str, Any]:
    logo = opened.logo
    return {
        **opened.content.as_data(),
        "letterhead": list(opened.content.letterhead) or [opened.content.organisation],
        "logo": {"kind": logo.kind, "content": list(logo.content)} if logo else None,
        "code": opened.line.grouped_code,
        "check": opened.check_address,
        "square": square(opened.check_address),
        "words": {
            "check": _("Is deze brief echt?"),
            "how": _("Scan het vierkant met uw telefoon, of ga naar dit adres:"),
            "square": _("Vierkant om te scannen: het adres waarop u ziet of deze brief echt is"),
            "code": _("Code van deze brief"),
            "logo": _("Logo van %(name)s") % {"name": opened.content.organisation},
            "page": _("Pagina"),
            "of": _("van"),
        },
    }
