"""The pages of one plan item: the player, the reading, and what a person says about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.common.access import Audience, access
from retraining.trials.consent_section import NewVersion
from retraining.trials.requests import ParticipantRequest
from retraining.trials.selectors_consent import to_sign_again
from sessions import playing
from sessions.forms import ReadForm, StopForm
from sessions.models import Delivery
from sessions.offline import offline_offer
from sessions.player_setup import player_setup
from sessions.playing import Place, PlayerPage
from sessions.services.asking import ask_for_audio
from sessions.services.listening import append_one
from sessions.services.remarks import say_not_today, say_worse
from sessions.wording import NEEDS_HELP, WORSE


# The page holds its whole text; its token is never beside anything that another site could choose.
@access(Audience.PARTICIPANT)
@require_safe
@gzip_page
def plan_item(request: ParticipantRequest, item_id: int) -> HttpResponse:
    """A guided session to play, or a reading to read."""
    if to_sign_again(request.participant) == NewVersion.BLOCK:
        return redirect("join")  # no further guided session before the later documents are signed
    place = _place(request, item_id)
    if not place.is_open:
        return render(request, "sessions/closed.html", {"place": place})
    page = _page(place)
    if playing.is_reading(place):
        player = player_setup(page) if page.sounds else None
        return render(request, "sessions/reading.html", {"page": page, "player": player})
    if not page.sounds:
        ask_for_audio(script=page.script)
        return render(request, "sessions/preparing.html", {"page": page})
    values = {"page": page, "player": player_setup(page), "offline": offline_offer(page)}
    return render(request, "sessions/player.html", values)


@access(Audience.PARTICIPANT)
@require_safe
@gzip_page
def text(request: ParticipantRequest, item_id: int, part: int = 1) -> HttpResponse:
    """A guided session to read instead, one chapter a page; counted apart from listening."""
    place = _place(request, item_id)
    blocked = to_sign_again(request.participant) == NewVersion.BLOCK
    if blocked or not place.is_open or playing.is_reading(place):
        return redirect("plan_item", item_id)
    page = _page(place)
    if not 1 <= part <= len(page.sections):
        raise Http404
    values = {"page": page, "part": part, "section": page.sections[part - 1]}
    return render(request, "sessions/text.html", values)


@access(Audience.PARTICIPANT)
@require_POST
def say_listened(request: ParticipantRequest, item_id: int) -> HttpResponse:
    """ "I listened to this", where no player could see it: kept apart as a self-report."""
    place = _open_place(request, item_id)
    append_one(plan_item=place.item, type="self-report", delivery=Delivery.SELF)
    messages.success(request, _("Thank you. We have noted that you listened to this."))
    return redirect("plan_item", item_id)


@access(Audience.PARTICIPANT)
@require_POST
def say_read(request: ParticipantRequest, item_id: int) -> HttpResponse:
    """ "I have read this"; a second time changes nothing."""
    place = _open_place(request, item_id)
    if not _page(place).listening.read:
        seconds = ReadForm(request.POST).seconds
        append_one(plan_item=place.item, type="read", delivery=Delivery.READ, read_s=seconds)
    messages.success(request, _("Thank you. We have noted that you read this."))
    return redirect("plan_item", item_id) if playing.is_reading(place) else redirect("today")


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: ParticipantRequest, item_id: int) -> HttpResponse:
    """Why somebody stops for now, if they like to say; without JavaScript."""
    place = _open_place(request, item_id)
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        append_one(plan_item=place.item, type="stopped", delivery=Delivery.AUDIO, reason=reason)
        name = "plan_item_stopped_help" if reason in NEEDS_HELP else "plan_item_stopped"
        return redirect(name, item_id)
    return render(request, "sessions/stop.html", {"place": place, "form": form})


@access(Audience.PARTICIPANT)
@require_safe
def stopped(request: ParticipantRequest, item_id: int, with_help: bool = False) -> HttpResponse:
    """A gentle page after stopping; with the way to a person where it hurt or upset."""
    place = _open_place(request, item_id)
    return render(request, "sessions/stopped.html", {"place": place, "with_help": with_help})


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def rest(request: ParticipantRequest, item_id: int) -> HttpResponse:
    """ "I feel worse", said beside a session: noted as a stop, then a short calm page with help."""
    place = _open_place(request, item_id)
    if request.method == "POST":
        append_one(plan_item=place.item, type="stopped", delivery=Delivery.AUDIO, reason=WORSE)
        return redirect("plan_item_rest", item_id)
    return render(request, "sessions/rest.html", {"place": place})


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "HEAD", "POST"])
def rest_now(request: ParticipantRequest) -> HttpResponse:
    """ "I feel worse", said on a page without a player."""
    if request.method == "POST":
        say_worse(participant=request.participant)
        return redirect("rest")
    return render(request, "sessions/rest.html")


@access(Audience.PARTICIPANT)
@require_POST
def not_today(request: ParticipantRequest, item_id: int) -> HttpResponse:
    """ "Not today": back to Today; whoever reminds of it waits until tomorrow."""
    place = _open_place(request, item_id)
    say_not_today(plan_item=place.item)
    messages.success(request, _("That is fine. It stays open for you."))
    return redirect("today")


def _place(request: ParticipantRequest, item_id: int) -> Place:
    place = playing.place_of(request.participant, item_id)
    if place is None:
        raise Http404
    return place


def _open_place(request: ParticipantRequest, item_id: int) -> Place:
    place = _place(request, item_id)
    if not place.is_open:
        raise Http404
    return place


def _page(place: Place) -> PlayerPage:
    page = playing.page_of(place)
    if page is None:
        raise Http404
    return page
