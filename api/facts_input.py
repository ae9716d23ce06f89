"""Case facts as machines give them: camelCase names, whole units, all problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.language import language_now
from api.member_names import camel
from rulebook.contradictions import contradictions
from rulebook.facts import FACTS, FactField, FactValue

_UNITS = {
    "minutes": "minutes",
    "basis_points": "hundredths of a percent (35 % = 3500)",
    "weeks": "weeks",
    "months": "months",
}


FACT_OF_FIELD: Mapping[str, FactField] = {camel(fact.name): fact for fact in FACTS}


def _field(fact: FactField) -> serializers.Field:
    unit = _UNITS.get(fact.kind)
    words = f"{fact.label.en}. {fact.help.en}" + (f" In {unit}." if unit else "")
    given: dict[str, Any] = {"required": False, "allow_null": True, "help_text": words}
    if fact.kind == "yes_no":
        return serializers.BooleanField(**given)
    if fact.kind == "code":
        return serializers.ChoiceField(choices=list(fact.codes), **given)
    if fact.kind == "date":
        return serializers.DateField(**given)
    return serializers.IntegerField(min_value=0, max_value=fact.largest, **given)


class UnknownFields:
    """Refuse members that a resource does not have, instead of ignoring a misspelt fact."""

    def to_internal_value(self, data: object) -> object:
        """Check the names before the values."""
        if isinstance(data, Mapping):
            unknown = [str(name) for name in data if name not in self.fields]  # type: ignore[attr-defined]
            if unknown:
                text = _("Dit veld bestaat niet. Haal het weg of kijk naar de spelling.")
                raise serializers.ValidationError({name[:80]: [text] for name in unknown})
        return super().to_internal_value(data)  # type: ignore[misc]


class _Facts(UnknownFields, serializers.Serializer):
    """The case facts. A fact that is left out, or null, is not known; it is never taken as no."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        facts = {FACT_OF_FIELD[name].name: value for name, value in attrs.items()}
        language = language_now()
        problems: dict[str, list[str]] = {}
        for contradiction in contradictions(facts):
            for name in contradiction.facts:
                problems.setdefault(camel(name), []).append(
                    contradiction.reason.in_language(language)
                )
        if problems:
            raise serializers.ValidationError(problems)
        return facts


#: One serializer field for every fact, made from the table of facts.
FactsSerializer: type[serializers.Serializer] = type(
    "CaseFacts",
    (_Facts,),
    {"__doc__": _Facts.__doc__, **{name: _field(fact) for name, fact in FACT_OF_FIELD.items()}},
)


def facts_as_data(facts: Mapping[str, FactValue | None]) -> dict[str, Any]:
    """Known facts with camelCase names, dates as ISO text."""
    return {
        camel(name): value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in facts.items()
        if value is not None
    }
