"""What a new baseline would do: to the organisation's own decided cases, and to the vignettes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policy_profiles.baselines.queries import Pending
from policy_profiles.baselines.transition import ASKED, Stand, Transition
from policy_profiles.simulation.columns import answers_of
from policy_profiles.simulation.influence import influences
from policy_profiles.simulation.simulate import Decided, simulate
from policy_profiles.simulation.values import Assumptions, Impact, Influence
from policy_profiles.what_if.cases import cases_of_period
from policy_profiles.what_if.period import USUAL_MONTHS, Period, last_year_of_decisions, month_later
from policy_profiles.what_if.shield import FEWEST_CASES
from rulebook.answer import answer_columns
from rulebook.attribution import replaced
from rulebook.plan import plan_of
from rulebook.profile import Profile
from rulebook.vignettes import VIGNETTES, Vignette, vignette_frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """The effect of adopting everything that is asked, and of each value by itself.

    Attributes:
        first, until: the whole months of the cases; the day `until` is not in them.
        impact: of adopting all; its influences have every value, also those of one's own. None
            where fewer than ten cases were decided.
        vignettes: by parameter, those of which the answer becomes another by this value alone.
        all_vignettes: the same for adopting all.
        later: the values that turn on a later day only; on the first day there is nothing to
            work through.
    """

    first: date
    until: date
    impact: Impact | None
    vignettes: Mapping[str, tuple[Vignette, ...]]
    all_vignettes: tuple[Vignette, ...]
    later: frozenset[str]


def effects_of(pending: Pending, *, today: date) -> Effects:
    """Work a new baseline through on the cases of the last twelve whole months.

    Where nothing was decided lately, those are the months up to the last decision.
    """
    period = _months(today)
    transition = pending.transition
    after, without_own = transition.adopted(()), transition.adopted(_own(transition))
    decided = cases_of_period(first=period.first, until=period.until).decided
    impact = None
    if decided.frame.n >= FEWEST_CASES:
        impact = simulate(
            decided,
            before=transition.policy,
            after=after,
            baseline=transition.new_baseline[0],
            assumptions=Assumptions(months=period.months),
        )
        let_go = _of_own_values(decided, transition, without_own)
        impact = replace(impact, influences=(*impact.influences, *let_go))
    names = transition.parameters
    return Effects(
        first=period.first,
        until=period.until,
        impact=impact,
        vignettes=_changed_vignettes(transition.policy, without_own, [(name,) for name in names]),
        all_vignettes=_changed_vignettes(
            transition.policy,
            after,
            [tuple(name for name in names if transition.stand_of(name) in ASKED)],
            key="all",
        )["all"],
        later=frozenset(
            name
            for name in names
            if transition.stand_of(name) in ASKED
            and transition.policy[name].value == without_own[name].value
        ),
    )


def _months(today: date) -> Period:
    """The months that all pages look back on; where nothing was decided, the last twelve."""
    this_month = month_later(today, 0)
    nothing = Period(first=month_later(this_month, -USUAL_MONTHS), until=this_month)
    return last_year_of_decisions(today=today) or nothing


def _own(transition: Transition) -> tuple[str, ...]:
    return tuple(name for name in transition.parameters if transition.stand_of(name) is Stand.OWN)


def _of_own_values(
    decided: Decided, transition: Transition, without_own: Profile
) -> tuple[Influence, ...]:
    """What letting go of an own value would do, each by itself."""
    own = _own(transition)
    if not own:
        return ()
    policy = transition.policy
    only_own = replaced(policy, without_own, own)
    both = (
        answers_of(decided.frame, plan_of(policy)),
        answers_of(decided.frame, plan_of(only_own)),
    )
    return influences(decided.frame, before=policy, after=only_own, answers=both)


def _changed_vignettes(
    policy: Profile, after: Profile, sets: Sequence[tuple[str, ...]], *, key: str = ""
) -> dict[str, tuple[Vignette, ...]]:
    """By the first name of each set, or `key`: what changes where these values alone do."""
    frame = vignette_frame()
    before = answer_columns(frame, policy)
    found = {}
    for names in sets:
        columns = answer_columns(frame, replaced(policy, after, names))
        rows = (columns != before).any(axis=1).tolist()
        found[key or names[0]] = tuple(
            one for one, differs in zip(VIGNETTES, rows, strict=True) if differs
        )
    return found
