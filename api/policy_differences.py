"""Differences between any two policies as plain data: what REST and GraphQL both show."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, ValidationError

from accounts.permissions import Permission, check_permission
from policy_profiles.differences.candidate_key import OF_THE_ORGANISATION, NotAKey, read_key
from policy_profiles.differences.candidates import (
    Candidate,
    Candidates,
    NoSuchCandidate,
    NothingInForceThen,
)
from policy_profiles.differences.queries import Line, SideView, differences_between
from rulebook.parameter import PARAMETERS
from rulebook.profile import Origin, plain
from tenants import context

SIDES = ("from", "to")


def policy_differences(*, keys: dict[str, str], user: object, language: str) -> dict[str, Any]:
    """Lay the two policies that `keys` names at "from" and "to" beside each other.

    Raises:
        ValidationError: a key names nothing that can be seen here; both sides at once.
        NotAuthenticated, NotPermitted: a key is of the organisation's own, and `user` may not
            read its policy.
    """
    is_inside = _is_inside()
    candidates = Candidates(today=timezone.localdate(), language=language, is_inside=is_inside)
    found: dict[str, Candidate] = {}
    problems: dict[str, list[str]] = {}
    for side in SIDES:
        try:
            if is_inside:
                _check_own(keys[side], user)
            found[side] = candidates.found(keys[side])
        except NothingInForceThen:
            problems[side] = [_("Op die dag was hier niets van kracht. Kies een andere dag.")]
        except (NotAKey, NoSuchCandidate):
            problems[side] = [_("Dit is er niet of niet meer. Zie docs/reference/api.md.")]
    if problems:
        raise ValidationError(problems)
    return _as_data(found["from"], found["to"], language)


def _is_inside() -> bool:
    try:
        context.current_schema_name()
    except context.NotInsideATenant:
        return False
    return True


def _check_own(text: str, user: object) -> None:
    if read_key(text).kind not in OF_THE_ORGANISATION:
        return
    if not getattr(user, "is_authenticated", False):
        raise NotAuthenticated
    check_permission(user, Permission.READ_POLICY)


def _as_data(old: Candidate, new: Candidate, language: str) -> dict[str, Any]:
    found = differences_between(old, new, language=language)
    return {
        "from": _candidate(old),
        "to": _candidate(new),
        "count": found.count,
        "differences": [_line(line, language) for entry in found.entries for line in entry.lines],
        "otherEvidence": list(found.other_evidence),
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "key": candidate.address,
        "title": candidate.title,
        "on": candidate.on.isoformat(),
        "isFictitious": candidate.is_fictitious,
        "contentHash": candidate.profile.content_hash,
    }


def _line(line: Line, language: str) -> dict[str, Any]:
    difference = line.difference
    parameter = PARAMETERS[difference.parameter]
    return {
        "parameter": parameter.id,
        "label": parameter.label.in_language(language),
        "section": parameter.section,
        "row": difference.row,
        "column": difference.column,
        "unit": parameter.unit,
        "old": _side(plain(difference.old), line.old, difference.old_origin),
        "new": _side(plain(difference.new), line.new, difference.new_origin),
    }


def _side(value: object, side: SideView, origin: Origin) -> dict[str, Any]:
    return {
        "value": value,
        "stated": bool(side.layer),
        "inWords": side.words,
        "layer": origin.layer,
        "layerName": origin.layer_name,
        "version": origin.version,
        "certainty": origin.certainty,
        "source": side.source,
        "note": side.note,
    }
