"""The pages on which platform administrators make and open organisations; no case is seen here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts import platform_actions
from accounts.actor import actor_of
from accounts.forms import email_field
from accounts.language import language_now
from accounts.permissions import Permission, requires
from accounts.plain_forms import PlainForm
from accounts.platform_actions import NewTenant
from rulebook.profiles import load_shipped, shipped_profile_names
from tenants import actions, queries
from tenants.database.base import OwnerNeeded, SchemaNameRefused
from tenants.identifiers import code_of
from tenants.models import TenantKind
from tenants.queries import TenantRow
from tenants.reserved_names import NameReserved


class NewTenantForm(PlainForm):
    """What has to be known of an organisation to set it up."""

    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=100,
        error_messages={"required": gettext_lazy("Vul de naam van de organisatie in.")},
    )
    schema_name = forms.CharField(
        label=gettext_lazy("Kenmerk"),
        max_length=32,
        error_messages={"required": gettext_lazy("Vul een kenmerk in, zoals eikenberg.")},
        help_text=gettext_lazy(
            "Kleine letters, cijfers en _, met een letter voorop. Dit verandert nooit meer."
        ),
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9_]*$",
                gettext_lazy("Gebruik kleine letters, cijfers en _, met een letter voorop."),
            )
        ],
    )
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=TenantKind.choices)
    municipality_codes = forms.CharField(
        label=gettext_lazy("Gemeenten"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("De codes van het CBS, met een komma ertussen, zoals GM0363."),
    )
    profile_name = forms.ChoiceField(label=gettext_lazy("Beleidsprofiel om mee te beginnen"))
    is_synthetic = forms.BooleanField(
        label=gettext_lazy("Dit beleid is verzonnen (alleen voor verzonnen gemeenten)"),
        required=False,
    )
    administrator = email_field(gettext_lazy("E-mailadres van de eerste beheerder"))

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        choices = [(name, _title_of(name)) for name in shipped_profile_names()]
        self.fields["profile_name"].choices = choices  # type: ignore[attr-defined]

    def new_tenant(self) -> NewTenant:
        """Give what was filled in, with the host name below the domain of this platform."""
        given = self.cleaned_data
        label = code_of(given["schema_name"])
        codes = given["municipality_codes"].replace(",", " ").upper().split()
        return NewTenant(
            schema_name=given["schema_name"],
            name=given["name"],
            kind=given["kind"],
            profile_name=given["profile_name"],
            municipality_codes=tuple(dict.fromkeys(codes)),
            hosts=(f"{label}.{settings.PUBLIC_HOSTS[0]}",),
            is_synthetic=given["is_synthetic"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantLine:
    """An organisation in words: its profile by title, its municipalities by name and code.

    `address` is where its people sign in, with the scheme and the port that this page came by.
    """

    row: TenantRow
    address: str
    profile_title: str
    municipalities: tuple[tuple[str, str], ...]
    launched_on: date | None


@require_safe
@requires(Permission.MANAGE_TENANTS)
def tenants(request: HttpRequest) -> HttpResponse:
    """List every organisation."""
    rows = queries.tenants()
    codes = {code for row in rows for code in row.municipality_codes}
    names = queries.municipality_names(codes=tuple(codes))
    lines = [_line(row, names, _address(request, row.host)) for row in rows]
    return render(request, "accounts/tenants.html", {"lines": lines})


def _address(request: HttpRequest, host: str) -> str:
    """Give the address of an organisation's site; empty where it has none."""
    port = request.get_host().partition(":")[2]
    return f"{request.scheme}://{host}{':' if port else ''}{port}/" if host else ""


def _line(row: TenantRow, names: Mapping[str, str], address: str) -> TenantLine:
    return TenantLine(
        row=row,
        address=address,
        profile_title=_title_of(row.profile_name),
        municipalities=tuple(
            sorted((names.get(code, code), code) for code in row.municipality_codes)
        ),
        launched_on=timezone.localdate(row.launched_at) if row.launched_at else None,
    )


def _title_of(profile_name: str) -> str:
    """What people call a shipped profile; its own code where a release no longer ships it."""
    if profile_name not in shipped_profile_names():
        return profile_name
    return load_shipped(profile_name).title.in_language(language_now())


@never_cache
@sensitive_variables("password")
@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_TENANTS)
def add_tenant(request: HttpRequest) -> HttpResponse:
    """Set up an organisation, and show its administrator's first password once."""
    form = NewTenantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new, email = form.new_tenant(), form.cleaned_data["administrator"]
        password = _set_up(request, form, new=new, administrator=email)
        if password:
            shown = {"name": new.name, "email": email, "password": password, "host": new.hosts[0]}
            return render(request, "accounts/first_password.html", shown)
    status = 400 if form.is_bound else 200
    return render(request, "accounts/add_tenant.html", {"form": form}, status=status)


def _set_up(
    request: HttpRequest, form: NewTenantForm, *, new: NewTenant, administrator: str
) -> str:
    """Give the first password, or an empty text with the problem at its field."""
    try:
        return platform_actions.set_up_tenant(
            actor=actor_of(request), new=new, administrator=administrator
        )
    except actions.MunicipalityUnknown as unknown:
        message = _("Niet in het register van gemeenten: %(codes)s.")
        form.add_error("municipality_codes", message % {"codes": ", ".join(unknown.codes)})
    except actions.RealMunicipalityWithInventedPolicy as real:
        message = _("%(codes)s bestaat echt. Verzonnen beleid hoort bij verzonnen gemeenten.")
        form.add_error("is_synthetic", message % {"codes": ", ".join(real.codes)})
    except actions.TenantExists as taken:
        form.add_error(taken.field, _("Dit is al in gebruik bij een andere uitvoerder."))
    except OwnerNeeded:
        form.add_error(
            None, _("Op deze server maakt u een uitvoerder met `meetlat tenant create`.")
        )
    except NameReserved:
        form.add_error("schema_name", _("Zo heet al een pagina van de site. Kies een ander."))
    except SchemaNameRefused:
        form.add_error("schema_name", _("Dit kenmerk gebruikt de database zelf. Kies een ander."))
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_TENANTS)
def launch_tenant(request: HttpRequest, schema_name: str) -> HttpResponse:
    """Open an organisation."""
    if request.method != "POST":
        return redirect("administration:tenants")
    try:
        platform_actions.launch_tenant(actor=actor_of(request), schema_name=schema_name)
    except platform_actions.TenantUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    messages.success(request, _("De uitvoerder is geopend."))
    return redirect("administration:tenants")
