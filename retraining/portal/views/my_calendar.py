"""A calendar of one's own weeks: its secret address, and the file behind it."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from retraining.common.access import Audience, access
from retraining.portal import calendar
from retraining.portal.private import keeps_its_address
from retraining.trials.models import Participant
from retraining.trials.requests import ParticipantRequest
from sessions import pausing
from sessions.services.pausing import close_calendar, open_calendar


@access(Audience.PARTICIPANT)
@keeps_its_address
@require_safe
def my_calendar(request: ParticipantRequest) -> HttpResponse:
    """The address with its ways to use it, or the way to make one."""
    address = pausing.calendar_address(request.participant)
    values = {}
    if address is not None:
        path = reverse("calendar_feed", args=[pausing.calendar_token(address)])
        values["address"] = request.build_absolute_uri(path)
        values["subscribe"] = f"webcal://{request.get_host()}{path}"
    return render(request, "portal/my/calendar.html", values)


@access(Audience.PARTICIPANT)
@require_POST
def new(request: ParticipantRequest) -> HttpResponse:
    """Make an address; the one before it closes."""
    before = pausing.calendar_address(request.participant)
    open_calendar(participant=request.participant, by=request.user)
    if before is None:
        messages.success(request, _("Your calendar address is ready."))
    else:
        messages.success(request, _("Your new address is ready. The old one is closed."))
    return redirect("my_calendar")


@access(Audience.PARTICIPANT)
@require_POST
def close(request: ParticipantRequest) -> HttpResponse:
    """Close the address."""
    close_calendar(participant=request.participant, by=request.user)
    messages.success(request, _("The address is closed. Calendars that used it get no more news."))
    return redirect("my_calendar")


@access(Audience.PARTICIPANT)
@require_safe
def download(request: ParticipantRequest) -> HttpResponse:
    """The calendar once, as a file."""
    response = _file(request.participant)
    response["Content-Disposition"] = 'attachment; filename="weeks.ics"'
    return response


@access(Audience.PUBLIC)
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar behind a secret address, for programs that fetch it again and again."""
    owner = pausing.calendar_owner(token)
    if owner is None:
        raise Http404
    response = _file(owner)
    # By content alone: the hour may change without a newer date.
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _file(participant: Participant) -> HttpResponse:
    body = calendar.feed(participant)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    changed = pausing.plan_changed_at(participant)
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
