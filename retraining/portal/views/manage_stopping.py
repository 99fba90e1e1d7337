"""Staff's side of stopping: a stop that somebody told, the way back, and removing a name."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.sealing import CannotOpen
from retraining.portal.forms.records import RemoveIdentityForm, ResumeForm, ToldStopForm
from retraining.portal.views.manage_pages import person_or_404, refused, way_to
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.requests import StaffRequest
from retraining.trials.selectors_stopping import standing_withdrawal
from retraining.trials.services import withdrawal

READ_OR_SEND = ["GET", "HEAD", "POST"]


@access(Audience.MANAGE, Permission.RECORD_CONTACTS)
@require_http_methods(READ_OR_SEND)
def told_stop(request: StaffRequest, code: str) -> HttpResponse:
    """A stop that somebody told on the telephone or in a letter."""
    person = person_or_404(request, code)
    form = ToldStopForm(request.POST or None)
    if form.is_valid():
        withdrawal.withdraw(participant=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is recorded. Reminders have stopped accordingly."))
        return redirect("manage_person", code)
    lead = _("For somebody who told us. On their own pages they can do it by themselves.")
    return _page(request, person, form, _("Record a stop"), lead)


@access(Audience.MANAGE, Permission.RECORD_CONTACTS)
@require_http_methods(READ_OR_SEND)
def resume(request: StaffRequest, code: str) -> HttpResponse:
    """Somebody who had stopped goes on, after a talk."""
    person = person_or_404(request, code)
    form = ResumeForm(request.POST or None)
    if form.is_valid():
        try:
            withdrawal.resume_after_talk(participant=person, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            return refused(request, refusal, reverse("manage_person", args=[code]))
        messages.success(request, _("It is recorded: the newest stop is taken back."))
        return redirect("manage_person", code)
    lead = _("Only where the person asked for it. What closed meanwhile stays closed.")
    return _page(request, person, form, _("Goes on after a talk"), lead)


@access(Audience.MANAGE, Permission.RECORD_CONTACTS)
@never_cache
@require_POST
def reason(request: StaffRequest, code: str) -> HttpResponse:
    """Why somebody stops, where they said so. A POST, because the look is recorded."""
    person = person_or_404(request, code)
    row = standing_withdrawal(person)
    if row is None or row.reason_sealed is None:
        raise Http404
    try:
        text = withdrawal.show_reason(withdrawal=row, by=request.user)
    except CannotOpen:
        text = _("Name and address of this person have been erased, and these words with them.")
    values = {"person": person, "text": text, "breadcrumbs": way_to(code, _("Reason"))}
    return render(request, "portal/manage/stop_reason.html", values)


@access(Audience.MANAGE, Permission.RECORD_CONTACTS)
@require_http_methods(READ_OR_SEND)
def remove_identity(request: StaffRequest, code: str) -> HttpResponse:
    """Destroy name, address and words of somebody who wants their data used no further."""
    person = person_or_404(request, code)
    form = RemoveIdentityForm(request.POST or None, person=person)
    if form.is_valid():
        try:
            withdrawal.remove_identity(participant=person, by=request.user)
        except Refused as refusal:
            return refused(request, refusal, reverse("manage_person", args=[code]))
        messages.success(request, _("Name, address and words of this person are destroyed."))
        return redirect("manage_person", code)
    lead = _("Name, address, telephone and every sealed word can never be read again.")
    return _page(request, person, form, _("Remove name and address"), lead)


def _page(
    request: StaffRequest, person: Participant, form: Any, title: str, lead: str
) -> HttpResponse:
    values = {
        "person": person,
        "form": form,
        "title": title,
        "lead": lead,
        "breadcrumbs": way_to(person.code, title),
    }
    status = 400 if form.errors else 200
    return render(request, "portal/manage/stop_form.html", values, status=status)
