"""The forms of sign-in and of the management of users and tenants."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import SetPasswordMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User, normalized_email
from accounts.permissions import TENANT_ROLES, Role
from accounts.plain_forms import PlainForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_EMAIL_WIDGET = forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"})


class SignInForm(PlainForm):
    """Address and password; says the same whatever of the two was not right."""

    username = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        widget=_EMAIL_WIDGET,
        error_messages={"required": _("Vul uw e-mailadres in.")},
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        max_length=256,
        strip=False,
        error_messages={"required": _("Vul uw wachtwoord in.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, data: QueryDict | None, *, request: HttpRequest) -> None:
        self.request = request
        self.user: User | None = None
        super().__init__(data)

    def clean_username(self) -> str:
        """Give the address as it is stored."""
        return normalized_email(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        """Check address and password together."""
        given = super().clean() or {}
        if "username" in given and "password" in given:
            self.user = authenticate(
                self.request, username=given["username"], password=given["password"]
            )
            if self.user is None:
                raise ValidationError(
                    _(
                        "Met dit e-mailadres en wachtwoord kunt u zich hier niet aanmelden. "
                        "Controleer beide, of vraag uw beheerder om een nieuw wachtwoord."
                    ),
                    code="sign_in_refused",
                )
        return given


_TOO_WEAK: "dict[str, str | _StrPromise]" = {
    "password_too_short": _("Kies een wachtwoord van minstens %(min_length)d tekens."),
    "password_too_common": _("Dit is makkelijk te raden. Kies een zin van een paar woorden."),
    "password_entirely_numeric": _("Gebruik ook letters, niet alleen cijfers."),
    "password_too_similar": _("Dit lijkt op uw naam of e-mailadres. Kies een ander wachtwoord."),
}


class ChangePasswordForm(SetPasswordMixin, PlainForm):
    """The password now, and the new one twice."""

    error_messages = {"password_mismatch": _("Typ twee keer hetzelfde nieuwe wachtwoord.")}

    current = forms.CharField(
        label=_("Uw wachtwoord nu"),
        max_length=256,
        strip=False,
        error_messages={"required": _("Vul in met welk wachtwoord u zich nu aanmeldt.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password1, password2 = SetPasswordMixin.create_password_fields(
        label1=_("Nieuw wachtwoord"), label2=_("Nieuw wachtwoord, nog een keer")
    )

    def __init__(self, data: QueryDict | None, *, user: User) -> None:
        self.user = user
        super().__init__(data)
        self.fields["password1"].help_text = _(
            "Minstens 12 tekens. Een zin van een paar woorden onthoudt u makkelijk."
        )
        self.fields["password2"].help_text = ""
        for name in ("password1", "password2"):
            self.fields[name].error_messages["required"] = _("Vul een nieuw wachtwoord in.")

    def clean_current(self) -> str:
        """Hold the password now against the one that is stored."""
        current: str = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise ValidationError(
                _("Dit is niet uw wachtwoord van nu. Typ het wachtwoord waarmee u zich aanmeldde."),
                code="not_the_current_password",
            )
        return current

    def clean(self) -> dict[str, Any]:
        """Check that the new passwords are the same and strong enough."""
        self.validate_passwords("password1", "password2")
        self.validate_password_for_user(self.user, "password2")
        for problem in self.errors.as_data().get("password2", ()):
            problem.message = _TOO_WEAK.get(problem.code or "", problem.message)
        return super().clean() or {}


def email_field(label: "_StrPromise", *, help_text: "_StrPromise | str" = "") -> forms.EmailField:
    """Give the field for the address that somebody signs in with."""
    return forms.EmailField(
        label=label,
        max_length=254,
        help_text=help_text,
        error_messages={"required": _("Vul een e-mailadres in, zoals naam@gemeente.nl.")},
    )


def _role_field(roles: tuple[Role, ...]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Rollen"),
        choices=[(role.value, role.label) for role in roles],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies alleen wat deze persoon voor het werk nodig heeft."),
        error_messages={"required": _("Kies ten minste één rol.")},
    )


class AddUserForm(PlainForm):
    """Somebody new in the own organisation."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=100,
        error_messages={"required": _("Vul de naam van deze persoon in.")},
    )
    email = email_field(_("E-mailadres"), help_text=_("Hiermee meldt deze persoon zich aan."))
    roles = _role_field(TENANT_ROLES)

    def clean_email(self) -> str:
        """Give the address as it is stored."""
        return normalized_email(self.cleaned_data["email"])


class ChangeRolesForm(PlainForm):
    """Other roles for somebody of the own organisation."""

    roles = _role_field(TENANT_ROLES)
