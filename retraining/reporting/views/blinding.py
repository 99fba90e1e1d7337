"""How well the blind held: pooled while the list is sealed, with indices by code after it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from retraining.accounts.roles import Permission
from retraining.audit.services import record
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.randomisation.selectors_unsealing import is_unsealed
from retraining.reporting import guessing
from retraining.reporting.selectors.blinding import blinding
from retraining.trials.requests import StaffRequest


@access(Audience.STATISTICS, Permission.VIEW_POOLED_DATA)
@never_cache
@require_safe
def how_well(request: StaffRequest) -> HttpResponse:
    """Guesses, sureness, credibility and expectancy; a look by code is an entry."""
    trial_id = request.scope.trial_id
    unsealed = is_unsealed(trial_id)
    if unsealed:
        record("tables.viewed", by=request.user, object_type="trial", object_ids=[trial_id],
               trial_id=trial_id)  # fmt: skip
    values = {
        "unsealed": unsealed,
        "sheets": guessing.sheets(blinding(request.scope, unsealed=unsealed)),
        "breadcrumbs": [
            Crumb(_("Pooled figures"), reverse("statistics_home")),
            Crumb(_("Blinding")),
        ],
    }
    return render(request, "reporting/blinding.html", values)
