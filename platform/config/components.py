"""Values that the page components are given, and the words of marks and badges."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

TaskStatus = Literal["cannot_start", "to_do", "in_progress", "attention", "done"]
StepState = Literal["done", "current", "to_do"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of a task list; without an address it cannot be opened yet."""

    title: Words
    status: TaskStatus
    url: str = ""
    hint: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a guided journey; only finished steps have an address to go back to."""

    title: Words
    state: StepState
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of a definition list; `None` shows as not known yet, `change_url` as a link."""

    name: Words
    value: object
    change_url: str = ""
    hint: Words = ""


# The engine's four verdicts in the order of their codes (0…3).
VERDICTS: tuple[str, ...] = ("not_met", "not_known", "met_with_obligation", "met")

VERDICT_WORDS: Mapping[str, Words] = {
    "met": _("voldoet"),
    "met_with_obligation": _("voldoet, met een verplichting"),
    "not_known": _("nog niet bekend"),
    "not_met": _("voldoet niet"),
}

CERTAINTY_WORDS: Mapping[str, Words] = {
    "verified": _("geverifieerd"),
    "published": _("gepubliceerd"),
    "source_document": _("uit bron"),
    "unverified": _("niet geverifieerd"),
    "computed": _("berekend"),
    "fictitious": _("verzonnen voorbeeld"),
}

CERTAINTY_EXPLANATIONS: Mapping[str, Words] = {
    "verified": _("Vergeleken met de oorspronkelijke tekst en nog geldig."),
    "published": _("Overgenomen uit een openbare publicatie."),
    "source_document": _("Overgenomen uit een brondocument dat niet los is nagekeken."),
    "unverified": _("Nog niet vergeleken met een bron. Gebruik deze waarde met voorzichtigheid."),
    "computed": _("Door Meetlat berekend uit andere waarden."),
    "fictitious": _("Bedacht voor dit voorbeeld; geen beleid van een bestaande gemeente."),
}

TASK_STATUS_WORDS: Mapping[str, Words] = {
    "cannot_start": _("Kan nog niet"),
    "to_do": _("Nog te doen"),
    "in_progress": _("Mee bezig"),
    "attention": _("Vraagt aandacht"),
    "done": _("Klaar"),
}


class NoSuchVerdict(ValueError):
    """A mark was asked for a verdict that the engine does not give."""

    def __init__(self, verdict: object) -> None:
        super().__init__(
            f"{verdict!r} is not a verdict: give one of {', '.join(VERDICTS)} or its code 0…3."
        )


class NoSuchCertainty(ValueError):
    """A badge was asked for a certainty that no source has."""

    def __init__(self, certainty: object) -> None:
        super().__init__(
            f"{certainty!r} is not a certainty: give one of {', '.join(CERTAINTY_WORDS)}."
        )


def verdict_name(verdict: object) -> str:
    """Return the name of a verdict given by name or by the engine's code 0…3.

    Raises:
        NoSuchVerdict: the value is neither.
    """
    if isinstance(verdict, str) and verdict in VERDICT_WORDS:
        return verdict
    if hasattr(verdict, "__index__") and 0 <= int(verdict) < len(VERDICTS):  # NumPy's int8 too
        return VERDICTS[int(verdict)]
    raise NoSuchVerdict(verdict)


def certainty_words(certainty: str) -> tuple[Words, Words]:
    """Return the word and the one-sentence explanation of a certainty.

    Raises:
        NoSuchCertainty: the value is not one of the five.
    """
    if certainty not in CERTAINTY_WORDS:
        raise NoSuchCertainty(certainty)
    return CERTAINTY_WORDS[certainty], CERTAINTY_EXPLANATIONS[certainty]
