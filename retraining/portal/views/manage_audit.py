"""The audit log, for the monitor."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.audit.selectors import seal_state
from retraining.audit.services import check_chain
from retraining.common import clock
from retraining.common.access import Audience, access
from retraining.portal import audit_file
from retraining.portal import selectors_manage_audit as select
from retraining.portal.forms_manage import AuditForm
from retraining.portal.views.manage_pages import columns
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.READ_AUDIT)
@require_safe
def audit(request: StaffRequest) -> HttpResponse:
    """Who did what, who looked at what, newest first."""
    form = _asked(request)
    wanted = select.Wanted(**form.cleaned_data) if form.is_valid() else select.Wanted()
    rows = select.entries(request.scope, wanted)
    page, lines = select.page_of_lines(rows, request.GET.get("page"))
    values = {"form": form, "page": page, "lines": lines, "seal": seal_state()}
    values["asked"] = urlencode({name: value for name, value in vars(wanted).items() if value})
    values["columns"] = columns(_("When"), _("What"), _("Request"))
    return render(request, "portal/manage/audit.html", values)


@access(Audience.MANAGE, Permission.READ_AUDIT)
@require_safe
def download(request: StaffRequest) -> HttpResponseBase:
    """The same entries as a file. That they were taken out is itself an entry."""
    form = _asked(request)
    if form.is_bound and not form.is_valid():
        return redirect(f"{reverse('audit')}?{request.GET.urlencode()}")
    wanted = select.Wanted(**form.cleaned_data) if form.is_bound else select.Wanted()
    file = audit_file.download(scope=request.scope, wanted=wanted, by=request.user)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"audit-log-{clock.now():%Y-%m-%d}.csv",
        content_type="text/csv; charset=utf-8",
    )


def _asked(request: StaffRequest) -> AuditForm:
    lists = {"actors": select.staff_actors(request.scope), "sites": select.sites(request.scope)}
    return AuditForm(request.GET or None, **lists)


@access(Audience.MANAGE, Permission.READ_AUDIT)
@require_POST
def check(request: StaffRequest) -> HttpResponse:
    """Recompute the whole chain now; that it was checked is itself an entry."""
    verdict = check_chain(by=request.user, trial_id=request.scope.trial_id)
    if verdict.holds:
        held = ngettext(
            "The chain holds: %(n)d entry.", "The chain holds: %(n)d entries.", verdict.sealed
        )
        messages.success(request, held % {"n": verdict.sealed})
    else:
        words = _("The chain is broken at entry %(n)s. Tell the sponsor at once.")
        messages.error(request, words % {"n": verdict.broken_at})
    return redirect("audit")
