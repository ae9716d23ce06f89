"""A new baseline beside the one before it, in words."""

from datetime import date

from django.utils.translation import gettext as _

from policy_profiles.differences.candidate_key import CandidateKey, CandidateKind
from policy_profiles.differences.candidates import Candidate
from policy_profiles.differences.queries import Differences, differences_between
from policy_profiles.register.baselines import label_of
from rulebook.profile import Profile
from rulebook.profiles import BASELINE


def beside_what_holds(
    profile: Profile, *, before: Profile, day: date, language: str
) -> Differences:
    """Lay a baseline beside the one that would hold on its first day without it."""
    return differences_between(_side(before, day), _side(profile, day), language=language)


def _side(profile: Profile, day: date) -> Candidate:
    return Candidate(
        key=CandidateKey(kind=CandidateKind.SHIPPED, name=BASELINE, on=day),
        title=_("versie %(label)s") % {"label": label_of(profile.layers)},
        on=day,
        is_fictitious=profile.is_fictitious,
        profile=profile,
    )
