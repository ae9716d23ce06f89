"""What the pages of the comparison know, with or without script."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from benchmarking.queries import own_facts
from benchmarking.snapshots import comparison_choices
from dashboards.choice import ChoiceForm
from tenants.context import current_schema_name


def form_of(given: Mapping[str, str]) -> ChoiceForm:
    """Return the choices as the address gives them, for the organisation whose site this is."""
    return ChoiceForm(given, choices=comparison_choices(), own_tenant=current_schema_name())


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the form and what the benchmark holds of the own organisation."""
    form = form_of(request.GET.dict())
    form.is_valid()
    return {
        "form": form,
        "own": own_facts(tenant_schema=current_schema_name()),
        "address": form.address(),
    }
