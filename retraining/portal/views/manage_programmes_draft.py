"""An upload: taken in or refused, spoken, put aside or published."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.findings import Finding
from retraining.common.ui import Crumb
from retraining.portal import selectors_manage_programmes as select
from retraining.portal.forms_programmes import PublishForm, UploadForm
from retraining.portal.views.manage_pages import password_fits, refused
from retraining.portal.views.manage_programmes import finding_columns, way_to_texts
from retraining.protocol import publishing, uploads
from retraining.protocol.models import Upload
from retraining.protocol.publishing import NotEqual
from retraining.protocol.texts import open_upload
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """Choose a zip: kept to be looked at, or refused with every finding."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not request.FILES:
        form = UploadForm(request.POST, request.FILES)
    findings: list[Finding] = []
    if form.is_valid():
        trial = select.trial_of(request.scope)
        data = form.cleaned_data["folder"].read()
        taken = uploads.take(trial=trial, data=data, by=request.user)
        if taken.upload is not None:
            messages.success(request, _("Uploaded. Nothing is published yet."))
            return redirect("programme_texts", select.DRAFT)
        findings = taken.findings
        form.add_error(None, _("Nothing was kept: something in it has to be mended first."))
    return _upload_page(request, form, findings)


def _upload_page(request: StaffRequest, form: UploadForm, findings: list[Finding]) -> HttpResponse:
    values = {
        "form": form,
        "findings": select.finding_rows(findings),
        "finding_columns": finding_columns(),
        "open": open_upload(select.trial_of(request.scope)),
        "breadcrumbs": [Crumb(_("Programmes"), reverse("programmes")), Crumb(_("Upload"))],
    }
    return render(request, "portal/manage/programmes/upload.html", values)


def _open_or_404(request: StaffRequest) -> Upload:
    found = open_upload(select.trial_of(request.scope))
    if found is None:
        raise Http404
    return found


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_POST
def put_aside(request: StaffRequest) -> HttpResponse:
    """Decide against the upload that waits."""
    try:
        uploads.put_aside(upload=_open_or_404(request), by=request.user)
    except Refused as error:
        return refused(request, error, reverse("programmes"))
    messages.success(request, _("Put aside. Nothing of it was kept."))
    return redirect("programmes")


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_POST
def speak(request: StaffRequest) -> HttpResponse:
    """Have every text of the upload spoken that has no sound yet; asking again is no harm."""
    uploads.speak(upload=_open_or_404(request), by=request.user)
    messages.success(request, _("Asked for. A worker makes the sound, one text after another."))
    return redirect("programme_texts", select.DRAFT)


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@never_cache
@require_http_methods(["GET", "POST"])
def publish(request: StaffRequest) -> HttpResponse:
    """The last page before a version: why, for whom, from when, and the password again."""
    found = _open_or_404(request)
    form = PublishForm(request.POST if request.method == "POST" else None)
    findings: list[Finding] = []
    if form.is_valid() and password_fits(request, form):
        try:
            version = publishing.publish(upload=found, terms=form.terms, by=request.user)
        except NotEqual as error:
            findings = error.findings
            form.add_error(None, str(error))
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Published as version %(n)d.") % {"n": version.number})
            return redirect("programmes")
    return _publish_page(request, form, findings)


def _publish_page(
    request: StaffRequest, form: PublishForm, findings: list[Finding]
) -> HttpResponse:
    values = {
        "form": form,
        "findings": select.finding_rows(findings),
        "finding_columns": finding_columns(),
        "trial": select.trial_of(request.scope),
        "breadcrumbs": way_to_texts(select.DRAFT, _("Publish")),
    }
    return render(request, "portal/manage/programmes/publish.html", values)
