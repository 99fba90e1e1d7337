"""Unsealing the allocation list: conditions, one act that cannot be undone, and the folder."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal.forms_unblinding import UnsealForm
from retraining.portal.selectors_list import unsealing_page
from retraining.portal.selectors_manage import trial_of
from retraining.portal.views.manage_pages import factor_fits, password_fits, refused
from retraining.randomisation.selectors_unsealing import is_unsealed
from retraining.randomisation.services_unsealing import take_folder
from retraining.randomisation.services_unsealing import unseal as unseal_list
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.KEEP_LISTS)
@never_cache
@require_http_methods(["GET", "POST"])
def unseal(request: StaffRequest) -> HttpResponse:
    """What must hold first; where it does, the form; once it is done, the folder."""
    trial = trial_of(request.scope)
    form = UnsealForm(request.POST or None, trial=trial)
    if form.is_valid() and password_fits(request, form) and factor_fits(request, form):
        return _unsealed(request, form)
    values = {
        "page": unsealing_page(trial),
        "form": form,
        "trial": trial,
        "breadcrumbs": [
            Crumb(_("Allocation list"), reverse("allocation_list")),
            Crumb(_("Unseal")),
        ],
    }
    return render(request, "portal/manage/list/unseal.html", values)


def _unsealed(request: StaffRequest, form: UnsealForm) -> HttpResponse:
    trial = trial_of(request.scope)
    try:
        unseal_list(trial=trial, reason=form.cleaned_data["reason"], by=request.user)
    except Refused as error:
        return refused(request, error, reverse("unseal"))
    messages.success(request, _("Unsealed. The folder can be downloaded now."))
    return redirect("unseal")


@access(Audience.MANAGE, Permission.KEEP_LISTS)
@never_cache
@require_safe
def folder(request: StaffRequest) -> HttpResponse:
    """The unsealed folder as a zip; unknown before the unsealing. Each download is an entry."""
    trial = trial_of(request.scope)
    if not is_unsealed(trial.pk):
        raise Http404
    name = f"{trial.slug}-unsealed.zip"
    return HttpResponse(
        take_folder(trial=trial, by=request.user),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
