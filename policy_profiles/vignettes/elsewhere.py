"""The same client, elsewhere: one case under every published profile, and what explains it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policy_profiles.register.queries import PublishedRow
from policy_profiles.vignettes.coach_requirements import coach_requirements
from policy_profiles.vignettes.explained import ExplainingValue, explaining_values
from rulebook import wording
from rulebook.answer import Answer, answers
from rulebook.attribution import attribution
from rulebook.facts import FactValue
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.profiles import BASELINE
from rulebook.ternary import OUTCOME_NAMES
from rulebook.text import Text

Facts = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One published profile's answer to a case, beside that of the asker's own.

    `name` is the organisation's, or the title of what all share; `period` is how long the support
    lasts, in words, empty without one. `coach` is what the policy asks of the coach. `difference`
    is how many minutes more than the own profile gives, None where one of both is not known.
    `explained_by` is empty where both answer the same: verdict, hours, period, criteria and
    provider check.
    """

    row: PublishedRow
    name: str
    answer: Answer
    period: str
    is_own: bool
    coach: tuple[str, ...]
    difference: int | None
    explained_by: tuple[ExplainingValue, ...]

    @property
    def is_baseline(self) -> bool:
        """Whether this is the UWV baseline."""
        return self.row.code == BASELINE


def same_client_elsewhere(
    *,
    facts: Facts,
    own: Profile,
    rows: Sequence[PublishedRow],
    language: str,
    own_schema: str = "",
) -> tuple[Place, ...]:
    """Work one case through every published profile, those that give most hours first.

    Args:
        facts: the facts of any case or vignette; what is missing is not known.
        own: the asker's profile, which the differences are explained from.
        rows: the published profiles of a day, from `published_profiles(on=…)`.
        language: "nl" or "en".
        own_schema: the asker's organisation, whose row is marked.
    """
    frame = CaseFrame.from_rows([dict(facts)])
    (own_answer,) = answers(frame, own)
    explained: dict[str, tuple[str, ...]] = {}
    for row in rows:  # profiles of the same values are explained once
        if row.content_hash not in explained:
            explained[row.content_hash] = attribution(frame, own, row.profile)
    places = []
    for row in rows:
        (answer,) = answers(frame, row.profile)
        places.append(
            Place(
                row=row,
                name=row.tenant_name or row.title.in_language(language),
                answer=answer,
                period=months_in_words(answer, language),
                is_own=bool(own_schema) and row.schema_name == own_schema,
                coach=coach_requirements(
                    profile=row.profile, form=facts.get("support_form"), language=language
                ),
                difference=minutes_apart(answer=answer, own=own_answer),
                explained_by=explaining_values(
                    parameters=explained[row.content_hash],
                    here=own,
                    there=row.profile,
                    language=language,
                ),
            )
        )
    return tuple(sorted(places, key=_most_first))


def months_in_words(answer: Answer, language: str) -> str:
    """Say how long the support lasts: "6 maanden", "4 maanden en 8 dagen"; empty without one."""
    if answer.months is None:
        return ""
    counted = zip(answer.months, ("months", "days"), strict=True)
    words = [wording.quantity(count, unit, language) for count, unit in counted if count]
    return Text(" en ", " and ").in_language(language).join(words)


def minutes_apart(*, answer: Answer, own: Answer) -> int | None:
    """Say how many minutes more an answer gives than the own one; None where not known."""
    if answer.minutes is None or own.minutes is None:
        return None
    return answer.minutes - own.minutes


def _most_first(place: Place) -> tuple[int, int, str]:
    answer = place.answer
    minutes = -1 if answer.minutes is None else answer.minutes
    return -OUTCOME_NAMES.index(answer.verdict), -minutes, place.name.casefold()
