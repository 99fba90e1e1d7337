"""Pages that need no sign-in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from retraining.common.access import Audience, access
from retraining.portal.health import is_healthy


@access(Audience.PUBLIC)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front door: who is signed in goes on to their own page."""
    if request.user.is_authenticated:
        return redirect("after_sign_in")
    return render(request, "portal/home.html")


@access(Audience.PUBLIC)
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For supervisors and load balancers: 200 where the database answers, 503 where not."""
    healthy = is_healthy()
    return JsonResponse({"healthy": healthy}, status=200 if healthy else 503)
