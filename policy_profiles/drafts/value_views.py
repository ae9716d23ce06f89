"""Editing one value of a draft: exactly the one that was chosen, on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from accounts.plain_forms import status_of
from policy_profiles.anchors import anchor_of
from policy_profiles.baselines.queries import given_reason
from policy_profiles.cells import cells_of, words_of
from policy_profiles.deviations.unexplained import own_value
from policy_profiles.drafts import actions as making
from policy_profiles.drafts.page_parts import bench_of, with_draft
from policy_profiles.drafts.proposed import is_proposed, proposed_in
from policy_profiles.drafts.queries import DraftRow
from policy_profiles.drafts.sheet import Bench, beside_of, standing_in
from policy_profiles.drafts.typed import unit_of
from policy_profiles.drafts.value_form import ValueForm, initial_values
from policy_profiles.drafts.value_table import table_of
from policy_profiles.drafts.views import revision_of, told
from policy_profiles.register.baselines import label_of
from rulebook import wording
from rulebook.layer import BadLayer, Layer
from rulebook.parameter import PARAMETERS, Parameter
from rulebook.profile import ResolvedValue, ValueMissing, resolve

INHERIT = "overnemen"


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "POST"])
@with_draft
@never_cache
def value(request: HttpRequest, draft: DraftRow, parameter: str) -> HttpResponse:
    """Show the form of one value, and save it, or let it inherit again."""
    chosen = PARAMETERS.get(parameter)
    if chosen is None or chosen.freedom == "fixed":
        raise Http404("There is no such value to change.")
    if draft.is_offered:
        return told(request, draft, making.DraftOffered(draft.id))
    if request.method == "POST" and request.POST.get("handeling") == INHERIT:
        return _inherit(request, draft, chosen)
    bench = bench_of(draft)
    form = _form(request, draft, bench, chosen)
    if request.method == "POST" and form.is_valid():
        if form.entry is None:
            return _inherit(request, draft, chosen)
        try:
            return _save(request, draft, chosen, form)
        except making.DraftOffered as refused:
            return told(request, draft, refused)
        except making.DraftChanged:
            messages.warning(
                request,
                _("Iemand heeft dit concept intussen gewijzigd. Uw antwoorden staan er nog: kijk "
                  "wat er nu geldt en bewaar opnieuw."),
            )  # fmt: skip
        except (BadLayer, ValueMissing):
            form.add_error(None, _("Deze waarde past niet bij wat hieronder ligt."))
    context, status = _context(draft, bench, chosen, form), status_of(form)
    return render(request, "policy_profiles/value.html", context, status=status)


def _save(
    request: HttpRequest, draft: DraftRow, parameter: Parameter, form: ValueForm
) -> HttpResponse:
    making.set_value(
        actor=actor_of(request),
        draft_id=draft.id,
        revision=revision_of(request),
        parameter=parameter.id,
        entry=form.entry or {},
    )
    if form.differs_from_baseline and "deviation" not in (form.entry or {}):
        messages.info(
            request, _("De waarde is bewaard. Zonder reden kan dit concept nog niet ter controle.")
        )
    return redirect(_place(draft, parameter))


def _inherit(request: HttpRequest, draft: DraftRow, parameter: Parameter) -> HttpResponse:
    try:
        making.clear_value(
            actor=actor_of(request),
            draft_id=draft.id,
            revision=revision_of(request),
            parameter=parameter.id,
        )
    except (making.DraftChanged, making.DraftOffered) as refused:
        return told(request, draft, refused)
    return redirect(_place(draft, parameter))


def _place(draft: DraftRow, parameter: Parameter) -> str:
    """Give the place of a value on the sheet of its draft."""
    return f"{reverse('policy:draft', args=[draft.id])}#{anchor_of(parameter.id)}"


def _form(request: HttpRequest, draft: DraftRow, bench: Bench, parameter: Parameter) -> ValueForm:
    name = parameter.id
    own = own_value(bench.draft, name)
    is_open = own is not None and is_proposed(own)
    why = {} if is_open else given_reason(parameter=name, baseline=label_of(bench.draft.layers))
    return ValueForm(
        request.POST if request.method == "POST" else None,
        parameter=parameter,
        below=_below(bench, name),
        baseline=bench.baseline[name],
        language=bench.language,
        starts_on=draft.planned_from,
        initial=why
        | initial_values(
            parameter=parameter,
            own=own,
            resolved=bench.draft[name],
            layer=_own_layer(bench),
            language=bench.language,
        ),
    )


def _own_layer(bench: Bench) -> Layer:
    return bench.draft.layers[-1]


def _below(bench: Bench, name: str) -> ResolvedValue:
    """Give what holds without a value of one's own."""
    return resolve(bench.draft.layers[:-1], on=bench.draft.on)[name]


def _context(
    draft: DraftRow, bench: Bench, parameter: Parameter, form: ValueForm
) -> dict[str, Any]:
    below = _below(bench, parameter.id)
    said = words_of(parameter, cells_of(below)[0].value, bench.language)
    return {
        "draft": draft,
        "bench": bench,
        "form": form,
        "parameter": parameter,
        "unit": unit_of(parameter),
        "table": table_of(form, language=bench.language) if parameter.rows else None,
        "values": [form[name] for name in form.value_names],
        "is_own": own_value(bench.draft, parameter.id) is not None,
        "inherited": "" if parameter.rows else said,
        "below_title": bench.draft.layers[-2].title,
        "now": wording.parameter_value(
            parameter, bench.current[parameter.id].value, bench.language
        ),
        "says_baseline": bench.baseline[parameter.id].is_stated,
        "beside": beside_of(bench, parameter),
        "standing": standing_in(bench, parameter),
        "place": _place(draft, parameter),
        "proposed": _proposed(draft, bench, parameter),
    }


def _proposed(draft: DraftRow, bench: Bench, parameter: Parameter) -> list[Parameter]:
    """Everything in the draft that came from the same proposal; empty for a value that did not."""
    found = proposed_in(_own_layer(bench), draft.to_discuss)
    return [PARAMETERS[name] for name in found] if parameter.id in found else []
