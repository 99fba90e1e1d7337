"""What a participant may see and change about themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retraining.common import clock
from retraining.common.access import Audience, access
from retraining.portal import zones
from retraining.portal.forms.my import DetailsForm
from retraining.trials.errors import Refused
from retraining.trials.requests import ParticipantRequest
from retraining.trials.selectors import withdrawal_level
from retraining.trials.services.details import change_details
from retraining.trials.services.identity import email_of
from sessions import pausing


@access(Audience.PARTICIPANT)
@require_safe
def my_details(request: ParticipantRequest) -> HttpResponse:
    """Address, zone and hour; the look of the pages; the way to stop and to sign out."""
    person = request.participant
    values = {
        "email": email_of(person),
        "town": zones.town(person.time_zone),
        "clock_there": clock.local(clock.now(), person.time_zone),
        "hour": f"{person.message_hour:02d}:00",
        "days": [WEEKDAYS[day] for day in pausing.days_of([person.pk]).get(person.pk, ())],
        "paused": pausing.is_paused(person, clock.now()),
        "stopped": withdrawal_level(person),
    }
    return render(request, "portal/my/details.html", values)


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ParticipantRequest) -> HttpResponse:
    """Choose another zone or hour."""
    person = request.participant
    form = DetailsForm(request.POST if request.method == "POST" else None, participant=person)
    if form.is_valid():
        try:
            change_details(participant=person, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your details are saved."))
            return redirect("my_details")
    status = 400 if form.errors else 200
    return render(request, "portal/my/details_change.html", {"form": form}, status=status)
