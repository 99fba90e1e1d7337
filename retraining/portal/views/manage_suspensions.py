"""Closing joining, a piece or all sessions at once, and opening them again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.portal import selectors_manage as select
from retraining.portal.forms.site_file import SuspendForm
from retraining.portal.site_file import suspension_of, suspension_rows
from retraining.portal.views.manage_pages import columns
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest
from retraining.trials.services import readiness


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_http_methods(["GET", "HEAD", "POST"])
def suspensions(request: StaffRequest) -> HttpResponse:
    """What is closed now, and the form that closes something at once."""
    trial = select.trial_of(request.scope)
    weeks = select.weeks_of_trial(trial)
    form = SuspendForm(request.POST or None, sites=select.sites_of(request.scope), weeks=weeks)
    if form.is_valid():
        try:
            readiness.suspend(trial=trial, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is closed from this moment on."))
            return redirect("suspensions")
    heads = columns(_("What"), _("Where"), _("Why"), _("What participants read"), _("Since"))
    values = {"form": form, "rows": suspension_rows(trial.pk), "columns": heads}
    status = 400 if form.errors else 200
    return render(request, "portal/manage/suspensions.html", values, status=status)


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_POST
def lift(request: StaffRequest, pk: int) -> HttpResponse:
    """Open it again."""
    row = suspension_of(request.scope.trial_id, pk)
    if row is None:
        raise Http404
    readiness.lift(suspension=row, by=request.user)
    messages.success(request, _("It is open again."))
    return redirect("suspensions")
