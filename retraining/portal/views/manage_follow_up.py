"""What follows a "yes" that staff entered, or that was given on a device handed over.

On their own phone people are asked at once. Here staff ask, while the person is still there: a
night in hospital must not wait until somebody reads a list.
"""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from retraining.accounts.models import User
from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal.forms_follow_up import FollowUpForm
from retraining.portal.views.manage_pages import person_or_404
from retraining.safety import questions
from retraining.safety.models import Report
from retraining.safety.selectors.cover import crisis_lines
from retraining.safety.selectors.reports import answers_of, own_report
from retraining.safety.services.answering import answer_report
from retraining.trials.models import Participant
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def follow_up(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """The questions of one report that were not asked yet."""
    person = person_or_404(request, code)
    report = own_report(person, pk)
    steps = _left(report) if report is not None else []
    if report is None or not steps:
        raise Http404
    form = FollowUpForm(request.POST if request.method == "POST" else None, steps=steps)
    if form.is_valid():
        _keep(report, form, request.user)
        messages.success(request, _("Kept. Whoever answers alerts is told where it is needed."))
        return redirect("manage_answers", code)
    return render(request, "portal/manage/follow_up.html", _page(person, report, form))


def _page(person: Participant, report: Report, form: FollowUpForm) -> dict[str, object]:
    back = reverse("manage_answers", args=[person.code])
    return {
        "person": person,
        "report": report,
        "form": form,
        "crisis": crisis_lines(person),
        "breadcrumbs": [Crumb(_("Answers of %s") % person.code, back), Crumb(_("Told us"))],
    }


def _left(report: Report) -> list[str]:
    reached = answers_of(report)
    return [step for step in questions.STEPS[report.kind] if step not in reached]


@transaction.atomic
def _keep(report: Report, form: FollowUpForm, by: User) -> None:
    for item, value in form.answers.items():
        answer_report(report=report, item=item, value=value, by=by)
