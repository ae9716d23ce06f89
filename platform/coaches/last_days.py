"""Until when what coaches and organisations have to show is valid, for many of them at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from coaches.codes import LISTED, ProofKind
from coaches.expiring import INSURANCE
from coaches.models import CoachOrganisation, Listing, Proof
from coaches.requirements.rows import TRAININGS

#: One training stands for another; of what lasts longest the last day counts.
TRAINING = "training"
#: An organisation that is recognised so was judged on its insurance already.
_JUDGES = (ProofKind.UWV.value, LISTED)
_COUNTS_FOR_COACH = (TRAINING, ProofKind.PROFESSIONAL_REGISTER.value)

_Kinds = Mapping[str, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDays:
    """The last day of each kind of thing that entries have to show; None: it has no end."""

    of_organisations: Mapping[UUID, _Kinds]
    of_coaches: Mapping[UUID, _Kinds]

    def first_of(
        self, *, organisation_id: UUID | None, coach_id: UUID | None, recognition: str
    ) -> date | None:
        """Give the first last day of what counts for who is chosen; None where nothing ends.

        Args:
            organisation_id, coach_id: who is chosen.
            recognition: the one that the case rests on, by the code of the fact; may be empty.
        """
        shown = self.of_organisations.get(organisation_id, {}) if organisation_id else {}
        kinds = [recognition] if recognition in _JUDGES else [recognition, INSURANCE]
        days = [shown.get(kind) for kind in kinds]
        proofs = self.of_coaches.get(coach_id, {}) if coach_id else {}
        days += [proofs.get(kind) for kind in _COUNTS_FOR_COACH]
        return min((day for day in days if day is not None), default=None)


def last_days(
    *, organisation_ids: Collection[UUID], coach_ids: Collection[UUID], tenant: str
) -> LastDays:
    """Give until when entries can show what they have, in three questions however many they are.

    Args:
        organisation_ids, coach_ids: the entries.
        tenant: whose list counts as the own list.
    """
    organisations: dict[UUID, dict[str, list[date | None]]] = defaultdict(lambda: defaultdict(list))
    coaches: dict[UUID, dict[str, list[date | None]]] = defaultdict(lambda: defaultdict(list))
    named = Q(organisation_id__in=organisation_ids) | Q(coach_id__in=coach_ids)
    for organisation, coach, kind, day in Proof.objects.filter(named).values_list(
        "organisation_id", "coach_id", "kind", "valid_until"
    ):
        if coach is not None:
            coaches[coach][TRAINING if kind in TRAININGS else kind].append(day)
        elif organisation is not None:
            organisations[organisation][kind].append(day)
    own = Listing.objects.filter(kept_by=tenant, organisation_id__in=organisation_ids)
    for organisation, day in own.values_list("organisation_id", "valid_until"):
        organisations[organisation][LISTED].append(day)
    insured = CoachOrganisation.objects.filter(pk__in=organisation_ids)
    for organisation, day in insured.values_list("pk", "insured_until"):
        organisations[organisation][INSURANCE].append(day)
    return LastDays(
        of_organisations={key: _longest(kinds) for key, kinds in organisations.items()},
        of_coaches={key: _longest(kinds) for key, kinds in coaches.items()},
    )


def _longest(kinds: Mapping[str, list[date | None]]) -> _Kinds:
    """Of each kind the last day of what lasts longest; None where one has no end."""
    return {
        kind: None if None in days else max(day for day in days if day is not None)
        for kind, days in kinds.items()
    }
