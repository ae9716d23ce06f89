"""What this app puts on record, in words: the kinds of objects and the acts, room by room."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, Promise] = {
    "case": _("casus"),
    "file": _("bestand"),
    "mapping": _("keuzes voor kolommen"),
    "person": _("persoon"),
    "signal": _("melding"),
}
ACTIONS: Mapping[str, Promise] = {
    "case.opened": _("Casus geopend"),
    "case.facts_saved": _("Gegevens van een casus opgeslagen"),
    "case.decided": _("Besluit vastgelegd"),
    "case.withdrawn": _("Aanvraag ingetrokken"),
    "case.closed": _("Casus afgesloten"),
    "case.reopened": _("Casus weer gevolgd"),
    "cases.imported": _("Casussen ingelezen uit een bestand"),
    "provider.chosen": _("Begeleider gekozen uit het register"),
    "case.answers_kept": _("Ingevuld formulier bewaard"),
    "case.answers_expired": _("Bewaard formulier verlopen"),
    "signal.received": _("Melding ontvangen"),
    "signal.taken_up": _("Melding opgepakt"),
    "signal.linked": _("Melding gekoppeld aan een casus"),
    "signal.closed": _("Melding afgehandeld"),
    "signal.read": _("Melding bekeken"),
    "signals.listed": _("Lijst van meldingen bekeken"),
    "signals.opened": _("Meldpunt geopend"),
    "signals.shut": _("Meldpunt gesloten"),
    "person.added": _("Persoon toegevoegd"),
    "person.changed": _("Gegevens van een persoon gewijzigd"),
    "person.linked": _("Casus gekoppeld aan een persoon"),
    "person.unlinked": _("Casus losgekoppeld van een persoon"),
    "person.read": _("Gegevens van een persoon bekeken"),
    "person.bsn_shown": _("BSN van een persoon bekeken"),
    "people.searched": _("Naar een persoon gezocht"),
    "people.reencrypted": _("Personen opnieuw versleuteld"),
    "term.submitted": _("Aanvraag ingediend: de termijn begint"),
    "term.incomplete": _("Brief dat er iets ontbreekt"),
    "term.completed": _("Aanvraag aangevuld"),
    "term.extended": _("Bericht van uitstel"),
    "term.late": _("Reden waarom het besluit later komt"),
    "term.default_notice": _("Ingebrekestelling ontvangen"),
    "term.corrected": _("Regel van de termijn verbeterd"),
    "file.kept": _("Bestand bewaard om na te kijken"),
    "file.looked_at": _("Bewaard bestand bekeken"),
    "file.columns_chosen": _("Gezegd wat de kolommen van een bestand zijn"),
    "mapping.kept": _("Keuzes voor kolommen bewaard onder een naam"),
    "file.removed": _("Bewaard bestand verwijderd"),
    "file.expired": _("Bewaard bestand verlopen en verwijderd"),
}
