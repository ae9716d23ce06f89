"""The pages of letters: looking at one before it goes, sending it, and reading what was sent."""

from collections.abc import Callable
from functools import wraps
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from accounts.plain_forms import status_of
from assessments.letters import actions
from assessments.letters.codes import SLUG_OF, SLUGS, Language, Reader
from assessments.letters.content import LetterContent
from assessments.letters.forms import SendForm
from assessments.letters.pdf import as_pdf
from assessments.letters.qr import square
from assessments.letters.queries import (
    LetterLine,
    LetterRemoved,
    LetterUnknown,
    OpenedLetter,
    letter,
    letters_of,
)
from assessments.page_parts import with_case
from assessments.queries import CaseRow, NotDecidedYet
from assessments.sharing.letters_to import letter_standing
from assessments.sharing.rules import Bar, NotShared
from rulebook.wording import date_long

#: What the button sends that shows the letter in the other language, with all that was typed.
SHOW_IN: Final = "show_in"
_WHY_NOT: Final = {
    Bar.REFUSED: gettext_lazy("De persoon wil niet dat deze brief er komt. Zo staat het hier."),
    Bar.NOT_ASKED: gettext_lazy(
        "Uw beleid wil dat de persoon het eerst goed vindt. Vraag het, en leg het hier vast."
    ),
}
Opened = Callable[[HttpRequest, CaseRow, OpenedLetter], HttpResponse]


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def write(request: HttpRequest, case: CaseRow, slug: str) -> HttpResponse:
    """Show a letter as it will be sent, and freeze it when asked to."""
    if slug not in SLUGS:
        raise Http404(slug)
    reader, language = SLUGS[slug], language_of(request)
    try:
        content = _letter(request, case, reader, language)
    except NotDecidedYet:
        messages.info(request, _("Er is nog niets besloten om over te schrijven."))
        return redirect("assessments:case", case.number)
    except actions.ToldOnObjection as told:
        messages.info(request, _("Dit besluit staat in de beslissing op het bezwaar (Awb 7:11)."))
        return redirect("assessments:outcome_letter", told.row.number, told.row.id, slug)
    except NotShared as barred:
        messages.info(request, _WHY_NOT[barred.bar])
        return redirect("assessments:sharing", case.number)
    form = SendForm(request.POST or None, seen=actions.mark_of(content))
    if request.method == "POST":
        answer = _answered(request, case, reader, language, form)
        if answer is not None:
            return answer
    if SHOW_IN in request.POST or (form.is_bound and form.is_valid()):  # shown anew, not sent
        form = SendForm(seen=actions.mark_of(content), typed=request.POST)
    context = {
        "case": case,
        "reader": reader,
        "letter": content,
        "form": form,
        "earlier": _earlier(case, reader),
        "standing": letter_standing(case, reader),
        "letter_language": language,
        "other_language": other_than(language),
    }
    return render(request, "assessments/letters/write.html", context, status=status_of(form))


def _earlier(case: CaseRow, reader: Reader) -> list[LetterLine]:
    """Give the letters on the decision that went to this reader already."""
    lines = letters_of(case_id=case.id)
    return [line for line in lines if line.reader == reader and line.objection_id is None]


def _of_case(view: Opened) -> Callable[[HttpRequest, CaseRow, UUID], HttpResponseBase]:
    """Give a view the letter of a case as it was sent; 404 where there is none."""

    @wraps(view)
    def opened(request: HttpRequest, case: CaseRow, letter_id: UUID) -> HttpResponseBase:
        try:
            found = letter(actor=actor_of(request), case_id=case.id, letter_id=letter_id)
        except LetterUnknown as unknown:
            raise Http404(str(unknown)) from unknown
        except LetterRemoved:
            gone = _("De tekst van deze brief is verwijderd, met de gegevens van de persoon.")
            messages.info(request, gone)
            return redirect("assessments:decision", case.number)
        return view(request, case, found)

    return opened


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
@_of_case
def sent(request: HttpRequest, case: CaseRow, opened: OpenedLetter) -> HttpResponse:
    """Show a letter as it was sent."""
    context = {
        "case": case,
        "line": opened.line,
        "letter": opened.content,
        "letter_language": opened.content.language,
        "check_address": opened.check_address,
        "square": square(opened.check_address),
    }
    return render(request, "assessments/letters/sent.html", context)


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
@_of_case
def pdf(request: HttpRequest, case: CaseRow, opened: OpenedLetter) -> HttpResponse:  # noqa: ARG001 - a view
    """Give a letter as it was sent, as a tagged PDF."""
    response = HttpResponse(as_pdf(opened), content_type="application/pdf")
    name = f"brief-{case.number}-{SLUG_OF[opened.line.reader]}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
@_of_case
def text(request: HttpRequest, case: CaseRow, opened: OpenedLetter) -> HttpResponse:  # noqa: ARG001 - a view
    """Give the text of a letter that its hash is of, byte for byte."""
    response = HttpResponse(opened.text.encode(), content_type="application/json")
    name = f"brief-{case.number}-{SLUG_OF[opened.line.reader]}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def language_of(request: HttpRequest) -> Language:
    """Give the language that a letter was asked for or last shown in; else that of the page."""
    asked = (request.POST.get(SHOW_IN), request.POST.get("language"), request.GET.get("taal"))
    known = (Language(each) for each in asked if each in Language.values)
    return next(known, Language(language_now()))


def other_than(language: Language) -> Language:
    """Give the other language of letters."""
    return Language.EN if language is Language.NL else Language.NL


def _answered(
    request: HttpRequest, case: CaseRow, reader: Reader, language: Language, form: SendForm
) -> HttpResponse | None:
    """Freeze the letter where that is asked; None where it is to be shown, in any language."""
    if SHOW_IN in request.POST or not form.is_valid():
        return None
    return _sent(request, case, reader, language, form)


def _letter(
    request: HttpRequest, case: CaseRow, reader: Reader, language: Language
) -> LetterContent:
    return actions.letter_for(
        actor=actor_of(request),
        case=case,
        reader=reader,
        language=language,
        sent_on=timezone.localdate(),
        organisation=organisation_of(request),
        checked_at=checked_at(request),
    )


def _sent(
    request: HttpRequest, case: CaseRow, reader: Reader, language: Language, form: SendForm
) -> HttpResponse | None:
    """Freeze it and show it; None where the form says what to do first."""
    try:
        made = actions.send_letter(
            actor=actor_of(request),
            case=case,
            reader=reader,
            language=language,
            sent_on=form.cleaned_data["sent_on"],
            organisation=organisation_of(request),
            checked_at=checked_at(request),
            seen=form.cleaned_data["seen"],
            once=form.cleaned_data["once"],
        )
    except actions.SentOnAnotherDay as refused:
        days = {
            "first": date_long(refused.first, language_now()),
            "last": date_long(refused.last, language_now()),
        }
        form.add_error("sent_on", _("Kies een dag van %(first)s tot en met %(last)s.") % days)
        return None
    except actions.StaleLetter:
        messages.warning(request, _("De brief is veranderd nadat u hem bekeek. Dit is hij nu."))
        return None
    messages.success(request, _("De brief staat vast. Druk hem af of sla hem op als PDF."))
    return redirect("assessments:letter", case.number, made)


def organisation_of(request: HttpRequest) -> str:
    """Give the name of the organisation of this host."""
    tenant = getattr(request, "tenant", None)
    return tenant.name if tenant else ""


def checked_at(request: HttpRequest) -> str:
    """Give the public address at which a letter is checked, in Dutch for every reader."""
    with translation.override("nl"):
        return request.build_absolute_uri(reverse("assessments:check_letter"))
