"""What is known of a case from elsewhere, with its source and the place where it stands."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments.gathering.codes import SourceKind
from assessments.gathering.queries import previous_number
from assessments.gathering.topics import Topic
from assessments.journey import STEP_OF_FIELD
from assessments.panel import address_of
from assessments.plans.codes import Participant
from assessments.plans.queries import plan_of, talks_of
from assessments.plans.rows import TalkRow
from assessments.providers.queries import provider_of
from assessments.queries import CaseRow
from rulebook.facts import FACT_BY_NAME
from rulebook.wording import fact_value

#: Facts that a topic need not ask again, by its address.
_FACTS_OF_TOPIC = {
    "gezondheid": ("structural_limitation", "illness_weeks"),
    "werkplek": ("work_situation", "contract_form", "weekly_hours", "wage_value"),
    "persoonlijk": ("age_band",),
    "andere-oplossing": ("other_solution",),
    "passende-vorm": ("permanent_supervision", "need"),
    "samenhang": ("concurrent_support", "support_form"),
}
#: A fact that comes from a source of information: where it is known, the source was used.
_FACT_OF_SOURCE = {
    SourceKind.APPLICATION_FORM: "received_on",
    SourceKind.LIMITATION_JUDGEMENT: "structural_limitation",
    SourceKind.REGISTER_ENTRY: "target_register",
    SourceKind.WAGE_VALUE: "wage_value",
}
_BESIDE_THE_PERSON = {Participant.EMPLOYER, Participant.COACH, Participant.ASSESSOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An answer that somebody gave elsewhere: what, where it comes from, and where it stands."""

    name: str
    value: str
    source: str
    url: str


def known_of(case: CaseRow, topic: Topic) -> tuple[Known, ...]:
    """Give what a topic need not ask again: facts, the plan, the coach, the earlier application."""
    found = [
        _fact(case, name)
        for name in _FACTS_OF_TOPIC.get(topic.slug, ())
        if case.facts.get(name) is not None
    ]
    if topic.slug == "samenhang":
        found += _coach(case)
    if topic.slug == "kern":
        found += _goals(case)
    if topic.slug == "loopbaan":
        found += _earlier(case)
    return tuple(found)


def known_sources(case: CaseRow) -> dict[str, Known]:
    """Give the sources that were used as appears from elsewhere, by their kind."""
    found: dict[str, Known] = {
        str(kind.value): _fact(case, name)
        for kind, name in _FACT_OF_SOURCE.items()
        if case.facts.get(name) is not None
    }
    for known in _earlier(case):
        found[SourceKind.EARLIER_INSTRUMENTS.value] = known
    for talk in reversed(talks_of(case_id=case.id)):
        found |= _talk(case, talk)
    return found


def _fact(case: CaseRow, name: str) -> Known:
    language = language_now()
    value = case.facts[name]
    return Known(
        name=FACT_BY_NAME[name].label.in_language(language),
        value=fact_value(name, value, language),
        source=_("Stap ‘%(step)s’") % {"step": STEP_OF_FIELD[name].title},
        url=address_of(name, case.number),
    )


def _coach(case: CaseRow) -> list[Known]:
    provider = provider_of(case_id=case.id)
    chosen = provider.chosen if provider else None
    names = [each.name for each in (chosen.coach, chosen.organisation) if each] if chosen else []
    if not names:
        return []
    url = reverse("assessments:step", args=[case.number, "begeleider"])
    return [
        Known(name=_("Jobcoach"), value=", ".join(names), source=_("Register van coaches"), url=url)
    ]


def _goals(case: CaseRow) -> list[Known]:
    plan = plan_of(case_id=case.id)
    if plan is None or not plan.goals:
        return []
    goals = "; ".join(goal.values.specific for goal in plan.goals)
    url = reverse("assessments:plan", args=[case.number])
    return [Known(name=_("Doelen"), value=goals, source=_("Begeleidingsplan"), url=url)]


def _earlier(case: CaseRow) -> list[Known]:
    number = previous_number(case_id=case.id)
    if not number:
        return []
    return [
        Known(
            name=_("Vorige aanvraag"),
            value=number,
            source=_("Eerdere casus"),
            url=reverse("assessments:case", args=[number]),
        )
    ]


def _talk(case: CaseRow, talk: TalkRow) -> dict[str, Known]:
    who = {Participant(each) for each in talk.participants}
    beside = who & _BESIDE_THE_PERSON
    if Participant.PERSON not in who or not beside:
        return {}
    known = Known(
        name=_("Gesprek"),
        value=_in_words(talk.held_on),
        source=_("Verslag van het gesprek"),
        url=reverse("assessments:talk", args=[case.number, talk.id]),
    )
    kinds = [SourceKind.TALK, *([SourceKind.THREE_WAY_TALK] if len(beside) > 1 else [])]
    return {str(kind.value): known for kind in kinds}


def _in_words(day: date) -> str:
    return fact_value("received_on", day, language_now())
