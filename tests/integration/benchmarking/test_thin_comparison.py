"""The protected comparison where few are counted: what it hides, also of a group."""

import json

import pytest

from benchmarking.releases.making import make_release
from benchmarking.snapshots import protected_comparison

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_indicators")]


def test_thin_selections_are_hidden_and_say_why(first_tenant, second_tenant, send_country):
    send_country("eikenberg", cases=7)
    make_release(actor=None)
    result = protected_comparison(tenant="eikenberg", against="uwv")
    assert result.tenant.decided.as_data() == {"value": None, "hidden": "small_numbers"}
    assert result.reference.decided.as_data() == {"value": None, "hidden": "no_cases"}
    assert result.split.is_hidden
    assert result.tenant.retention.points == ()
    text = json.dumps(result.as_data()["tenant"])
    assert "7" not in text.replace(result.snapshot_id, "")


def test_a_group_leaves_out_members_who_are_hidden_themselves(
    first_tenant, second_tenant, send_country
):
    """All minus the one shown would be the hidden one."""
    send_country("eikenberg", cases=300)
    send_country("duinzicht", cases=6)
    make_release(actor=None)
    result = protected_comparison(tenant="eikenberg", against="all")
    assert result.reference.members == 2
    assert result.reference.members_counted == 1
    assert result.reference.decided.as_data()["hidden"] == "dominated"
