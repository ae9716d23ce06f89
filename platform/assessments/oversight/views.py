"""The pages of watching over coaching: a report, a check of the log, what was seen of a coach."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.following.actions import NotYet
from assessments.following.norms import norms_of
from assessments.following.page_parts import follows, said_norms
from assessments.following.queries import log_of
from assessments.following.status import FollowChange
from assessments.oversight import actions
from assessments.oversight.codes import LogVerdict
from assessments.oversight.forms import LogCheckForm, RemarkForm, ReportForm
from assessments.oversight.page_parts import collects_remarks
from assessments.oversight.queries import checks_of, log_kept, remarks_by_organisation
from assessments.oversight.risk import period_to_check, risks_of
from assessments.page_parts import with_case
from assessments.providers.queries import provider_of
from assessments.queries import CaseRow
from assessments.rules_of_case import rules_of


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.REPORT)
def report(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask on which day a report of the coach came, and put that on record."""
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.record_report(
                actor=actor_of(request),
                case_id=case.id,
                received_on=form.cleaned_data["received_on"],
                once=form.cleaned_data["once"],
            )
        except NotYet:
            form.add_error("received_on", _("Geef vandaag of een eerdere dag."))
        else:
            messages.success(request, _("Vastgelegd dat het verslag er is."))
            return redirect("assessments:following", case.number)
    context = {"norms": said_norms(rules_of(case), "report.every_months")}
    return _page(request, case, "report", form, context)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.CHECK_LOG)
def check_log(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Show the log of a period with why it is looked at, and ask how it was found."""
    today, rules = timezone.localdate(), rules_of(case)
    kept = log_kept(case_id=case.id, today=today)
    norms = norms_of(rules.own if rules else None)
    period = period_to_check(kept, checked=norms.log_checked, today=today)
    form = LogCheckForm(request.POST if request.method == "POST" else None)
    if period is not None and form.is_bound and form.is_valid():
        actions.record_log_check(
            actor=actor_of(request),
            case_id=case.id,
            until=period.ends_on,
            verdict=LogVerdict(form.cleaned_data["verdict"]),
        )
        messages.success(request, _("De controle van het logboek is vastgelegd."))
        return redirect("assessments:following", case.number)
    context = {
        "period": period,
        "risks": risks_of(kept, period) if period else (),
        "entries": [
            row for row in log_of(case_id=case.id) if period and period.holds_day(row.first_day)
        ],
        "checks": checks_of(case_id=case.id),
        "norms": said_norms(rules, "log.checked"),
    }
    return _page(request, case, "check_log", form, context)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@follows(FollowChange.REMARK)
def remark(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Ask what was seen of the organisation that coaches, and put it on record."""
    provider = provider_of(case_id=case.id)
    organisation = provider.chosen.organisation if provider else None
    if organisation is None or not collects_remarks(rules_of(case)):
        messages.info(request, _("Hier is nu niets over wie begeleidt vast te leggen."))
        return redirect("assessments:case", case.number)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.record_remark(
                actor=actor_of(request),
                case_id=case.id,
                on=form.cleaned_data["on"],
                kinds=form.seen(),
                once=form.cleaned_data["once"],
            )
        except NotYet:
            form.add_error("on", _("Geef vandaag of een eerdere dag."))
        else:
            messages.success(request, _("Vastgelegd. Wie toezicht houdt, ziet het in de lijst."))
            return redirect("assessments:case", case.number)
    return _page(request, case, "remark", form, {"organisation": organisation})


@requires(Permission.READ_REGISTER)
@require_GET
@never_cache
def remarks(request: HttpRequest) -> HttpResponseBase:
    """List what was said here of each organisation, without any case or person."""
    return render(
        request, "assessments/oversight/remarks.html", {"rows": remarks_by_organisation()}
    )


def _page(
    request: HttpRequest,
    case: CaseRow,
    name: str,
    form: ReportForm | LogCheckForm | RemarkForm,
    context: Mapping[str, object],
) -> HttpResponseBase:
    return render(
        request,
        f"assessments/oversight/{name}.html",
        {"case": case, "form": form, **context},
        status=400 if form.is_bound else 200,
    )
