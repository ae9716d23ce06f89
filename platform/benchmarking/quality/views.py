"""The page on how well the organisation registers, beside others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, requires
from benchmarking.quality.page import own_quality, quality_beside
from tenants.context import current_schema_name


@require_safe
@requires(Permission.READ_BENCHMARK)
@never_cache
def data_quality(request: HttpRequest) -> HttpResponse:
    """Show one's own registration in detail, and what the release tells of that of others."""
    here = current_schema_name()
    context = {"own": own_quality(tenant_schema=here), "beside": quality_beside(tenant_schema=here)}
    return render(request, "benchmarking/quality.html", context)
