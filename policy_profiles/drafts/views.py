"""Drafts on the host of a tenant: the list, starting one, its sheet, planning and offering it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
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
from policy_profiles import queries
from policy_profiles.deviations.queries import stale_rows
from policy_profiles.deviations.unexplained import unexplained_during
from policy_profiles.drafts import actions as making
from policy_profiles.drafts import queries as drafts
from policy_profiles.drafts.forms import CURRENT, DraftFilter, PlanForm, StartForm
from policy_profiles.drafts.page_parts import bench_of, with_draft
from policy_profiles.drafts.queries import DraftRow
from policy_profiles.drafts.sheet import draft_sheet
from policy_profiles.status import VersionStatus
from policy_profiles.versions.changes import changes_between
from policy_profiles.versions.footing import footing_of
from policy_profiles.versions.returns import return_of
from rulebook.parameter import PARAMETERS, Parameter
from rulebook.profiles import shipped_layers


@require_safe
@requires(Permission.READ_POLICY)
def overview(request: HttpRequest) -> HttpResponse:
    """List the drafts, and the versions that wait for a colleague."""
    rows = drafts.draft_rows()
    names = accounts.names_of(user_ids={row.changed_by for row in rows})
    waiting = [row for row in queries.versions() if row.status == VersionStatus.IN_REVIEW]
    context = {
        "drafts": [(row, names.get(row.changed_by, "")) for row in rows],
        "bases": {name: layer.title for name, layer in shipped_layers().items()},
        "waiting": waiting,
        "may_edit": has_permission(request.user, Permission.EDIT_POLICY),
    }
    return render(request, "policy_profiles/drafts.html", context)


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft, from what holds now or from a shared layer."""
    try:
        has_current = bool(queries.profile_on(on=timezone.localdate()))
    except queries.NoProfileInForce:
        has_current = False
    form = StartForm(request.POST or None, has_current=has_current, language=language_now())
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["begin"]
        draft_id = making.start_draft(
            actor=actor_of(request),
            title=form.cleaned_data["naam"],
            base=None if base == CURRENT else base,
            planned_from=form.cleaned_data["ingang"],
        )
        return redirect("policy:draft", draft_id)
    context = {"form": form}
    return render(request, "policy_profiles/draft_start.html", context, status=status_of(form))


@require_safe
@requires(Permission.READ_POLICY)
@with_draft
@never_cache
def sheet(request: HttpRequest, draft: DraftRow) -> HttpResponse:
    """Show every value of a draft beside what holds now, UWV, the region, the G4 and the others."""
    form = DraftFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    bench = bench_of(draft)
    context = {
        "form": form,
        "draft": draft,
        "bench": bench,
        "to_discuss": _to_discuss(draft),
        "base_title": shipped_layers()[draft.base].title,
        "sheet": draft_sheet(bench, search=wanted.get("zoek", ""), wanted=wanted.get("toon", "")),
        "returned": return_of(version_id=draft.returned_as),
        "may_edit": has_permission(request.user, Permission.EDIT_POLICY) and not draft.is_offered,
    }
    return render(request, "policy_profiles/draft.html", context)


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "POST"])
@with_draft
def plan(request: HttpRequest, draft: DraftRow) -> HttpResponse:
    """Name a draft and say from when to when it is meant to hold."""
    initial = {"naam": draft.title, "ingang": draft.planned_from, "einde": draft.planned_to}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            making.plan_draft(
                actor=actor_of(request),
                draft_id=draft.id,
                revision=revision_of(request),
                title=given["naam"],
                planned_from=given["ingang"],
                planned_to=given["einde"],
            )
        except (making.DraftChanged, making.DraftOffered) as refused:
            return told(request, draft, refused)
        return redirect("policy:draft", draft.id)
    context = {"form": form, "draft": draft}
    return render(request, "policy_profiles/draft_plan.html", context, status=status_of(form))


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "POST"])
@with_draft
def discard(request: HttpRequest, draft: DraftRow) -> HttpResponse:
    """Ask whether a draft may go, and remove it."""
    if request.method == "POST":
        try:
            making.discard_draft(
                actor=actor_of(request), draft_id=draft.id, revision=revision_of(request)
            )
        except (making.DraftChanged, making.DraftOffered) as refused:
            return told(request, draft, refused)
        messages.success(request, _("Het concept is weggegooid."))
        return redirect("policy:drafts")
    return render(request, "policy_profiles/draft_discard.html", {"draft": draft})


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "POST"])
@with_draft
@never_cache
def offer(request: HttpRequest, draft: DraftRow) -> HttpResponse:
    """Show what would change and what still lacks a reason, and offer it to a colleague."""
    bench = bench_of(draft)
    missing = unexplained_during(
        layers=bench.draft.layers, valid_from=bench.draft.on, valid_to=draft.planned_to
    )
    if request.method == "POST" and not missing and not draft.to_discuss:
        try:
            version_id = making.offer_draft(
                actor=actor_of(request), draft_id=draft.id, revision=revision_of(request)
            )
        except (making.DraftChanged, making.DraftOffered) as refused:
            return told(request, draft, refused)
        messages.success(
            request, _("De versie is aangeboden. Een collega controleert en publiceert haar.")
        )
        return redirect("policy:version", version_id)
    context = {
        "draft": draft,
        "on": bench.draft.on,
        "missing": [PARAMETERS[name] for name in missing],
        "stale": len(
            stale_rows(
                profile=bench.draft,
                baseline=bench.baseline,
                today=bench.today,
                language=bench.language,
            )
        ),
        "to_discuss": _to_discuss(draft),
        "changes": changes_between(
            before=bench.current, after=bench.draft, language=bench.language
        ),
        "footing": footing_of(before=bench.current, after=bench.draft),
    }
    status = 400 if request.method == "POST" else 200  # something stands in the way
    return render(request, "policy_profiles/draft_offer.html", context, status=status)


def _to_discuss(draft: DraftRow) -> list[Parameter]:
    """Give what has to be decided of a new baseline; what this release does not know is left."""
    return [PARAMETERS[name] for name in draft.to_discuss if name in PARAMETERS]


def revision_of(request: HttpRequest) -> int:
    """Give the revision that the page was made of; 0, which no draft has, where it names none."""
    given = request.POST.get("revisie", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def told(request: HttpRequest, draft: DraftRow, refused: Exception) -> HttpResponse:
    """Send on to the draft as it now is, and say why nothing was saved."""
    if isinstance(refused, making.DraftOffered):
        text = _("Dit concept ligt ter controle. Neem het eerst terug om het te wijzigen.")
    else:
        text = _("Iemand heeft dit concept intussen gewijzigd. Kijk het na en probeer het opnieuw.")
    messages.warning(request, text)
    return redirect("policy:draft", draft.id)
