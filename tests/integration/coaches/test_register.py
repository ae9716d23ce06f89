"""The register as all tenants share it: everybody reads, a keeper writes, with raw SQL as well."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.permissions import NotPermitted
from audit.models import AuditEvent
from coaches import actions, correcting, listing, queries
from coaches.entries import NotTheKeeper, StaleEntry
from coaches.expiring import expiring
from coaches.models import Coach, CoachOrganisation, Listing, Proof
from coaches.queries import RegisterFilter
from tenants import context

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def keepers(two_tenants, make_user):
    """A consultant of each of the two tenants."""
    first = make_user(two_tenants.first, "consultant")
    return first, make_user(two_tenants.second, "consultant")


@pytest.fixture
def entry(two_tenants, keepers):
    """An organisation with a coach, kept by Eikenberg."""
    with context.inside(two_tenants.first.schema_name):
        organisation = actions.add_organisation(
            actor=keepers[0],
            values={
                "name": "De Opstap", "kvk_number": "12345678", "regions": ["AM18"],
                "specialisms": ["autism"],
            },
        )  # fmt: skip
        coach = actions.add_coach(
            actor=keepers[0], values={"name": "Sam", "specialisms": ["psychiatric"]},
            organisation_id=organisation,
        )  # fmt: skip
    return organisation, coach


def of(tenant, **having):
    found = queries.organisations(
        having=RegisterFilter(on=TODAY, tenant=tenant.schema_name, **having)
    )
    return [row.name for row in found]


def test_every_tenant_and_the_platform_read_what_one_added(two_tenants, entry):
    """K3.2-start2: the list with specialisms is one list, whoever keeps an entry."""
    for where in (context.inside(two_tenants.second.schema_name), context.as_platform()):
        with where:
            row = queries.organisation(organisation_id=entry[0])
            assert (row.name, row.kept_by) == ("De Opstap", two_tenants.first.schema_name)
            assert queries.coaches_of(organisation_ids=[row.id])[row.id][0].name == "Sam"


@pytest.mark.parametrize("table", ["coaches_coachorganisation", "coaches_coach"])
def test_raw_sql_of_another_tenant_or_the_platform_changes_nothing(two_tenants, entry, table):
    """Row-level security rests on the role: with all our code away the entry stays as it was."""
    others = (context.inside(two_tenants.second.schema_name), context.as_platform())
    for where in others:
        with where, connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET name = 'Gekaapt'")
            assert cursor.rowcount == 0
    with context.as_benchmark(), pytest.raises(DatabaseError), transaction.atomic():
        CoachOrganisation.objects.update(name="Gekaapt")
    with context.inside(two_tenants.first.schema_name):
        assert queries.organisation(organisation_id=entry[0]).name == "De Opstap"
        assert queries.coach(coach_id=entry[1]).name == "Sam"


def test_nobody_adds_in_the_name_of_another(two_tenants, entry):
    """Neither an entry, nor a proof or coach below one of another: its keeper is that of both."""
    first, second = (t.schema_name for t in (two_tenants.first, two_tenants.second))
    now = timezone.now()
    with context.inside(second):
        with pytest.raises(DatabaseError), transaction.atomic():
            CoachOrganisation.objects.create(
                name="Vals", kept_by=first, added_at=now, changed_at=now
            )
        for kept_by in (first, second):
            with pytest.raises(DatabaseError), transaction.atomic():
                Proof.objects.create(
                    kept_by=kept_by, organisation_id=entry[0], kind="uwv", valid_from=TODAY
                )
            with pytest.raises(DatabaseError), transaction.atomic():
                Coach.objects.create(
                    kept_by=kept_by, organisation_id=entry[0], employment="organisation",
                    name="Vals", added_at=now, changed_at=now,
                )  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                Listing.objects.create(kept_by=first, organisation_id=entry[0], valid_from=TODAY)


def test_another_proposes_and_the_keeper_takes_over(two_tenants, keepers, entry):
    """A correction changes nothing until the keeper says so, and is answered once."""
    with context.inside(two_tenants.second.schema_name):
        with pytest.raises(NotTheKeeper):
            actions.change_entry(
                actor=keepers[1], model=CoachOrganisation, entry_id=entry[0], revision=1,
                values={"name": "Anders"},
            )  # fmt: skip
        with pytest.raises(correcting.NothingToCorrect):
            correcting.propose_correction(
                actor=keepers[1], model=CoachOrganisation, entry_id=entry[0],
                values={"name": "De Opstap"},
            )  # fmt: skip
        proposed = correcting.propose_correction(
            actor=keepers[1], model=CoachOrganisation, entry_id=entry[0],
            values={"name": "De Opstap", "insured_until": date(2027, 1, 31), "regions": ["AM12"]},
        )  # fmt: skip
        with pytest.raises(NotTheKeeper):
            correcting.answer_correction(actor=keepers[1], correction_id=proposed, accept=True)
        answer = "INSERT INTO coaches_correctionanswer VALUES (%s, %s, true, now(), %s)"
        with (
            pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor
        ):  # fmt: skip
            cursor.execute(answer, [proposed, two_tenants.second.schema_name, proposed])
    with context.inside(two_tenants.first.schema_name):
        assert correcting.waiting_here() == 1
        [waiting] = correcting.corrections_here()
        assert set(waiting.changes) == {"insured_until", "regions"}
        assert queries.organisation(organisation_id=entry[0]).insured_until is None
        correcting.answer_correction(actor=keepers[0], correction_id=proposed, accept=True)
        row = queries.organisation(organisation_id=entry[0])
        assert (row.insured_until, row.regions) == (date(2027, 1, 31), ("AM12",))
        with pytest.raises(correcting.AnsweredAlready):
            correcting.answer_correction(actor=keepers[0], correction_id=proposed, accept=False)
        assert AuditEvent.objects.filter(action="register.correction_accepted").count() == 1


def test_an_organisation_stands_in_the_register_once(two_tenants, keepers, entry):
    """Who adds the same number is told where it stands, whoever keeps that."""
    with (
        context.inside(two_tenants.second.schema_name), pytest.raises(actions.KvkTaken) as taken
    ):  # fmt: skip
        actions.add_organisation(
            actor=keepers[1], values={"name": "Dezelfde", "kvk_number": "12345678"}
        )
    assert taken.value.organisation_id == entry[0]


def test_a_stale_change_is_refused_and_a_good_one_is_on_record_by_field(
    two_tenants, keepers, entry
):
    """The record names what changed and no value of it."""
    given = {"actor": keepers[0], "model": Coach, "entry_id": entry[1]}
    with context.inside(two_tenants.first.schema_name):
        actions.change_entry(**given, revision=1, values={"level": "hbo", "people_now": 4})
        with pytest.raises(StaleEntry):
            actions.change_entry(**given, revision=1, values={"level": "below_hbo"})
        [event] = AuditEvent.objects.filter(action="register.changed")
        assert event.details == {"fields": ["level", "people_now"]}


def test_the_list_is_found_by_name_region_specialism_and_recognition(two_tenants, keepers, entry):
    """K4.2-i2: the specialism of a coach finds the organisation; the own list is one's own."""
    first, second = two_tenants.first, two_tenants.second
    with context.inside(second.schema_name):
        listing.put_on_list(
            actor=keepers[1], organisation_id=entry[0], valid_from=TODAY, valid_until=None
        )
        assert of(second, recognition="municipal_list") == ["De Opstap"]
    with context.inside(first.schema_name):
        assert of(first, recognition="municipal_list") == []
        assert of(first, specialism="psychiatric", region="AM18", name="opst") == ["De Opstap"]
        assert of(first, specialism="autism") == ["De Opstap"]
        assert of(first, name="12345678") == ["De Opstap"]
        assert of(first, region="AM12") == of(first, recognition="uwv") == []
        actions.add_proof(
            actor=keepers[0], model=CoachOrganisation, entry_id=entry[0], kind="uwv", issuer="",
            valid_from=TODAY - timedelta(days=9), valid_until=TODAY - timedelta(days=1),
        )  # fmt: skip
        assert of(first, recognition="uwv") == []  # it has expired


def test_what_expires_within_three_months_is_listed_first_things_first(two_tenants, keepers, entry):
    """Insurance, proofs and the own list, each with its last day; nothing of yesterday."""
    days = [TODAY + timedelta(days=n) for n in (-1, 60, 300)]
    with context.inside(two_tenants.first.schema_name):
        for day in days:
            actions.add_proof(
                actor=keepers[0], model=Coach, entry_id=entry[1], kind="harrie", issuer="",
                valid_from=TODAY - timedelta(days=400), valid_until=day,
            )  # fmt: skip
        actions.change_entry(
            actor=keepers[0], model=CoachOrganisation, entry_id=entry[0], revision=1,
            values={"insured_until": TODAY + timedelta(days=20)},
        )  # fmt: skip
        found = expiring(on=TODAY, tenant=two_tenants.first.schema_name)
    assert [(row.kind, row.name) for row in found] == [
        ("insurance", "De Opstap"), ("harrie", "Sam"),
    ]  # fmt: skip


def test_an_analyst_reads_and_does_not_write(two_tenants, make_user, entry):
    """Keeping the register is a permission of its own."""
    analyst = make_user(two_tenants.first, "analyst")
    with context.inside(two_tenants.first.schema_name), pytest.raises(NotPermitted):
        actions.add_organisation(actor=analyst, values={"name": "Nieuw"})
