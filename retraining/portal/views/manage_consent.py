"""What was signed, as staff need it: the PDF, countersigning, signatures on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.sealing import CannotOpen
from retraining.portal.forms_consent import CountersignForm, PaperForm
from retraining.portal.views.manage_pages import password_fits, person_or_404, refused, way_to
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest
from retraining.trials.scan_files import MEDIA_TYPES
from retraining.trials.selectors_consent import newest_consent
from retraining.trials.services import copies


def file_answer(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep; its name says nothing of the study."""
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@access(Audience.MANAGE, Permission.INVITE)
@never_cache
@require_POST
def copy(request: StaffRequest, code: str) -> HttpResponse:
    """The PDF, or with `scan` the paper's scan. A POST, because the look is recorded."""
    found = person_or_404(request, code)
    consent = newest_consent(found)
    if consent is None:
        raise Http404
    paper = getattr(consent, "paper", None)
    try:
        if "scan" in request.POST and paper is not None and paper.scan_sealed is not None:
            content = copies.look_at_scan(paper=paper, by=request.user)
            return file_answer(content, paper.scan_kind, f"signed-paper-{code}")
        return file_answer(
            copies.download(consent=consent, by=request.user), "pdf", f"signed-{code}"
        )
    except CannotOpen:
        why = _("Name and address of this person have been erased.")
        return refused(request, why, reverse("manage_person", args=[code]))


@access(Audience.MANAGE, Permission.CONFIRM_ELIGIBILITY)
@never_cache
@require_http_methods(["GET", "POST"])
def countersign(request: StaffRequest, code: str) -> HttpResponse:
    """Sign below a consent: name, meaning, and the password once more."""
    found = person_or_404(request, code)
    consent = newest_consent(found)
    if consent is None:
        raise Http404
    form = CountersignForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and password_fits(request, form):
        try:
            copies.countersign(consent=consent, by=request.user)
        except Refused as error:
            return refused(request, error, reverse("manage_person", args=[code]))
        messages.success(request, _("Signed."))
        return redirect("manage_person", code)
    values = {"form": form, "person": found, "meaning": copies.MEANING, "consent": consent}
    crumbs = way_to(code, _("Countersign"))
    return render(request, "portal/manage/countersign.html", values | {"breadcrumbs": crumbs})


@access(Audience.MANAGE, Permission.CONFIRM_ELIGIBILITY)
@require_http_methods(["GET", "POST"])
def paper(request: StaffRequest, code: str) -> HttpResponse:
    """Record a signature on paper."""
    found = person_or_404(request, code)
    sent = request.method == "POST"
    form = PaperForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_bound and form.is_valid():
        try:
            copies.record_paper(participant=found, **form.values, by=request.user)
        except Refused as error:
            return refused(request, error, reverse("manage_person", args=[code]))
        messages.success(request, _("Kept."))
        return redirect("manage_person", code)
    values = {"form": form, "person": found, "breadcrumbs": way_to(code, _("Consent on paper"))}
    return render(request, "portal/manage/paper.html", values)
