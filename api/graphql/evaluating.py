"""Evaluation over GraphQL: facts in, two findings out."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLError

from accounts.language import language_now
from accounts.permissions import Permission, check_permission
from api.evaluating import evaluated
from api.facts_input import FACT_OF_FIELD, FactsSerializer
from api.graphql.answers import Answer
from api.problems import field_problems, invalid_input
from rulebook.facts import FactField


def _input(fact: FactField) -> graphene.types.unmountedtype.UnmountedType:
    words = fact.label.en
    if fact.kind == "yes_no":
        return graphene.Boolean(description=words)
    if fact.kind == "code":
        return graphene.String(description=f"{words}: {', '.join(fact.codes)}")
    if fact.kind == "date":
        return graphene.String(description=f"{words}: YYYY-MM-DD")
    return graphene.Int(description=f"{words}, in {fact.kind}")


#: The case facts as an input object, made from the table of facts.
FactsInput: type[graphene.InputObjectType] = type(
    "FactsInput",
    (graphene.InputObjectType,),
    {fact.name: _input(fact) for fact in FACT_OF_FIELD.values()},
)


class Value(Answer):
    """A policy value that a reason rests on."""

    parameter = graphene.String(required=True)
    label = graphene.String(required=True)
    value = graphene.String(required=True)
    layer = graphene.String(required=True)
    certainty = graphene.String(required=True)
    source = graphene.String(required=True)
    note = graphene.String(required=True)


class Reason(Answer):
    """One criterion with its outcome and sentence."""

    code = graphene.String(required=True)
    group = graphene.String(required=True)
    outcome = graphene.String(required=True)
    label = graphene.String(required=True)
    sentence = graphene.String(required=True)
    values = graphene.List(graphene.NonNull(Value), required=True)
    questions = graphene.List(graphene.NonNull(graphene.String), required=True)


class Step(Answer):
    """One step of the hours."""

    code = graphene.String(required=True)
    sentence = graphene.String(required=True)
    values = graphene.List(graphene.NonNull(Value), required=True)


class Change(Answer):
    """One fact changed, and what the rules then say."""

    fact = graphene.String(required=True)
    verdict = graphene.String(required=True)
    minutes = graphene.Int()
    sentence = graphene.String(required=True)


class Finding(Answer):
    """What the rules say of the facts under one profile."""

    profile = graphene.String(required=True)
    profile_hash = graphene.String(required=True)
    verdict = graphene.String(required=True)
    provider_verdict = graphene.String(required=True)
    minutes = graphene.Int()
    support_minutes = graphene.Int()
    support_start = graphene.String()
    support_end = graphene.String()
    questions = graphene.List(graphene.NonNull(graphene.String), required=True)
    reasons = graphene.List(graphene.NonNull(Reason), required=True)
    steps = graphene.List(graphene.NonNull(Step), required=True)
    changes = graphene.List(graphene.NonNull(Change), required=True)

    def resolve_profile(self: dict[str, Any], info: graphene.ResolveInfo) -> str:  # noqa: ARG002
        """Name of the profile."""
        return str(self["profile"]["name"])

    def resolve_profile_hash(self: dict[str, Any], info: graphene.ResolveInfo) -> str:  # noqa: ARG002
        """Content hash of the profile."""
        return str(self["profile"]["hash"])


class Evaluation(Answer):
    """Two findings on the same facts."""

    finding = graphene.Field(Finding, required=True)
    against = graphene.Field(Finding, required=True)
    difference_minutes = graphene.Int()


def resolve_evaluate(
    root: object,  # noqa: ARG001
    info: graphene.ResolveInfo,
    facts: dict[str, Any],
    profile: str | None = None,
    against: str | None = None,
) -> dict[str, Any]:
    """Work the facts through the profiles; the same call as REST makes."""
    check_permission(info.context.user, Permission.READ_POLICY)
    named = {field: facts[fact.name] for field, fact in FACT_OF_FIELD.items() if fact.name in facts}
    asked = FactsSerializer(data=named)
    if not asked.is_valid():
        problems = [{"field": p.field, "detail": p.detail} for p in field_problems(asked.errors)]
        extensions = {"code": "invalid-input", "errors": problems}
        raise GraphQLError(invalid_input()[2], extensions=extensions)
    return evaluated(
        facts=asked.validated_data,
        profile=profile,
        against=against,
        language=language_now(),
    )
