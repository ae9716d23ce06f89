"""The way on from several choices at once: hours and indicators are told along one of them."""

from dataclasses import dataclass

from dashboards.choice import ChoiceForm

#: What divides the cases; a release tells most figures along one of these at a time.
DIVIDING = ("periode", "doelgroep", "contract")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceAlone:
    """One of the choices that were made, without the others: what it says, and its address."""

    label: str
    address: str


def choices_alone(form: ChoiceForm) -> tuple[ChoiceAlone, ...]:
    """Return each choice of cases alone, with everything else as it was; nothing where one is."""
    made = [name for name in DIVIDING if name in form.fields and form.data.get(name)]
    if len(made) < 2:
        return ()
    return tuple(ChoiceAlone(label=form.label_of(name), address=alone(form, name)) for name in made)


def alone(form: ChoiceForm, name: str, value: str | None = None) -> str:
    """Return the query of one choice of cases, its own or another value, without the others."""
    kept = form.data.get(name, "") if value is None else value
    return form.address(**{each: kept if each == name else "" for each in DIVIDING})
