"""Error pages in plain words, and the gallery of all components."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from retraining.common import gallery as samples
from retraining.common.access import Audience, access
from retraining.common.logs import request_id

logger = logging.getLogger(__name__)

LAST_RESORT = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>Please try again</title></head>'
    "<body><h1>This went wrong on our side</h1>"
    "<p>It was nothing you did. Please wait a minute, then try again.</p></body></html>"
)
WORDS = {
    "bad-request": _("What reached us was not complete. Nothing was changed."),
    "not-allowed": _("This is not open to you."),
    "not-found": _("There is nothing at this address."),
    "stale-form": _("The page was open for a long time. Load it again, then send it once more."),
    "our-fault": _("This went wrong on our side. Please try again in a minute."),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came in could not be read."""
    return _error(request, 400, "bad-request", "errors/400.html")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page is known to this person but belongs to another task."""
    return _error(request, 403, "not-allowed", "errors/403.html")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing this person may know of."""
    return _error(request, 404, "not-found", "errors/404.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not fit: most often a page left open for days."""
    return _error(request, 403, "stale-form", "errors/csrf.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without database, login session or context processors: any of them may be the cause."""
    if wants_json(request):
        return _json(500, "our-fault")
    try:
        page: str = render_to_string("errors/500.html", {"request_id": request_id.get()})
    except Exception:  # the page about a fault may not become a second fault
        logger.exception("the error page could not be drawn")
        page = LAST_RESORT
    return HttpResponse(page, status=500)


@access(Audience.SIGNED_IN)
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in use; `?page=` staff, account or question shows the other bases."""
    name = request.GET.get("page", "participant")
    template = samples.TEMPLATES.get(name, samples.TEMPLATES["participant"])
    return render(request, template, samples.context(name, request.GET.get("page_number", "3")))


def _error(request: HttpRequest, status: int, code: str, template: str) -> HttpResponse:
    if wants_json(request):
        return _json(status, code)
    return render(request, template, {"request_id": request_id.get()}, status=status)


def _json(status: int, code: str) -> JsonResponse:
    return JsonResponse({"error": code, "message": str(WORDS[code])}, status=status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the caller is a script of ours rather than a person's browser."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
