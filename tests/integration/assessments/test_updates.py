"""Tables that change under a running server: its rows still fit, and going back loses nothing."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations import RunPython
from django.utils import timezone

from assessments import kept_answers
from assessments.going_back import RowsOfThisRelease
from assessments.kept_answers import CaseForm
from assessments.letters.letterhead import save_letterhead
from assessments.objections.actions import Step, add_step
from assessments.objections.codes import Outcome, OutcomeReason
from assessments.objections.status import Change
from tenants.identifiers import uuid7
from tests.objections_at_work import ended, lodged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
OF_BEFORE = """
INSERT INTO assessments_keptanswers (id, case_id, form, kept_by, revision, answers, expires_at)
VALUES (%s, %s, %s, %s, 1, '{"choice": "advised"}', %s)
"""


def go_back(migration: str) -> None:
    """Do what going back over a migration does before any table is touched."""
    module = import_module(f"assessments.migrations.{migration}")
    for operation in reversed(module.Migration.operations):
        if not isinstance(operation, RunPython):
            return
        operation.reverse_code(apps, None)


def test_the_server_of_before_goes_on_while_its_tables_change(consultant, open_case):
    """It writes plain answers, which nobody reads afterwards; no page fails on them."""
    case, form = open_case(), next(iter(CaseForm))
    values = [uuid7(), case.id, form.value, consultant.id, timezone.now() + timedelta(hours=1)]
    with connection.cursor() as cursor:
        cursor.execute(OF_BEFORE, values)
    assert kept_answers.kept(actor=consultant, case_id=case.id, form=form) is None
    with pytest.raises(RowsOfThisRelease):
        go_back("0024_answers_are_kept_encrypted")


def test_going_back_is_refused_in_words_where_rows_would_be_lost(eikenberg, make_user):
    """And lets pass where there is nothing to lose."""
    go_back("0026_the_letterhead")
    save_letterhead(
        actor=make_user(eikenberg, "tenant_admin"), seen=0, name="Eikenberg", lines=(), phone="",
        logo=None,
    )  # fmt: skip
    with pytest.raises(RowsOfThisRelease) as refused:
        go_back("0026_the_letterhead")
    assert str(refused.value).startswith("1 versions of the letterhead were written.")


def test_going_back_is_refused_where_a_decision_went_outside_meetlat(
    consultant, colleague, refused
):
    """The tables of before have no place for that day."""
    go_back("0032_decisions_sent_elsewhere")
    kept = lodged(consultant, refused)
    ended(colleague, refused, kept, Outcome.REJECTED, OutcomeReason.STANDS)
    step = Step(change=Change.SENT, day=timezone.localdate())
    add_step(actor=colleague, case_id=refused.id, objection_id=kept, step=step)
    with pytest.raises(RowsOfThisRelease):
        go_back("0032_decisions_sent_elsewhere")


def test_every_constraint_holds_for_the_rows_of_before_too(eikenberg):
    """One that is laid on new rows first is checked for the others in a later migration."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE NOT convalidated "
            "AND connamespace = current_schema()::regnamespace"
        )
        assert cursor.fetchall() == []
