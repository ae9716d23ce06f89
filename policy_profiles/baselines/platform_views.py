"""The UWV baseline in the administration: what holds when, putting one forward, publishing it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import queries as accounts
from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from policy_profiles.baselines import platform_actions
from policy_profiles.baselines.forms import BaselineForm
from policy_profiles.baselines.platform_actions import NewBaseline
from policy_profiles.baselines.platform_queries import (
    ProposalRow,
    ProposalState,
    profile_of_proposal,
    proposal_row,
    proposal_rows,
)
from policy_profiles.baselines.side_by_side import beside_what_holds
from policy_profiles.baselines.uploads import BaselineUpload, read_baseline
from policy_profiles.bundles.bundle import BadBundle
from policy_profiles.bundles.views import in_words
from policy_profiles.register.baselines import baselines
from rulebook.text import Text

_FORM_PAGE = "policy_profiles/baseline_new.html"


@require_safe
@requires(Permission.MANAGE_BASELINE)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """List the baselines in the order in which they hold, and what waits for a second person."""
    known, rows = baselines(), proposal_rows()
    names = _names(rows)
    today = timezone.localdate()
    is_out = (ProposalState.PUBLISHED, ProposalState.WITHDRAWN)
    pages = {row.label: row.id for row in rows if row.state in is_out}
    context = {
        "versions": [
            (one, one == known.on(today), pages.get(one.label)) for one in reversed(known.versions)
        ],
        "waiting": [
            (row, names.get(row.made_by, "")) for row in rows if row.state is ProposalState.WAITING
        ],
        "leaving": [
            (row, row.withdrawal, names.get(row.withdrawal.made_by, ""))
            for row in rows
            if row.withdrawal is not None and row.can_be_withdrawn(on=today)
        ],
        "withdrawn": [(each, pages[each.version.label]) for each in known.withdrawn],
        "today": today,
    }
    return render(request, "policy_profiles/baselines.html", context)


@requires(Permission.MANAGE_BASELINE)
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Show what a bundle would change, and on a second press put it forward."""
    if request.method != "POST":
        return render(request, _FORM_PAGE, {"form": BaselineForm()})
    form = BaselineForm(request.POST, request.FILES)
    is_whole = form.is_valid()
    content = form.content() if is_whole or "bestand" not in form.errors else b""
    if not content and "bestand" not in form.errors:
        form.add_error("bestand", _("Kies een bestand."))
    if form.errors:
        return render(request, _FORM_PAGE, {"form": form}, status=400)
    given = form.cleaned_data
    new = NewBaseline(
        content=content,
        valid_from=given["ingang"],
        explanation=Text(given["toelichting"], given["explanation"]),
    )
    try:
        if "bewaar" in request.POST:
            proposal_id = platform_actions.propose_baseline(actor=actor_of(request), new=new)
            messages.success(request, _("De basis is voorgelegd aan een tweede beheerder."))
            return redirect("baselines:one", proposal_id)
        found = read_baseline(content)
    except BadBundle as bad:
        context = {"form": form, "problems": in_words(bad)}
        return render(request, _FORM_PAGE, context, status=400)
    return render(request, _FORM_PAGE, _looked_at(form, new, found))


@require_safe
@requires(Permission.MANAGE_BASELINE)
@never_cache
def one(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Show a proposed baseline whole, with what it changes, to be published by a second person."""
    row = found_or_404(proposal_id)
    day = row.valid_from
    profile = profile_of_proposal(proposal_id=row.id, on=day)
    names = _names([row])
    known = baselines()
    is_out = row.state in (ProposalState.PUBLISHED, ProposalState.WITHDRAWN)
    version = next((v for v in known.every if v.label == row.label), None)
    leaving, user_id = row.withdrawal, actor_of(request).id
    before = known.before(version) if is_out and version else known.on(day)
    context = {
        "row": row,
        "maker": names.get(row.made_by, ""),
        "decider": names.get(row.decided_by, "") if row.decided_by else "",
        "is_waiting": row.state is ProposalState.WAITING,
        "is_published": is_out,
        "is_withdrawn": row.state is ProposalState.WITHDRAWN,
        "can_be_withdrawn": row.can_be_withdrawn(on=timezone.localdate()),
        "leaving": leaving,
        "leaver": names.get(leaving.made_by, "") if leaving else "",
        "withdrawer": names.get(leaving.decided_by, "") if leaving and leaving.decided_by else "",
        "is_leaver": leaving is not None and leaving.made_by == user_id,
        "is_maker": row.made_by == user_id,
        "has_passed": day < timezone.localdate(),
        "found": beside_what_holds(
            profile, before=before.profile(on=day), day=day, language=language_now()
        ),
    }
    return render(request, "policy_profiles/baseline_proposal.html", context)


@require_POST
@requires(Permission.MANAGE_BASELINE)
def publish(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Publish a baseline that another administrator put forward."""
    row = found_or_404(proposal_id)
    try:
        platform_actions.publish_baseline(actor=actor_of(request), proposal_id=row.id)
    except platform_actions.BaselineMakerIsChecker:
        messages.warning(request, _("U legde deze basis zelf voor. Vraag een andere beheerder."))
    except platform_actions.BaselineInThePast:
        messages.warning(request, _("De ingangsdag is voorbij. Leg de basis voor met een nieuwe."))
    except (platform_actions.ProposalDecided, platform_actions.LabelTaken):
        messages.warning(request, _("Een collega heeft hier intussen al over beslist."))
    else:
        messages.success(request, _("De nieuwe basis is gepubliceerd."))
    return redirect("baselines:one", row.id)


@require_POST
@requires(Permission.MANAGE_BASELINE)
def take_back(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Take a proposed baseline back."""
    row = found_or_404(proposal_id)
    try:
        platform_actions.take_back_baseline(actor=actor_of(request), proposal_id=row.id)
    except platform_actions.ProposalDecided:
        messages.warning(request, _("Een collega heeft hier intussen al over beslist."))
    else:
        messages.success(request, _("De voorgelegde basis is teruggenomen."))
    return redirect("baselines:one", row.id)


def _looked_at(form: BaselineForm, new: NewBaseline, found: BaselineUpload) -> dict[str, Any]:
    day = new.valid_from
    profile = found.profile(on=day)
    return {
        "form": form,
        "upload": found,
        "content": new.content.decode("utf-8-sig"),
        "day": day,
        "found": beside_what_holds(
            profile, before=baselines().profile_on(day), day=day, language=language_now()
        ),
    }


def found_or_404(proposal_id: UUID) -> ProposalRow:
    """Give what was put forward, for its page."""
    try:
        return proposal_row(proposal_id=proposal_id)
    except platform_actions.NoSuchProposal as missing:
        raise Http404(str(missing)) from missing


def _names(rows: Sequence[ProposalRow]) -> dict[UUID, str]:
    people = {person for row in rows for person in (row.made_by, row.decided_by) if person}
    leaving = [row.withdrawal for row in rows if row.withdrawal]
    people |= {who for each in leaving for who in (each.made_by, each.decided_by) if who}
    return accounts.names_of(user_ids=people)
