"""Versions on the host of a tenant: the list, and the one page on which a version is published."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import queries as accounts
from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, has_permission, requires
from accounts.plain_forms import status_of
from policy_profiles import actions, queries, touched
from policy_profiles.models import ProfileDraft
from policy_profiles.policy_day import is_in_reach
from policy_profiles.queries import NoSuchVersion, VersionRow
from policy_profiles.status import ChangeNotAllowed, ReturnReason, VersionStatus
from policy_profiles.touched import Touched
from policy_profiles.versions.forms import PublishForm, ReturnForm
from policy_profiles.versions.history import VersionEvent, history_of
from policy_profiles.versions.in_the_way import in_the_way
from policy_profiles.versions.repair import repairs
from policy_profiles.versions.returns import return_of
from policy_profiles.versions.review import Review, review_of
from policy_profiles.what_if.summary import Summary, summary_of

P = ParamSpec("P")


def with_version(
    view: Callable[Concatenate[HttpRequest, VersionRow, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, UUID, P], HttpResponse]:
    """Give a view the version that its address names, or answer that there is none."""

    @wraps(view)
    def found(
        request: HttpRequest, version_id: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        try:
            row = queries.version_row(version_id=version_id)
        except NoSuchVersion as missing:
            raise Http404(str(missing)) from missing
        return view(request, row, *args, **kwargs)

    return found


@require_safe
@requires(Permission.READ_POLICY)
def overview(request: HttpRequest) -> HttpResponse:
    """List every version with its state and its days."""
    rows = queries.versions()
    people = {person for row in rows for person in (row.made_by, row.checked_by) if person}
    names = accounts.names_of(user_ids=people)
    listed = [
        (row, names.get(row.made_by, ""), names.get(row.checked_by, "") if row.checked_by else "")
        for row in rows
    ]
    return render(request, "policy_profiles/versions.html", {"versions": listed})


@require_safe
@requires(Permission.READ_POLICY)
@with_version
@never_cache
def version(request: HttpRequest, row: VersionRow) -> HttpResponse:
    """Show a version; one in review with all that publishing it would do."""
    if row.status == VersionStatus.IN_REVIEW:
        on = _day(request.GET.get("ingang", "")) or _planned(row)
        return _review_page(request, row, on)
    again = _to_look_at_again(row)
    context = {
        **_about(request, row),
        "again": again,
        "repairs": repairs(version_id=row.id, touched=again),
        "events": _history(row),
    }
    return render(request, "policy_profiles/version.html", context)


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "HEAD", "POST"])
@with_version
def publish(request: HttpRequest, row: VersionRow) -> HttpResponse:
    """Publish a version that a colleague made, exactly as it was read."""
    if request.method != "POST":  # by the back button, or from an address that was kept
        return redirect("policy:version", row.id)
    if row.status != VersionStatus.IN_REVIEW:
        return _too_late(request, row)
    seen = _day(request.POST.get("bekeken", "")) or _planned(row)
    review = _review(row, seen)
    form = PublishForm(request.POST, has_surprises=bool(review.surprises), initial={})
    if not form.is_valid():
        return _review_page(request, row, seen, form=form)
    given = form.cleaned_data
    if given["ingang"] != seen:
        messages.info(request, _("U koos een andere dag. Kijk wat er vanaf die dag verandert."))
        return redirect(f"{request.path.removesuffix('publiceren/')}?ingang={given['ingang']}")
    try:
        actions.publish(
            actor=actor_of(request),
            version_id=row.id,
            valid_from=given["ingang"],
            valid_to=given["einde"],
            succeeds=True,
        )
    except actions.MakerIsChecker:
        form.add_error(
            None,
            _("U maakte deze versie zelf. Vraag een collega om haar te publiceren.")
            if row.made_by == actor_of(request).id
            else _("U werkte mee aan deze versie. Vraag een andere collega om haar te publiceren."),
        )
    except actions.DeviationsUnexplained:
        form.add_error(None, _("Er zijn afwijkingen zonder reden. Geef de versie terug."))
    except actions.PeriodTaken:
        form.add_error("ingang", _in_the_way(given["ingang"], given["einde"]))
    except ChangeNotAllowed:
        return _too_late(request, row)
    else:
        messages.success(request, _("De versie is gepubliceerd."))
        return redirect("policy:version", row.id)
    return _review_page(request, row, seen, form=form)


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "HEAD", "POST"])
@with_version
def give_back(request: HttpRequest, row: VersionRow) -> HttpResponse:
    """Give a version back to its maker, or take back one's own."""
    if request.method != "POST":
        return redirect("policy:version", row.id)
    actor = actor_of(request)
    form = ReturnForm(request.POST)
    given: dict[str, Any] = {"reason": ReturnReason.TAKEN_BACK}
    if row.made_by != actor.id:
        if not form.is_valid():
            return _review_page(request, row, _planned(row), returning=form)
        given = {
            "reason": ReturnReason(form.cleaned_data["reden"]),
            "explanation": form.cleaned_data["toelichting"],
        }
    draft = ProfileDraft.objects.filter(offered_as=row.id).values_list("pk", flat=True).first()
    try:
        actions.give_back(actor=actor, version_id=row.id, **given)
    except ChangeNotAllowed:
        return _too_late(request, row)
    messages.success(
        request, _("De versie is teruggegeven. Het concept kan weer worden gewijzigd.")
    )
    return redirect("policy:draft", draft) if draft else redirect("policy:version", row.id)


def _review_page(
    request: HttpRequest,
    row: VersionRow,
    on: date,
    *,
    form: PublishForm | None = None,
    returning: ReturnForm | None = None,
) -> HttpResponse:
    review = _review(row, on)
    draft = ProfileDraft.objects.filter(offered_as=row.id).first()
    end = draft.planned_to if draft and draft.planned_to and draft.planned_to > on else None
    initial = {"ingang": on, "bekeken": on, "einde": end}
    context = {
        **_about(request, row),
        "review": review,
        "effect": _effect(row, on),
        "in_the_way": _in_the_way(on, end),
        "form": form or PublishForm(has_surprises=bool(review.surprises), initial=initial),
        "returning": returning or ReturnForm(),
        "is_maker": row.made_by == actor_of(request).id,
        "worked_on_it": actor_of(request).id in row.made_with,
        "draft": draft,
    }
    refused = [each for each in (form, returning) if each is not None]
    status = max((status_of(each) for each in refused), default=200)
    return render(request, "policy_profiles/version_review.html", context, status=status)


def _review(row: VersionRow, on: date) -> Review:
    return review_of(row=row, on=on, today=timezone.localdate(), language=language_now())


def _effect(row: VersionRow, on: date) -> Summary | None:
    return summary_of(key=f"versie:{row.id}@{on.isoformat()}", today=timezone.localdate())


def _in_the_way(valid_from: date, valid_to: date | None) -> str:
    return in_the_way(valid_from=valid_from, valid_to=valid_to, language=language_now())


def _day(text: str) -> date | None:
    """Read a day of an address or a hidden field; what is none, or out of reach, is not given."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if is_in_reach(day) else None


def _planned(row: VersionRow) -> date:
    """Give the day that the maker had in mind, else today."""
    found = ProfileDraft.objects.filter(offered_as=row.id).values_list("planned_from", flat=True)
    return found.first() or timezone.localdate()


def _about(request: HttpRequest, row: VersionRow) -> dict[str, Any]:
    people = {person for person in (row.made_by, row.checked_by) if person}
    names = accounts.names_of(user_ids=people)
    return {
        "row": row,
        "maker": names.get(row.made_by, ""),
        "checker": names.get(row.checked_by, "") if row.checked_by else "",
        "returned": return_of(version_id=row.id),
        "may_edit": has_permission(request.user, Permission.EDIT_POLICY),
        "sees_cases": has_permission(request.user, Permission.READ_CASES),
    }


def _history(row: VersionRow) -> list[tuple[VersionEvent, str]]:
    """Give what happened to a version, each with the name of who did it."""
    events = history_of(version_id=row.id)
    names = accounts.names_of(user_ids={event.who for event in events if event.who})
    return [(event, names.get(event.who, "") if event.who else "") for event in events]


def _to_look_at_again(row: VersionRow) -> Touched:
    """Give the decisions that were taken under a version on days for which it no longer holds."""
    if row.status == VersionStatus.WITHDRAWN:
        return touched.decisions(version_id=row.id, valid_from=date.min)
    if row.status == VersionStatus.ENDED and row.valid_to:
        return touched.decisions(version_id=row.id, valid_from=row.valid_to)
    return Touched()


def _too_late(request: HttpRequest, row: VersionRow) -> HttpResponse:
    messages.warning(request, _("Een collega heeft hier intussen al over beslist."))
    return redirect("policy:version", row.id)
