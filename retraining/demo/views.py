"""The demo's front page and its mailbox. Open to everybody: nobody here is real."""

from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.demo import selectors
from retraining.demo.models import StoredMail
from retraining.demo.personas import persona
from retraining.demo.sign_in import sign_in_as
from retraining.demo.world import PASSWORD

RENEW_SECONDS = 5
FRAME = {"is_staff_page": True}  # the product's own name stands above, not the study's
MAIL_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}


@access(Audience.PUBLIC)
@require_safe
@never_cache
def front(request: HttpRequest) -> HttpResponse:
    """Who to be, with what to try; and how far everything is while it is made ready."""
    steps, audio = selectors.seeding(), selectors.rendering()
    seeded = all(step.ready for step in steps)
    busy = not seeded or audio.done < audio.total
    still = "still" in request.GET
    context = {"steps": steps, "audio": audio, "seeded": seeded, "busy": busy, "still": still}
    people = {
        "people": selectors.everybody(),
        "password": PASSWORD,
        "seconds_left": selectors.seconds_left(),
        "mail_count": selectors.mail_count(),
    }
    response = render(request, "demo/front.html", FRAME | context | people)
    if busy and not still:
        response["Refresh"] = str(RENEW_SECONDS)
    return response


@access(Audience.PUBLIC)
@require_POST
def sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign in as somebody and go to their own first page."""
    who = persona(slug)
    if who is None:
        raise Http404
    user = selectors.user_of(who)
    if user is None:
        text = _("%(name)s is not here yet. The simulated people are still being made.")
        messages.info(request, text % {"name": who.name})
        return redirect("demo")
    sign_in_as(request, user=user)
    return redirect("after_sign_in")


@access(Audience.PUBLIC)
@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail that went out, newest first."""
    to = request.GET.get("to", "").replace("\0", "").strip()[:100]
    context = {
        "page": selectors.mails(request.GET.get("page", "1"), to),
        "to": to,
        "breadcrumbs": [Crumb(_("Demo"), "/demo/"), Crumb(_("Mailbox"))],
    }
    return render(request, "demo/mailbox.html", FRAME | context)


def _mail(mail_id: int) -> StoredMail:
    found = selectors.mail(mail_id)
    if found is None:
        raise Http404
    return found


@access(Audience.PUBLIC)
@require_safe
@never_cache
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail, as it looks and as text."""
    found = _mail(mail_id)
    crumbs = [Crumb(_("Demo"), "/demo/"), Crumb(_("Mailbox"), "/demo/mail/"), Crumb(found.subject)]
    return render(request, "demo/mail.html", FRAME | {"mail": found, "breadcrumbs": crumbs})


@access(Audience.PUBLIC)
@require_safe
@never_cache
@xframe_options_sameorigin
@csp(MAIL_CSP)  # type: ignore[arg-type]  # its types know no view with arguments
def mail_html(request: HttpRequest, mail_id: int) -> HttpResponse:
    """The mail's own page, for the frame: no script, no request, links open outside the frame."""
    return HttpResponse(_mail(mail_id).html.replace("<head>", '<head><base target="_top">', 1))
