"""A device handed over in the clinic: one visit without signing in, and nothing else."""

from typing import cast

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.assessments import handing
from retraining.common.access import Audience, access
from retraining.portal.careful import asks_about_suicide
from retraining.portal.check_in import check_in_of
from retraining.portal.private import keeps_its_address
from retraining.portal.views import my_questions
from retraining.portal.views.my_questions import READ_OR_SEND
from retraining.safety.selectors.cover import crisis_lines
from retraining.trials.requests import ParticipantRequest

HELD = "hand_over"
GONE = 410


@access(Audience.PUBLIC)
@never_cache
@keeps_its_address
@require_http_methods(READ_OR_SEND)
def opening(request: HttpRequest, token: str) -> HttpResponse:
    """Locks this device to one visit: whoever is signed in on it is signed out."""
    if request.method == "POST":
        row = handing.open_once(token=token)
        if row is not None:
            logout(request)
            request.session[HELD] = row.pk
            return redirect("handed")
    elif handing.waiting(token) is not None:
        return render(request, "portal/handed/opening.html")
    return _closed(request)


@access(Audience.PUBLIC)
@never_cache
@require_safe
def handed(request: HttpRequest) -> HttpResponse:
    """The visit; once all of it is sent, a thank-you, and the device is free again."""
    mine = _locked(request)
    if mine is None:
        return _closed(request)
    if my_questions.is_sent(mine, mine.handed.visit):
        return _finish(mine)
    return my_questions.check_in(mine, mine.handed.visit)


@access(Audience.PUBLIC)
@never_cache
@require_safe
def part(request: HttpRequest, questions: str) -> HttpResponse:
    """The way into one part."""
    mine = _locked(request)
    if mine is None:
        return _closed(request)
    return my_questions.visit_part(mine, mine.handed.visit, questions)


@access(Audience.PUBLIC)
@never_cache
@require_http_methods(READ_OR_SEND)
def item(request: HttpRequest, questions: str, item: str) -> HttpResponse:
    """One question."""
    mine = _locked(request)
    if mine is None:
        return _closed(request)
    return my_questions.check_in_item(mine, mine.handed.visit, item, questions)


@access(Audience.PUBLIC)
@never_cache
@require_safe
def help_now(request: HttpRequest, questions: str, item: str) -> HttpResponse:
    """Somebody to turn to now, then back to the same question."""
    mine = _locked(request)
    if mine is None:
        return _closed(request)
    found = check_in_of(mine.participant, mine.handed.visit, questions, item, handed=True)
    if found is None or not asks_about_suicide(found, item):
        raise Http404
    values = {"crisis": crisis_lines(mine.participant), "back": found.item_url(item)}
    return render(request, "portal/handed/help.html", values)


@access(Audience.PUBLIC)
@never_cache
@require_http_methods(READ_OR_SEND)
def answers(request: HttpRequest, questions: str) -> HttpResponse:
    """A look before sending."""
    mine = _locked(request)
    if mine is None:
        return _closed(request)
    return my_questions.check_in_answers(mine, mine.handed.visit, questions)


@access(Audience.PUBLIC)
@require_POST
def give_back(request: HttpRequest) -> HttpResponse:
    """The person stops here: what was answered is kept, and the device is free again."""
    mine = _locked(request)
    return _finish(mine) if mine is not None else _closed(request)


class Locked(ParticipantRequest):
    """A page of a device that was handed over."""

    handed: handing.HandOver


def _locked(request: HttpRequest) -> Locked | None:
    row = handing.running(request.session.get(HELD))
    if row is None:
        return None
    mine = cast(Locked, request)
    mine.participant, mine.handed = row.participant, row
    return mine


def _finish(request: Locked) -> HttpResponse:
    handing.end(row=request.handed)
    request.session.flush()
    return render(request, "portal/handed/finished.html")


def _closed(request: HttpRequest) -> HttpResponse:
    request.session.pop(HELD, None)
    return render(request, "portal/handed/closed.html", status=GONE)
