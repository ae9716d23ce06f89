"""What the living style page shows: every component in every state, with invented content."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import DayField, PlainForm
from config.components import CERTAINTY_WORDS, VERDICTS, Step, Task, Term
from config.yardstick import example_yardstick


class StyleForm(PlainForm):
    """One field of each kind."""

    employer = forms.CharField(label=_("Werkgever"), help_text=_("De naam in het contract."))
    start = DayField(label=_("Eerste werkdag"))
    hours = forms.DecimalField(label=_("Werkuren per week"), max_value=40, localize=True)
    form_of_support = forms.ChoiceField(
        label=_("Vorm van begeleiding"),
        choices=[
            ("", _("Kies een vorm")),
            ("expert", _("Jobcoach")),
            ("internal", _("Werkbegeleider")),
        ],
    )
    is_known = forms.ChoiceField(
        label=_("Is er een loonwaarde gemeten?"),
        help_text=_("Weet u het nog niet? Kies dan “nog niet bekend”."),
        choices=[("yes", _("Ja")), ("no", _("Nee")), ("", _("Nog niet bekend"))],
        widget=forms.RadioSelect,
    )
    goals = forms.MultipleChoiceField(
        label=_("Waar gaat de begeleiding over?"),
        choices=[
            ("tempo", _("Tempo")),
            ("contact", _("Omgaan met collega's")),
            ("order", _("Structuur")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=_("Toelichting"), widget=forms.Textarea({"rows": 3}), required=False
    )
    file = forms.FileField(label=_("Bestand met casussen"), required=False)
    agreed = forms.BooleanField(label=_("Ik heb de gegevens met de werknemer doorgenomen"))


def style_context() -> dict[str, Any]:
    """Return the invented content of the style page."""
    wrong = StyleForm(
        {"hours": "52", "start": "32-01-2026", "employer": "Bakkerij De Halm"}, auto_id="w_%s"
    )
    clean = StyleForm(initial={"employer": "Bakkerij De Halm", "is_known": "yes"}, auto_id="c_%s")
    return {
        "clean_form": clean,
        "wrong_form": wrong,
        "verdicts": VERDICTS[::-1],
        "certainties": tuple(CERTAINTY_WORDS),
        "tasks": _tasks(),
        "steps": _steps(),
        "terms": _terms(),
        "page": Paginator(range(95), 20).page(2),
        "yardstick": example_yardstick(),
    }


def _tasks() -> list[Task]:
    return [
        Task(title=_("De persoon"), status="done", url="#taken"),
        Task(title=_("Het werk"), status="in_progress", url="#taken", hint=_("Nog 2 vragen")),
        Task(title=_("De begeleiding"), status="attention", url="#taken"),
        Task(title=_("De werkgever"), status="to_do", url="#taken"),
        Task(
            title=_("Het besluit"), status="cannot_start", hint=_("Kan zodra de vragen klaar zijn.")
        ),
    ]


def _steps() -> list[Step]:
    return [
        Step(title=_("Persoon"), state="done", url="#stappen"),
        Step(title=_("Werk"), state="current"),
        Step(title=_("Begeleiding"), state="to_do"),
        Step(title=_("Besluit"), state="to_do"),
    ]


def _terms() -> list[Term]:
    return [
        Term(name=_("Werkgever"), value="Bakkerij De Halm", change_url="#gegevens"),
        Term(name=_("Duur van het contract"), value=_("13 maanden"), change_url="#gegevens"),
        Term(name=_("Loonwaarde"), value=None, change_url="#gegevens", hint=_("Vraag het na.")),
    ]
