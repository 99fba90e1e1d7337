"""Stopping: one page to choose, one to look again, one that says it is done."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from retraining.common.access import Audience, access
from retraining.portal.forms.my import STOP_HINTS, StopForm, levels_beyond
from retraining.portal.today import today_of
from retraining.trials.models import WithdrawalLevel
from retraining.trials.requests import ParticipantRequest
from retraining.trials.selectors import withdrawal_level
from retraining.trials.services.consent import withdraw


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: ParticipantRequest) -> HttpResponse:
    """Choose how much to stop; look at it once more; then it is done. No argument."""
    stopped = withdrawal_level(request.participant)
    if not levels_beyond(stopped):
        return redirect("stopped")
    if request.method != "POST":
        return render(request, "portal/my/stop.html", {"form": StopForm(stopped=stopped)})
    if stopped is not None and request.POST.get("level") == stopped:  # pressed twice
        return redirect("stopped")
    form = StopForm(request.POST, stopped=stopped)
    if not form.is_valid():
        return render(request, "portal/my/stop.html", {"form": form}, status=400)
    if "sure" not in request.POST:
        return _look_again(request, form)
    withdraw(participant=request.participant, by=request.user, **form.cleaned_data)
    return redirect("stopped")


@access(Audience.PARTICIPANT)
@require_safe
def stopped(request: ParticipantRequest) -> HttpResponse:
    """That it is done, and what stays open."""
    shown = today_of(request.participant)
    if shown.stopped is None:
        return redirect("stop")
    return render(request, "portal/my/stopped.html", {"today": shown})


def _look_again(request: ParticipantRequest, form: StopForm) -> HttpResponse:
    level = WithdrawalLevel(form.cleaned_data["level"])
    values = {
        "form": form,
        "level": level,
        "meaning": STOP_HINTS[level],
        "reason": form.cleaned_data["reason"],
        "change": "change" in form.data,
    }
    template = "portal/my/stop.html" if values["change"] else "portal/my/stop_check.html"
    return render(request, template, values)
