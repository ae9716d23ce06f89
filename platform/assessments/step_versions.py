"""A step of a case that a colleague saved in the meantime: laid together, or both shown."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments.case_facts import facts_as_data, facts_from_data
from assessments.forms import StepForm, shown_data
from assessments.journey import REQUESTED, JourneyStep
from assessments.merging import CHOICES, THEIRS, Merge, merged
from assessments.queries import CaseRow
from assessments.two_versions import Conflict, ConflictField
from audit.models import AuditEvent
from rulebook.facts import FACT_BY_NAME, FactValue
from rulebook.wording import fact_value, hours_in_words

CHOICE = "keuze-"
#: What a page sends that was told of another version, to see both and go on with it.
COMPARE = "vergelijken"
_ASKED = "te-kiezen"
Data = dict[str, Any]


def with_choices(posted: QueryDict, step: JourneyStep, case: CaseRow) -> QueryDict:
    """Give what was sent, with the stored answer wherever somebody chose that one."""
    changed = posted.copy()
    form = _stored_form(step, case)
    for name in step.fields:
        if posted.get(f"{CHOICE}{name}") == THEIRS:
            changed[name] = str(form[name].value() or "")
    return changed


def left_to_choose(posted: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the fields of which two versions were shown and nobody chose one."""
    asked = posted.get(_ASKED, "").split()
    return tuple(name for name in asked if posted.get(f"{CHOICE}{name}") not in CHOICES)


def laid_together(step: JourneyStep, case: CaseRow, form: StepForm) -> Merge[Any]:
    """Lay a step as it was sent over the case as it is stored now."""
    mine = typed_data(step, form)
    was = _opened_with(form)
    names = step.fields
    left = left_to_choose(form.data)
    return merged(
        mine={name: mine.get(name) for name in names},
        was={name: was.get(name) for name in names if name not in left} if was is not None else {},
        theirs={name: _stored(step, case).get(name) for name in names},
    )


def typed_data(step: JourneyStep, form: StepForm) -> Data:
    """Give what a step shows, as JSON holds it."""
    mine: Data = dict(facts_as_data(form.given_facts()))
    if REQUESTED in step.fields:
        mine[REQUESTED] = form.cleaned_data[REQUESTED]
    return mine


def is_newer(case: CaseRow, form: StepForm) -> bool:
    """Whether somebody else changed the case after a page was opened, or saved from it.

    A form that is kept while somebody goes on may be sent before the answer to the one before it
    is there. What this very page saved in between, by the record, is nobody else's.
    """
    shown, sitting = form.cleaned_data["revision"], form.cleaned_data.get("sitting", "")
    if shown == case.revision:
        return False
    if not sitting or shown > case.revision:
        return True
    own = AuditEvent.objects.filter(
        object_kind="case",
        object_id=str(case.id),
        action="case.facts_saved",
        details__page=sitting,
        details__revision__gt=shown,
        details__revision__lte=case.revision,
    )
    return own.count() < case.revision - shown


def facts_in(step: JourneyStep, values: Mapping[str, Any]) -> dict[str, FactValue | None]:
    """Give laid-together values as facts of the step; None for not known."""
    known = facts_from_data({name: values.get(name) for name in _facts_of(step)})
    return {name: known.get(name) for name in _facts_of(step)}


def comparison(step: JourneyStep, case: CaseRow, form: StepForm, found: Merge[Any]) -> Conflict:
    """Lay both versions of a step beside each other, for each fact that both changed."""
    stored = _stored(step, case)
    theirs = _stored_form(step, case)
    page = reverse("assessments:step", args=[case.number, step.slug])
    typed = {name: str(form.data.get(name, "")) for name in step.fields}
    taken = {name: str(theirs[name].value() or "") for name in found.taken}
    hidden = {
        **typed,
        **taken,
        "revision": str(case.revision),
        "seen": json.dumps(stored),
        "sitting": str(form.data.get("sitting", "")),
        "daarna": str(form.data.get("daarna", "")),
        _ASKED: " ".join(found.conflicts),
    }
    fields = tuple(
        ConflictField(
            name=name,
            label=str(form.fields[name].label),
            mine=_in_words(name, found.values.get(name)),
            theirs=_in_words(name, stored.get(name)),
            who=_("Een collega"),
        )
        for name in found.conflicts
    )
    return Conflict(fields=fields, hidden=tuple(hidden.items()), action=page, back=page)


def _stored(step: JourneyStep, case: CaseRow) -> Data:
    return dict(shown_data(step, facts=case.facts, requested_minutes=case.requested_minutes))


def _stored_form(step: JourneyStep, case: CaseRow) -> StepForm:
    return StepForm(
        step=step,
        facts=case.facts,
        requested_minutes=case.requested_minutes,
        revision=case.revision,
    )


def _opened_with(form: StepForm) -> Data | None:
    """What the page showed when it was opened; None where it does not say so."""
    try:
        found = json.loads(form.cleaned_data.get("seen") or "null")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _facts_of(step: JourneyStep) -> tuple[str, ...]:
    return tuple(name for name in step.fields if name in FACT_BY_NAME)


def _in_words(name: str, value: Any) -> str:  # noqa: ANN401 - as JSON holds it
    language = language_now()
    if value is None:
        return ""
    if name == REQUESTED:
        return hours_in_words(value, language)
    return fact_value(name, facts_from_data({name: value})[name], language)
