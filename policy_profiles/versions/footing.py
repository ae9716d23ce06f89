"""On which UWV baseline a policy stands, and what it holds as its own, beside what holds now."""

from dataclasses import dataclass

from policy_profiles.deviations.unexplained import own_value
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """The baseline of a policy and of what holds now, by version label, and the own values.

    `before` is empty where no policy holds. `fixed` counts what the own layer says and said not
    before, `let_go` what it said before and says no more; neither has to change a value.
    """

    now: str
    before: str
    fixed: int
    let_go: int

    @property
    def moves(self) -> bool:
        """Whether the policy goes from one baseline to another."""
        return bool(self.before) and self.before != self.now

    @property
    def is_other(self) -> bool:
        """Whether anything is other than in what holds now."""
        return self.moves or bool(self.fixed or self.let_go)


def footing_of(*, before: Profile | None, after: Profile) -> Footing:
    """Lay what a policy stands on beside what holds now.

    Args:
        before: what holds on the day without it; None where nothing does.
        after: the policy on that day.
    """
    owned = _own(after)
    had = _own(before) if before else frozenset()
    return Footing(
        now=_baseline_label(after),
        before=_baseline_label(before) if before else "",
        fixed=len(owned - had),
        let_go=len(had - owned),
    )


def _own(profile: Profile) -> frozenset[str]:
    return frozenset(name for name in PARAMETERS if own_value(profile, name) is not None)


def _baseline_label(profile: Profile) -> str:
    return next((layer.version for layer in profile.layers if layer.kind == "baseline"), "")
