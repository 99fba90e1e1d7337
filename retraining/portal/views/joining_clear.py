"""What is clear of the documents, asking the study team, and saying no."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from retraining.common.access import Audience, access
from retraining.portal import fitting
from retraining.portal.forms.fit import AskForm, ClearForm, NoForm
from retraining.portal.joining import DOCUMENTS, Joining, joining_of
from retraining.trials.errors import Refused
from retraining.trials.requests import ParticipantRequest
from retraining.trials.selectors_consent import Understanding, open_talks
from retraining.trials.services import screening, understanding


@access(Audience.PARTICIPANT)
@never_cache
@require_http_methods(["GET", "POST"])
def clear(request: ParticipantRequest) -> HttpResponse:
    """One question about the documents at a time, with an explanation where it helps."""
    joining = joining_of(request.participant)
    one = next((one for one in joining.clear if not one.settled), None)
    if joining.consent is not None or one is None or not set(DOCUMENTS) <= joining.read:
        return redirect("join")
    if request.method == "POST" and request.POST.get("key") != one.question.key:
        return redirect("join_clear")  # a page of before, sent once more
    form = ClearForm(request.POST if request.method == "POST" else None, question=one.question)
    if form.is_bound and form.is_valid():
        return _answered(request, one, form.cleaned_data["chosen"])
    return render(request, "portal/joining/clear.html", _question(joining, one, form))


def _question(joining: Joining, one: Understanding, form: ClearForm) -> dict[str, object]:
    step = [each.question.key for each in joining.clear].index(one.question.key) + 1
    return {"form": form, "one": one, "step": step, "steps": len(joining.clear)}


def _answered(request: ParticipantRequest, one: Understanding, chosen: int) -> HttpResponse:
    attempt = understanding.answer_question(
        participant=request.participant, key=one.question.key, chosen=chosen, by=request.user
    )
    if attempt is None or attempt.right:
        return redirect("join_clear")
    joining = joining_of(request.participant)
    now = next(each for each in joining.clear if each.question.key == one.question.key)
    form = ClearForm(None, question=one.question)
    return render(request, "portal/joining/clear.html", _question(joining, now, form))


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "POST"])
def ask(request: ParticipantRequest) -> HttpResponse:
    """Ask the study team something, at any time before and after agreeing."""
    person = request.participant
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        understanding.ask(participant=person, text=text, by=request.user)
        return redirect("join_ask")
    waiting = open_talks(person).exists()
    return render(request, "portal/joining/ask.html", {"form": form, "waiting": waiting})


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "POST"])
def say_no(request: ParticipantRequest) -> HttpResponse:
    """Not taking part: one page, a reason only if somebody likes; and the way back."""
    person = request.participant
    joining = joining_of(person)
    form = NoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _said(request, form):
        return redirect("join_no" if request.POST.get("action") != "back" else "join")
    if joining.state.consent is not None:
        return redirect("stop")
    own_no = fitting.is_own_no(joining.out)
    removed_on = fitting.removed_on(person, joining.out)
    context = {"form": form, "own_no": own_no, "removed_on": removed_on}
    return render(request, "portal/joining/no.html", context)


def _said(request: ParticipantRequest, form: NoForm) -> bool:
    """No, or no longer no."""
    try:
        if request.POST.get("action") == "back":
            screening.come_back(participant=request.participant, by=request.user)
        elif form.is_valid():
            code = form.cleaned_data["code"]
            screening.close(
                participant=request.participant, kind="declined", code=code, by=request.user
            )
        return form.is_valid() or request.POST.get("action") == "back"
    except Refused as error:
        form.add_error(None, str(error))
        return False
