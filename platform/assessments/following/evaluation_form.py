"""The form of an evaluation: what it came to, each goal, self-reliance, the next one."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_forms import DayField
from assessments.following.codes import (
    EvaluationOutcome,
    EvaluationPart,
    GoalReason,
    SelfReliance,
)
from assessments.following.evaluating import GoalSeen, Held
from assessments.plans.codes import GoalOutcome
from assessments.plans.rows import GoalRow
from assessments.sent_once import SentOnceForm

_NOT_SPOKEN_OF = ("", gettext_lazy("niet besproken"))


class EvaluationForm(SentOnceForm):
    """An evaluation; for each goal that is open what came of it, and why one was let go."""

    held_on = DayField(label=gettext_lazy("Wanneer was de evaluatie?"))
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Waaruit bestond de evaluatie?"),
        choices=EvaluationPart.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat kwam eruit?"),
        choices=EvaluationOutcome.choices,
        widget=forms.RadioSelect,
    )
    self_reliance = forms.ChoiceField(
        label=gettext_lazy("Hoe zelfstandig doet de persoon het werk?"),
        help_text=gettext_lazy("Kies wat men op het werk ziet."),
        choices=SelfReliance.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    next_on = DayField(label=gettext_lazy("Wanneer is de volgende evaluatie?"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        goals: Iterable[GoalRow],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"held_on": timezone.localdate(), **(initial or {})})
        self.goals = tuple(goals)
        for place, goal in enumerate(self.goals):
            self.fields[f"goal_{place}"] = forms.ChoiceField(
                label=goal.values.specific,
                choices=[_NOT_SPOKEN_OF, *GoalOutcome.choices],
                required=False,
            )
            self.fields[f"reason_{place}"] = forms.ChoiceField(
                label=gettext_lazy("Waarom losgelaten?"),
                choices=[("", gettext_lazy("niet losgelaten")), *GoalReason.choices],
                required=False,
            )

    def goal_fields(self) -> list[tuple[GoalRow, BoundField, BoundField]]:
        """Give each goal with its two fields, in the order of the plan."""
        return [
            (goal, self[f"goal_{place}"], self[f"reason_{place}"])
            for place, goal in enumerate(self.goals)
        ]

    def clean(self) -> dict[str, Any]:
        """Ask why a goal was let go, and a next day that is later."""
        given = super().clean() or {}
        for place in range(len(self.goals)):
            is_dropped = given.get(f"goal_{place}") == GoalOutcome.DROPPED
            has_reason = bool(given.get(f"reason_{place}"))
            if is_dropped and not has_reason:
                self.add_error(f"reason_{place}", _("Kies waarom dit doel is losgelaten."))
            if has_reason and not is_dropped:
                self.add_error(
                    f"reason_{place}", _("Dit doel is niet losgelaten: kies geen reden.")
                )
        held, following = given.get("held_on"), given.get("next_on")
        if held and following and following <= held:
            self.add_error("next_on", _("Geef een dag na deze evaluatie."))
        return given

    def evaluation(self) -> Held:
        """Give the evaluation as it was filled in."""
        given = self.cleaned_data
        seen: dict[UUID, GoalSeen] = {}
        for place, goal in enumerate(self.goals):
            if outcome := given[f"goal_{place}"]:
                reason = given[f"reason_{place}"]
                seen[goal.key] = GoalSeen(
                    outcome=GoalOutcome(outcome), reason=GoalReason(reason) if reason else None
                )
        step = given["self_reliance"]
        return Held(
            on=given["held_on"],
            parts=tuple(EvaluationPart(code) for code in given["parts"]),
            outcome=EvaluationOutcome(given["outcome"]),
            self_reliance=SelfReliance(int(step)) if step else None,
            next_on=given["next_on"],
            goals=seen,
            once=given["once"],
        )
