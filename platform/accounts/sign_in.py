"""The pages of signing in, signing out and choosing a password."""

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.actor import actor_of
from accounts.forms import ChangePasswordForm, SignInForm
from accounts.models import User
from accounts.permissions import PLATFORM_START
from accounts.start import place_of
from audit.actions import record


@sensitive_post_parameters("password")
@csrf_protect
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the sign-in form, or sign in and go on to where somebody was heading."""
    onward = safe_onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid() and form.user is not None:
        _start_session(request, form.user)
        return redirect(_own_place(form.user) if onward == PLATFORM_START else onward)
    status = 400 if form.is_bound else 200
    return render(request, "accounts/sign_in.html", {"form": form, "next": onward}, status=status)


def _own_place(user: User) -> str:
    """Where somebody's day begins who was not heading for anything on the public host."""
    return place_of(user) or PLATFORM_START


def _start_session(request: HttpRequest, user: User) -> None:
    with transaction.atomic():
        login(request, user)
        record(actor=user, action="user.signed_in", object_kind="user", object_id=user.id)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; also for somebody whose session ended before."""
    with transaction.atomic():
        if request.user.is_authenticated:
            user = actor_of(request)
            record(actor=user, action="user.signed_out", object_kind="user", object_id=user.id)
        logout(request)
    messages.success(request, _("U bent afgemeld."))
    return redirect("accounts:sign_in")


@sensitive_post_parameters("current", "password1", "password2")
@csrf_protect
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Let somebody choose another password; sessions elsewhere end, this one goes on."""
    user = actor_of(request)
    form = ChangePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.change_own_password(actor=user, password=form.cleaned_data["password1"])
        update_session_auth_hash(request, user)
        messages.success(request, _("Uw nieuwe wachtwoord is opgeslagen."))
        return redirect("/")
    status = 400 if form.is_bound else 200
    return render(request, "accounts/change_password.html", {"form": form}, status=status)


def safe_onward(request: HttpRequest) -> str:
    """Give the page that somebody was heading for, if it is on this very host; else the start."""
    start = "/" if request.tenant else PLATFORM_START  # type: ignore[attr-defined]  # the middleware's
    onward = request.POST.get("next") or request.GET.get("next") or start
    is_here = url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return onward if is_here else start
