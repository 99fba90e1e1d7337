"""What makes /my/ open without a connection: service worker, manifest, offline page. No data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retraining.common.access import Audience, access
from retraining.trials.selectors import participant_of
from sessions import shell


@access(Audience.PUBLIC)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker's script with the list of static files; its bytes change when any of them does."""
    return HttpResponse(
        shell.worker_source(), "text/javascript", headers={"Cache-Control": "no-cache"}
    )


@access(Audience.PUBLIC)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Name and icons for a home screen: the public name of the person's own trial, once known."""
    person = participant_of(request.user) if request.user.is_authenticated else None
    response = JsonResponse(shell.manifest(person.trial.public_name if person else None))
    response["Content-Type"] = "application/manifest+json"
    response["Cache-Control"] = "private, no-cache"
    return response


@access(Audience.PUBLIC)
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without a connection; it holds nothing of anybody."""
    return render(request, "sessions/offline.html")
