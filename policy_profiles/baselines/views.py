"""The list of a new baseline on the host of a tenant: read, answered, shared, made into a draft."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

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
from policy_profiles.anchors import anchor_of
from policy_profiles.baselines import actions as answering
from policy_profiles.baselines import regional
from policy_profiles.baselines.answer_form import AnswersForm, BaselineDraftForm
from policy_profiles.baselines.drafting import AnswersMissing, draft_of_answers
from policy_profiles.baselines.effects import effects_of
from policy_profiles.baselines.queries import (
    NoNewBaseline,
    Pending,
    answers_to,
    pending_baseline,
)
from policy_profiles.baselines.worklist import worklist
from policy_profiles.register.baselines import baselines
from policy_profiles.what_if.shield import FEWEST_CASES, OWN_LIMIT
from rulebook.parameter import PARAMETERS

_PAGE = "policy:new_baseline"


def only_sent(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead who comes without having sent anything, as after signing in anew, to the list."""

    @wraps(view)
    def sent(request: HttpRequest) -> HttpResponse:
        return view(request) if request.method == "POST" else redirect(_PAGE)

    return sent


@require_safe
@requires(Permission.READ_POLICY)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show what a new baseline changes here, value by value, and what was answered so far."""
    pending = pending_baseline()
    if pending is None:
        return _nothing(request)
    if pending.transition.unfit:
        return _unfit(request, pending)
    return _page(request, pending)


@requires(Permission.EDIT_POLICY)
@only_sent
def answer(request: HttpRequest) -> HttpResponse:
    """Keep the answers; what is the matter with some is said at each, and then none is kept."""
    pending = pending_baseline()
    is_same = pending is not None and pending.version.label == request.POST.get("basis")
    if pending is None or not is_same or pending.transition.unfit:
        return _moved_on(request)
    label = pending.version.label
    form = _form(request, pending)
    if not form.is_valid():
        return _page(request, pending, form, status=400)
    try:
        added = answering.save_answers(
            actor=actor_of(request), label=label, stand=_stand(request), answers=form.answers()
        )
    except answering.AnswersChanged:
        messages.warning(
            request,
            _("Een collega heeft intussen geantwoord. Uw keuzes staan er nog: bewaar ze opnieuw."),
        )
        return _page(request, pending, form, status=409)
    except (answering.CannotKeep, NoNewBaseline):
        return _moved_on(request)
    if added:
        messages.success(request, _("Uw antwoorden zijn bewaard."))
    else:
        messages.info(request, _("Er is niets veranderd aan de antwoorden."))
    return redirect("policy:baseline_draft" if "verder" in request.POST else _PAGE)


@requires(Permission.EDIT_POLICY)
@only_sent
def adopt_proposal(request: HttpRequest) -> HttpResponse:
    """Take over all that an organisation in the region proposes."""
    try:
        added = answering.adopt_proposal(
            actor=actor_of(request),
            label=request.POST.get("basis", ""),
            stand=_stand(request),
            schema_name=request.POST.get("van", "")[:32],
        )
    except (NoNewBaseline, answering.NoSuchRegionalProposal):
        return _moved_on(request)
    except answering.AnswersChanged:
        messages.warning(request, _("Een collega heeft intussen geantwoord. Kijk het eerst na."))
    else:
        text = _("Het voorstel is overgenomen: %(count)d antwoorden. U kunt elk nog veranderen.")
        messages.success(request, text % {"count": added})
    return redirect(_PAGE)


@requires(Permission.EDIT_POLICY)
@only_sent
def share(request: HttpRequest) -> HttpResponse:
    """Share the answers with the region as a proposal, or take the proposal back."""
    label, actor = request.POST.get("basis", ""), actor_of(request)
    try:
        if "terug" in request.POST:
            answering.unshare_answers(actor=actor, label=label)
            messages.success(request, _("Uw voorstel is teruggetrokken."))
        else:
            answering.share_answers(actor=actor, label=label)
            messages.success(request, _("Uw antwoorden zijn gedeeld met de regio."))
    except (NoNewBaseline, answering.NothingShared):
        return _moved_on(request)
    except answering.NoRegion:
        messages.warning(request, _("De arbeidsmarktregio van uw organisatie is niet bekend."))
    except answering.NothingToShare:
        messages.warning(request, _("Geef eerst bij een waarde een antwoord."))
    return redirect(_PAGE)


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "POST"])
@never_cache
def draft(request: HttpRequest) -> HttpResponse:
    """Make a draft on the new baseline, once every value that would change has an answer."""
    pending = pending_baseline()
    if pending is None or pending.transition.unfit:
        return _moved_on(request)
    label = pending.version.label
    answers = answers_to(label=label)
    name = (_("Op basis %(label)s") % {"label": label})[:40]
    form = BaselineDraftForm(
        request.POST or None,
        initial={"naam": name},
        starts_on=pending.day if pending.day > timezone.localdate() else None,
    )
    missing = answers.missing(pending)
    status = 200
    if request.method == "POST" and form.is_valid() and not missing:
        try:
            draft_id = draft_of_answers(
                actor=actor_of(request),
                label=label,
                title=form.cleaned_data["naam"],
                rule=form.rule(),
            )
        except (AnswersMissing, NoNewBaseline):
            return _moved_on(request)
        return redirect("policy:draft", draft_id)
    if request.method == "POST":
        status = 400
    context = {
        "pending": pending,
        "form": form,
        "missing": [(PARAMETERS[each], anchor_of(each)) for each in missing],
        "kept": sum(choice.value == "keep" for choice in answers.choices.values()),
        "discussed": sum(choice.value == "discuss" for choice in answers.choices.values()),
        "adopted": sum(choice.value == "adopt" for choice in answers.choices.values()),
    }
    return render(request, "policy_profiles/new_baseline_draft.html", context, status=status)


def _page(
    request: HttpRequest, pending: Pending, form: AnswersForm | None = None, *, status: int = 200
) -> HttpResponse:
    today, label = timezone.localdate(), pending.version.label
    answers = answers_to(label=label)
    proposals = regional.proposals_to(label=label)
    form = form or AnswersForm(pending=pending, answers=answers, language=language_now())
    effects = effects_of(pending, today=today)
    people: set[UUID] = {row.answered_by for row in answers.rows.values()}
    found = worklist(
        pending,
        answers=answers,
        names=accounts.names_of(user_ids=people),
        effects=effects,
        proposals=proposals,
        language=language_now(),
    )
    context: dict[str, Any] = {
        "pending": pending,
        "is_to_come": pending.day > today,
        "answers": answers,
        "form": form,
        "found": found,
        "sections": [
            (section, [(row, form.of(row.parameter)) for row in section.rows])
            for section in found.sections
        ],
        "effects": effects,
        "proposals": [row for row in proposals if not row.is_own],
        "own_proposal": next((row for row in proposals if row.is_own), None),
        "has_region": regional.has_region(),
        "may_edit": has_permission(request.user, Permission.EDIT_POLICY),
        "fewest": FEWEST_CASES,
        "limit": OWN_LIMIT,
    }
    return render(request, "policy_profiles/new_baseline.html", context, status=status)


def _form(request: HttpRequest, pending: Pending) -> AnswersForm:
    answers = answers_to(label=pending.version.label)
    return AnswersForm(request.POST, pending=pending, answers=answers, language=language_now())


def _stand(request: HttpRequest) -> int:
    """Give how far the answers were when the page was made; -1, which they never are, if unsaid."""
    given = request.POST.get("stand", "")
    return int(given) if given.isdecimal() and len(given) < 10 else -1


def _nothing(request: HttpRequest) -> HttpResponse:
    holds = baselines().on(timezone.localdate())
    return render(request, "policy_profiles/new_baseline_none.html", {"holds": holds})


def _unfit(request: HttpRequest, pending: Pending) -> HttpResponse:
    names = [PARAMETERS[name] for name in pending.transition.unfit]
    shown = {"pending": pending, "unfit": names}
    return render(request, "policy_profiles/new_baseline_unfit.html", shown)


def _moved_on(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("De lijst is intussen veranderd. Kijk hoe het nu staat."))
    return redirect(_PAGE)
