"""Addresses of the consultant's work, on the host of a tenant."""

from django.urls import include, path, register_converter

from assessments import (
    case_pages,
    decide_pages,
    decision_pages,
    elsewhere_pages,
    keeping_pages,
    word_pages,
    worklist_pages,
)


class CaseNumber:
    """A case number, such as 2026-00012."""

    regex = r"\d{4}-\d{5,7}"

    def to_python(self, value: str) -> str:
        """Give the number as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Give the number as it is."""
        return value


register_converter(CaseNumber, "casus")

app_name = "assessments"
_CASE = "werkvoorraad/<casus:number>/"
urlpatterns = [
    path("woorden/", word_pages.words, name="own_words"),
    path("werkvoorraad/", worklist_pages.worklist, name="worklist"),
    path("werkvoorraad/zoeken/", worklist_pages.search, name="search"),
    path("werkvoorraad/nieuw/", worklist_pages.open_case, name="open"),
    path("werkvoorraad/inlezen/", include("assessments.intake_files.urls")),
    path("", include("assessments.people.urls")),
    path("", include("assessments.signals.urls")),
    path("", include("assessments.retention.urls")),
    path("", include("assessments.term.urls")),
    path("", include("assessments.plans.urls")),
    path("", include("assessments.changes.urls")),
    path("", include("assessments.moving.urls")),
    path("", include("assessments.gathering.urls")),
    path("", include("assessments.joint.urls")),
    path("", include("assessments.providers.urls")),
    path("", include("assessments.following.urls")),
    path("", include("assessments.oversight.urls")),
    path("", include("assessments.lasting.urls")),
    path("", include("assessments.sharing.urls")),
    path("", include("assessments.practice.urls")),
    path("", include("assessments.trying.urls")),
    path("", include("assessments.second_person.urls")),
    path("", include("assessments.letters.urls")),
    path("", include("assessments.objections.urls")),
    path(_CASE, case_pages.case, name="case"),
    path(f"{_CASE}controleren/", case_pages.check, name="check"),
    path(f"{_CASE}elders/", elsewhere_pages.elsewhere, name="elsewhere"),
    path(f"{_CASE}besluiten/", decide_pages.decide, name="decide"),
    path(f"{_CASE}besluiten/vastleggen/", decide_pages.look, name="decide_look"),
    path(f"{_CASE}intrekken/", decide_pages.withdraw, name="withdraw"),
    path(f"{_CASE}besluit/", decision_pages.decision, name="decision"),
    path(f"{_CASE}besluit/bewijs.json", decision_pages.receipt, name="receipt"),
    path(f"{_CASE}besluit/regels-<str:side>.json", decision_pages.rules, name="rules"),
    path(f"{_CASE}besluit/doorrekenen/", decision_pages.replay, name="replay"),
    path(f"{_CASE}afsluiten/", decision_pages.close, name="close"),
    path(f"{_CASE}heropenen/", decision_pages.reopen, name="reopen"),
    path(f"{_CASE}<slug:slug>/", case_pages.step, name="step"),
    path(f"{_CASE}<slug:slug>/bevinding/", case_pages.live_finding, name="live_finding"),
    path(f"{_CASE}<slug:slug>/bewaren/", keeping_pages.keep, name="step_keep"),
]
