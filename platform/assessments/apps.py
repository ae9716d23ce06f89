"""The app of the consultant's work."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """Names the app to Django, has it read in files of cases, and names what it records."""

    name = "assessments"

    def ready(self) -> None:
        """Have cases read in from files and replayed under other policy; name what is recorded."""
        from assessments.case_import import CASES
        from assessments.decided_cases import DecidedCaseSource
        from assessments.decision_pages import show_below_decision
        from assessments.importing import can_import
        from assessments.queries import numbers_of_cases
        from assessments.term.page_parts import below_a_decision
        from assessments.touched_by_policy import COUNTER
        from audit.objects import name_objects
        from audit.wording import name_actions, name_kinds
        from policy_profiles.touched import counters
        from policy_profiles.what_if.cases import give_cases_from

        can_import(CASES)
        show_below_decision(below_a_decision)
        if COUNTER not in counters:
            counters.append(COUNTER)
        give_cases_from(DecidedCaseSource())
        name_objects("case", numbers_of_cases)
        name_kinds({"case": _("casus"), "file": _("bestand"), "mapping": _("keuzes voor kolommen")})
        name_actions(
            {
                "case.opened": _("Casus geopend"),
                "case.facts_saved": _("Gegevens van een casus opgeslagen"),
                "case.decided": _("Besluit vastgelegd"),
                "case.withdrawn": _("Aanvraag ingetrokken"),
                "case.closed": _("Casus afgesloten"),
                "case.reopened": _("Casus weer gevolgd"),
                "cases.imported": _("Casussen ingelezen uit een bestand"),
                "case.answers_kept": _("Ingevuld formulier bewaard"),
                "case.answers_expired": _("Bewaard formulier verlopen"),
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
        )
