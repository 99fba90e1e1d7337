"""One person: where they stand, who they are, their invitation and their eligibility."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.audit.services import record
from retraining.common.access import Audience, access
from retraining.common.sealing import CannotOpen
from retraining.common.ui import Fact
from retraining.portal import selectors_manage as select
from retraining.portal import selectors_manage_person as select_person
from retraining.portal import selectors_screening as select_screening
from retraining.portal.forms_manage import EligibilityForm
from retraining.portal.records import tabs
from retraining.portal.selectors_manage_person import Placed
from retraining.portal.views.manage_pages import columns, placed_or_404, refused, way_to
from retraining.trials import protocol_section
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest
from retraining.trials.selectors_consent import consent_state
from retraining.trials.selectors_stopping import standing_withdrawal
from retraining.trials.services import consent, identity, invitations
from retraining.trials.standing import LABELS


def _page(request: StaffRequest, person: Placed, facts: list[Fact] | None = None) -> HttpResponse:
    verdict, against = select_person.verdict_of(person)
    values = {
        "person": person,
        "zone": person.site.time_zone,
        "breadcrumbs": way_to(person.code),
        "label": LABELS[person.standing],
        "tone": select.TONES.get(person.standing, "plain"),
        "tabs": tabs(person, "manage"),
        "steps": select_person.steps(person),
        "history": select_person.history(person),
        "verdict": verdict,
        "against": against,
        "withdrawal": standing_withdrawal(person),
        "identity": facts,
        "screening": select_screening.screening_of(person),
        "may_answers": request.scope.may(Permission.HANDLE_ANSWERS),
        "consent": consent_state(person),
        "columns": columns(_("When"), _("What"), _("By")),
    }
    return render(request, "portal/manage/person.html", values)


@access(Audience.MANAGE, Permission.VIEW_PEOPLE)
@require_safe
def person(request: StaffRequest, code: str) -> HttpResponse:
    """Where one person stands. No name until it is asked for."""
    found = placed_or_404(request, code)
    record(
        "person.viewed",
        by=request.user,
        object_type="participant",
        object_ids=[found.pk],
        trial_id=found.trial_id,
    )
    return _page(request, found)


@access(Audience.MANAGE, Permission.INVITE)
@never_cache
@require_POST
def who(request: StaffRequest, code: str) -> HttpResponse:
    """The same page with name, address and telephone. A POST, because the look is recorded."""
    found = placed_or_404(request, code)
    try:
        shown = identity.reveal(participant=found, by=request.user)
    except CannotOpen:
        why = _("Name and address of this person have been erased.")
        return refused(request, why, reverse("manage_person", args=[code]))
    return _page(request, found, select_person.identity_facts(shown))


@access(Audience.MANAGE, Permission.INVITE)
@require_POST
def resend(request: StaffRequest, code: str) -> HttpResponse:
    """A new link; the old one stops working."""
    done = _("A new link is on its way. The old one no longer works.")
    return _invitation(request, code, invitations.resend, done)


@access(Audience.MANAGE, Permission.INVITE)
@require_POST
def revoke(request: StaffRequest, code: str) -> HttpResponse:
    """Close the open link."""
    return _invitation(request, code, invitations.revoke, _("The link no longer works."))


def _invitation(
    request: StaffRequest, code: str, act: Callable[..., object], done: str
) -> HttpResponse:
    found = placed_or_404(request, code)
    try:
        act(participant=found, by=request.user)
    except Refused as error:
        return refused(request, error, reverse("manage_person", args=[code]))
    messages.success(request, done)
    return redirect("manage_person", code)


@access(Audience.MANAGE, Permission.CONFIRM_ELIGIBILITY)
@require_http_methods(["GET", "POST"])
def eligibility(request: StaffRequest, code: str) -> HttpResponse:
    """The criteria of the person's protocol, yes or no; the verdict follows by rule."""
    found = placed_or_404(request, code)
    if why := select_person.no_eligibility_now(found):
        return refused(request, why, reverse("manage_person", args=[code]))
    criteria = protocol_section.read(found.version.content).criteria
    form = EligibilityForm(request.POST or None, criteria=criteria)
    if form.is_valid():
        try:
            consent.confirm_eligibility(participant=found, answers=form.answers, by=request.user)
        except Refused as error:
            return refused(request, error, reverse("manage_person", args=[code]))
        return redirect(reverse("manage_person", args=[code]) + "#eligibility")
    values = {"form": form, "person": found, "breadcrumbs": way_to(code, _("Eligibility"))}
    return render(request, "portal/manage/eligibility.html", values)
