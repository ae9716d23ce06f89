"""The page on which the administrator sets the letterhead, and sees it on an example."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from accounts.plain_forms import PlainForm, status_of
from assessments.fields import OpenText
from assessments.letters.letterhead import (
    MOST_LINES,
    LetterheadRow,
    StaleLetterhead,
    TooManyLines,
    letterhead_now,
    save_letterhead,
)
from assessments.letters.logo import MOST_BYTES, BadLogo, Logo, checked_logo
from assessments.letters.pdf import check_prints, sample_pdf
from assessments.letters.views import organisation_of

_REASONS: Final = {
    "too_large": gettext_lazy("Dit logo is te groot. Kies een kleiner bestand."),
    "other_kind": gettext_lazy("Kies een PNG of een SVG."),
    "broken": gettext_lazy("Dit bestand is niet te lezen. Bewaar het logo opnieuw."),
    "not_allowed": gettext_lazy(
        "Er staat iets in dat niet op een brief kan, zoals een script, tekst of een verwijzing. "
        "Zet het logo om in vlakken en lijnen, of kies een gewone PNG."
    ),
}


_MEANWHILE: Final = gettext_lazy(
    "Een collega bewaarde intussen een ander briefhoofd. Dat staat hieronder. Bewaart u opnieuw, "
    "dan geldt wat u hier invult. Koos u een logo? Kies het dan nog eens."
)


class LetterheadForm(PlainForm):
    """What stands at the head of letters; `version` is the one that was changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = OpenText(label=gettext_lazy("Naam op de brief"), max_length=100)
    lines = OpenText(
        label=gettext_lazy("Adres"),
        help_text=gettext_lazy("Hoogstens vijf regels, bijvoorbeeld postbus, postcode en plaats."),
        widget=forms.Textarea(attrs={"rows": MOST_LINES}),
        max_length=400,
        required=False,
    )
    phone = OpenText(label=gettext_lazy("Telefoon"), max_length=40, required=False)
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy("Een PNG, of een SVG van vlakken en lijnen. Hoogstens 100 kB."),
        widget=forms.FileInput(attrs={"accept": ".png,.svg,image/png,image/svg+xml"}),
        required=False,
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Brieven zonder logo"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        row: LetterheadRow,
        organisation: str,
    ) -> None:
        self.row = row
        initial = {
            "version": row.version,
            "name": row.name or organisation,
            "lines": "\n".join(row.lines),
            "phone": row.phone,
        }
        super().__init__(data, files, initial=initial)
        if row.logo is None:
            del self.fields["without_logo"]

    def put_beside(self, row: LetterheadRow) -> None:
        """Keep what was typed beside what a colleague kept meanwhile; kept again, it comes next."""
        self.add_error(None, str(_MEANWHILE))
        self.data = {name: self.data[name] for name in self.data} | {"version": str(row.version)}
        self.row = row

    def clean_lines(self) -> tuple[str, ...]:
        """Give the lines of the address, each on its own and none too long."""
        given = self.cleaned_data["lines"].splitlines()
        lines = tuple(line.strip() for line in given if line.strip())
        if len(lines) > MOST_LINES or any(len(line) > 80 for line in lines):
            raise forms.ValidationError(_("Geef hoogstens vijf korte regels."))
        return lines

    def clean_logo(self) -> Logo | None:
        """Give the logo that was chosen, checked; that of before where none was."""
        chosen: Any = self.cleaned_data["logo"]
        if not chosen:
            return self.row.logo
        try:
            logo = checked_logo(chosen.read(MOST_BYTES + 1))
            check_prints(logo)
        except BadLogo as bad:
            raise forms.ValidationError(str(_REASONS[bad.reason])) from bad
        return logo


@requires(Permission.WORD_LETTERS)
@require_http_methods(["GET", "POST"])
@never_cache
def letterhead(request: HttpRequest) -> HttpResponse:
    """Show the letterhead, and keep a next version of it."""
    row = letterhead_now()
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = LetterheadForm(*posted, row=row, organisation=organisation_of(request))
    if form.is_bound and form.is_valid() and _saved(request, form):
        return redirect("assessments:letterhead")
    meanwhile = form.row if form.row is not row else None
    context = {"form": form, "row": form.row, "meanwhile": meanwhile}
    return render(request, "assessments/letters/letterhead.html", context, status=status_of(form))


@requires(Permission.WORD_LETTERS)
@require_GET
@never_cache
def sample(request: HttpRequest) -> HttpResponse:
    """Give an empty letter under the letterhead, as a PDF."""
    content = sample_pdf(letterhead_now(), organisation=organisation_of(request))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="briefhoofd.pdf"'
    return response


def _saved(request: HttpRequest, form: LetterheadForm) -> bool:
    given = form.cleaned_data
    try:
        save_letterhead(
            actor=actor_of(request),
            seen=given["version"],
            name=given["name"],
            lines=given["lines"],
            phone=given["phone"],
            logo=None if given.get("without_logo") else given["logo"],
        )
    except TooManyLines:
        form.add_error("lines", _("Geef hoogstens vijf korte regels."))
        return False
    except StaleLetterhead:
        form.put_beside(letterhead_now())
        return False
    messages.success(request, _("Het briefhoofd is bewaard. Brieven van nu af krijgen het."))
    return True
