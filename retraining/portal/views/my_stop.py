"""Stopping: one page to choose, one to look again, one that says it is done; and less than that."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.common import clock
from retraining.common.access import Audience, access
from retraining.portal.forms.stopping import STOP_HINTS, MessagesForm, StopForm, levels_beyond
from retraining.portal.stopping import newest_choice, samples_to_offer
from retraining.portal.today import today_of
from retraining.trials.errors import Refused
from retraining.trials.models import WithdrawalLevel
from retraining.trials.requests import ParticipantRequest
from retraining.trials.selectors import withdrawal_level
from retraining.trials.selectors_stopping import UNDO_FOR, messages_wanted
from retraining.trials.services.withdrawal import choose_messages, undo, withdraw

READ_OR_SEND = ["GET", "HEAD", "POST"]


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def stop(request: ParticipantRequest) -> HttpResponse:
    """Choose how much to stop; look at it once more; then it is done. No argument."""
    person, stopped = request.participant, withdrawal_level(request.participant)
    samples = samples_to_offer(person)
    if not levels_beyond(stopped) and not samples:
        return redirect("stopped")
    if request.method != "POST":
        return _choose(request, StopForm(stopped=stopped, samples=samples))
    again = stopped is not None and request.POST.get("level") == stopped  # pressed twice
    if again and not request.POST.get("samples"):
        return redirect("stopped")
    form = StopForm(request.POST, stopped=stopped, samples=samples)
    if not form.is_valid():
        return _choose(request, form, status=400)
    if "sure" not in request.POST:
        return _look_again(request, form)
    withdraw(participant=person, by=request.user, **{"level": "", **form.cleaned_data})
    return redirect("stopped")


@access(Audience.PARTICIPANT)
@require_safe
def stopped(request: ParticipantRequest) -> HttpResponse:
    """That it is done, until when it can be taken back, and what stays open."""
    choice = newest_choice(request.participant)
    if choice is None:
        return redirect("stop")
    values = {"today": today_of(request.participant), "choice": choice}
    return render(request, "portal/my/stopped.html", values)


@access(Audience.PARTICIPANT)
@require_POST
def take_back(request: ParticipantRequest) -> HttpResponse:
    """Undo one's own newest choice, within 24 hours."""
    seen = request.POST.get("seen", "")
    try:
        undo(
            participant=request.participant,
            seen=int(seen) if seen.isdecimal() and len(seen) < 19 else 0,
            by=request.user,
        )
    except Refused as refusal:
        values = {"why": str(refusal)}
        return render(request, "portal/my/stop_stays.html", values, status=409)
    messages.success(request, _("You have taken it back. Everything is as it was before."))
    return redirect("today")


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def my_messages(request: ParticipantRequest) -> HttpResponse:
    """All reminders, fewer, or none. Wanting fewer is not stopping."""
    person = request.participant
    sent = request.POST if request.method == "POST" else None
    form = MessagesForm(sent, initial={"choice": messages_wanted(person)})
    if form.is_valid():
        choose_messages(participant=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your choice is saved."))
        return redirect("my_details")
    status = 400 if form.errors else 200
    return render(request, "portal/my/messages.html", {"form": form}, status=status)


def _choose(request: ParticipantRequest, form: StopForm, status: int = 200) -> HttpResponse:
    return render(request, "portal/my/stop.html", {"form": form}, status=status)


def _look_again(request: ParticipantRequest, form: StopForm) -> HttpResponse:
    if "change" in form.data:
        return _choose(request, form)
    chosen = form.cleaned_data.get("level")
    level = WithdrawalLevel(chosen) if chosen else None
    values = {
        "form": form,
        "level": level,
        "meaning": STOP_HINTS[level] if level else "",
        "reason": form.cleaned_data["reason"],
        "samples": form.cleaned_data.get("samples", False),
        "until": clock.now() + UNDO_FOR - timedelta(minutes=1),
    }
    return render(request, "portal/my/stop_check.html", values)
