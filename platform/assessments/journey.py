"""The guided steps of a case: one topic a page, and which facts each asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rulebook.facts import FACTS

#: Not a fact of the rules, but asked with the application: what somebody asked for.
REQUESTED = "requested_minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields that belong together; a rare one is folded until it matters."""

    title: Promise | str = ""
    fields: tuple[str, ...]
    is_rare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStep:
    """One page of the journey; `slug` stands in its address."""

    slug: str
    title: Promise
    lead: Promise
    sections: tuple[Section, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of the page, in order."""
        return tuple(name for section in self.sections for name in section.fields)


_RARE = _("Alleen in bijzondere gevallen")

STEPS: tuple[JourneyStep, ...] = (
    JourneyStep(
        slug="persoon",
        title=_("De persoon"),
        lead=_("Hoort deze persoon bij een groep die begeleiding kan krijgen?"),
        sections=(
            Section(
                fields=(
                    "structural_limitation",
                    "target_register",
                    "wage_cost_subsidy_group",
                    "illness_weeks",
                )
            ),
            Section(
                title=_RARE,
                fields=(
                    "other_limitation",
                    "long_term_unemployed",
                    "status_holder",
                    "special_education",
                    "illness_support_approved",
                ),
                is_rare=True,
            ),
            Section(title=_("Niet nodig voor het besluit"), fields=("age_band",)),
        ),
    ),
    JourneyStep(
        slug="werk",
        title=_("Het werk"),
        lead=_("Neem de gegevens over uit het contract en de loonwaardemeting."),
        sections=(
            Section(
                fields=(
                    "work_situation",
                    "contract_form",
                    "employment_start",
                    "contract_start",
                    "contract_end",
                )
            ),
            Section(title=_("Uren en loonwaarde"), fields=("weekly_hours", "wage_value")),
            Section(
                title=_RARE,
                fields=("growth_expected", "yearly_hours", "intended_months"),
                is_rare=True,
            ),
            Section(
                title=_("Niet nodig voor het besluit"), fields=("employer_sector", "employer_size")
            ),
        ),
    ),
    JourneyStep(
        slug="aanvraag",
        title=_("De aanvraag"),
        lead=_("Wat is er gevraagd, wanneer kwam dat binnen en voor welke periode?"),
        sections=(
            Section(
                fields=("request_kind", "received_on", "support_start", "support_end", REQUESTED)
            ),
            Section(
                title=_("Bij een vervolg of een late aanvraag"),
                fields=(
                    "coaching_start",
                    "previous_support_end",
                    "unused_hours",
                    "extension_justified",
                    "late_with_reason",
                ),
                is_rare=True,
            ),
        ),
    ),
    JourneyStep(
        slug="begeleider",
        title=_("De begeleider"),
        lead=_("Wie begeleidt, en voldoet die aan de eisen?"),
        sections=(
            Section(
                fields=(
                    "support_form",
                    "concurrent_support",
                    "provider_recognition",
                    "coach_level",
                    "coach_trained",
                    "coach_direct_colleague",
                )
            ),
            Section(
                title=_RARE,
                fields=(
                    "provider_legal_person",
                    "provider_insured",
                    "provider_complaints_rules",
                    "provider_privacy_rules",
                    "coach_registered",
                ),
                is_rare=True,
            ),
        ),
    ),
    JourneyStep(
        slug="behoefte",
        title=_("De behoefte"),
        lead=_("Hoeveel begeleiding heeft deze persoon nodig in dit werk, los van het beleid?"),
        sections=(
            Section(fields=("need", "goal_hours")),
            Section(title=_RARE, fields=("permanent_supervision", "other_solution"), is_rare=True),
        ),
    ),
)
STEP_BY_SLUG: Mapping[str, JourneyStep] = {step.slug: step for step in STEPS}
STEP_OF_FIELD: Mapping[str, JourneyStep] = {name: step for step in STEPS for name in step.fields}

FORGOTTEN = {fact.name for fact in FACTS} - set(STEP_OF_FIELD)
if FORGOTTEN:
    raise LookupError(f"No step asks for {', '.join(sorted(FORGOTTEN))}: add it to a step.")


def step_after(step: JourneyStep) -> JourneyStep | None:
    """Give the next step, or None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None
