"""Blood samples under /manage/: what laboratories sent back, and whose samples they are."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.assessments import samples as services
from retraining.assessments.biomarkers import COLUMNS
from retraining.assessments.selectors_destroying import tasks_in
from retraining.common.access import Audience, access
from retraining.common.findings import Finding
from retraining.common.ui import Crumb
from retraining.portal import selectors_samples as select
from retraining.portal.forms_samples import CodesForm, ResultsForm
from retraining.portal.selectors_list import finding_rows
from retraining.portal.selectors_manage import trial_of
from retraining.portal.views.manage_pages import columns
from retraining.portal.views.manage_programmes import finding_columns
from retraining.trials.requests import StaffRequest

READ_OR_SEND = ["GET", "HEAD", "POST"]


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@require_safe
def samples(request: StaffRequest) -> HttpResponse:
    """What is here, in counts. No value stands on any page of the blinded."""
    trial = trial_of(request.scope)
    numeric = (_("Participants"), _("Controls"), _("Under the limit"))
    values = {
        "files": select.files_of(trial),
        "file_columns": [
            *columns(_("Number"), _("File"), _("When"), _("By"), numeric=(_("Results"),)),
            *columns(_("Under the limit"), _("Puts right")),
        ],
        "counts": select.counts_of(trial),
        "count_columns": columns(_("Visit"), _("Analyte"), _("Sample"), numeric=numeric),
        "unlinked": select.unlinked(trial),
        "to_destroy": [t.participant.code for t in tasks_in(request.scope) if t.done is None],
    }
    return render(request, "portal/manage/samples/samples.html", values)


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@require_http_methods(READ_OR_SEND)
def results(request: StaffRequest) -> HttpResponse:
    """Bring a laboratory's file: kept whole, or refused with every row that is wrong."""
    posted = request.method == "POST"
    form = ResultsForm(request.POST, request.FILES) if posted else ResultsForm()

    def keep(name: str, data: bytes) -> str:
        row = services.import_results(
            trial=trial_of(request.scope),
            data=data,
            name=name,
            rule=form.cleaned_data["rule"],
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        return _("Kept as file %(n)d.") % {"n": row.number}

    return _brought(request, form, keep, _("Results of a laboratory"), ",".join(COLUMNS))


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@require_http_methods(READ_OR_SEND)
def codes(request: StaffRequest) -> HttpResponse:
    """Say whose samples the laboratory's codes stand on."""
    posted = request.method == "POST"
    form = CodesForm(request.POST, request.FILES) if posted else CodesForm()

    def keep(name: str, data: bytes) -> str:
        trial = trial_of(request.scope)
        new = services.link_codes(trial=trial, data=data, name=name, by=request.user)
        return ngettext("%(n)d code is linked.", "%(n)d codes are linked.", new) % {"n": new}

    return _brought(request, form, keep, _("Codes of samples"), ",".join(services.HEAD))


def _brought(
    request: StaffRequest, form: Any, keep: Callable[[str, bytes], str], title: str, head: str
) -> HttpResponse:
    findings: list[Finding] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            said = keep(file.name, file.read())
        except services.BadLabFile as error:
            form.add_error(None, str(error))
            findings = error.findings
        else:
            messages.success(request, said)
            return redirect("samples")
    values = {
        "form": form,
        "title": title,
        "head": head,
        "findings": finding_rows(findings),
        "finding_columns": finding_columns(),
        "breadcrumbs": [Crumb(_("Samples"), reverse("samples")), Crumb(title)],
    }
    status = 400 if form.errors else 200
    return render(request, "portal/manage/samples/bring.html", values, status=status)
