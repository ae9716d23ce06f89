"""What columns and their codes are called in the overview of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from rulebook.ternary import OUTCOME_LABELS, OUTCOME_NAMES
from rulebook.wording import date_short, fact_value, hours_minutes, percentage, words

if TYPE_CHECKING:
    Field = models.Field[Any, Any]
else:
    Field = models.Field

#: Order on a page, a count of changes, rows of another table: of the machine, not of the person.
NOT_ABOUT: Final = frozenset({"place", "revision", "open_agreements"})
#: What columns are called that have no name for people.
NAMES: Final[Mapping[str, Promise]] = {
    "is_void": gettext_lazy("Teruggenomen"),
    "own_verdict": gettext_lazy("Advies volgens het eigen beleid"),
    "own_minutes": gettext_lazy("Uren volgens het eigen beleid"),
    "own_failed": gettext_lazy("Waaraan niet voldaan is, volgens het eigen beleid"),
    "baseline_verdict": gettext_lazy("Advies volgens de basis van UWV"),
    "baseline_minutes": gettext_lazy("Uren volgens de basis van UWV"),
    "baseline_failed": gettext_lazy("Waaraan niet voldaan is, volgens de basis van UWV"),
    "activities": gettext_lazy("Wat de jobcoach doet"),
    "with_whom": gettext_lazy("Met wie"),
    "participants": gettext_lazy("Wie erbij waren"),
    "parts": gettext_lazy("Waaruit dit bestond"),
    "handed_over": gettext_lazy("Wat is overgedragen"),
    "criterion": gettext_lazy("Voorwaarde"),
    "not_known": gettext_lazy("Voorwaarden die nog niet bekend waren"),
    "kinds": gettext_lazy("Wat er van de begeleiding is gezien"),
    "risks": gettext_lazy("Waarom het logboek is nagekeken"),
    "is_work_related": gettext_lazy("Nodig om te kunnen werken"),
    "is_approved": gettext_lazy("Goedgekeurd"),
    "choice": gettext_lazy("Wat werd voorgesteld"),
    "status": gettext_lazy("Stand"),
    "code": gettext_lazy("Code"),
}
#: What tables are called that have no name for people.
TITLES: Final[Mapping[str, Promise]] = {"termstanding": gettext_lazy("Termijn om te besluiten")}
_VERDICTS: Final = ("own_verdict", "baseline_verdict")
_CRITERIA: Final = ("own_failed", "baseline_failed", "not_known", "criterion")


def name_of(field: Field) -> str:
    """Give what a column is called."""
    return str(NAMES.get(field.name, field.verbose_name))


def column_in_words(row: models.Model, field: Field) -> str:
    """Say what stands in a column; codes by their labels, also where several stand together."""
    display = getattr(row, f"get_{field.name}_display", None)
    value = display() if display else getattr(row, field.attname)
    language = language_now()
    if isinstance(field, ArrayField) and field.base_field.choices:
        labels = {str(code): str(label) for code, label in field.base_field.choices}
        return ", ".join(labels.get(str(code), str(code)) for code in value)
    if field.name in _CRITERIA:
        return _criteria(value if isinstance(value, list) else [value])
    if isinstance(value, int) and field.name.endswith("minutes"):
        return hours_minutes(value, language)
    if field.name in _VERDICTS and value in OUTCOME_NAMES:
        return OUTCOME_LABELS[OUTCOME_NAMES.index(value)].in_language(language)
    if field.name == "contract_form" and value:
        return fact_value("contract_form", value, language)
    if isinstance(value, int) and field.name == "wage_value":
        return percentage(value, language)
    return in_words(value)


def in_words(value: object) -> str:
    """Say a plain value; nothing where there is none."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return date_short(timezone.localdate(value), language_now())
    if isinstance(value, date):
        return date_short(value, language_now())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(each) for each in value)
    return "" if value is None else str(value)


def _criteria(codes: Sequence[str]) -> str:
    known, language = words().criteria, language_now()
    return ", ".join(
        known[code]["label"].in_language(language) if code in known else code for code in codes
    )
