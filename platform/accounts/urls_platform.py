"""Addresses of the administration on the public host."""

from django.urls import path

from accounts import audit_page, tenant_pages

app_name = "administration"
urlpatterns = [
    path("", tenant_pages.tenants, name="tenants"),
    path("uitvoerders/nieuw/", tenant_pages.add_tenant, name="add_tenant"),
    path("uitvoerders/<str:schema_name>/openen/", tenant_pages.launch_tenant, name="launch_tenant"),
    path("logboek/", audit_page.audit_record, name="audit_record"),
]
