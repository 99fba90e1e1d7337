"""Pages of sign-in that the library lacks, or does otherwise."""

from allauth.account import views as library
from allauth.account.forms import RequestLoginCodeForm
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from retraining.accounts import fresh, sign_in
from retraining.accounts.forms import FreshCodeForm
from retraining.accounts.models import Theme
from retraining.accounts.services import set_theme
from retraining.common.access import Audience, access
from retraining.common.redirects import safe_next

LOOK_SECONDS = 365 * 24 * 3600


class AskForCode(library.RequestLoginCodeView):
    """Where participants ask for a code; it remembers whose device this is."""

    def form_valid(self, form: RequestLoginCodeForm) -> HttpResponse:
        self.request.session[sign_in.OWN_DEVICE] = form.cleaned_data["own_device"]
        return super().form_valid(form)


ask_for_code = access(Audience.PUBLIC)(AskForCode.as_view())


@access(Audience.PUBLIC)
@never_cache
@require_http_methods(["GET", "POST"])
def confirm_code(request: HttpRequest) -> HttpResponse:
    """Where the code is entered; a page of its own where this browser did not ask for one."""
    if request.user.is_authenticated or sign_in.is_waiting_for_code(request):
        asks_again = request.POST.get("action") == "resend"
        if asks_again:
            sign_in.renew_code_time(request)
        response: HttpResponse = library.confirm_login_code(request)
        if asks_again and response.status_code == 302:
            messages.info(request, _("A new code is on its way. The one before has ended."))
        return response
    return render(request, "accounts/no_code_here.html")


@access(Audience.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "POST"])
def fresh_code(request: HttpRequest) -> HttpResponse:
    """Asks somebody without a password for a fresh code, then goes on to `next`."""
    if fresh.person(request).is_staff_member:
        raise Http404
    if fresh.is_fresh(request):
        return redirect(safe_next(request, reverse("after_sign_in")))
    form = FreshCodeForm(request.POST if request.POST.get("action") == "confirm" else None)
    if request.method == "POST" and not form.is_bound:
        return _send_fresh_code(request)
    if form.is_bound and form.is_valid():
        answer = fresh.confirm(request, form.cleaned_data["code"])
        if answer == fresh.Answer.RIGHT:
            return redirect(safe_next(request, reverse("after_sign_in")))
        form.add_error("code", fresh.words(answer))
    context = {"form": form, "next": safe_next(request), "waiting": fresh.is_waiting(request)}
    return render(request, "accounts/fresh_code.html", context)


def _send_fresh_code(request: HttpRequest) -> HttpResponse:
    if not fresh.send_code(request):
        messages.error(request, fresh.NOT_SENT)
    query = urlencode({"next": safe_next(request)})
    return redirect(f"{reverse('fresh_code')}?{query}")


@access(Audience.PUBLIC)
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keeps a look on the account and in this browser, and goes back to where it was chosen."""
    theme = request.POST.get("theme", "")
    if theme not in Theme.values:
        raise BadRequest("there is no such look")
    if request.user.is_authenticated:
        set_theme(user=request.user, theme=theme)
    response = redirect(safe_next(request))
    response.set_cookie(
        "look",
        theme,
        max_age=LOOK_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
