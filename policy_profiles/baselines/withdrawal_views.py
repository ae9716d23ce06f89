"""The pages on which a baseline that has not begun is withdrawn: asking for it, confirming it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from policy_profiles.baselines import withdrawal_actions
from policy_profiles.baselines.forms import WithdrawalForm
from policy_profiles.baselines.platform_actions import NoSuchProposal, ProposalDecided
from policy_profiles.baselines.platform_queries import NoSuchWithdrawal, ProposalRow
from policy_profiles.baselines.platform_views import found_or_404
from rulebook.text import Text


@requires(Permission.MANAGE_BASELINE)
@require_http_methods(["GET", "POST"])
@never_cache
def ask(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Say what withdrawing does, ask for the reason, and put it forward to a second person."""
    row = found_or_404(proposal_id)
    if not row.can_be_withdrawn(on=timezone.localdate()) or row.withdrawal is not None:
        if request.method == "POST":
            _say_why_too_late(request, row)
        return redirect("baselines:one", row.id)
    form = WithdrawalForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        shown = {"row": row, "form": form}
        return render(request, "policy_profiles/baseline_withdraw.html", shown, status=status)
    given = form.cleaned_data
    try:
        withdrawal_actions.propose_withdrawal(
            actor=actor_of(request),
            proposal_id=row.id,
            reason=Text(given["reden"], given["reason"]),
        )
    except (withdrawal_actions.BaselineHasBegun, NoSuchProposal):
        messages.warning(request, _has_begun())
    except withdrawal_actions.WithdrawalAsked:
        _say_why_too_late(request, found_or_404(row.id))
    else:
        messages.success(request, _("Het intrekken is voorgelegd aan een tweede beheerder."))
    return redirect("baselines:one", row.id)


@require_POST
@requires(Permission.MANAGE_BASELINE)
def confirm(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Withdraw a baseline as another administrator asked."""
    row = found_or_404(proposal_id)
    try:
        withdrawal_actions.withdraw_baseline(actor=actor_of(request), proposal_id=row.id)
    except withdrawal_actions.WithdrawalMakerIsChecker:
        messages.warning(request, _("U vroeg zelf om intrekken. Vraag een andere beheerder."))
    except (withdrawal_actions.BaselineHasBegun, NoSuchProposal):
        messages.warning(request, _has_begun())
    except (ProposalDecided, NoSuchWithdrawal):
        messages.warning(request, _("Een collega heeft hier intussen al over beslist."))
    else:
        messages.success(request, _("De basis is ingetrokken en zal niet gelden."))
    return redirect("baselines:one", row.id)


def _say_why_too_late(request: HttpRequest, row: ProposalRow) -> None:
    """Tell somebody who sent the form why nothing came of it."""
    if row.withdrawal is None:
        messages.warning(request, _has_begun())
    elif row.withdrawal.made_by == actor_of(request).id:  # pressed twice
        messages.info(request, _("Het intrekken is voorgelegd aan een tweede beheerder."))
    elif row.withdrawal.decided_at is None:
        asked = _("Een collega vroeg hier intussen al om. U kunt het intrekken bevestigen.")
        messages.info(request, asked)
    else:
        messages.warning(request, _("Een collega heeft hier intussen al over beslist."))


def _has_begun() -> str:
    return _("Deze basis geldt al. Leg de juiste basis voor, vanaf vandaag of een latere dag.")
