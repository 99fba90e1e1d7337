"""The weekly review of a site. No arm is read here, nor anything an arm can be told from."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Column
from retraining.safety.selectors import review as select
from retraining.safety.services import reviewing
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest, record_look


@access(Audience.CLINIC, Permission.HANDLE_ALERTS)
@require_safe
def reviews(request: StaffRequest) -> HttpResponse:
    """What was said at one's sites since they were last looked through."""
    found = select.reviews_in(request.scope)
    shown = sorted({line.person for one in found for line in one.lines})
    record_look(request, "review.viewed", shown)
    heads = (_("Person"), _("What"), _("State"), _("When"))
    values = {"reviews": found, "columns": [Column(head) for head in heads]}
    return render(request, "safety/review.html", values)


@access(Audience.CLINIC, Permission.HANDLE_ALERTS)
@require_POST
def review_done(request: StaffRequest, slug: str) -> HttpResponse:
    """The list of a site, as it stood on the page, was looked through."""
    until = _moment(request.POST.get("until", ""))
    found = next((one for one in select.reviews_in(request.scope) if one.site.slug == slug), None)
    if found is None or until is None:
        raise Http404
    shown = select.review_of(request.scope, found.site, until)
    try:
        reviewing.review(site=found.site, until=until, people=shown.people, by=request.user)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The week of %(site)s is reviewed.") % {"site": found.site})
    return redirect("safety_review")


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
