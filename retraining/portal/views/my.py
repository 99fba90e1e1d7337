"""The participant's own pages: Today, the weeks, help, and the page after the last week."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from retraining.common import clock
from retraining.common.access import Audience, access
from retraining.portal.today import Stage, today_of
from retraining.portal.week_list import week_list
from retraining.safety.selectors.cover import crisis_lines
from retraining.trials.consent_section import NewVersion
from retraining.trials.requests import ParticipantRequest
from retraining.trials.selectors import withdrawal_level
from retraining.trials.selectors_consent import to_sign_again
from sessions import pausing, protocol_section
from sessions.selectors import weeks_of


@access(Audience.PARTICIPANT)
@require_safe
def today(request: ParticipantRequest) -> HttpResponse:
    """One thing to do now."""
    shown = today_of(request.participant)
    if shown.stage == Stage.JOINING:
        return redirect("join")
    asks = to_sign_again(request.participant)
    values = {"today": shown, "asks": asks, "blocks": asks == NewVersion.BLOCK}
    return render(request, "portal/my/today.html", values)


@access(Audience.PARTICIPANT)
@require_safe
def weeks(request: ParticipantRequest) -> HttpResponse:
    """All weeks: open ones to use, later ones with the day on which they open."""
    person = request.participant
    day = clock.local_date(person.time_zone)
    stopped = withdrawal_level(person) is not None
    wanted = protocol_section.read(person.version.content).practice_days
    shown = week_list(weeks_of(person), day, person.time_zone, wanted, stopped=stopped)
    pause = None if stopped else pausing.pause_state(person, day).running
    values = {"weeks": shown, "stopped": stopped, "pause_until": pause.until if pause else None}
    return render(request, "portal/my/weeks.html", values)


@access(Audience.PARTICIPANT)
@require_safe
def my_help(request: ParticipantRequest) -> HttpResponse:
    """Whom to ring, what to do when feeling worse, who reads what and when."""
    person = request.participant
    values = {"site": person.site, "crisis": crisis_lines(person)}
    return render(request, "portal/my/help.html", values)


@access(Audience.PARTICIPANT)
@require_safe
def finished(request: ParticipantRequest) -> HttpResponse:
    """After the last week: thanks, what stays open, what comes next."""
    shown = today_of(request.participant)
    if shown.stage != Stage.ENDED:
        return redirect("today")
    return render(request, "portal/my/finished.html", {"today": shown})
