"""Expected against actual recruitment, and staff contact, by site."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal.recruitment import progress
from retraining.portal.views.manage_pages import columns
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.VIEW_PEOPLE)
@require_safe
def targets(request: StaffRequest) -> HttpResponse:
    """Month by month as a drawing and as a table. Counts only: nothing of any programme."""
    figures = (_("Expected"), _("Randomised"), _("Expected so far"), _("Randomised so far"))
    values = {
        "sites": progress(request.scope),
        "columns": columns(_("Month"), numeric=figures),
        "breadcrumbs": [
            Crumb(_("Recruitment"), reverse("manage_home")),
            Crumb(_("Expected and actual")),
        ],
    }
    return render(request, "portal/manage/targets.html", values)
