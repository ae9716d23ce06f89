"""What a new baseline would do: to the organisation's own decided cases, and to the vignettes."""

from collections.abc import Iterator, Mapping, Sequence
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
        later: of the values that change here on a later day only, that day. They are worked
            through as they hold then, and have no part in adopting all.
    """

    first: date
    until: date
    impact: Impact | None
    vignettes: Mapping[str, tuple[Vignette, ...]]
    all_vignettes: tuple[Vignette, ...]
    later: Mapping[str, date]


def effects_of(pending: Pending, *, today: date) -> Effects:
    """Work a new baseline through on the cases of the last twelve whole months.

    Where nothing was decided lately, those are the months up to the last decision.
    """
    period = _months(today)
    transition = pending.transition
    after, alone = transition.adopted(())[0], _each_alone(transition)
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
        more = _beside_all(decided, transition, alone)
        impact = replace(impact, influences=(*impact.influences, *more))
    asked = tuple(n for n in transition.parameters if transition.stand_of(n) in ASKED)
    of_all = _changed_vignettes(transition.policy, after, [asked], key="all")
    return Effects(
        first=period.first,
        until=period.until,
        impact=impact,
        vignettes={
            name: clients
            for one in alone
            for name, clients in _changed_vignettes(
                one.before, one.after, [(name,) for name in one.names]
            ).items()
        },
        all_vignettes=of_all["all"],
        later={name: one.before.on for one in alone[1:] for name in one.names},
    )


def _months(today: date) -> Period:
    """The months that all pages look back on; where nothing was decided, the last twelve."""
    this_month = month_later(today, 0)
    nothing = Period(first=month_later(this_month, -USUAL_MONTHS), until=this_month)
    return last_year_of_decisions(today=today) or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """The values that change here on one day first, and the policy on it without and with them."""

    before: Profile
    after: Profile
    names: tuple[str, ...]


def _each_alone(transition: Transition) -> list[_Day]:
    """Every value on the day on which it changes, own values let go of; what never does on the
    first, which is always there."""
    adopted = transition.adopted(_own(transition))
    names: list[list[str]] = [[] for _ in adopted]
    pairs = list(zip(transition.old, adopted, strict=True))
    for name in transition.parameters:
        changes = [a[name].value != b[name].value for a, b in pairs]
        names[changes.index(True) if True in changes else 0].append(name)
    days = [
        _Day(before=before, after=after, names=tuple(found))
        for (before, after), found in zip(pairs, names, strict=True)
    ]
    return [days[0], *(day for day in days[1:] if day.names)]


def _own(transition: Transition) -> tuple[str, ...]:
    return tuple(name for name in transition.parameters if transition.stand_of(name) is Stand.OWN)


def _beside_all(
    decided: Decided, transition: Transition, alone: Sequence[_Day]
) -> Iterator[Influence]:
    """What adopting all leaves out: letting go of own values, and what changes on a later day."""
    own = _own(transition)
    first = replace(alone[0], names=tuple(name for name in alone[0].names if name in own))
    for day in (first, *alone[1:]):
        if not day.names:
            continue
        after = replaced(day.before, day.after, day.names)
        answers = tuple(answers_of(decided.frame, plan_of(one)) for one in (day.before, after))
        yield from influences(
            decided.frame, before=day.before, after=after, answers=(answers[0], answers[1])
        )


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
