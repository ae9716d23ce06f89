"""What the pages of the register have in common: an entry by its address, and what is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.permissions import Permission, has_permission
from coaches import queries
from coaches.entries import EntryUnknown, NotTheKeeper, StaleEntry, keeper_here
from coaches.requirements.rows import CoachRow, OrganisationRow

P = ParamSpec("P")


def with_organisation(
    view: Callable[Concatenate[HttpRequest, OrganisationRow, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, UUID, P], HttpResponseBase]:
    """Give a view the organisation of its address; 404 where there is none."""

    @wraps(view)
    def found(
        request: HttpRequest, organisation_id: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        try:
            row = queries.organisation(organisation_id=organisation_id)
        except EntryUnknown as unknown:
            raise Http404(str(unknown)) from unknown
        return view(request, row, *args, **kwargs)

    return found


def with_coach(
    view: Callable[Concatenate[HttpRequest, CoachRow, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, UUID, P], HttpResponseBase]:
    """Give a view the coach of its address; 404 where there is none."""

    @wraps(view)
    def found(
        request: HttpRequest, coach_id: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        try:
            row = queries.coach(coach_id=coach_id)
        except EntryUnknown as unknown:
            raise Http404(str(unknown)) from unknown
        return view(request, row, *args, **kwargs)

    return found


def may_keep(request: HttpRequest, row: OrganisationRow | CoachRow) -> bool:
    """Whether somebody may change this entry: it is kept here, and this person may."""
    return may_propose(request) and row.kept_by == keeper_here()


def may_propose(request: HttpRequest) -> bool:
    """Whether somebody may add to the register, or propose a correction in it."""
    return has_permission(request.user, Permission.KEEP_REGISTER)


def address_of(row: OrganisationRow | CoachRow) -> str:
    """Give the name of the page of an entry."""
    return "coaches:coach" if isinstance(row, CoachRow) else "coaches:organisation"


def told(
    request: HttpRequest, row: OrganisationRow | CoachRow, refused: Exception
) -> HttpResponseBase:
    """Send on to the entry as it is now, and say why nothing was saved."""
    if isinstance(refused, StaleEntry):
        text = _("Iemand heeft dit intussen gewijzigd. Kijk het na en probeer het opnieuw.")
    elif isinstance(refused, NotTheKeeper):
        text = _("Deze gegevens beheert een andere organisatie. Stel haar een correctie voor.")
    else:
        text = _("Dit staat niet meer in het register.")
    messages.warning(request, text)
    return redirect(address_of(row), row.id)
