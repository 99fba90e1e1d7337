"""Recruitment, the list of people, and inviting one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.assessments.packs import to_renew
from retraining.common.access import Audience, access
from retraining.common.ui import Column, Crumb
from retraining.portal import selectors_manage as select
from retraining.portal import selectors_manage_trial as select_trial
from retraining.portal.forms_manage import InviteForm
from retraining.portal.selectors_waiting import waiting_since_consent
from retraining.portal.views.manage_pages import columns
from retraining.trials.errors import InvitedBefore, Refused
from retraining.trials.requests import StaffRequest, record_look
from retraining.trials.services import invitations
from retraining.trials.standing import LABELS


def _counted() -> tuple[str, ...]:
    return (
        _("Invited"),
        _("Agreed"),
        _("Questions answered"),
        _("Ready now"),
        _("Randomised"),
        _("Started"),
    )


@access(Audience.MANAGE, Permission.VIEW_PEOPLE)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """Recruitment by site, who waits, how far the list reaches, where the protocol stands."""
    trial = select.trial_of(request.scope)
    waiting = select.waiting(request.scope)
    record_look(request, "people.viewed", [person.pk for person in waiting])
    values = {
        "trial": trial,
        "rows": select.recruitment(request.scope),
        "columns": columns(_("Site"), numeric=_counted()),
        "waiting_columns": columns(_("Number"), _("Site"), _("Status"), _("Since")),
        "place_columns": columns(_("Group"), _("Places left")),
        "waiting": waiting,
        "licences": to_renew(trial),
        **select.list_values(trial),
        "protocol": select_trial.protocol_words(trial),
        "labels": LABELS,
        "tones": select.TONES,
    }
    return render(request, "portal/manage/home.html", values)


@access(Audience.MANAGE, Permission.VIEW_PEOPLE)
@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    """Everybody who has agreed and is not randomised: since when, and what is still lacking."""
    found = waiting_since_consent(request.scope, request.GET.get("page"))
    record_look(request, "people.viewed", [row.pk for row in found.rows])
    values = {
        "rows": found.rows,
        "page": found.page,
        "columns": [
            *columns(_("Number"), _("Site"), _("Agreed"), numeric=(_("Days since"),)),
            *columns(_("Status"), _("Still lacking")),
        ],
        "breadcrumbs": [
            Crumb(_("Recruitment"), reverse("manage_home")),
            Crumb(_("Waiting for randomisation")),
        ],
    }
    return render(request, "portal/manage/waiting.html", values)


def _columns() -> list[Column]:
    return [
        Column(_("Number"), sort="number"),
        Column(_("Site"), sort="site"),
        Column(_("Status")),
        Column(_("Invited on"), sort="invited"),
        Column(_("Since"), sort="since"),
    ]


@access(Audience.MANAGE, Permission.VIEW_PEOPLE)
@require_safe
def people(request: StaffRequest) -> HttpResponse:
    """The list: searched, filtered, sorted and paged by the server. Numbers only, no names."""
    found = select.people_list(request.scope, request.GET)
    record_look(request, "people.viewed", found.ids)
    values = {"found": found, "columns": _columns(), "labels": LABELS, "tones": select.TONES}
    return render(request, "portal/manage/people.html", values)


@access(Audience.MANAGE, Permission.INVITE)
@require_http_methods(["GET", "POST"])
def invite(request: StaffRequest) -> HttpResponse:
    """Invite one person: the number is given, a worker mails the link."""
    sites = select.sites_of(request.scope).filter(is_open=True)
    form = InviteForm(request.POST or None, sites=sites)
    if form.is_valid():
        try:
            invitation = invitations.invite(**form.cleaned_data, by=request.user)
        except InvitedBefore as error:
            form.add_error("email", select.invited_before(request.scope, error.code))
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Invited. The mail goes out within a minute or two."))
            return redirect("manage_person", invitation.participant.code)
    crumbs = [Crumb(_("People"), reverse("people")), Crumb(_("Invite somebody"))]
    values = {"form": form, "breadcrumbs": crumbs, "has_sites": sites.exists()}
    return render(request, "portal/manage/invite.html", values)
