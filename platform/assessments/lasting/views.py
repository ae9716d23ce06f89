"""The button by which a grant is put on record as a long-term track."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.following.page_parts import follows
from assessments.following.status import FollowChange
from assessments.lasting.actions import GrantIsNoTrack, NoTrackInPolicy, record_track
from assessments.page_parts import with_case
from assessments.queries import CaseRow


@requires(Permission.OPEN_CASE)
@require_POST
@with_case
@follows(FollowChange.TRACK)
def track(request: HttpRequest, case: CaseRow) -> HttpResponseBase:
    """Put on record that the grant is a long-term track."""
    try:
        record_track(actor=actor_of(request), case_id=case.id)
    except (NoTrackInPolicy, GrantIsNoTrack):
        messages.warning(request, _("Wat is toegekend, past niet in het langdurig traject."))
    else:
        messages.success(request, _("Vastgelegd als langdurig traject: elk jaar een evaluatie."))
    return redirect("assessments:following", case.number)
