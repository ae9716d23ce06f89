"""The pages on which a tenant's administrator manages users."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, queries
from accounts.actor import actor_of
from accounts.forms import AddUserForm, ChangeRolesForm
from accounts.permissions import Permission, requires


@require_safe
@requires(Permission.MANAGE_USERS)
def administration(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's interface
    """Begin the administration with the users."""
    return redirect("administration:users")


@require_safe
@requires(Permission.MANAGE_USERS)
def users(request: HttpRequest) -> HttpResponse:
    """List the users of the own organisation."""
    return render(request, "accounts/users.html", {"users": queries.users()})


@never_cache
@sensitive_variables("password")
@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def add_user(request: HttpRequest) -> HttpResponse:
    """Add a colleague, and show the first password once."""
    form = AddUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.add_user(actor=actor_of(request), **form.cleaned_data)
        except actions.EmailTaken:
            form.add_error("email", _("Een collega meldt zich al aan met dit adres."))
        else:
            return _show_password(request, name=user.name, email=user.email, password=password)
    status = 400 if form.is_bound else 200
    return render(request, "accounts/add_user.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def user(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Show a colleague and change the roles."""
    row = _known(user_id)
    form = ChangeRolesForm(request.POST or None, initial={"roles": list(row.roles)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_roles(
                actor=actor_of(request), user_id=user_id, roles=form.cleaned_data["roles"]
            )
        except actions.LastAdministrator:
            form.add_error("roles", _last_administrator())
        else:
            messages.success(
                request, _("De rollen van %(name)s zijn gewijzigd.") % {"name": row.name}
            )
            return redirect("administration:users")
    status = 400 if form.is_bound else 200
    return render(request, "accounts/user.html", {"row": row, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_USERS)
def close_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Show what closing an account does, and do it."""
    row = _known(user_id)
    problem = ""
    if request.method == "POST":
        try:
            actions.close_account(actor=actor_of(request), user_id=user_id)
        except actions.LastAdministrator:
            problem = _last_administrator()
        else:
            messages.success(
                request, _("Het account van %(name)s is gesloten.") % {"name": row.name}
            )
            return redirect("administration:users")
    context = {"row": row, "problem": problem}
    return render(request, "accounts/close_account.html", context, status=409 if problem else 200)


@require_http_methods(["POST"])
@requires(Permission.MANAGE_USERS)
def open_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let a colleague sign in again."""
    row = _known(user_id)
    actions.open_account(actor=actor_of(request), user_id=user_id)
    messages.success(request, _("%(name)s kan zich weer aanmelden.") % {"name": row.name})
    return redirect("administration:user", user_id=user_id)


@never_cache
@sensitive_variables("password")
@require_http_methods(["POST"])
@requires(Permission.MANAGE_USERS)
def give_new_password(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a colleague a new first password and show it once."""
    row = _known(user_id)
    password = actions.give_new_password(actor=actor_of(request), user_id=user_id)
    return _show_password(request, name=row.name, email=row.email, password=password)


@sensitive_variables("password")
def _show_password(request: HttpRequest, *, name: str, email: str, password: str) -> HttpResponse:
    context = {"name": name, "email": email, "password": password}
    return render(request, "accounts/first_password.html", context)


def _known(user_id: UUID) -> queries.UserRow:
    try:
        return queries.user(user_id=user_id)
    except queries.UserUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def _last_administrator() -> str:
    return _("Dit is de laatste beheerder. Geef eerst een collega de rol Beheerder.")
