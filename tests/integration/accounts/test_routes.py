"""Every address against every role: a new address fails here until it says who may open it.

To add one: put its pattern into the table of its host, with what opens it and, where it takes more
than GET, its methods. `EVERYBODY` is open without sign-in, `SIGNED_IN` to every role.
"""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.permissions import (
    PLATFORM_ROLES,
    ROLE_PERMISSIONS,
    TENANT_ROLES,
    Permission,
    Role,
)

pytestmark = pytest.mark.django_db

EVERYBODY, SIGNED_IN = "everybody", "signed in"
CASE = "werkvoorraad/<casus:number>/"
DRAFT = "beleid/concepten/<uuid:draft_id>/"
VERSION = "beleid/versies/<uuid:version_id>/"
SIGNAL = "werkvoorraad/meldingen/<uuid:signal_id>/"
ORGANISATION = "register/organisaties/<uuid:organisation_id>/"
REPORT = "rapporten/<uuid:snapshot_id>/"
COACH = "register/coaches/<uuid:coach_id>/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What opens an address, and by which methods it is asked."""

    opens: Permission | str
    methods: tuple[str, ...]


def open_by(permission: Permission | str, *methods: str) -> Route:
    return Route(opens=permission, methods=methods or ("get",))


SHARED_ROUTES = {
    "aanmelden/": open_by(EVERYBODY, "get", "post"),
    "afmelden/": open_by(EVERYBODY, "post"),
    "wachtwoord/": open_by(SIGNED_IN, "get", "post"),
    "taal/": open_by(EVERYBODY, "post"),
    "toegankelijkheid/": open_by(EVERYBODY),
    "stijl/": open_by(EVERYBODY),
    "beheer/logboek/": open_by(Permission.READ_AUDIT),
    "register/": open_by(Permission.READ_REGISTER),
    "register/organisaties.csv": open_by(Permission.READ_REGISTER),
    "register/verloopt/": open_by(Permission.READ_REGISTER),
    "register/nieuw/": open_by(Permission.KEEP_REGISTER, "get", "post"),
    ORGANISATION: open_by(Permission.READ_REGISTER),
    f"{ORGANISATION}wijzigen/": open_by(Permission.KEEP_REGISTER, "get", "post"),
    f"{ORGANISATION}coach/": open_by(Permission.KEEP_REGISTER, "get", "post"),
    f"{ORGANISATION}lijst/": open_by(Permission.KEEP_REGISTER, "get", "post"),
    f"{ORGANISATION}bewijsstuk/": open_by(Permission.KEEP_REGISTER, "get", "post"),
    "register/coaches/nieuw/": open_by(Permission.KEEP_REGISTER, "get", "post"),
    COACH: open_by(Permission.READ_REGISTER),
    f"{COACH}wijzigen/": open_by(Permission.KEEP_REGISTER, "get", "post"),
    f"{COACH}bewijsstuk/": open_by(Permission.KEEP_REGISTER, "get", "post"),
    "register/bewijsstukken/<uuid:proof_id>/weghalen/": open_by(Permission.KEEP_REGISTER, "post"),
    "register/voorstellen/": open_by(Permission.KEEP_REGISTER),
    "register/voorstellen/<uuid:correction_id>/": open_by(Permission.KEEP_REGISTER, "get", "post"),
    "api/v1/openapi.json": open_by(EVERYBODY),
    "api/v1/docs": open_by(EVERYBODY),
    "api/v1/profiles": open_by(EVERYBODY),
    "api/v1/profiles/<slug:name>": open_by(EVERYBODY),
    "api/v1/profiles/<slug:name>/versions": open_by(EVERYBODY),
    "api/v1/differences": open_by(EVERYBODY),  # what is an organisation's own asks for sign-in
    "api/v1/indicators": open_by(EVERYBODY),
    "api/v1/indicators/<slug:name>": open_by(EVERYBODY),
    "methode/": open_by(EVERYBODY),
    "methode/<slug:name>/": open_by(EVERYBODY),
    "api/v1/vignettes": open_by(EVERYBODY),
    "api/v1/vignettes/<slug:name>": open_by(EVERYBODY),
}
TENANT_ROUTES = SHARED_ROUTES | {
    "": open_by(SIGNED_IN),
    "register/openbaar/": open_by(EVERYBODY),  # says so where the policy has no public list
    "beheer/": open_by(Permission.MANAGE_USERS),
    "beheer/gebruikers/": open_by(Permission.MANAGE_USERS),
    "beheer/gebruikers/nieuw/": open_by(Permission.MANAGE_USERS, "get", "post"),
    "beheer/gebruikers/<uuid:user_id>/": open_by(Permission.MANAGE_USERS, "get", "post"),
    "beheer/gebruikers/<uuid:user_id>/sluiten/": open_by(Permission.MANAGE_USERS, "get", "post"),
    "beheer/gebruikers/<uuid:user_id>/openen/": open_by(Permission.MANAGE_USERS, "post"),
    "beheer/gebruikers/<uuid:user_id>/wachtwoord/": open_by(Permission.MANAGE_USERS, "post"),
    "beheer/meedoen/": open_by(Permission.SHARE_TOTALS, "get", "post"),
    "beheer/benchmark/": open_by(Permission.SHARE_TOTALS, "get", "post"),
    "gegevenskwaliteit/": open_by(Permission.READ_BENCHMARK),
    "beleid/": open_by(Permission.READ_POLICY),
    "beleid/voorbeelden/": open_by(Permission.READ_POLICY),
    "beleid/voorbeelden/<slug:vignette_id>/": open_by(Permission.READ_POLICY),
    "beleid/verschillen/": open_by(Permission.READ_POLICY),
    "beleid/verschillen.csv": open_by(Permission.READ_POLICY),
    "beleid/verschillen.json": open_by(Permission.READ_POLICY),
    "beleid/harmoniseren/": open_by(Permission.READ_BENCHMARK),
    "beleid/harmoniseren.csv": open_by(Permission.READ_BENCHMARK),
    "beleid/harmoniseren.json": open_by(Permission.READ_BENCHMARK),
    "beleid/harmoniseren/dichterbij/": open_by(Permission.READ_BENCHMARK),
    "beleid/harmoniseren/concept/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/bundel.yaml": open_by(Permission.READ_POLICY),
    "beleid/afdrukken/": open_by(Permission.READ_POLICY),
    "beleid/beleid.pdf": open_by(Permission.READ_POLICY),
    "beleid/beleid.xlsx": open_by(Permission.READ_POLICY),
    "rapporten/": open_by(Permission.READ_BENCHMARK),
    "rapporten/maken/<slug:name>/": open_by(Permission.MAKE_REPORTS, "get", "post"),
    "rapporten/maken/<slug:name>/rooster/": open_by(Permission.MAKE_REPORTS, "post"),
    "rapporten/eigen/": open_by(Permission.MAKE_REPORTS, "get", "post"),
    "rapporten/verhalen/": open_by(Permission.READ_BENCHMARK),
    "rapporten/verhalen/<slug:name>/": open_by(Permission.MAKE_REPORTS, "get", "post"),
    REPORT: open_by(Permission.READ_BENCHMARK),
    f"{REPORT}vrijgeven/": open_by(Permission.MAKE_REPORTS, "post"),
    f"{REPORT}intrekken/": open_by(Permission.BRING_OUT_REPORTS, "get", "post"),
    f"{REPORT}rapport.<slug:extension>": open_by(Permission.READ_BENCHMARK),
    "beleid/bundel/inlezen/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/nieuwe-basis/": open_by(Permission.READ_POLICY),
    "beleid/nieuwe-basis/antwoorden/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/nieuwe-basis/voorstel/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/nieuwe-basis/delen/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/nieuwe-basis/concept/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/concepten/": open_by(Permission.READ_POLICY),
    "beleid/concepten/nieuw/": open_by(Permission.EDIT_POLICY, "get", "post"),
    DRAFT: open_by(Permission.READ_POLICY),
    f"{DRAFT}gegevens/": open_by(Permission.EDIT_POLICY, "get", "post"),
    f"{DRAFT}weggooien/": open_by(Permission.EDIT_POLICY, "get", "post"),
    f"{DRAFT}aanbieden/": open_by(Permission.EDIT_POLICY, "get", "post"),
    f"{DRAFT}<parameter:parameter>/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/versies/": open_by(Permission.READ_POLICY),
    VERSION: open_by(Permission.READ_POLICY),
    f"{VERSION}publiceren/": open_by(Permission.EDIT_POLICY, "get", "post"),
    f"{VERSION}teruggeven/": open_by(Permission.EDIT_POLICY, "get", "post"),
    f"{VERSION}beeindigen/": open_by(Permission.EDIT_POLICY, "get", "post"),
    f"{VERSION}intrekken/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/afwijkingen/": open_by(Permission.READ_POLICY),
    "beleid/afwijkingen/regio/": open_by(Permission.READ_POLICY),
    "beleid/doorrekenen/": open_by(Permission.READ_POLICY),
    "beleid/doorrekenen/bewaren/": open_by(Permission.READ_POLICY, "get", "post"),
    "beleid/doorrekenen/vergelijken/": open_by(Permission.READ_POLICY),
    "beleid/doorrekenen/<uuid:scenario_id>/": open_by(Permission.READ_POLICY),
    "beleid/doorrekenen/<uuid:scenario_id>/verwijderen/": open_by(
        Permission.READ_POLICY, "get", "post"
    ),
    "beleid/doorrekenen/<uuid:scenario_id>/cijfers.csv": open_by(Permission.READ_POLICY),
    "beleid/oefening/": open_by(Permission.READ_POLICY),
    "beleid/oefening/nieuw/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/oefening/<uuid:round_id>/": open_by(Permission.READ_POLICY),
    "beleid/oefening/<uuid:round_id>/sluiten/": open_by(Permission.EDIT_POLICY, "get", "post"),
    "beleid/oefening/<uuid:round_id>/klant/<int:place>/": open_by(
        Permission.SCORE_VIGNETTES, "get", "post"
    ),
    "werkvoorraad/": open_by(Permission.READ_CASES),
    "werkvoorraad/zoeken/": open_by(Permission.READ_CASES, "get", "post"),
    "werkvoorraad/nieuw/": open_by(Permission.OPEN_CASE, "get", "post"),
    "werkvoorraad/inlezen/": open_by(Permission.IMPORT_CASES, "get", "post"),
    "werkvoorraad/inlezen/keuzes/": open_by(Permission.IMPORT_CASES),
    "werkvoorraad/inlezen/keuzes/<uuid:mapping_id>/": open_by(
        Permission.IMPORT_CASES, "get", "post"
    ),
    "werkvoorraad/inlezen/<uuid:file_id>/": open_by(Permission.IMPORT_CASES, "get", "post"),
    "werkvoorraad/inlezen/<uuid:file_id>/kolommen/": open_by(
        Permission.IMPORT_CASES, "get", "post"
    ),
    "werkvoorraad/inlezen/<uuid:file_id>/problemen.csv": open_by(Permission.IMPORT_CASES),
    f"{CASE}": open_by(Permission.READ_CASES),
    f"{CASE}controleren/": open_by(Permission.OPEN_CASE),
    f"{CASE}begeleider/kiezen/": open_by(Permission.OPEN_CASE, "get", "post"),
    "werkvoorraad/aandacht/": open_by(Permission.READ_CASES),
    "werkvoorraad/aandacht/team/": open_by(Permission.READ_CASES),
    "beheer/brieven/briefhoofd/": open_by(Permission.WORD_LETTERS, "get", "post"),
    "beheer/brieven/briefhoofd.pdf": open_by(Permission.WORD_LETTERS),
    f"{CASE}samen/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}bezwaar/<uuid:objection_id>/brief/<slug:slug>/": open_by(
        Permission.DECIDE_CASE, "get", "post"
    ),
    f"{CASE}begeleiding/": open_by(Permission.READ_CASES),
    f"{CASE}begeleiding/logboek/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}begeleiding/logboek/<uuid:key>/weghalen/": open_by(Permission.OPEN_CASE, "post"),
    f"{CASE}begeleiding/traject/": open_by(Permission.OPEN_CASE, "post"),
    "werkvoorraad/praktijk/behoefte/": open_by(Permission.READ_CASES),
    "werkvoorraad/praktijk/activiteiten/": open_by(Permission.READ_CASES),
    f"{CASE}plan/mag-dit/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}delen/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}begeleiding/verslag/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}begeleiding/controle/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}begeleiding/signaal/": open_by(Permission.OPEN_CASE, "get", "post"),
    "register/signalen/": open_by(Permission.READ_REGISTER),
    f"{CASE}begeleiding/contact/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}begeleiding/evaluatie/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}begeleiding/werk/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}begeleiding/verplichting/<slug:code>/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}begeleiding/jobcoach/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}begeleiding/wie-volgt/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}plan/": open_by(Permission.READ_CASES),
    f"{CASE}plan/versies/<int:version>/": open_by(Permission.READ_CASES),
    f"{CASE}plan/werkgever/": open_by(Permission.READ_CASES),
    f"{CASE}plan/tekst/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}plan/vorige/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}plan/doel/nieuw/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}plan/doel/<uuid:key>/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}plan/doel/<uuid:key>/weghalen/": open_by(Permission.OPEN_CASE, "post"),
    f"{CASE}plan/doel/<uuid:key>/uitkomst/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}gesprekken/": open_by(Permission.READ_CASES),
    f"{CASE}gesprekken/nieuw/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}gesprekken/<uuid:talk_id>/": open_by(Permission.READ_CASES),
    f"{CASE}gesprekken/<uuid:talk_id>/afspraak/": open_by(Permission.OPEN_CASE, "post"),
    f"{CASE}gesprekken/<uuid:talk_id>/afspraak/<uuid:agreement_id>/": open_by(
        Permission.OPEN_CASE, "post"
    ),
    f"{CASE}onderzoeksfase/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}onderzoek/": open_by(Permission.READ_CASES),
    f"{CASE}onderzoek/bronnen/": open_by(Permission.READ_CASES),
    f"{CASE}onderzoek/bronnen/<slug:slug>/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}onderzoek/<slug:slug>/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}onderzoek/<slug:slug>/bewaren/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}elders/": open_by(Permission.READ_CASES),
    f"{CASE}besluiten/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}besluiten/vastleggen/": open_by(Permission.DECIDE_CASE, "get", "post"),
    "werkvoorraad/meekijken/": open_by(Permission.DECIDE_CASE),
    "werkvoorraad/bezwaren/": open_by(Permission.READ_CASES),
    f"{CASE}bezwaar/nieuw/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}bezwaar/<uuid:objection_id>/": open_by(Permission.READ_CASES),
    f"{CASE}bezwaar/<uuid:objection_id>/nieuwe-casus/": open_by(Permission.DECIDE_CASE, "post"),
    f"{CASE}bezwaar/<uuid:objection_id>/<slug:slug>/": open_by(
        Permission.DECIDE_CASE, "get", "post"
    ),
    "controle/": open_by(EVERYBODY, "get", "post"),
    "woorden/": open_by(EVERYBODY),
    "kan-ik-hulp-krijgen/": open_by(EVERYBODY, "get", "post"),
    "controle/<str:code>/": open_by(EVERYBODY),
    "beheer/brieven/": open_by(Permission.WORD_LETTERS),
    "beheer/brieven/<slug:slug>/<slug:language>/": open_by(Permission.WORD_LETTERS, "get", "post"),
    f"{CASE}besluit/brief/<slug:slug>/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}besluit/brieven/<uuid:letter_id>/": open_by(Permission.READ_CASES),
    f"{CASE}besluit/brieven/<uuid:letter_id>/brief.pdf": open_by(Permission.READ_CASES),
    f"{CASE}besluit/brieven/<uuid:letter_id>/brief.json": open_by(Permission.READ_CASES),
    f"{CASE}meekijken/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}meekijken/akkoord/": open_by(Permission.DECIDE_CASE, "post"),
    f"{CASE}meekijken/terugnemen/": open_by(Permission.DECIDE_CASE, "post"),
    f"{CASE}intrekken/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}afsluiten/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}heropenen/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}besluit/": open_by(Permission.READ_CASES),
    f"{CASE}besluit/bewijs.json": open_by(Permission.READ_CASES),
    f"{CASE}besluit/regels-<str:side>.json": open_by(Permission.READ_CASES),
    f"{CASE}besluit/doorrekenen/": open_by(Permission.READ_CASES),
    f"{CASE}besluit/uitkomst/": open_by(Permission.DECIDE_CASE, "get", "post"),
    "melden/": open_by(EVERYBODY, "get", "post"),
    "melden/ontvangen/": open_by(EVERYBODY),
    "melden/stand/": open_by(EVERYBODY, "get", "post"),
    "beheer/meldpunt/": open_by(Permission.MANAGE_USERS, "get", "post"),
    "beheer/bewaren/": open_by(Permission.MANAGE_USERS, "get", "post"),
    "beheer/bewaren/<slug:kind>/": open_by(Permission.MANAGE_USERS, "get", "post"),
    "werkvoorraad/<casus:number>/gegevens-persoon/overzicht/": open_by(Permission.OPEN_CASE),
    "werkvoorraad/<casus:number>/gegevens-persoon/overzicht.json": open_by(Permission.OPEN_CASE),
    "werkvoorraad/meldingen/": open_by(Permission.READ_CASES),
    SIGNAL: open_by(Permission.OPEN_CASE),
    f"{SIGNAL}oppakken/": open_by(Permission.OPEN_CASE, "post"),
    f"{SIGNAL}casus/": open_by(Permission.OPEN_CASE, "post"),
    f"{SIGNAL}koppelen/": open_by(Permission.OPEN_CASE, "post"),
    f"{SIGNAL}afhandelen/": open_by(Permission.OPEN_CASE, "get", "post"),
    "werkvoorraad/personen/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}gegevens-persoon/": open_by(Permission.READ_CASES),
    f"{CASE}gegevens-persoon/invullen/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}gegevens-persoon/zoeken/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}gegevens-persoon/bsn/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}gegevens-persoon/koppelen/<uuid:person_id>/": open_by(Permission.OPEN_CASE, "post"),
    f"{CASE}gegevens-persoon/ontkoppelen/": open_by(Permission.OPEN_CASE, "post"),
    f"{CASE}wijzigingen/": open_by(Permission.READ_CASES),
    f"{CASE}wijzigingen/nakijken/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}wijzigingen/regel/<uuid:change_id>/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}wijzigingen/regel/<uuid:change_id>/terug/": open_by(
        Permission.DECIDE_CASE, "get", "post"
    ),
    f"{CASE}wijzigingen/<slug:slug>/": open_by(Permission.DECIDE_CASE, "get", "post"),
    "werkvoorraad/uitkomsten/": open_by(Permission.READ_CASES),
    f"{CASE}besluit/loopbaan/": open_by(Permission.READ_CASES),
    "werkvoorraad/overnemen/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}verhuizen/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}verhuizen/<uuid:transfer_id>/bestand.json": open_by(Permission.DECIDE_CASE),
    f"{CASE}overgenomen/": open_by(Permission.READ_CASES),
    f"{CASE}besluit/einde/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}besluit/einde/nakijken/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}besluit/einde/terug/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}besluit/uitkomst/vervolgdienst-terug/": open_by(Permission.DECIDE_CASE, "get", "post"),
    f"{CASE}vervolg/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}volgende-baan/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}termijn/<slug:slug>/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}termijn/regel/<uuid:event_id>/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}<slug:slug>/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}<slug:slug>/bevinding/": open_by(Permission.OPEN_CASE, "get", "post"),
    f"{CASE}<slug:slug>/bewaren/": open_by(Permission.OPEN_CASE, "get", "post"),
    "vergelijken/": open_by(Permission.READ_BENCHMARK),
    "vergelijken/tabel/": open_by(Permission.READ_BENCHMARK),
    "vergelijken/export.csv": open_by(Permission.READ_BENCHMARK),
    "vergelijken/<board:page>/eigen-groep/": open_by(Permission.READ_BENCHMARK),
    "vergelijken/<board:page>/": open_by(Permission.READ_BENCHMARK),
    "vergelijken/<board:page>/tabel/": open_by(Permission.READ_BENCHMARK),
    "vergelijken/<board:page>/export.csv": open_by(Permission.READ_BENCHMARK),
    "vergelijken/<dash:rest>": open_by(Permission.READ_BENCHMARK, "get", "post"),
    "api/v1/evaluations": open_by(Permission.READ_POLICY, "post"),
    "api/v1/reports": open_by(Permission.READ_BENCHMARK),
    "api/v1/reports/<uuid:key>": open_by(Permission.READ_BENCHMARK),
    "api/v1/benchmark-figures": open_by(Permission.READ_BENCHMARK),
    "api/v1/indicators/<slug:name>/figures": open_by(Permission.READ_BENCHMARK),
    "api/v1/indicators/<slug:name>/figures/organisations": open_by(Permission.READ_BENCHMARK),
    "api/v1/outcome-figures": open_by(Permission.READ_CASES),
    "api/v1/coaches": open_by(Permission.READ_REGISTER),
    "api/v1/cases": open_by(Permission.READ_CASES),
    "api/v1/cases/<slug:number>": open_by(Permission.READ_CASES),
    "api/v1/cases/<slug:number>/changes": open_by(Permission.READ_CASES),
    "api/v1/cases/<slug:number>/outcomes": open_by(Permission.DECIDE_CASE, "get", "post"),
    "graphql": open_by(SIGNED_IN, "post"),  # every field asks for its own permission
}
PUBLIC_ROUTES = SHARED_ROUTES | {
    "": open_by(EVERYBODY),
    "cijfers/": open_by(EVERYBODY),  # of groups, from the newest release that was brought out
    "cijfers/export.csv": open_by(EVERYBODY),
    "cijfers/<slug:name>/": open_by(EVERYBODY),
    "cijfers/<slug:name>/export.csv": open_by(EVERYBODY),
    "rapporten/": open_by(EVERYBODY),
    REPORT: open_by(EVERYBODY),
    f"{REPORT}rapport.<slug:extension>": open_by(EVERYBODY),
    "profielen/": open_by(EVERYBODY),
    "profielen/<slug:code>/": open_by(EVERYBODY),
    "profielen/voorbeelden/": open_by(EVERYBODY),
    "profielen/voorbeelden/<slug:vignette_id>/": open_by(EVERYBODY),
    "profielen/vergelijking.csv": open_by(EVERYBODY),
    "profielen/vergelijking.json": open_by(EVERYBODY),
    "profielen/verschillen/": open_by(EVERYBODY),
    "profielen/verschillen.csv": open_by(EVERYBODY),
    "profielen/verschillen.json": open_by(EVERYBODY),
    "profielen/harmoniseren/": open_by(EVERYBODY),
    "profielen/harmoniseren.csv": open_by(EVERYBODY),
    "profielen/harmoniseren.json": open_by(EVERYBODY),
    "profielen/bundel.yaml": open_by(EVERYBODY),
    "profielen/feed.atom": open_by(EVERYBODY),
    "profielen/feed.json": open_by(EVERYBODY),
    "profielen/<slug:code>/afdrukken/": open_by(EVERYBODY),
    "profielen/<slug:code>/beleid.pdf": open_by(EVERYBODY),
    "profielen/<slug:code>/beleid.xlsx": open_by(EVERYBODY),
    "health": open_by(EVERYBODY),
    "doorrekenen/": open_by(Permission.ASK_ACROSS, "get", "post"),
    "doorrekenen/<uuid:asked_id>/": open_by(Permission.ASK_ACROSS),
    "doorrekenen/<uuid:asked_id>/cijfers.csv": open_by(Permission.ASK_ACROSS),
    "doorrekenen/<uuid:asked_id>/cijfers.json": open_by(Permission.ASK_ACROSS),
    "beheer/": open_by(Permission.MANAGE_TENANTS),
    "beheer/kaarten/": open_by(Permission.MANAGE_TENANTS, "get", "post"),
    "beheer/kaarten/<slug:kind>/": open_by(Permission.MANAGE_TENANTS),
    "beheer/kaarten/<slug:kind>/weghalen/": open_by(Permission.MANAGE_TENANTS, "get", "post"),
    "beheer/publicaties/": open_by(Permission.RELEASE_FIGURES),
    "beheer/publicaties/maken/": open_by(Permission.RELEASE_FIGURES, "post"),
    "beheer/publicaties/<int:number>/": open_by(Permission.RELEASE_FIGURES),
    "beheer/publicaties/<int:number>/besluit/": open_by(Permission.RELEASE_FIGURES, "post"),
    "publicaties/<int:number>/niet-te-zien.json": open_by(EVERYBODY),
    "beheer/basis/": open_by(Permission.MANAGE_BASELINE),
    "beheer/basis/nieuw/": open_by(Permission.MANAGE_BASELINE, "get", "post"),
    "beheer/basis/<uuid:proposal_id>/": open_by(Permission.MANAGE_BASELINE),
    "beheer/basis/<uuid:proposal_id>/publiceren/": open_by(Permission.MANAGE_BASELINE, "post"),
    "beheer/basis/<uuid:proposal_id>/terugnemen/": open_by(Permission.MANAGE_BASELINE, "post"),
    "beheer/basis/<uuid:proposal_id>/intrekken/": open_by(
        Permission.MANAGE_BASELINE, "get", "post"
    ),
    "beheer/basis/<uuid:proposal_id>/intrekken/bevestigen/": open_by(
        Permission.MANAGE_BASELINE, "post"
    ),
    "beheer/uitvoerders/nieuw/": open_by(Permission.MANAGE_TENANTS, "get", "post"),
    "beheer/uitvoerders/<str:schema_name>/openen/": open_by(
        Permission.MANAGE_TENANTS, "get", "post"
    ),
}
HOSTS = {"config.urls": TENANT_ROUTES, "config.urls_public": PUBLIC_ROUTES}
EXAMPLES = {
    "<uuid:user_id>": str(uuid.UUID(int=7)),
    "<uuid:asked_id>": str(uuid.UUID(int=7)),
    "<uuid:file_id>": str(uuid.UUID(int=7)),
    "<uuid:mapping_id>": str(uuid.UUID(int=7)),
    "<uuid:event_id>": str(uuid.UUID(int=7)),
    "<uuid:objection_id>": str(uuid.UUID(int=7)),
    "<uuid:letter_id>": str(uuid.UUID(int=7)),
    "<uuid:snapshot_id>": str(uuid.UUID(int=7)),
    "<slug:extension>": "pdf",
    "<slug:language>": "nl",
    "<str:code>": "7K4MQ2XP9RTD3HVA",
    "<uuid:signal_id>": str(uuid.UUID(int=7)),
    "<uuid:change_id>": str(uuid.UUID(int=7)),
    "<uuid:transfer_id>": str(uuid.UUID(int=7)),
    "<uuid:person_id>": str(uuid.UUID(int=7)),
    "<uuid:scenario_id>": str(uuid.UUID(int=7)),
    "<uuid:draft_id>": str(uuid.UUID(int=7)),
    "<uuid:proposal_id>": str(uuid.UUID(int=7)),
    "<uuid:version_id>": str(uuid.UUID(int=7)),
    "<uuid:round_id>": str(uuid.UUID(int=7)),
    "<uuid:organisation_id>": str(uuid.UUID(int=7)),
    "<uuid:coach_id>": str(uuid.UUID(int=7)),
    "<uuid:key>": str(uuid.UUID(int=7)),
    "<uuid:talk_id>": str(uuid.UUID(int=7)),
    "<uuid:agreement_id>": str(uuid.UUID(int=7)),
    "<int:version>": "1",
    "<uuid:proof_id>": str(uuid.UUID(int=7)),
    "<uuid:correction_id>": str(uuid.UUID(int=7)),
    "<int:place>": "1",
    "<parameter:parameter>": "contract.minimum_months",
    "<casus:number>": "2026-00001",
    "<slug:slug>": "persoon",
    "<slug:kind>": "signal",
    "<slug:code>": "uwv-baseline",
    "<str:side>": "own",
    "<str:schema_name>": "nergens",
    "<slug:name>": "uwv-baseline",
    "<slug:number>": "2026-0001",
    "<slug:vignette_id>": "punch-card",
    "<int:number>": "1",
    "<dash:rest>": "_dash-layout",
    "<board:page>": "waardoor",
}


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Give every pattern under a resolver, as it is written in the address tables."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield before + str(entry.pattern)
        else:
            yield from patterns(entry, before + str(entry.pattern))


def address(pattern: str) -> str:
    for placeholder, example in EXAMPLES.items():
        pattern = pattern.replace(placeholder, example)
    return f"/{pattern}"


@pytest.mark.parametrize("urls", HOSTS)
def test_every_address_says_who_may_open_it(urls):
    """An address without a row would be one that nobody thought about."""
    found = set(patterns(get_resolver(urls)))
    assert sorted(found) == sorted(HOSTS[urls])


@pytest.mark.parametrize("role", [None, *TENANT_ROLES])
def test_addresses_of_a_tenant_open_to_their_roles_only(role, first_tenant, sign_in):
    """To visitors they give the sign-in page or 401, to other roles 403."""
    client = sign_in(first_tenant, *([role] if role else []))
    asked = _to_ask(TENANT_ROUTES, role, of=TENANT_ROLES)
    assert list(_wrongly_answered(client, asked, role)) == []


@pytest.mark.parametrize("role", [None, *PLATFORM_ROLES])
def test_addresses_of_the_platform_open_to_its_own_roles_only(role, two_tenants, sign_in):
    """There are no other accounts on the public host; a tenant's session is nobody here."""
    client = sign_in(None, *([role] if role else []))
    asked = _to_ask(PUBLIC_ROUTES, role, of=PLATFORM_ROLES)
    assert list(_wrongly_answered(client, asked, role)) == []


def _to_ask(
    routes: Mapping[str, Route], role: Role | None, *, of: Collection[Role]
) -> Mapping[str, Route]:
    """Give all that is closed to a role, and of what is open that which no role before it opens.

    What one role opens, every other that has its permission opens by the same check, and to make
    each page again for each of them took half of the time.
    """
    asked = {}
    for pattern, route in routes.items():
        may = [each for each in (None, *of) if _may_open(each, route)]
        if role not in may or role == may[0]:
            asked[pattern] = route
    return asked


def _wrongly_answered(
    client: Client, routes: Mapping[str, Route], role: Role | None
) -> Iterator[tuple[str, str, int]]:
    client.raise_request_exception = False
    asked = [(pattern, method) for pattern, route in routes.items() for method in route.methods]
    cookies = client.cookies.output()
    for pattern, method in asked:
        client.cookies.load(cookies.replace("Set-Cookie: ", ""))
        with transaction.atomic():
            answer = client.generic(method.upper(), address(pattern))
            transaction.set_rollback(True)  # whatever the page did, the next one starts afresh
        if answer.status_code >= 500 or _is_open(answer) != _may_open(role, routes[pattern]):
            yield pattern, method, answer.status_code


def _is_open(answer) -> bool:
    to_sign_in = answer.headers.get("Location", "").startswith("/aanmelden/?next=")
    return answer.status_code not in (401, 403) and not to_sign_in


def _may_open(role: Role | None, route: Route) -> bool:
    if route.opens == EVERYBODY:
        return True
    if role is None:
        return False
    return route.opens == SIGNED_IN or route.opens in ROLE_PERMISSIONS[role]


def test_an_administrator_of_people_sees_no_case_and_an_analyst_no_person():
    """Who manages access does not see the work, and comparison needs no names (BIO2 8.03.02)."""
    cases = {Permission.READ_CASES, Permission.OPEN_CASE, Permission.DECIDE_CASE}
    others = (Role.TENANT_ADMIN, *PLATFORM_ROLES, Role.ANALYST, Role.POLICY_OFFICER)
    for role in others:
        assert not cases & ROLE_PERMISSIONS[role]
    assert set(ROLE_PERMISSIONS) == set(Role)
