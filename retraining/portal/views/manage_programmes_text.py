"""One text as participants will have it: to read, to hear, and how far its sound is."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.portal import selectors_manage_programmes as select
from retraining.portal.views.manage_programmes import way_to_texts
from retraining.protocol.texts import Text
from retraining.trials.requests import StaffRequest
from sessions.services.authoring import ask_for_sound
from sessions.views.media import CACHING, ONLY_A_PICTURE, send_file


def text_or_404(request: StaffRequest, which: str, programme: str, name: str) -> Text:
    texts = select.texts_of(select.trial_of(request.scope), which)
    text = texts.one(programme, name) if texts else None
    if text is None:
        raise Http404
    return text


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_safe
def text(request: StaffRequest, which: str, programme: str, name: str) -> HttpResponse:
    """Read a text, and hear it where its sound is there."""
    found = text_or_404(request, which, programme, name)
    sound = select.sounding(found)
    values = {
        "which": which,
        "text": found,
        "sound": sound,
        "place": select.place_words(found),
        "sections": select.sections_of(found, sound),
        "own": select.own_recording(request.scope.trial_id, found),
        "breadcrumbs": way_to_texts(which, found.script.title),
    }
    return render(request, "portal/manage/programmes/text.html", values)


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_POST
def speak(request: StaffRequest, which: str, programme: str, name: str) -> HttpResponse:
    """Ask for the sound of a text."""
    found = text_or_404(request, which, programme, name)
    ask_for_sound(
        text_hash=found.text_hash,
        source=found.source,
        blocks=found.blocks,
        trial_id=request.scope.trial_id,
        by=request.user,
    )
    messages.success(request, _("Asked for. This page plays it as soon as it is there."))
    return redirect("programme_text", which, programme, name)


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@never_cache
@require_safe
def state(request: StaffRequest, which: str, programme: str, name: str) -> JsonResponse:
    """How far the sound of a text is, for the page that waits for it."""
    sound = select.sounding(text_or_404(request, which, programme, name))
    return JsonResponse({"waiting": sound.asked, "share": sound.share})


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_safe
def sound(request: StaffRequest, which: str, programme: str, name: str) -> HttpResponseBase:
    """The sound of a text, whole or by ranges."""
    found = select.sounding(text_or_404(request, which, programme, name))
    if found.path is None or found.rendition is None:
        raise Http404
    return send_file(request, found.path, etag=f'"{found.rendition.sha256}"')


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_safe
def figure(request: StaffRequest, which: str, programme: str, name: str) -> HttpResponse:
    """The drawing of a reading, as a picture that cannot act."""
    found = text_or_404(request, which, programme, name)
    if not found.figure:
        raise Http404
    headers = {"Cache-Control": CACHING, "Content-Security-Policy": ONLY_A_PICTURE}
    return HttpResponse(found.figure, "image/svg+xml", headers=headers)
