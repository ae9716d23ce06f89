"""The vignettes as plain data: story, facts, and what every published profile answers."""

from __future__ import annotations

from typing import Any

from api.facts_input import facts_as_data
from api.published import published
from policy_profiles.vignettes.elsewhere import Place, same_client_elsewhere
from policy_profiles.vignettes.queries import Spread, spread_of, spreads
from rulebook.vignettes import VIGNETTES, Vignette, vignette


def vignettes_data(language: str) -> list[dict[str, Any]]:
    """Every vignette in short, with the spread over the profiles published today."""
    found = spreads(rows=published())
    return [{**_summary(one, language), "spread": _spread(found[one.id])} for one in VIGNETTES]


def vignette_data(name: str, language: str) -> dict[str, Any]:
    """One vignette with its facts and the answer of every profile published today.

    Differences are from the UWV baseline.

    Raises:
        NoSuchVignette: there is none of this name.
    """
    one = vignette(name)
    rows = published()
    places = same_client_elsewhere(
        facts=one.facts, own=rows[0].profile, rows=rows, language=language
    )
    return {
        **_summary(one, language),
        "spread": _spread(spread_of(answers=[place.answer for place in places])),
        "facts": facts_as_data(one.facts),
        "findings": [_finding(place) for place in places],
    }


def _summary(one: Vignette, language: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "theme": one.theme,
        "title": one.title.in_language(language),
        "story": one.story.in_language(language),
        "shows": one.tests.in_language(language),
    }


def _spread(spread: Spread) -> dict[str, Any]:
    known = spread.minutes
    return {
        "profiles": spread.n,
        "granting": spread.granting,
        "refusing": spread.refusing,
        "unknown": spread.unknown,
        "leastMinutes": known[0] if known else None,
        "middleMinutes": None if spread.middle is None else float(spread.middle),
        "mostMinutes": spread.most,
    }


def _finding(place: Place) -> dict[str, Any]:
    answer = place.answer
    return {
        "profile": place.row.code,
        "organisation": place.row.tenant_name,
        "isFictitious": place.row.is_fictitious,
        "verdict": answer.verdict,
        "providerVerdict": answer.provider,
        "minutes": answer.minutes,
        "supportStart": answer.first_day.isoformat() if answer.first_day else None,
        "supportEnd": answer.last_day.isoformat() if answer.last_day else None,
        "obligationDue": answer.due.isoformat() if answer.due else None,
        "notMet": list(answer.not_met),
        "notKnown": list(answer.not_known),
        "withObligation": list(answer.with_obligation),
        "askedOfTheCoach": list(place.coach),
        "differenceMinutes": place.difference,
        "explainedBy": [value.parameter for value in place.explained_by],
    }
