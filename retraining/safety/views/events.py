"""Adverse events: reports to decide about, the listing, one event, the file."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.forms import Form
from retraining.common.ui import Column, Crumb
from retraining.safety.forms_events import DecideForm, FactsForm, JudgeForm, SentForm
from retraining.safety.models import Change, Event, Relatedness, Report, SentTo, Triage
from retraining.safety.selectors import events as select
from retraining.safety.selectors import reports as select_reports
from retraining.safety.services import events as services
from retraining.safety.services.looking import reveal
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest, record_look

READ_OR_SEND = ["GET", "HEAD", "POST"]


def _event(request: StaffRequest, pk: int) -> Event:
    found = select.event_named(request.scope, pk)
    if found is None:
        raise Http404
    return found


def _report(request: StaffRequest, pk: int) -> Report:
    found = select_reports.report_named(request.scope, pk)
    if found is None:
        raise Http404
    return found


def _crumbs(last: str) -> list[Crumb]:
    return [Crumb(_("Adverse events"), reverse("events")), Crumb(last)]


@access(Audience.CLINIC, Permission.VIEW_EVENTS)
@require_safe
def events(request: StaffRequest) -> HttpResponse:
    """Reports to decide about, then every event, the newest in front."""
    found = select.event_list(request.scope, request.GET.get("page", "1"))
    records = request.scope.may(Permission.RECORD_EVENTS)
    waiting = select_reports.undecided(request.scope) if records else []
    record_look(request, "event.listed", [s.event.pk for s in found.states], "adverse-event")
    heads = (_("Event"), _("Person"), _("State"), _("Serious"), _("First day"), _("Outcome"),
             _("Related"))  # fmt: skip
    values = {"found": found, "waiting": waiting, "columns": [Column(head) for head in heads]}
    values["report_columns"] = [Column(h) for h in (_("Person"), _("About"), _("Said"))]
    return render(request, "safety/events.html", values)


@access(Audience.CLINIC, Permission.VIEW_EVENTS)
@require_safe
def events_csv(request: StaffRequest) -> HttpResponseBase:
    """The listing as a file."""
    record_look(request, "event.downloaded", [request.scope.trial_id], "trial")
    lines = select.listing_csv(request.scope)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="adverse-events.csv"'
    return response


@access(Audience.CLINIC, Permission.RECORD_EVENTS)
@require_http_methods(READ_OR_SEND)
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """Decide whether a report is an adverse event."""
    found = _report(request, pk)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        decision = Triage.Decision(form.cleaned_data["decision"])
        event = services.decide(report=found, decision=decision, by=request.user)
        messages.success(request, _("Decided."))
        return redirect("event_facts", event.pk) if event else redirect("events")
    return _report_page(request, found, form)


@access(Audience.CLINIC, Permission.RECORD_EVENTS)
@never_cache
@require_POST
def report_words(request: StaffRequest, pk: int) -> HttpResponse:
    """The same page with name and words. A POST, because the look is recorded."""
    found = _report(request, pk)
    shown = reveal(participant=found.participant, report=found, by=request.user)
    return _report_page(request, found, DecideForm(), shown)


def _report_page(
    request: StaffRequest, found: Report, form: DecideForm, private: object = None
) -> HttpResponse:
    record_look(request, "report.opened_by_staff", [found.pk], "report")
    facts = select_reports.report_facts(found, with_words=False)
    values = {"report": found, "form": form, "facts": facts, "private": private}
    values["breadcrumbs"] = _crumbs(_("Report"))
    return render(request, "safety/report.html", values, status=400 if form.is_bound else 200)


@access(Audience.CLINIC, Permission.RECORD_EVENTS)
@require_http_methods(READ_OR_SEND)
def event_new(request: StaffRequest, code: str) -> HttpResponse:
    """An event that staff heard of otherwise."""
    person = select.person_named(request.scope, code)
    if person is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = FactsForm(data, facts=None, zone=person.site.time_zone)
    if form.is_valid():
        opened = _tried(form, lambda: services.open_event(
            participant=person, report=None, known=form.known(), by=request.user))  # fmt: skip
        if opened:
            return redirect("event", opened.pk)
    values = {"form": form, "code": code, "breadcrumbs": _crumbs(code)}
    return render(request, "safety/event_facts.html", values, status=400 if form.is_bound else 200)


@access(Audience.CLINIC, Permission.RECORD_EVENTS)
@require_http_methods(READ_OR_SEND)
def event_facts(request: StaffRequest, pk: int) -> HttpResponse:
    """A follow-up or a correction; what stood before is kept."""
    found = _event(request, pk)
    state = select.state_of(found)
    data = request.POST if request.method == "POST" else None
    form = FactsForm(data, facts=state.facts, zone=found.participant.site.time_zone)
    if form.is_valid() and _done(form, lambda: services.record_facts(
        event=found, known=form.known(), change=Change(form.cleaned_data["change"]),
        by=request.user)):  # fmt: skip
        return redirect("event", pk)
    values = {"form": form, "code": found.participant.code, "breadcrumbs": _crumbs(str(pk))}
    return render(request, "safety/event_facts.html", values, status=400 if form.is_bound else 200)


@access(Audience.CLINIC, Permission.VIEW_EVENTS)
@require_safe
def event(request: StaffRequest, pk: int) -> HttpResponse:
    """One event, without its words."""
    found = _event(request, pk)
    record_look(request, "event.viewed", [pk], "adverse-event")
    return _page(request, found)


@access(Audience.CLINIC, Permission.VIEW_EVENTS)
@never_cache
@require_POST
def event_words(request: StaffRequest, pk: int) -> HttpResponse:
    """The same page with its words. A POST, because the look is recorded."""
    found = _event(request, pk)
    record_look(request, "event.words_viewed", [pk], "adverse-event")
    return _page(request, found, with_words=True)


@access(Audience.CLINIC, Permission.ASSESS_EVENTS)
@require_POST
def event_judge(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody outside delivery judges it."""
    found = _event(request, pk)
    form = JudgeForm(request.POST, expected=dict(select.state_of(found).section.expected_events))
    if form.is_valid() and _done(form, lambda: services.judge(
        event=found, relatedness=Relatedness(form.cleaned_data["relatedness"]),
        expected=form.cleaned_data["expected"], reason=form.cleaned_data["reason"],
        by=request.user)):  # fmt: skip
        return redirect("event", pk)
    return _page(request, found, form=form)


@access(Audience.CLINIC, Permission.RECORD_EVENTS)
@require_POST
def event_sent(request: StaffRequest, pk: int) -> HttpResponse:
    """A serious event was reported to somebody."""
    found = _event(request, pk)
    form = SentForm(request.POST, zone=found.participant.site.time_zone)
    if form.is_valid() and _done(form, lambda: services.mark_sent(
        event=found, to=SentTo(form.cleaned_data["to"]), sent_at=form.moment,
        by=request.user)):  # fmt: skip
        return redirect("event", pk)
    return _page(request, found, form=form)


Made = TypeVar("Made")


def _tried(form: Form, act: Callable[[], Made]) -> Made | None:
    """What the act gives; None with its refusal in the form."""
    try:
        return act()
    except Refused as error:
        form.add_error(None, str(error))
        return None


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; where not, its refusal stands in the form."""
    return _tried(form, act) is not None


def _page(
    request: StaffRequest, found: Event, *, with_words: bool = False, form: Form | None = None
) -> HttpResponse:
    shown = select.event_page(found, with_words=with_words)
    zone, may = found.participant.site.time_zone, request.scope.may
    judge = form if isinstance(form, JudgeForm) else JudgeForm(
        expected=dict(shown.state.section.expected_events))  # fmt: skip
    values = {
        "shown": shown,
        "zone": zone,
        "form": form,
        "judge": judge if may(Permission.ASSESS_EVENTS) else None,
        "sent": form if isinstance(form, SentForm) else SentForm(zone=zone),
        "records": may(Permission.RECORD_EVENTS),
        "with_words": with_words,
        "breadcrumbs": _crumbs(found.participant.code),
        "columns": [Column(h) for h in (_("When"), _("What"), _("By"))],
    }
    return render(request, "safety/event.html", values, status=400 if form else 200)
