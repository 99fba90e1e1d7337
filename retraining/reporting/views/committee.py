"""Tables by code A and B, never by programme: for the committee, and for the statistician after the
list was unsealed."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.randomisation.selectors_unsealing import is_unsealed
from retraining.reporting import coding
from retraining.reporting.selectors.by_code import by_code, events_by_code
from retraining.trials.requests import StaffRequest, record_look


@access(Audience.STATISTICS, Permission.VIEW_TABLES_BY_CODE)
@never_cache
@require_safe
def tables(request: StaffRequest) -> HttpResponse:
    """Recruitment, completeness, adherence, symptoms, adverse events by code; a look is kept.

    Adverse events stand here alone: no other role sees them by code, sealed or not.
    """
    events = events_by_code(request.scope)
    return _tables(
        request,
        unsealed=False,
        event_columns=coding.event_columns(events),
        event_rows=coding.event_rows(events),
    )


@access(Audience.STATISTICS, Permission.VIEW_POOLED_DATA)
@never_cache
@require_safe
def unsealed_tables(request: StaffRequest) -> HttpResponse:
    """The same for the statistician; unknown while the list is sealed."""
    if not is_unsealed(request.scope.trial_id):
        raise Http404
    return _tables(request, unsealed=True)


def _tables(request: StaffRequest, *, unsealed: bool, **more: object) -> HttpResponse:
    record_look(request, "tables.viewed", [request.scope.trial_id], "trial")
    found = by_code(request.scope)
    values = {
        "stats": coding.stats(found),
        "stat_columns": coding.stat_columns(found),
        "sets": coding.sets(found),
        "somebody": any(one.found.randomised for one in found),
        "unsealed": unsealed,
        **more,
    }
    return render(request, "reporting/committee.html", values)
