"""Profiles and findings as plain data: what REST and GraphQL both show."""

from __future__ import annotations

from typing import Any

from api.facts_input import facts_as_data
from api.member_names import camel
from policy_profiles.register.queries import PublishedRow
from rulebook.explanation import RenderedFinding, render
from rulebook.finding import Finding
from rulebook.finding_data import value_data
from rulebook.profile import Profile
from rulebook.rendered_value import RenderedValue
from rulebook.source import CERTAINTIES, NOT_STATED_CODE
from rulebook.wording import parameter_value


def profile_summary(row: PublishedRow, language: str) -> dict[str, Any]:
    """What a list of profiles shows of each."""
    profile = row.profile
    return {
        "name": row.code,
        "title": row.title.in_language(language),
        "organisation": row.tenant_name,
        "description": profile.description.in_language(language),
        "isFictitious": row.is_fictitious,
        "contentHash": profile.content_hash,
        "validFrom": row.valid_from.isoformat() if row.valid_from else None,
        "layers": [
            {"kind": layer.kind, "name": layer.name, "version": layer.version}
            for layer in profile.layers
        ],
    }


def profile_data(row: PublishedRow, baseline: Profile, language: str) -> dict[str, Any]:
    """A whole profile: every value in words, with its origin and whether it deviates."""
    profile = row.profile
    deviating = set(profile.differences_from(baseline))
    parameters = []
    for name, resolved in profile.values.items():
        parameters.append(
            {
                "id": name,
                "label": resolved.parameter.label.in_language(language),
                "section": resolved.parameter.section,
                "topic": resolved.parameter.topic,
                "unit": resolved.parameter.unit,
                "inWords": parameter_value(resolved.parameter, resolved.value, language),
                "deviates": name in deviating,
                "stated": resolved.is_stated,
                "note": resolved.origin.note.in_language(language) if resolved.origin.note else "",
                **value_data(resolved),
            }
        )
    return {**profile_summary(row, language), "parameters": parameters}


def finding_data(finding: Finding, language: str) -> dict[str, Any]:
    """A finding: the exact data, and the same in sentences."""
    rendered = render(finding, language)
    data = finding.as_data()
    return {
        "profile": data["profile"],
        "facts": facts_as_data(finding.facts),
        "verdict": data["verdict"],
        "providerVerdict": data["provider"],
        "minutes": data["minutes"],
        "supportMinutes": data["supportMinutes"],
        "supportStart": data["supportStart"],
        "supportEnd": data["supportEnd"],
        "decisionDue": data["decisionDue"],
        "followUpDue": data["followupDue"],
        "engineVersion": data["engine"],
        "inWords": _in_words(rendered),
        "reasons": _reasons(rendered),
        "steps": [
            {"code": step.code, "sentence": step.sentence, "values": _values(step.values)}
            for step in rendered.steps
        ],
        "obligations": data["obligations"],
        "questions": [camel(name) for name in finding.questions],
        "changes": [
            {**change, "fact": camel(change["fact"]), "sentence": sentence}
            for change, sentence in zip(data["changes"], rendered.changes, strict=True)
        ],
    }


def _in_words(rendered: RenderedFinding) -> dict[str, str]:
    return {
        "verdict": rendered.verdict_label,
        "providerVerdict": rendered.provider_label,
        "hours": rendered.hours,
        "period": rendered.period,
    }


def _reasons(rendered: RenderedFinding) -> list[dict[str, Any]]:
    return [
        {
            "code": reason.code,
            "group": reason.group,
            "outcome": reason.outcome,
            "label": reason.label,
            "sentence": reason.sentence,
            "values": _values(reason.values),
            "questions": [camel(name) for name, _ in reason.questions],
        }
        for reason in rendered.reasons
    ]


def _values(values: tuple[RenderedValue, ...]) -> list[dict[str, str]]:
    return [
        {
            "parameter": value.parameter,
            "label": value.label,
            "value": value.value,
            "layer": value.layer,
            "certainty": value.certainty_code,
            "source": value.source,
            "note": value.note,
        }
        for value in values
    ]


#: The codes of certainty, for the description of the interface.
CERTAINTY_CODES = (*CERTAINTIES, NOT_STATED_CODE)
