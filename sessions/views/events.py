"""Where a player's events come in: a token in a header, nothing but appending."""

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from retraining.common.access import Audience, access
from retraining.trials.requests import ParticipantRequest
from sessions import playing
from sessions.batches import MAX_BYTES, BadBatch, parse_batch
from sessions.models import PlanItem
from sessions.play_events import BadEvent
from sessions.services.listening import Kept, NotTheirs, TooMany, receive
from sessions.spans import whole_minutes
from sessions.tokens import BadToken, player_token, read_player_token


class Refusal(Exception):
    """An answer other than 200, with what the player needs to know."""

    def __init__(self, status: int, error: str, **more: object) -> None:
        super().__init__(error)
        self.status = status
        self.values = {"error": error, **more}


# The token stands in a header that no form and no other site can set.
@access(Audience.PLAYER)
@csrf_exempt
@require_POST
def events(request: HttpRequest, item_id: int) -> JsonResponse:
    """Keep a batch; the answer names the ids that are held: the player forgets exactly these."""
    try:
        item = _covered(request, item_id)
        kept = _kept(item, _body(request))
    except Refusal as refusal:
        return JsonResponse(refusal.values, status=refusal.status)
    return JsonResponse(
        {
            "held": kept.ids,
            "saved_minutes": whole_minutes(kept.saved_s),
            "signed_in": SESSION_KEY in request.session,
        }
    )


@access(Audience.PARTICIPANT)
@require_safe
def token(request: ParticipantRequest, item_id: int) -> JsonResponse:
    """A fresh token for a queue whose own has run out; 401 says that one is signed out."""
    place = playing.place_of(request.participant, item_id)
    if place is None:
        return JsonResponse({"error": "not found"}, status=404)
    fresh = player_token(request.participant.pk, item_id)
    return JsonResponse({"token": fresh}, headers={"Cache-Control": "no-store"})


def _covered(request: HttpRequest, item_id: int) -> PlanItem:
    try:
        participant_id, covered_id = read_player_token(request.headers.get("X-Player-Token", ""))
    except BadToken as error:
        raise Refusal(401, "sign in") from error
    if covered_id != item_id:
        raise Refusal(404, "not found")
    return PlanItem(pk=item_id, participant_id=participant_id)  # looked up with the first write


def _body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BYTES:
        raise Refusal(413, "too large", limit=MAX_BYTES)
    return request.body


def _kept(item: PlanItem, body: bytes) -> Kept:
    try:
        batch = parse_batch(body)
        return receive(plan_item=item, events=batch.events, content_hash=batch.content_hash)
    except NotTheirs as error:
        raise Refusal(404, "not found") from error
    except BadBatch as error:
        raise Refusal(400, str(error)) from error
    except BadEvent as error:
        raise Refusal(422, error.text, index=error.line - 1) from error
    except TooMany as error:
        raise Refusal(413, "too many events") from error
