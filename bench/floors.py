"""Floors: the least that a page and a batch could cost on this stack."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from retraining.assessments.models import Answer
from retraining.common import clock
from retraining.common.access import Audience, access
from sessions.models import PlayEvent
from sessions.tokens import read_player_token


@access(Audience.PARTICIPANT)
def empty_page(request: HttpRequest) -> HttpResponse:
    """The participant's frame with nothing in it."""
    return render(request, "base_participant.html")


@access(Audience.PARTICIPANT)
def one_answer(request: HttpRequest) -> HttpResponse:
    """Lets somebody in by their login session and commits one row of an answer."""
    Answer.objects.create(
        response_id=int(request.POST["response"]), item="sleep", value=1, at=clock.now()
    )
    return redirect("/my/")


@access(Audience.PLAYER)
@csrf_exempt
def one_row(request: HttpRequest) -> HttpResponse:
    """Checks a player's token and commits one row."""
    _participant, item = read_player_token(request.headers["X-Player-Token"])
    PlayEvent.objects.create(
        event_id=uuid.uuid4(),
        plan_item_id=item,
        attempt=uuid.uuid4(),
        seq=1,
        type="segment",
        delivery="audio",
        payload={},
        received_at=clock.now(),
    )
    return JsonResponse({"held": []})
