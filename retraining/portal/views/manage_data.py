"""Data of the whole trial under /manage/: open queries, final answers, whom to ring."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.assessments import calls as call_service
from retraining.assessments import correcting
from retraining.assessments.calls import Call
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal import selectors_manage as people
from retraining.portal import selectors_manage_answers as select
from retraining.portal.forms_answers import AttemptForm, LockForm
from retraining.portal.selectors_queries import open_threads
from retraining.portal.views.manage_pages import columns, password_fits
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest, record_look


@access(Audience.MANAGE, Permission.HANDLE_ANSWERS)
@require_safe
def queries(request: StaffRequest) -> HttpResponse:
    """Every query that waits for an answer of its site, or for a last word."""
    values = {
        "threads": open_threads(request.scope),
        "columns": columns(_("Person"), _("Value"), _("Last step"), _("By"), _("State")),
    }
    return render(request, "portal/manage/queries.html", values)


@access(Audience.MANAGE, Permission.LOCK_DATA)
@never_cache
@require_http_methods(["GET", "POST"])
def locks(request: StaffRequest) -> HttpResponse:
    """What is final, by whose signature; and the way to sign for more."""
    trial = people.trial_of(request.scope)
    form = LockForm(request.POST or None, visits=select.lockable(trial))
    if form.is_valid() and password_fits(request, form) and _locked(request, form):
        return redirect("data_locks")
    values = {
        "form": form,
        "locks": select.locks_of(trial),
        "meaning": correcting.MEANING,
        "columns": columns(_("Answers"), _("Signed by"), _("When"), _("Meaning"), _("Responses")),
    }
    return render(request, "portal/manage/locks.html", values)


def _locked(request: StaffRequest, form: LockForm) -> bool:
    visit = form.cleaned_data["visit"]
    try:
        correcting.lock(
            trial=people.trial_of(request.scope),
            visit="" if visit == "all" else visit,
            by=request.user,
        )
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Signed. These answers are final."))
    return True


@access(Audience.MANAGE, Permission.RECORD_CONTACTS)
@require_safe
def calls(request: StaffRequest) -> HttpResponse:
    """Whom to ring about an open outcome, those that close first at the top."""
    found = call_service.call_list(request.scope)
    record_look(request, "calls.viewed", [one.participant.pk for one in found])
    heads = columns(_("Person"), _("Site"), _("Questions"), _("Until"), _("Tried"), _("Next"))
    return render(request, "portal/manage/calls.html", {"calls": found, "columns": heads})


@access(Audience.MANAGE, Permission.RECORD_CONTACTS)
@never_cache
@require_http_methods(["GET", "POST"])
def call(request: StaffRequest, code: str, visit: str) -> HttpResponse:
    """One attempt: what was done, what came of it."""
    found = _call_or_404(request, code, visit)
    form = AttemptForm(request.POST or None, next_way=found.next_way)
    if form.is_valid() and _kept(request, found, form):
        return redirect("calls")
    return _call_page(request, found, form)


@access(Audience.MANAGE, Permission.RECORD_CONTACTS)
@never_cache
@require_POST
def call_words(request: StaffRequest, code: str, visit: str) -> HttpResponse:
    """The same page with the words about earlier tries. A POST, because the look is recorded."""
    found = _call_or_404(request, code, visit)
    notes = call_service.show_notes(call=found, by=request.user)
    return _call_page(request, found, AttemptForm(next_way=found.next_way), notes)


def _call_page(
    request: StaffRequest, found: Call, form: AttemptForm, notes: Mapping[int, str] | None = None
) -> HttpResponse:
    values = {
        "call": found,
        "attempts": [(one, (notes or {}).get(one.pk, "")) for one in found.attempts],
        "hides": notes is None,
        "form": form,
        "columns": columns(_("When"), _("What"), _("What came of it"), _("In words"), _("By")),
        "breadcrumbs": [Crumb(_("Calls"), reverse("calls")), Crumb(found.participant.code)],
    }
    return render(request, "portal/manage/reach.html", values)


def _call_or_404(request: StaffRequest, code: str, visit: str) -> Call:
    wanted = (
        one
        for one in call_service.call_list(request.scope)
        if (one.participant.code, one.visit.key) == (code, visit)
    )
    found = next(wanted, None)
    if found is None:
        raise Http404
    return found


def _kept(request: StaffRequest, found: Call, form: AttemptForm) -> bool:
    values = form.cleaned_data
    try:
        call_service.record_attempt(
            call=found,
            way=values["way"],
            reached=values["reached"],
            minutes=values["minutes"],
            note=values["note"],
            arm_known_how=values["arm_known_how"],
            by=request.user,
        )
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The attempt is kept."))
    return True
