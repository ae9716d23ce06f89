"""The tenants of the demonstration: who exists, who does not, and whose policy is invented."""

from collections import Counter
from dataclasses import fields
from importlib import resources

import pytest

from benchmarking.definitions import reference_series
from demo.published import published
from demo.tenant_list import DemoTenant, UnknownMixPart, _tenant, content_of, demo_tenants
from rulebook.profiles import load_shipped, shipped_profile_names
from tenants.register import registered_municipalities

BY_NAME = {tenant.schema_name: tenant for tenant in demo_tenants()}


def test_uwv_the_g4_a_partnership_and_six_municipalities() -> None:
    kinds = [tenant.kind for tenant in demo_tenants()]
    assert Counter(kinds) == {"uwv": 1, "partnership": 1, "municipality": 4 + 6}
    assert len(BY_NAME["vierstede"].municipalities) > 1


def test_every_shipped_profile_of_an_organisation_is_somebodys() -> None:
    regions = {"g4-2015"}  # nobody's own: the four cities stand on it
    assert {tenant.profile for tenant in demo_tenants()} == set(shipped_profile_names()) - regions


def test_who_exists_carries_no_invented_value() -> None:
    for tenant in demo_tenants():
        real = all(not municipality.is_fictitious for municipality in tenant.municipalities)
        assert real == (not tenant.is_synthetic)
        if real:
            assert not load_shipped(tenant.profile).is_fictitious, tenant.name


def test_codes_are_registered_where_they_are_real_and_impossible_where_they_are_not() -> None:
    registered = {row.code: row.name for row in registered_municipalities()}
    names = set(registered.values())
    for tenant in demo_tenants():
        for municipality in tenant.municipalities:
            assert municipality.is_fictitious != (municipality.code in registered)
            assert municipality.name not in names


def test_a_tenant_differs_only_in_what_its_mix_has() -> None:
    entry = {**content_of("tenants.yaml")["tenants"][0], "differs": {"ned": {"light": 100}}}
    with pytest.raises(UnknownMixPart, match="uwv: no mix has ned"):
        _tenant(entry, content_of("case_mixes.yaml"))


def test_the_file_explains_every_field() -> None:
    explained = {line[2:].split(" ")[0].rstrip(",") for line in _head_of("tenants.yaml")} | {
        "schema_name",
        "name",
        "kind",
        "profile",
        "host",
        "municipalities",
        "next_job_odds",
    }
    assert {field.name for field in fields(DemoTenant)} <= explained


def _head_of(name: str) -> list[str]:
    text = resources.files("demo").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line.startswith("# ")]


def test_the_published_figures_are_those_that_the_dashboard_draws() -> None:
    series = {one.id: dict(one.points) for one in reference_series()}
    assert series["next_job_external_coach"] == published()["next_job"]["external"]
    assert series["next_job_internal_coach"] == published()["next_job"]["internal"]
    early = published()["ended_job_duration"]
    assert series["ended_job_early_external"][6] == sum(early["external"].values())
    assert series["ended_job_early_internal"][6] == sum(early["internal"].values())
