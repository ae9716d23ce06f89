"""The app of policy profiles: versions, periods and the pages on which people read them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: What this app records things done to, in words.
_KINDS = {
    "profile_version": _("versie van het beleid"),
    "profile_draft": _("concept van het beleid"),
    "scenario": _("doorrekening"),
    "baseline": _("UWV-basis"),
    "exercise_round": _("ronde van de oefening"),
    "sharing": _("meedoen met vragen van het platform"),
}
#: What it records as done.
_ACTIONS = {
    "profile.adopted": _("Beleidsprofiel overgenomen"),
    "profile.proposed": _("Beleidswijziging voorgesteld"),
    "profile.published": _("Beleid gepubliceerd"),
    "profile.ended": _("Beleid beëindigd"),
    "profile.withdrawn": _("Publicatie van beleid ingetrokken"),
    "profile.returned": _("Beleidswijziging teruggegeven"),
    "profile.reinstated": _("Eerder beleid weer van kracht"),
    "draft.started": _("Concept van beleid begonnen"),
    "draft.value_set": _("Waarde in een concept gewijzigd"),
    "draft.value_cleared": _("Waarde in een concept weer overgenomen"),
    "draft.planned": _("Naam of dagen van een concept gewijzigd"),
    "draft.offered": _("Concept aangeboden ter controle"),
    "draft.discarded": _("Concept weggegooid"),
    "scenario.kept": _("Doorrekening bewaard"),
    "scenario.removed": _("Doorrekening verwijderd"),
    "baseline.proposed": _("Nieuwe UWV-basis voorgelegd"),
    "baseline.published": _("Nieuwe UWV-basis gepubliceerd"),
    "baseline.taken_back": _("Voorgelegde UWV-basis teruggenomen"),
    "baseline.withdrawal_proposed": _("Intrekken van een UWV-basis voorgelegd"),
    "baseline.withdrawn": _("UWV-basis ingetrokken"),
    "baseline.answered": _("Antwoorden over een nieuwe UWV-basis bewaard"),
    "baseline.adopted_from_region": _("Voorstel uit de regio overgenomen"),
    "baseline.shared": _("Voorstel over een nieuwe UWV-basis gedeeld met de regio"),
    "baseline.unshared": _("Voorstel aan de regio teruggetrokken"),
    "exercise.opened": _("Ronde van de oefening geopend"),
    "exercise.closed": _("Ronde van de oefening gesloten"),
    "sharing.agreed": _("Afgesproken mee te doen met vragen van het platform"),
    "sharing.ended": _("Meedoen met vragen van het platform gestopt"),
}


class PolicyProfilesConfig(AppConfig):
    """An organisation's own policy; lives in every tenant's schema."""

    name = "policy_profiles"
    verbose_name = _("Beleid")

    def ready(self) -> None:
        """Give every new tenant its first policy, and name what this app records."""
        from audit.objects import name_objects
        from audit.wording import name_actions, name_kinds
        from policy_profiles.drafts.queries import draft_titles
        from policy_profiles.exercise.queries import titles_of_rounds
        from policy_profiles.founding import give_first_policy
        from policy_profiles.queries import labels_of_versions
        from policy_profiles.what_if.queries import names_of_scenarios
        from tenants import actions

        if give_first_policy not in actions.on_created:
            actions.on_created.append(give_first_policy)
        name_objects("profile_version", labels_of_versions)
        name_objects("profile_draft", draft_titles)
        name_objects("scenario", names_of_scenarios)
        name_objects("exercise_round", titles_of_rounds)
        name_kinds(_KINDS)
        name_actions(_ACTIONS)
