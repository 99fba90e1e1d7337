"""Pages of raters: numbers, what is due, and one rating at a time. Nothing else of anybody."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.assessments import rating as rating_service
from retraining.common.access import Audience, access
from retraining.common.ui import Column, Crumb
from retraining.reporting.forms import RatingForm
from retraining.reporting.selectors.ratings import DueRow, due_named, due_rows, people_to_rate
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest, record_look


@access(Audience.CLINIC, Permission.RATE)
@require_safe
def ratings(request: StaffRequest) -> HttpResponse:
    """Which ratings are due, and whom the rater may be asked to rate: numbers and nothing else."""
    page = people_to_rate(request.scope, request.GET.get("page", "1"))
    record_look(request, "ratings.viewed", [one.pk for one in page])
    heads = [Column(_("Number")), Column(_("Rating")), Column(_("Until"))]
    values = {"page": page, "due": due_rows(request.scope), "columns": heads}
    return render(request, "reporting/ratings.html", values)


@access(Audience.CLINIC, Permission.RATE)
@require_http_methods(["GET", "POST"])
def rate(request: StaffRequest, code: str, rating: str) -> HttpResponse:
    """One rating: first what the rater knows of the programme, then the number."""
    found = due_named(request.scope, code, rating)
    if found is None:
        raise Http404
    form = RatingForm(request.POST or None, words=found.words)
    if form.is_valid() and _kept(request, found, form):
        return redirect("ratings")
    crumbs = [Crumb(_("Ratings"), reverse("ratings")), Crumb(code)]
    values = {"form": form, "due": found, "breadcrumbs": crumbs}
    return render(request, "reporting/rate.html", values)


def _kept(request: StaffRequest, found: DueRow, form: RatingForm) -> bool:
    try:
        rating_service.rate(
            participant=found.participant,
            key=found.key,
            value=form.value,
            learnt=form.cleaned_data["learnt"],
            guess=form.cleaned_data["guess"],
            by=request.user,
        )
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The rating of %(code)s is kept.") % {"code": found.code})
    return True
