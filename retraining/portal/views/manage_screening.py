"""Screening as staff see it: the call, the person's own answers, the log, talks that wait."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal import selectors_manage_person as select_person
from retraining.portal import selectors_screening as select
from retraining.portal.forms_screening import CallForm, CloseForm, TalkForm
from retraining.portal.views.manage_pages import (
    columns,
    person_or_404,
    placed_or_404,
    refused,
    way_to,
)
from retraining.trials.errors import Refused
from retraining.trials.models import TalkRequest
from retraining.trials.requests import StaffRequest, record_look
from retraining.trials.services import screening, understanding


@access(Audience.MANAGE, Permission.CONFIRM_ELIGIBILITY)
@never_cache
@require_http_methods(["GET", "POST"])
def call(request: StaffRequest, code: str) -> HttpResponse:
    """Record the live call; the eligibility page follows."""
    found = placed_or_404(request, code)
    if why := select_person.no_eligibility_now(found):
        return refused(request, why, reverse("manage_person", args=[code]))
    form = CallForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            screening.record_call(participant=found, **form.cleaned_data, by=request.user)
        except Refused as error:
            return refused(request, error, reverse("manage_person", args=[code]))
        return redirect("manage_eligibility", code)
    values = {"form": form, "person": found, "breadcrumbs": way_to(code, _("The call"))}
    return render(request, "portal/manage/call.html", values)


@access(Audience.MANAGE, Permission.CONFIRM_ELIGIBILITY)
@never_cache
@require_POST
def answers(request: StaffRequest, code: str) -> HttpResponse:
    """The person's own answers. A POST, because the look is recorded."""
    found = person_or_404(request, code)
    shown = screening.look_at_answers(participant=found, by=request.user)
    facts = select.answer_facts(found, shown)
    values = {"facts": facts, "person": found, "breadcrumbs": way_to(code, _("Own answers"))}
    return render(request, "portal/manage/own_answers.html", values)


@access(Audience.MANAGE, Permission.CONFIRM_ELIGIBILITY)
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, code: str) -> HttpResponse:
    """Record that somebody does not go on."""
    found = person_or_404(request, code)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        kind, reason = form.kind_and_code
        try:
            screening.close(participant=found, kind=kind, code=reason, by=request.user)
        except Refused as error:
            return refused(request, error, reverse("manage_person", args=[code]))
        return redirect("manage_person", code)
    values = {"form": form, "person": found, "breadcrumbs": way_to(code, _("Does not go on"))}
    return render(request, "portal/manage/close.html", values)


@access(Audience.MANAGE, Permission.CONFIRM_ELIGIBILITY)
@require_POST
def reopen(request: StaffRequest, code: str) -> HttpResponse:
    """Let somebody answer again, or go on after all."""
    screening.let_in(participant=person_or_404(request, code), by=request.user)
    messages.success(request, _("The way is open again."))
    return redirect("manage_person", code)


@access(Audience.MANAGE, Permission.VIEW_PEOPLE)
@require_safe
def log(request: StaffRequest) -> HttpResponse:
    """Who does not go on and why, in closed codes."""
    rows = select.screening_log(request.scope)
    people = [row.line.participant for row in rows]
    record_look(request, "people.viewed", [person.pk for person in people])
    values = {
        "rows": rows,
        "columns": columns(_("Number"), _("Site"), _("Reason"), _("Day"), _("Again from")),
        "breadcrumbs": [Crumb(_("People"), reverse("people")), Crumb(_("Screening log"))],
    }
    return render(request, "portal/manage/screening_log.html", values)


@access(Audience.MANAGE, Permission.VIEW_PEOPLE)
@require_safe
def talks(request: StaffRequest) -> HttpResponse:
    """Talks that wait, oldest first."""
    waiting = list(select.waiting_talks(request.scope))
    record_look(request, "people.viewed", [talk.participant_id for talk in waiting])
    values = {
        "rows": [(talk, select.topic_words(talk)) for talk in waiting],
        "columns": columns(_("Number"), _("Site"), _("What about"), _("Since")),
        "breadcrumbs": [Crumb(_("People"), reverse("people")), Crumb(_("Talks that wait"))],
    }
    return render(request, "portal/manage/talks.html", values)


@access(Audience.MANAGE, Permission.CONFIRM_ELIGIBILITY)
@never_cache
@require_http_methods(["GET", "POST"])
def talk(request: StaffRequest, pk: int) -> HttpResponse:
    """One talk: what it is about, and recording that it took place."""
    found = _talk(request, pk)
    form = TalkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        understanding.talked(request=found, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, _("Kept."))
        return redirect("talks")
    return _talk_page(request, found, form)


@access(Audience.MANAGE, Permission.CONFIRM_ELIGIBILITY)
@never_cache
@require_POST
def talk_words(request: StaffRequest, pk: int) -> HttpResponse:
    """The same page with what the person asked. A POST, because the look is recorded."""
    found = _talk(request, pk)
    asked = understanding.look_at_question(request=found, by=request.user)
    return _talk_page(request, found, TalkForm(), asked or _("These words have been erased."))


def _talk(request: StaffRequest, pk: int) -> TalkRequest:
    found = select.talk_of(request.scope, pk)
    if found is None:
        raise Http404
    return found


def _talk_page(
    request: StaffRequest, found: TalkRequest, form: TalkForm, asked: str = ""
) -> HttpResponse:
    values = {
        "talk": found,
        "topic": select.topic_words(found),
        "asked": asked,
        "form": form,
        "breadcrumbs": way_to(found.participant.code, _("Talk")),
    }
    return render(request, "portal/manage/talk.html", values)
