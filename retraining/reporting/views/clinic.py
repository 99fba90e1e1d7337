"""Pages of clinicians and raters. No arm is read here, nor anything an arm can be told from."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retraining.accounts.roles import Permission
from retraining.assessments.selectors_destroying import waiting_tasks
from retraining.assessments.selectors_queries import waiting_for_site
from retraining.common.access import Audience, access
from retraining.reporting import presenting
from retraining.reporting.selectors.caseload import Asked, caseload
from retraining.reporting.selectors.person import person_named, person_page
from retraining.safety.selectors.alerts import open_among, open_count
from retraining.trials.requests import StaffRequest, record_look


@access(Audience.CLINIC, Permission.VIEW_CASELOAD)
@require_safe
def cases(request: StaffRequest) -> HttpResponse:
    """Who needs attention first."""
    asked = Asked(**{name: request.GET.get(name, "") for name in ("show", "site", "sort", "page")})
    found = caseload(request.scope, asked)
    record_look(request, "caseload.viewed", found.ids)
    return render(
        request,
        "reporting/caseload.html",
        {
            "found": found,
            "alerts": open_among(request.scope, found.ids),
            "open_alerts": open_count(request.scope),
            "open_queries": waiting_for_site(request.scope),
            "samples_waiting": waiting_tasks(request.scope),
            "chips": presenting.caseload_chips(found, asked.sort),
            "columns": presenting.caseload_columns(found),
        },
    )


@access(Audience.CLINIC, Permission.VIEW_CASELOAD)
@require_safe
def person(request: StaffRequest, code: str) -> HttpResponse:
    """How one person is doing."""
    participant = person_named(request.scope, code)
    if participant is None:
        raise Http404
    record_look(request, "person.viewed", [participant.pk])
    return render(
        request,
        "reporting/person.html",
        {
            "shown": person_page(participant),
            "alerts": open_among(request.scope, [participant.pk]).get(participant.pk, []),
            "may_events": request.scope.may(Permission.RECORD_EVENTS),
            "breadcrumbs": presenting.person_crumbs(code),
        },
    )
