"""What a participant says beside the questions: a report, a wish for a call, whom to turn to."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.common.access import Audience, access
from retraining.safety import questions
from retraining.safety.forms_my import CallForm, ContactsForm, ReportStartForm, StepAnswerForm
from retraining.safety.models import Report, ReportKind
from retraining.safety.selectors import reports as select
from retraining.safety.selectors.cover import crisis_lines
from retraining.safety.services.answering import answer_report
from retraining.safety.services.contacts import contact_of, set_contact
from retraining.safety.services.raising import call_asked
from retraining.safety.services.reports import tell_freely
from retraining.trials.requests import ParticipantRequest

READ_OR_SEND = ["GET", "HEAD", "POST"]


def _report(request: ParticipantRequest, pk: int) -> Report:
    found = select.own_report(request.participant, pk)
    if found is None:
        raise Http404
    return found


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def report(request: ParticipantRequest) -> HttpResponse:
    """Tell the study team of a health problem, or of something about taking part, at any time."""
    form = ReportStartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kind = ReportKind(form.cleaned_data["kind"])
        begun = tell_freely(participant=request.participant, kind=kind, by=request.user)
        return redirect("report_step", begun.pk, questions.STEPS[kind][0])
    status = 400 if form.is_bound else 200
    values = {"form": form, "back_url": reverse("my_help")}
    return render(request, "safety/my/report.html", values, status=status)


@access(Audience.PARTICIPANT)
@require_safe
def report_thanks(request: ParticipantRequest, pk: int) -> HttpResponse:
    """After a "yes": whom to ring now, the offer of a call, and the way to a few more questions."""
    found = _report(request, pk)
    step = select.next_step(found)
    values = {"report": found, "step": step, "crisis": crisis_lines(request.participant)}
    return render(request, "safety/my/thanks.html", {**values, "back_url": _way_back(found)})


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def report_step(request: ParticipantRequest, pk: int, step: str) -> HttpResponse:
    """One follow-up question. Any may be left blank; each answer is kept at once."""
    found = _report(request, pk)
    steps = questions.STEPS[found.kind]
    if step not in steps:
        raise Http404
    form = StepAnswerForm(request.POST if request.method == "POST" else None, item=step)
    if form.is_valid():
        answer_report(report=found, item=step, value=form.value, by=request.user)
        following = steps.index(step) + 1
        if following < len(steps):
            return redirect("report_step", pk, steps[following])
        return redirect("report_thanks", pk)
    place = steps.index(step)
    before = steps[place - 1] if place else None
    values = {"form": form, "step": place + 1, "steps": len(steps), "back_url": _before(pk, before)}
    return render(request, "safety/my/step.html", values, status=400 if form.is_bound else 200)


def _before(pk: int, step: str | None) -> str:
    """The question before, or the page that asked whether there may be some."""
    if step is None:
        return reverse("report_thanks", args=[pk])
    return reverse("report_step", args=[pk, step])


@access(Audience.PARTICIPANT)
@require_POST
def call(request: ParticipantRequest) -> HttpResponse:
    """ "Please ring me". A second press on the same day is the same wish."""
    about = CallForm(request.POST).about_code
    found = call_asked(participant=request.participant, about=about, by=request.user)
    return redirect("call_asked", found[0].pk if found else 0)


@access(Audience.PARTICIPANT)
@require_safe
def called(request: ParticipantRequest, pk: int) -> HttpResponse:
    """That somebody will ring, and by when."""
    values = {"until": select.promised(request.participant, pk)}
    return render(request, "safety/my/called.html",
                  {**values, "crisis": crisis_lines(request.participant)})  # fmt: skip


@access(Audience.PARTICIPANT)
@require_safe
def help_now(request: ParticipantRequest) -> HttpResponse:
    """Numbers to ring now, then back to the same question."""
    back = request.GET.get("back", "")
    inside = back.startswith(reverse("today")) and "//" not in back
    crisis = crisis_lines(request.participant)
    values = {"back": back if inside else reverse("today"), "crisis": crisis}
    return render(request, "safety/my/help_now.html", values)


@access(Audience.PARTICIPANT)
@require_http_methods(READ_OR_SEND)
def contacts(request: ParticipantRequest) -> HttpResponse:
    """Own doctor, somebody for an emergency, words for a voicemail. All of it may stay empty."""
    person = request.participant
    if request.method == "POST":
        form = ContactsForm(request.POST)
        if form.is_valid():
            set_contact(participant=person, by=request.user, **form.cleaned_data)
            messages.success(request, _("Thank you. This is kept."))
            return redirect("my_help")
    else:
        form = ContactsForm(initial=contact_of(person))
    return render(request, "safety/my/contacts.html", {"form": form})


def _way_back(found: Report) -> str:
    """To the questions that a report came from, or to Today."""
    visit = select.visit_of(found)
    return reverse("check_in", args=[visit]) if visit else reverse("today")
