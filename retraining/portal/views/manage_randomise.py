"""Randomising somebody: four pages, one act. The arm never reaches any of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.assessments.rating import ratings_not_given
from retraining.common.access import Audience, access
from retraining.portal import selectors_manage_person as select
from retraining.portal.forms_manage import RandomiseForm, stamp, stamp_holds
from retraining.portal.selectors_manage_person import Placed
from retraining.portal.views.manage_pages import password_fits, placed_or_404, refused, way_to
from retraining.randomisation.selectors import Stand, stand
from retraining.randomisation.services import allocate
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.RANDOMISE)
@never_cache
@require_safe
def checks(request: StaffRequest, code: str) -> HttpResponse:
    """Page 1: what must hold, as the server sees it now. No way on where one thing fails."""
    person = placed_or_404(request, code)
    if person.randomised_at is not None:
        return redirect("randomise_done", code)
    return _checks(request, person)


def _checks(request: StaffRequest, person: Placed, status: int = 200) -> HttpResponse:
    rows = select.check_rows(person)
    values = {
        "person": person,
        "rows": rows,
        "ready": all(row.holds for row in rows),
        "ratings": ratings_not_given(person),
        "refused": status != 200,
        "breadcrumbs": way_to(person.code, _("Randomise")),
    }
    return render(request, "portal/manage/randomise_checks.html", values, status=status)


@access(Audience.MANAGE, Permission.RANDOMISE)
@never_cache
@require_safe
def group(request: StaffRequest, code: str) -> HttpResponse:
    """Page 2: the strata, to be checked by a person."""
    person = placed_or_404(request, code)
    now = stand(person)
    if not now.ready:
        return redirect("randomise", code)
    facts = select.stratum_facts(person, now.levels)
    values = {"person": person, "facts": facts, "breadcrumbs": way_to(code, _("Randomise"))}
    return render(request, "portal/manage/randomise_group.html", values)


@access(Audience.MANAGE, Permission.RANDOMISE)
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: StaffRequest, code: str) -> HttpResponse:
    """Page 3: it cannot be undone. The number typed, the password again, then the one act."""
    person = placed_or_404(request, code)
    if person.randomised_at is not None:
        return _first_result(request, code)
    now = stand(person)
    if not now.ready:
        return _checks(request, person, status=409 if request.method == "POST" else 200)
    if request.method == "POST":
        return _send(request, person, now)
    seen = stamp(person, request.user, now.levels)
    return _interruption(request, person, RandomiseForm(person=person, initial={"stamp": seen}))


def _interruption(request: StaffRequest, person: Placed, form: RandomiseForm) -> HttpResponse:
    values = {"person": person, "form": form, "breadcrumbs": way_to(person.code, _("Randomise"))}
    return render(request, "portal/manage/randomise_confirm.html", values)


def _send(request: StaffRequest, person: Placed, now: Stand) -> HttpResponse:
    if not stamp_holds(request.POST.get("stamp", ""), person, request.user, now.levels):
        why = _("This page was open for too long, or something changed. Nobody was randomised.")
        back = reverse("randomise", args=[person.code])
        return refused(request, why, back, _("Look at the checks again"))
    form = RandomiseForm(request.POST, person=person)
    if not (form.is_valid() and password_fits(request, form)):
        return _interruption(request, person, form)
    try:
        allocation = allocate(participant=person, by=request.user)
    except Refused:
        return _checks(request, person, status=409)
    if allocation.by_id != request.user.pk:
        return _first_result(request, person.code)
    return redirect("randomise_done", person.code)


def _first_result(request: StaffRequest, code: str) -> HttpResponse:
    if request.method == "POST":
        words = _("This person was randomised before. This is that result; nothing was done twice.")
        messages.info(request, words)
    return redirect("randomise_done", code)


@access(Audience.MANAGE, Permission.RANDOMISE)
@never_cache
@require_safe
def done(request: StaffRequest, code: str) -> HttpResponse:
    """Page 4: when, by whom, and the first day. Nothing else is known here."""
    person = placed_or_404(request, code)
    outcome = select.outcome_words(person)
    if outcome is None:
        return redirect("randomise", code)
    values = {"person": person, "outcome": outcome, "breadcrumbs": way_to(code, _("Randomised"))}
    return render(request, "portal/manage/randomise_done.html", values)
