"""Alerts and the on-call sheet. No arm is read here, nor anything an arm can be told from."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Chip, Column, Crumb
from retraining.safety.forms import StepForm
from retraining.safety.models import Alert
from retraining.safety.selectors import alerts as select
from retraining.safety.selectors.on_call import sheet
from retraining.safety.services import handling
from retraining.safety.services.looking import Private, reveal
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest, record_look


def _alert(request: StaffRequest, pk: int) -> Alert:
    found = select.alert_named(request.scope, pk)
    if found is None:
        raise Http404
    return found


@access(Audience.CLINIC, Permission.HANDLE_ALERTS)
@require_safe
def alerts(request: StaffRequest) -> HttpResponse:
    """What waits for somebody, the most urgent in front."""
    show = "closed" if request.GET.get("show") == "closed" else "open"
    found = select.alert_list(request.scope, show, request.GET.get("page", "1"))
    record_look(request, "alert.listed", [row.alert.pk for row in found.rows], "alert")
    url = reverse("alerts")
    chips = [
        Chip(label=_("Open"), url=url, current=show == "open", count=found.open),
        Chip(label=_("Closed"), url=f"{url}?show=closed", current=show == "closed",
             count=found.closed),
    ]  # fmt: skip
    heads = (_("Person"), _("Urgency"), _("About"), _("Raised"), _("State"), _("Until"))
    values = {"found": found, "chips": chips, "columns": [Column(head) for head in heads]}
    return render(request, "safety/alerts.html", {**values, "show": show})


@access(Audience.CLINIC, Permission.HANDLE_ALERTS)
@require_safe
def alert(request: StaffRequest, pk: int) -> HttpResponse:
    """One alert: what it is about, what was done, what to do next."""
    found = _alert(request, pk)
    record_look(request, "alert.viewed", [found.pk], "alert")
    return _page(request, found, StepForm())


@access(Audience.CLINIC, Permission.HANDLE_ALERTS)
@never_cache
@require_POST
def alert_who(request: StaffRequest, pk: int) -> HttpResponse:
    """The same page with name, numbers and words. A POST, because the look is recorded."""
    found = _alert(request, pk)
    shown = reveal(participant=found.participant, report=select.report_of(found),
                       by=request.user)  # fmt: skip
    return _page(request, found, StepForm(), shown)


@access(Audience.CLINIC, Permission.HANDLE_ALERTS)
@require_POST
def alert_take(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody takes it."""
    step = handling.take(alert=_alert(request, pk), by=request.user)
    if step.by_id == request.user.pk:
        messages.success(request, _("You have taken this alert."))
    else:
        name = step.by.name or step.by.email
        messages.info(request, _("%(name)s has taken it already.") % {"name": name})
    return redirect("alert", pk)


@access(Audience.CLINIC, Permission.HANDLE_ALERTS)
@require_POST
def alert_step(request: StaffRequest, pk: int) -> HttpResponse:
    """What was done about it."""
    found, form = _alert(request, pk), StepForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=400)
    try:
        handling.note_step(alert=found, kind=form.step_kind, said=form.said, by=request.user)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Written down."))
    return redirect("alert", pk)


@access(Audience.CLINIC, Permission.HANDLE_ALERTS)
@require_safe
def on_call(request: StaffRequest) -> HttpResponse:
    """Who is there, when, and what to say and do; made to be printed."""
    return render(request, "safety/on_call.html", {"sheet": sheet(request.scope)})


def _page(
    request: StaffRequest,
    found: Alert,
    form: StepForm,
    private: Private | None = None,
    status: int = 200,
) -> HttpResponse:
    values = {
        "shown": select.alert_page(found, with_words=private is not None),
        "form": form,
        "private": private,
        "breadcrumbs": [Crumb(_("Alerts"), reverse("alerts")), Crumb(found.participant.code)],
        "columns": [Column(h) for h in (_("When"), _("What"), _("By"), _("Minutes"))],
    }
    return render(request, "safety/alert.html", values, status=status)
