"""Pages of the statistician: pooled figures, and the data without names and without arms."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.common import clock
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.randomisation.selectors_unsealing import is_unsealed
from retraining.reporting import figures, services
from retraining.reporting.datasets.archive import DATASETS
from retraining.reporting.datasets.arms import Arms
from retraining.reporting.forms import ExportForm
from retraining.reporting.selectors.pooled import pooled
from retraining.trials.requests import StaffRequest

ENDINGS = {Arms.POOLED: "", Arms.DUMMY: "-dummy-arms", Arms.CODE: "-by-code"}


@access(Audience.STATISTICS, Permission.VIEW_POOLED_DATA)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """Recruitment, adherence, questions sent and symptoms of everybody together."""
    found = pooled(request.scope)
    return render(
        request,
        "reporting/statistics.html",
        {
            "stats": figures.stats(found),
            "figures": figures.figures(found),
            "may_export": request.scope.may(Permission.EXPORT_DATA),
            "unsealed": is_unsealed(request.scope.trial_id),
        },
    )


@access(Audience.STATISTICS, Permission.EXPORT_DATA)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: StaffRequest) -> HttpResponseBase:
    """Say what for, then download."""
    unsealed = is_unsealed(request.scope.trial_id)
    posted = request.POST if request.method == "POST" else None
    form = ExportForm(posted, unsealed=unsealed, initial={"arms": "pooled"})
    if form.is_valid():
        return _download(request, form)
    context = {
        "form": form,
        "unsealed": unsealed,
        "datasets": DATASETS,
        "breadcrumbs": [Crumb(_("Pooled figures"), reverse("statistics_home")), Crumb(_("Export"))],
    }
    return render(request, "reporting/export.html", context, status=400 if form.errors else 200)


def _download(request: StaffRequest, form: ExportForm) -> FileResponse:
    """The name of the file says as well what it holds of arms."""
    file = services.export(scope=request.scope, by=request.user, **form.cleaned_data)
    name = f"trial-data-{clock.now():%Y-%m-%d}{ENDINGS[form.cleaned_data['arms']]}.zip"
    return FileResponse(file, as_attachment=True, filename=name)
