"""Whether the study fits: three pages of questions at most, and what came out."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from retraining.common.access import Audience, access
from retraining.portal import fitting
from retraining.portal.joining import joining_of
from retraining.trials.errors import Refused
from retraining.trials.requests import ParticipantRequest
from retraining.trials.services import screening


@access(Audience.PARTICIPANT)
@never_cache
@require_http_methods(["GET", "POST"])
def fit(request: ParticipantRequest, part: str) -> HttpResponse:
    """One page of questions; what was answered is kept at once."""
    person = request.participant
    if part not in screening.PARTS:
        raise Http404
    if screening.no_answers_now(person):
        return redirect("join")
    if screening.next_part(person, {**screening.draft(person), part: {}}) == screening.ABOUT:
        return redirect("join_fit", screening.ABOUT)
    form = fitting.form_of(person, part, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        answers = form.answers
        screening.save_part(participant=person, part=part, answers=answers, by=request.user)
        return _go_on(request)
    context = {"form": form, "part": part, "heading": fitting.heading(part)}
    return render(request, "portal/joining/fit.html", context)


def _go_on(request: ParticipantRequest) -> HttpResponse:
    """The next page, or the verdict once nothing is left to ask."""
    person = request.participant
    part = screening.next_part(person, screening.draft(person))
    if part is not None:
        return redirect("join_fit", part)
    try:
        screening.submit(participant=person, by=request.user)
    except Refused:
        return redirect("join")
    return redirect("join_fit_result")


@access(Audience.PARTICIPANT)
@never_cache
@require_safe
def result(request: ParticipantRequest) -> HttpResponse:
    """What came out; before that, the first page that is not answered yet."""
    person = request.participant
    joining = joining_of(person)
    held = screening.draft(person)
    if joining.fit is None or held:
        return redirect("join_fit", screening.next_part(person, held) or screening.ABOUT)
    verdict = fitting.verdict_of(person, joining.fit, joining.out)
    title = _("The study may fit you") if verdict.fits else _("The study does not fit just now")
    context = {"verdict": verdict, "title": title, "agreed": joining.consent is not None}
    return render(request, "portal/joining/fit_result.html", context)
