"""The statistical analysis plan: filed by its hash before anybody sees codes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Column, Crumb
from retraining.randomisation.selectors_unsealing import plans_of, readiness_of
from retraining.randomisation.services_unsealing import file_plan
from retraining.reporting.forms import PlanForm
from retraining.reporting.selectors.by_code import trial_of
from retraining.trials.errors import Refused
from retraining.trials.models import Trial
from retraining.trials.requests import StaffRequest


@access(Audience.STATISTICS, Permission.FILE_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def analysis_plan(request: StaffRequest) -> HttpResponse:
    """What was filed, what is still missing before unsealing, and the way to file a version."""
    trial = trial_of(request.scope)
    form = PlanForm(request.POST or None)
    if form.is_valid() and _filed(request, trial, form):
        return redirect("analysis_plan")
    heads = (_("Version"), _("Dated"), _("Filed"), _("By"), _("SHA-256"))
    values = {
        "form": form,
        "plans": plans_of(trial),
        "now": readiness_of(trial),
        "columns": [Column(head) for head in heads],
        "breadcrumbs": [
            Crumb(_("Pooled figures"), reverse("statistics_home")),
            Crumb(_("Analysis plan")),
        ],
    }
    return render(request, "reporting/plan.html", values, status=400 if form.errors else 200)


def _filed(request: StaffRequest, trial: Trial, form: PlanForm) -> bool:
    try:
        file_plan(trial=trial, **form.cleaned_data, by=request.user)
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Filed. Keep the document itself: only its hash stands here."))
    return True
