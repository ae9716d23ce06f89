"""A profile as a tagged PDF that screen readers can read (PDF/UA-1), set by Typst."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import resources
from typing import Any

import typst
from django.utils.translation import gettext as _

from reports.profile_report import ProfileReport

_TEMPLATE = "profile.typ"


@lru_cache(maxsize=32)
def as_pdf(report: ProfileReport) -> bytes:
    """Set the report, once a process; the same report gives the same bytes.

    The words go in as data and never as Typst's own language, so nothing in them can be a command.
    """
    template = resources.files("reports").joinpath("typst", _TEMPLATE).read_bytes()
    content: bytes = typst.compile(
        template,
        sys_inputs={"report": json.dumps(_data(report), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(datetime.combine(report.on, time(), UTC).timestamp()),
    )
    return content


def _data(report: ProfileReport) -> dict[str, Any]:
    data = asdict(report)
    data["on"] = report.on.isoformat()
    data["words"] = {
        "rule": _("Beleidsregel"),
        "value": _("Waarde"),
        "baseline": _("Bij UWV"),
        "origin": _("Waar het staat"),
        "same": _("gelijk"),
        "page": _("Pagina"),
        "of": _("van"),
    }
    return data
