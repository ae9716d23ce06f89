"""A group of one's own choice: the organisations that somebody ticks, as a code in the address."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, requires
from accounts.plain_forms import PlainForm
from benchmarking.released_indicators.values import WhomKind
from benchmarking.releases.moment import one_moment
from benchmarking.snapshots import comparison_choices
from dashboards.boards import BY_SLUG, Board
from dashboards.offered import LEAST_OF_OWN_CHOICE, MOST_OF_OWN_CHOICE
from dashboards.pages import address_of, form_of

_PREFIX: Final = f"{WhomKind.CHOICE}:"


class OwnGroupForm(PlainForm):
    """Which organisations stand together beside one's own."""

    wie = forms.MultipleChoiceField(
        label=gettext_lazy("Uitvoerders in de groep"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies wie er in de groep zitten.")},
    )

    def __init__(self, given: Mapping[str, Any] | None, *, names: Mapping[str, str]) -> None:
        """Offer everybody by name; `given` is None before anything was ticked."""
        super().__init__(given)
        self.fields["wie"].choices = list(names.items())  # type: ignore[attr-defined]
        self.fields["wie"].help_text = _("Kies er %(least)s tot %(most)s.") % {
            "least": LEAST_OF_OWN_CHOICE,
            "most": MOST_OF_OWN_CHOICE,
        }

    def clean_wie(self) -> list[str]:
        """Refuse a group of one or two: that is a comparison with those, not with a group."""
        chosen: list[str] = self.cleaned_data["wie"]
        if not LEAST_OF_OWN_CHOICE <= len(chosen) <= MOST_OF_OWN_CHOICE:
            problem = _("U koos er %(chosen)s. Kies er %(least)s tot %(most)s.")
            raise forms.ValidationError(
                problem
                % {
                    "chosen": len(chosen),
                    "least": LEAST_OF_OWN_CHOICE,
                    "most": MOST_OF_OWN_CHOICE,
                }
            )
        return chosen


@require_GET
@requires(Permission.READ_BENCHMARK)
@one_moment()
def own_group(request: HttpRequest, page: str) -> HttpResponse:
    """Let somebody tick who is in the group, and go back to the page with that group."""
    board = BY_SLUG[page]
    if "groep" not in board.fields:
        raise Http404
    choice = form_of(request.GET.dict(), board)
    given = request.GET if "kies" in request.GET else None
    form = OwnGroupForm(
        given or _ticked(str(choice.data.get("groep", ""))), names=comparison_choices().tenants
    )
    if given is not None and form.is_valid():
        code = _PREFIX + "+".join(sorted(form.cleaned_data["wie"]))
        return redirect(f"{address_of('charts', board)}?{choice.address(groep=code)}")
    context = _context(form, board, choice.address(), choice.chosen_besides("groep"))
    return render(request, "dashboards/own_group.html", context, status=400 if given else 200)


def _ticked(group: str) -> MultiValueDict[str, str] | None:
    """Tick who is in the group that stands in the address, so that it can be changed."""
    if not group.startswith(_PREFIX):
        return None
    return MultiValueDict({"wie": group.removeprefix(_PREFIX).split("+")})


def _context(
    form: OwnGroupForm, board: Board, address: str, carried: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    back = f"{address_of('charts', board)}?{address}"
    return {"form": form, "board": board, "back": back, "carried": carried}
