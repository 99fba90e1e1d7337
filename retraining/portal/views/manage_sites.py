"""The sites of the trial: list, add, change."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal import selectors_manage as select
from retraining.portal import selectors_manage_trial as select_trial
from retraining.portal.forms_manage import SiteForm
from retraining.portal.views.manage_pages import columns
from retraining.safety.services.opening import NotCovered, save_site
from retraining.trials.errors import Refused
from retraining.trials.models import TrialKind
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_safe
def sites(request: StaffRequest) -> HttpResponse:
    """Every site, as participants read of it."""
    words = (_("Site"), _("Telephone"), _("Hours"), _("Time zone"), _("New participants"))
    heads = columns(*words, hidden=_("Papers"))
    values = {"sites": select.sites_of(request.scope), "columns": heads}
    return render(request, "portal/manage/sites.html", values)


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """A new site."""
    trial = select.trial_of(request.scope)
    # In a live trial it opens once somebody is named who answers its alerts.
    begins = {"is_open": trial.kind != TrialKind.LIVE}
    form = SiteForm(request.POST or None, trial=trial, initial=begins)
    if _saved(request, form):
        return redirect("sites")
    crumbs = [Crumb(_("Sites"), reverse("sites")), Crumb(_("Add a site"))]
    return render(request, "portal/manage/site.html", {"form": form, "breadcrumbs": crumbs})


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, slug: str) -> HttpResponse:
    """Change a site; what it was before is kept."""
    site = select_trial.site_of(request.scope, slug)
    if site is None:
        raise Http404
    name = site.name
    form = SiteForm(request.POST or None, trial=site.trial, site=site)
    if _saved(request, form):
        return redirect("sites")
    crumbs = [Crumb(_("Sites"), reverse("sites")), Crumb(name)]
    values = {
        "form": form,
        "site": site,
        "name": name,
        "changes": select_trial.site_changes(site),
        "columns": columns(_("When"), _("What"), _("By")),
        "breadcrumbs": crumbs,
    }
    return render(request, "portal/manage/site.html", values)


def _saved(request: StaffRequest, form: SiteForm) -> bool:
    if not form.is_valid():
        return False
    try:
        site = save_site(site=form.result(), by=request.user)
    except NotCovered as error:
        form.add_error("is_open", str(error))
        return False
    except Refused as error:
        form.add_error("name", str(error))
        return False
    messages.success(request, _("%(site)s is saved.") % {"site": site.name})
    return True
