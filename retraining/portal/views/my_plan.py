"""Pausing the sessions, and the days that suit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from retraining.common import clock
from retraining.common.access import Audience, access
from retraining.portal.forms.my import PauseForm, PlanDaysForm
from retraining.trials.errors import Refused
from retraining.trials.requests import ParticipantRequest
from retraining.trials.services.details import change_details
from sessions import pausing
from sessions.services import pausing as services

READ_OR_SEND = ["GET", "HEAD", "POST"]


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def pause(request: ParticipantRequest) -> HttpResponse:
    """Begin a pause; while one runs, until when it does and how to end it."""
    person = request.participant
    today = clock.local_date(person.time_zone)
    state = pausing.pause_state(person, today)
    against = pausing.why_no_pause(person, today, state)
    form = PauseForm(request.POST or None, today=today, days_left=state.days_left)
    if not against and form.is_valid():
        try:
            services.begin_pause(participant=person, by=request.user, **form.cleaned_data)
        except Refused as refusal:  # another device was faster
            form.add_error(None, str(refusal))
        else:
            return redirect("today")
    values = {"form": form, "state": state, "against": against}
    status = 409 if against and request.method == "POST" else 400 if form.errors else 200
    return render(request, "portal/my/pause.html", values, status=status)


@access(Audience.PARTICIPANT)
@require_POST
def end_pause(request: ParticipantRequest) -> HttpResponse:
    """Go on with the sessions today."""
    services.end_pause(participant=request.participant, by=request.user)
    messages.success(request, _("Your pause has ended. Welcome back."))
    return redirect("today")


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def days(request: ParticipantRequest) -> HttpResponse:
    """Which days suit, and the hour."""
    person = request.participant
    chosen = pausing.days_of([person.pk]).get(person.pk, ())
    sent = request.POST if request.method == "POST" else None
    form = PlanDaysForm(sent, initial={"days": list(chosen), "hour": person.message_hour})
    if form.is_valid():
        services.choose_days(participant=person, days=form.cleaned_data["days"], by=request.user)
        change_details(
            participant=person,
            time_zone=person.time_zone,
            message_hour=form.cleaned_data["hour"],
            by=request.user,
        )
        messages.success(request, _("Your days are saved."))
        return redirect("my_details")
    status = 400 if form.errors else 200
    return render(request, "portal/my/days.html", {"form": form}, status=status)
