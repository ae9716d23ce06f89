"""What groups of rules did leaves with the decision, is kept, and comes out the same made again."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.models import User
from assessments import actions as cases
from assessments.bulk_actions import NewCase, add_cases
from assessments.choices import AsAdvised
from assessments.models import Decision
from assessments.objections import actions as objecting
from assessments.objections.codes import Kind, LodgedBy
from benchmarking import actions
from benchmarking.facts.decisions import Effects
from benchmarking.measures.columns import COLUMNS
from benchmarking.models import DecisionFact
from benchmarking.participation.agreement import send_anew
from benchmarking.participation.models import RulesEffects
from benchmarking.participation.queries import standing
from benchmarking.rebuild import compared
from benchmarking.sources.decided import decided_cases
from benchmarking.sources.effects import effects_of_rules
from benchmarking.telling import decision_rows
from rulebook.frame import CaseFrame
from tenants import context
from tests.assessment_fixtures import complete_facts

pytestmark = pytest.mark.django_db
HERE = "eikenberg"
TODAY = timezone.localdate()
EMPTY = Effects()


@pytest.fixture
def one(consultant: User) -> Decision:
    """A decision under *hour-caps*, which sets hours in another way than the baseline."""
    return decided(consultant)


def decided(actor: User, **facts: object) -> Decision:
    opened = cases.open_case(actor=actor, client_reference="K-1")
    opened = cases.save_facts(
        actor=actor, case_id=opened.id, revision=opened.revision,
        facts=complete_facts(**facts),  # type: ignore[arg-type]
    )  # fmt: skip
    cases.decide(
        actor=actor, case_id=opened.id, revision=opened.revision, choice=AsAdvised(),
        decided_on=TODAY,
    )  # fmt: skip
    return Decision.objects.get(case_id=opened.id)


def sent() -> list[DecisionFact]:
    with context.as_benchmark():
        rows = DecisionFact.objects.filter(tenant_schema=HERE)
        return list(rows.order_by("edition", "pseudonym", "revision"))


def effects_in(fact: DecisionFact) -> Effects:
    return Effects(*(getattr(fact, name) for name in Effects._fields))


def assert_whole() -> None:
    assert [each for each in compared(HERE) if not each.is_whole] == []


def as_sent_before() -> None:
    """Leave what there is as the release before left it, which knew of no effects."""
    with context.as_owner(HERE), connection.cursor() as cursor:
        nothing = ", ".join(f"{name} = NULL" for name in Effects._fields)
        cursor.execute("ALTER TABLE benchmarking_decisionfact NO FORCE ROW LEVEL SECURITY")
        cursor.execute(f"UPDATE benchmarking_decisionfact SET {nothing}")
        cursor.execute("ALTER TABLE benchmarking_decisionfact FORCE ROW LEVEL SECURITY")
        cursor.execute(f"TRUNCATE {HERE}.participation_ruleseffects")


def test_a_decision_arrives_with_what_each_group_of_rules_did(one: Decision) -> None:
    """The own policy has caps by class instead of a percentage, and lets this person in as well."""
    [fact] = sent()
    told = effects_in(fact)
    assert fact.own_minutes is not None
    assert fact.baseline_minutes is not None
    assert told.method_seconds == 60 * (fact.own_minutes - fact.baseline_minutes) != 0
    assert told._replace(method_seconds=0) == Effects(0, 0, 0, 0, 0)
    assert_whole()


def test_who_is_let_in_and_how_hours_are_set_are_told_apart(consultant: User) -> None:
    """The own rules let in who is in the register alone and the baseline does not: of 0 hours and
    of what the baseline's method would give them, each group takes half of what it changes."""
    granted = decided(consultant)
    decided(consultant, structural_limitation=False, wage_cost_subsidy_group=False)
    whole, let_in = sorted(sent(), key=lambda fact: -(fact.baseline_minutes or 0))
    assert (let_in.own_minutes, let_in.baseline_minutes) == (granted.own_minutes, 0)
    own, baseline = whole.own_minutes or 0, whole.baseline_minutes or 0
    told = Effects(30 * (own + baseline), 30 * (own - baseline), 0, 0, 0)
    assert effects_in(let_in) == told
    assert_whole()


def test_a_file_tells_as_the_tables_do(consultant: User) -> None:
    with transaction.atomic():
        add_cases(
            actor=consultant,
            cases=[
                NewCase(
                    client_reference=f"K-{place}",
                    facts=complete_facts(need=need, wage_value=wage),
                    decided_on=TODAY,
                    choice=AsAdvised(),
                )
                for place, (need, wage) in enumerate(
                    [("light", 4000), ("medium", 3600), ("intensive", 5000)] * 4
                )
            ],
        )
    found = [effects_in(fact) for fact in sent()]
    assert len(found) == 12
    assert EMPTY not in found
    assert RulesEffects.objects.count() == 12
    assert_whole()


def test_what_was_sent_before_stays_without_until_everything_is_sent_anew(
    one: Decision, consultant: User
) -> None:
    """Also where something is recorded of it meanwhile: of one edition either all have them."""
    as_sent_before()
    assert_whole()
    lodged = objecting.Lodged(
        kind=Kind.OBJECTION, lodged_by=LodgedBy.PERSON, received_on=TODAY, sent_on=TODAY
    )
    objecting.lodge(actor=consultant, case_id=one.case_id, lodged=lodged)
    assert [effects_in(fact) for fact in sent()] == [EMPTY, EMPTY]
    assert_whole()
    with context.inside(HERE):
        assert send_anew() == 1
    *_, fact = sent()
    assert effects_in(fact).method_seconds
    assert_whole()


def test_another_engine_changes_nothing_that_was_told(
    one: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(*_given: object, **_named: object) -> None:
        raise AssertionError

    monkeypatch.setattr("benchmarking.sources.effects.group_effects", other)
    assert_whole()


def test_where_the_rules_would_say_other_hours_now_there_are_no_effects(one: Decision) -> None:
    """Parts of an advice that nobody gave would be of nothing."""
    [case] = decided_cases(case_ids=[one.case_id])
    assert case.own.minutes is not None
    other = case._replace(own=case.own._replace(minutes=case.own.minutes + 1))
    unknown = case._replace(baseline=case.baseline._replace(minutes=None))
    strange = case._replace(own=case.own._replace(profile_hash="f" * 64))
    told = [case, other, unknown, strange]
    frame = CaseFrame.from_rows([each.facts for each in told])
    known, *others = effects_of_rules(told, frame)
    assert known.method_seconds
    assert others == [EMPTY] * 3


@pytest.mark.parametrize(
    "changed",
    [
        {"method_seconds": 1},
        {"method_seconds": None},
        {"own_minutes": None},
        {"baseline_minutes": None},
    ],
)
def test_the_database_holds_the_five_to_the_whole_difference(
    one: Decision, changed: dict[str, int | None]
) -> None:
    cases_ = decided_cases(case_ids=[one.case_id])
    agreed = standing(on=TODAY)
    assert agreed is not None
    [facts] = decision_rows(cases_, agreed)
    with pytest.raises(IntegrityError, match="effects_add_up"), transaction.atomic():
        actions.record_decision_facts(facts=[facts._replace(revision=2, **changed)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE participation_ruleseffects SET method_seconds = 0",
        "DELETE FROM participation_ruleseffects",
    ],
)
def test_what_was_kept_is_only_added_to(one: Decision, statement: str) -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        cursor.execute(statement)


def test_no_figure_is_made_of_them_yet() -> None:
    """Decision 89: how they are told waits until the disclosure rules are closed."""
    assert not set(Effects._fields) & set(COLUMNS["decision"])
