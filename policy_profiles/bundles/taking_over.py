"""Taking a bundle over: what it would change here, and making a draft of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.bundles.bundle import BadBundle, Bundle, layer_hash, read_bundle
from policy_profiles.bundles.problems import BundleProblem
from policy_profiles.drafts.queries import bases, own_layer
from policy_profiles.mapping import layer_from_json
from policy_profiles.models import ProfileDraft
from policy_profiles.versions.proposing import InventedPolicy, refuse_invention
from rulebook.profile import Profile, resolve
from rulebook.profiles import layers_below, shipped_layers
from rulebook.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    """What a bundle would become here: a draft of this title, on this base, with these values."""

    bundle: Bundle
    title: str
    base: str
    values: dict[str, Any]

    def profile(self, *, on: date) -> Profile:
        """Resolve the draft as it would hold on a day."""
        layer = layer_from_json(own_layer(title=self.title, base=self.base, values=self.values))
        return resolve((*layers_below(self.base), layer), on=on)


def takeover(content: bytes) -> Takeover:
    """Read a bundle and work out what it would become in the organisation that asks.

    Raises:
        BadBundle: with everything that is the matter, also what may not be taken over here.
    """
    bundle = read_bundle(content)
    own = bundle.profile.layers[-1]
    if own.kind != "municipality":
        return _of_shared_layer(bundle)
    problems = []
    if own.above not in bases():
        problems.append(
            _problem(
                "layer.above",
                "Eigen beleid ligt op een gedeelde laag: de UWV-basis of een regio.",
                "Policy of one's own lies on a shared layer: the UWV baseline or a region.",
            )
        )
    try:
        refuse_invention(bundle.profile.layers)
    except InventedPolicy:
        problems.append(
            _problem(
                "layer",
                "Dit bestand bevat verzonnen waarden, en uw organisatie bestaat echt. Laat weg wat "
                "niet bekend is: dan geldt de laag eronder.",
                "This file holds invented values, and your organisation exists. Leave out what is "
                "not known: the layer below then holds.",
            )
        )
    if problems:
        raise BadBundle(problems)
    return Takeover(
        bundle=bundle,
        title=own.version.strip(),
        base=str(own.above),
        values=dict(bundle.layer["values"]),
    )


def draft_from_bundle(*, actor: User, content: bytes) -> UUID:
    """Make a draft of a bundle; it is never published by reading it in.

    Raises:
        NotPermitted: the actor does not edit policy.
        BadBundle: with everything that is the matter.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    found = takeover(content)
    now = timezone.now()
    with transaction.atomic():
        draft = ProfileDraft.objects.create(
            title=found.title,
            base=found.base,
            values=found.values,
            made_by=actor.id,
            made_at=now,
            changed_by=actor.id,
            changed_at=now,
        )
        record(
            actor=actor,
            action="draft.started",
            object_kind="profile_draft",
            object_id=draft.id,
            details={"revision": draft.revision, "bundle": found.bundle.profile.content_hash},
        )
    return draft.id


def _of_shared_layer(bundle: Bundle) -> Takeover:
    """A shared layer itself, unchanged, becomes a draft on it without values of its own."""
    own = bundle.profile.layers[-1]
    shipped = shipped_layers().get(own.name)
    if own.name not in bases() or shipped is None or layer_hash(shipped) != layer_hash(own):
        raise BadBundle(
            [
                _problem(
                    "layer.layer",
                    "Een gedeelde laag kan hier niet worden gewijzigd. Maak er een eigen laag "
                    "van: layer: municipality, met above de gedeelde laag.",
                    "A shared layer cannot be changed here. Make it a layer of your own: "
                    "layer: municipality, with the shared layer as above.",
                )
            ]
        )
    return Takeover(bundle=bundle, title=own.version.strip(), base=own.name, values={})


def _problem(where: str, nl: str, en: str) -> BundleProblem:
    return BundleProblem(where=where, text=Text(nl, en))
