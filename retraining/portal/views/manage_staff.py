"""Staff of the trial: who holds which role, inviting, ending."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal import selectors_manage as select
from retraining.portal import selectors_manage_trial as select_trial
from retraining.portal.forms_manage import StaffForm
from retraining.portal.views.manage_pages import columns, refused
from retraining.trials.errors import Refused
from retraining.trials.models import StaffInvitation
from retraining.trials.requests import StaffRequest
from retraining.trials.services import staff as services


@access(Audience.MANAGE, Permission.MANAGE_STAFF)
@require_safe
def staff(request: StaffRequest) -> HttpResponse:
    """Who holds which role today, open invitations, and roles that have ended."""
    held, ended = select_trial.staff_rows(request.scope, request.user)
    values = {
        "held": held,
        "columns": columns(_("Who"), _("Role"), _("Site"), _("Since"), hidden=_("End")),
        "ended": ended,
        "invitations": select_trial.open_staff_invitations(request.scope),
        "invitation_columns": columns(
            _("Address"), _("Role"), _("Site"), _("Open until"), hidden=_("Change")
        ),
    }
    return render(request, "portal/manage/staff.html", values)


@access(Audience.MANAGE, Permission.MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def invite(request: StaffRequest) -> HttpResponse:
    """Invite somebody to a role."""
    form = StaffForm(request.POST or None, sites=select.sites_of(request.scope))
    if form.is_valid():
        trial = select.trial_of(request.scope)
        try:
            services.invite_staff(trial=trial, **form.cleaned_data, by=request.user)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Invited. The mail goes out within a minute or two."))
            return redirect("staff")
    crumbs = [Crumb(_("Staff"), reverse("staff")), Crumb(_("Invite somebody"))]
    return render(request, "portal/manage/staff_invite.html", {"form": form, "breadcrumbs": crumbs})


def _invitation_or_404(request: StaffRequest, pk: int) -> StaffInvitation:
    invitation = select_trial.staff_invitation_of(request.scope, pk)
    if invitation is None:
        raise Http404
    return invitation


@access(Audience.MANAGE, Permission.MANAGE_STAFF)
@require_POST
def resend(request: StaffRequest, pk: int) -> HttpResponse:
    """A new link; the old one stops working."""
    old = _invitation_or_404(request, pk)
    try:
        services.invite_staff(
            trial=old.trial, email=old.email, role=old.role, site=old.site, by=request.user
        )
    except Refused as error:
        return refused(request, error, reverse("staff"))
    messages.success(request, _("A new link is on its way. The old one no longer works."))
    return redirect("staff")


@access(Audience.MANAGE, Permission.MANAGE_STAFF)
@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Close an open link."""
    invitation = _invitation_or_404(request, pk)
    try:
        services.revoke_staff_invitation(invitation=invitation, by=request.user)
    except Refused as error:
        return refused(request, error, reverse("staff"))
    messages.success(request, _("The link no longer works."))
    return redirect("staff")


@access(Audience.MANAGE, Permission.MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a role: asked once, done at once."""
    assignment = select_trial.assignment_of(request.scope, pk)
    if assignment is None:
        raise Http404
    words = select_trial.end_words(assignment)
    if request.method == "POST":
        try:
            services.end_assignment(assignment=assignment, by=request.user)
        except Refused as error:
            return refused(request, error, reverse("staff"))
        messages.success(request, _("%(who)s no longer has the role %(role)s.") % words)
        return redirect("staff")
    crumbs = [Crumb(_("Staff"), reverse("staff")), Crumb(_("End a role"))]
    return render(request, "portal/manage/staff_end.html", {**words, "breadcrumbs": crumbs})
