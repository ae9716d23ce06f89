"""Which version keeps another from the days that it is meant for, in words with the way out."""

from datetime import date

from django.utils.translation import gettext as _

from policy_profiles.versions.in_force import periods_in_the_way
from rulebook.wording import date_long


def in_the_way(*, valid_from: date, valid_to: date | None, language: str) -> str:
    """Name the first version that stands in the way with its days; empty where none does.

    Args:
        valid_from: the first day on which the other would hold.
        valid_to: the first day on which it would not any more; None for no end.
        language: of the reader.
    """
    found = periods_in_the_way(valid_from=valid_from, valid_to=valid_to)
    if not found:
        return ""
    first = found[0]
    told = {
        "label": first.version.label,
        "first": date_long(first.valid_from, language),
        "last": date_long(first.valid_to, language) if first.valid_to else "",
    }
    if first.valid_to:
        holds = _("Van %(first)s tot %(last)s geldt versie %(label)s al.") % told
    else:
        holds = _("Vanaf %(first)s geldt versie %(label)s al.") % told
    if first.valid_from == valid_from:
        return f"{holds} {_('Kies een latere dag om in te gaan.')}"
    way_out = _("Vul bij “Geldt tot” %(first)s of een eerdere dag in, of kies een latere ingang.")
    return f"{holds} {way_out % told}"
