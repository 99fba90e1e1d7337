"""Who answers alerts of a site, named by a manager."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.safety.forms import CoverForm
from retraining.safety.selectors import cover as select
from retraining.safety.services.cover import name_cover
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: StaffRequest, slug: str) -> HttpResponse:
    """Owner, deputy, hours and telephone; each saving is a new row."""
    place = select.place_of(request.scope, slug)
    if place is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = CoverForm(data, place=place)
    if form.is_valid() and _named(request, form, place):
        return redirect("site_cover", slug)
    crumbs = [
        Crumb(_("Sites"), reverse("sites")),
        Crumb(place.site.name, reverse("site_edit", args=[slug])),
        Crumb(_("Who answers alerts")),
    ]
    values = {"form": form, "place": place, "breadcrumbs": crumbs}
    return render(request, "safety/cover.html", values, status=400 if form.is_bound else 200)


def _named(request: StaffRequest, form: CoverForm, place: select.Place) -> bool:
    try:
        name_cover(site=place.site, named=form.named(), by=request.user)
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Saved."))
    return True
