"""What would bring a group closest, on the host of a tenant; and beginning a draft with it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, has_permission, requires
from accounts.plain_forms import PlainForm
from policy_profiles.harmonisation.actions import NothingToChange, draft_towards
from policy_profiles.harmonisation.closer import Closer, closer
from policy_profiles.harmonisation.closer_page import closer_page
from policy_profiles.harmonisation.form import HarmonisationForm
from policy_profiles.harmonisation.group import Group, offered
from policy_profiles.harmonisation.measure.pieces import may_matter
from policy_profiles.harmonisation.measure.search import LARGEST
from policy_profiles.harmonisation.own_cases import (
    OwnCases,
    OwnEffect,
    own_cases,
    own_effects,
    own_impact,
)
from policy_profiles.harmonisation.views import explained, with_form
from policy_profiles.queries import NoProfileInForce
from rulebook.layer import BadLayer
from rulebook.parameter import PARAMETERS, ParameterValue

_PAGE = "policy_profiles/closer.html"


class DraftForm(PlainForm):
    """Under which name a draft begins."""

    naam = forms.CharField(label=gettext_lazy("Naam van de nieuwe versie"), max_length=40)


class NotAProposal(ValueError):
    """What was sent names a value that nobody in the group has, or that cannot be shared."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text[:80]!r} is no value of this group: begin on the page again.")


@require_safe
@requires(Permission.READ_BENCHMARK)
@with_form
def page(request: HttpRequest, form: HarmonisationForm) -> HttpResponseBase:
    """Show the smallest sets of common values that remove most of the spread, as alternatives."""
    if not form.is_valid():
        return explained(request)
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_POLICY)
def begin_draft(request: HttpRequest) -> HttpResponseBase:
    """Begin a draft with the own part of one alternative; a colleague still has to publish it."""
    address = request.POST.get("adres", "")
    try:
        form = HarmonisationForm(
            QueryDict(address), offered=offered(today=timezone.localdate()), language=language_now()
        )
    except NoProfileInForce:
        return redirect("policy:closer")
    if request.method != "POST" or not form.is_valid():
        return redirect("policy:closer")
    named = DraftForm(request.POST)
    if not named.is_valid():
        return _page(request, form, refused=named, status=400)
    try:
        draft_id = draft_towards(
            actor=actor_of(request),
            title=named.cleaned_data["naam"],
            values=_values(request.POST.getlist("waarde"), form.group),
        )
    except (NotAProposal, NothingToChange, BadLayer):
        text = _("Dit voorstel past niet meer bij wat nu geldt. Kijk het opnieuw na.")
        messages.warning(request, text)
        return redirect(f"{reverse('policy:closer')}?{form.address()}")
    text = _("Het concept is begonnen met uw deel van het voorstel. Vul per waarde de regeling in.")
    messages.success(request, text)
    return redirect("policy:draft", draft_id)


def _page(
    request: HttpRequest,
    form: HarmonisationForm,
    *,
    refused: DraftForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    group = form.group
    context = {"form": form, "group": group, "address": form.address()}
    if group.others:
        found = closer(group=group, language=language_now())
        cases = own_cases(today=timezone.localdate())
        drafts = _draft_forms(request, found, refused)
        context |= {
            "cases": cases,
            "refused": next((draft for draft in drafts.values() if draft.is_bound), None),
            "page": closer_page(found, effects=_effects(found, cases), forms=drafts),
        }
    return render(request, _PAGE, context, status=status)


def _effects(found: Closer, cases: OwnCases | None) -> dict[int, OwnEffect]:
    own, baseline = found.group.own, found.group.baseline.profile
    if cases is None or own is None:
        return {}
    worked_through = {
        each.number: own_impact(cases, before=own.profile, after=each.own, baseline=baseline)
        for each in found.alternatives
        if each.own is not None
    }
    impacts = {number: impact for number, impact in worked_through.items() if impact is not None}
    effects = own_effects(list(impacts.values()), title=own.name)
    return dict(zip(impacts, effects, strict=True))


def _draft_forms(
    request: HttpRequest, found: Closer, refused: DraftForm | None
) -> dict[int, forms.BaseForm]:
    if not has_permission(request.user, Permission.EDIT_POLICY):
        return {}
    sent = sorted(request.POST.getlist("waarde"))
    drafts: dict[int, forms.BaseForm] = {}
    for each in found.alternatives:
        is_refused = refused is not None and sent == sorted(v.address for v in each.values)
        drafts[each.number] = DraftForm(
            request.POST if is_refused else None,
            auto_id=f"voorstel-{each.number}-%s",
            initial={"naam": _("Afstemmen met anderen")},
        )
    return drafts


def _values(texts: list[str], group: Group) -> dict[str, ParameterValue]:
    """Look up the values that a form names: a parameter, and whose value it is today."""
    givers = {giver.code: giver for giver in group.givers}
    found: dict[str, ParameterValue] = {}
    for text in texts[: LARGEST + 1]:
        name, _equals, code = text.partition("=")
        parameter, giver = PARAMETERS.get(name), givers.get(code)
        if parameter is None or giver is None or parameter.freedom == "fixed":
            raise NotAProposal(text)
        if not may_matter(name) or not giver.profile[name].is_stated:
            raise NotAProposal(text)
        found[name] = giver.profile[name].value
    return found
