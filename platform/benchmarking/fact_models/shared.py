"""What the tables of facts have in common: who may do what, and classes of the person and job."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarking import codes
from tenants.access import ADD, READ, TableAccess

# A tenant adds its own rows (also those that take the place of earlier ones) and reads none.
FACTS = TableAccess(tenant=ADD, benchmark=READ, row_owner="tenant_schema")

_TODAY = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
# Of facts it reads those of an edition that stands (`benchmarking.editions`) and no others: what
# was withdrawn, replaced or never agreed is out of its sight, whatever a query forgets.
STANDING_FACTS = replace(
    FACTS,
    benchmark_sees="""
        (tenant_schema, edition) IN (
            SELECT held.tenant_schema, held.number FROM public.benchmarking_factedition AS held
            WHERE held.takes_part AND held.from_day <= TODAY AND NOT EXISTS (
                SELECT FROM public.benchmarking_factedition AS later
                WHERE later.tenant_schema = held.tenant_schema AND later.number > held.number
                AND later.from_day <= TODAY
            )
        )""".replace("TODAY", _TODAY),
)


def code(label: Any, length: int, default: str = codes.NOT_KNOWN) -> "models.CharField[str, str]":  # noqa: ANN401 - a lazy text
    """Give a column of a code; rows from before it existed hold its default."""
    return models.CharField(label, max_length=length, default=default)


class SentFact(models.Model):
    """What every fact row has: of whom it is, which sending it belongs to, and what stands.

    Of the rows of one pseudonym the highest revision counts, and only in the edition that stands
    (`FactEdition`).
    """

    pseudonym = models.CharField(_("pseudoniem"), max_length=64)
    revision = models.PositiveSmallIntegerField(_("versie"))
    edition = models.PositiveSmallIntegerField(_("uitgave"), default=0)
    tenant_schema = models.CharField(_("uitvoerder"), max_length=32)
    target_group = models.CharField(_("doelgroep"), max_length=24)
    contract_class = models.CharField(_("contract"), max_length=16)
    support_form = code(_("vorm van begeleiding"), 10)
    sector = code(_("sector"), 12)
    firm_size = code(_("grootte van de werkgever"), 12)
    is_synthetic = models.BooleanField(_("voorbeeldgegevens"))

    class Meta:
        abstract = True


#: That the shared columns hold codes of the lists.
KNOWN_CLASSES = (
    Q(target_group__in=list(codes.TARGET_GROUPS))
    & Q(contract_class__in=list(codes.CONTRACT_CLASSES))
    & Q(support_form__in=codes.SUPPORT_FORMS)
    & Q(sector__in=codes.SECTORS)
    & Q(firm_size__in=codes.FIRM_SIZES)
    & Q(revision__gte=1)
)


#: What a code looks like of which no list is kept here: nobody's words.
_CODE = r"^[a-z0-9_-]*$"


def among(offered: Sequence[str], *names: str) -> Q:
    """Give the condition that columns hold codes of a list."""
    holds = Q()
    for name in names:
        holds &= Q(**{f"{name}__in": tuple(offered)})
    return holds


def codes_alone(*names: str) -> Q:
    """Give the condition that columns hold a code, whichever, and no words."""
    holds = Q()
    for name in names:
        holds &= Q(**{f"{name}__regex": _CODE})
    return holds


def not_negative(*names: str) -> Q:
    """Give the condition that numbers are empty or 0 and more."""
    holds = Q()
    for name in names:
        holds &= Q(**{name: None}) | Q(**{f"{name}__gte": 0})
    return holds
