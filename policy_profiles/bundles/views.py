"""Bundles on the web: taking a profile along as YAML, and reading one in as a draft."""

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from accounts.plain_forms import PlainForm
from policy_profiles.bundles.bundle import BadBundle, bundle_text
from policy_profiles.bundles.plain_yaml import LARGEST
from policy_profiles.bundles.taking_over import Takeover, draft_from_bundle, takeover
from policy_profiles.differences.candidate_key import CandidateKey, CandidateKind, NotAKey
from policy_profiles.differences.candidates import (
    Candidate,
    Candidates,
    NoSuchCandidate,
    NothingInForceThen,
)
from policy_profiles.differences.queries import Differences, differences_between
from rulebook.parameter import PARAMETERS
from rulebook.profiles import BASELINE


class BundleForm(PlainForm):
    """A file, or on the second step the same content as it was checked."""

    bestand = forms.FileField(
        label=_("Bestand met beleid (YAML)"),
        required=False,
        help_text=_("Een bestand dat hier of in een ander systeem met Meetlat is gedownload."),
    )
    inhoud = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean_bestand(self) -> UploadedFile | None:
        """Refuse a file that is larger than any profile, before it is read."""
        file: UploadedFile | None = self.cleaned_data["bestand"]
        if file is not None and (file.size or 0) > LARGEST:
            text = gettext("Het bestand is groter dan %(most)s kB. Een beleidsprofiel is kleiner.")
            raise forms.ValidationError(text % {"most": LARGEST // 1024})
        return file

    def content(self) -> bytes:
        """Give what was sent, as bytes; empty where nothing was."""
        file = self.cleaned_data.get("bestand")
        if file is not None:
            return bytes(file.read())
        return str(self.cleaned_data["inhoud"]).encode()


@require_safe
@requires(Permission.READ_POLICY)
def own_bundle(request: HttpRequest) -> HttpResponse:
    """Give any version, draft, organisation or shared profile as a bundle."""
    return _bundle(request, is_inside=True)


@require_safe
def public_bundle(request: HttpRequest) -> HttpResponse:
    """Give a published profile as a bundle."""
    return _bundle(request, is_inside=False)


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "POST"])
def read_in(request: HttpRequest) -> HttpResponse:
    """Show what a bundle would change, and on a second press make a draft of it."""
    if request.method != "POST":
        return _page(request, BundleForm())
    form = BundleForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    content = form.content()
    if not content:
        form.add_error("bestand", gettext("Kies een bestand."))
        return _page(request, form, status=400)
    try:
        if "bewaar" in request.POST:
            draft_id = draft_from_bundle(actor=actor_of(request), content=content)
            return redirect("policy:draft", draft_id)
        found = takeover(content)
    except BadBundle as bad:
        return _page(request, form, problems=in_words(bad), status=400)
    return _page(request, form, found=found, content=content)


def _page(
    request: HttpRequest,
    form: BundleForm,
    *,
    found: Takeover | None = None,
    content: bytes = b"",
    problems: Sequence[tuple[str, str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "takeover": found,
        "found": _changes(found) if found else None,
        "content": content.decode("utf-8-sig") if found else "",
        "problems": problems,
    }
    return render(request, "policy_profiles/bundle.html", context, status=status)


def in_words(bad: BadBundle) -> list[tuple[str, str, str]]:
    """Give each problem with the place in the file, what that is called, and what to do."""
    language = language_now()
    labels = {name: parameter.label.in_language(language) for name, parameter in PARAMETERS.items()}
    return [
        (problem.where, labels.get(problem.where, ""), problem.text.in_language(language))
        for problem in bad.problems
    ]


def _changes(found: Takeover) -> Differences:
    """Lay what the bundle would become beside what holds today, or else beside the baseline."""
    candidates = _candidates(is_inside=True)
    try:
        current = candidates.found(CandidateKind.NOW.value)
    except NothingInForceThen:
        current = candidates.found(BASELINE)
    profile = found.profile(on=current.on)
    file = Candidate(
        key=CandidateKey(kind=CandidateKind.DRAFT, name="", on=current.on),
        title=gettext("Dit bestand"),
        on=current.on,
        is_fictitious=profile.is_fictitious,
        profile=profile,
    )
    return differences_between(current, file, language=language_now())


def _bundle(request: HttpRequest, *, is_inside: bool) -> HttpResponse:
    key = request.GET.get("van", CandidateKind.NOW.value if is_inside else BASELINE)
    try:
        found = _candidates(is_inside=is_inside).found(key)
    except NotAKey:
        text = gettext("van: dit is geen sleutel van een profiel.")
        return HttpResponseBadRequest(text, content_type="text/plain; charset=utf-8")
    except NoSuchCandidate as nothing:
        raise Http404(str(nothing)) from nothing
    text = bundle_text(found.profile, language=language_now())
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    name = f"{slugify(found.profile.name) or 'beleid'}-{found.on.isoformat()}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _candidates(*, is_inside: bool) -> Candidates:
    return Candidates(today=timezone.localdate(), language=language_now(), is_inside=is_inside)
