"""What the pages under /manage/ share: the way back, the person or 404, a clear refusal."""

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from retraining.accounts.fresh import (
    check_factor_again,
    check_password_again,
    factor_tries_left,
    password_tries_left,
)
from retraining.common.ui import Column, Crumb
from retraining.portal import selectors_manage
from retraining.portal.selectors_manage_person import Placed
from retraining.trials.models import Participant
from retraining.trials.queries import ParticipantQuerySet
from retraining.trials.requests import StaffRequest


def person_or_404(request: StaffRequest, code: str) -> Participant:
    """The person, if this member of staff may see them."""
    return _first(Participant.objects.visible_to(request.scope).select_related("site"), code)


def placed_or_404(request: StaffRequest, code: str) -> Placed:
    """The same with where they stand, which is asked of many tables."""
    return _first(selectors_manage.people_of(request.scope), code)


def _first(people: ParticipantQuerySet, code: str) -> Placed:
    person = people.filter(code=code).first()
    if person is None:
        raise Http404
    return person


def way_to(code: str, here: str = "") -> list[Crumb]:
    """The way back from a person's pages; `here` names a page below the person's own."""
    crumbs = [Crumb(_("People"), reverse("people"))]
    if not here:
        return [*crumbs, Crumb(code)]
    return [*crumbs, Crumb(code, reverse("manage_person", args=[code])), Crumb(here)]


def columns(*labels: str, numeric: tuple[str, ...] = (), hidden: str = "") -> list[Column]:
    """Table columns without sorting: words, then figures, then one with a hidden heading."""
    words = [Column(label) for label in labels]
    figures = [Column(label, numeric=True) for label in numeric]
    return [*words, *figures, *([Column(hidden, hidden=True)] if hidden else [])]


def refused(
    request: StaffRequest, why: object, back: str, back_label: str = "", status: int = 409
) -> HttpResponse:
    """A page that says what was not done and why, with the way back."""
    values = {"why": str(why), "back": back, "back_label": back_label or _("Go back")}
    return render(request, "portal/manage/refused.html", values, status=status)


def password_fits(request: StaffRequest, form: Form) -> bool:
    """Whether the form's password is that of who sends it; says on the form why not."""
    if check_password_again(request.user, form.cleaned_data["password"]):
        return True
    again = _("This is not your password.")
    wait = _("Too many tries. Please wait five minutes, then begin again.")
    form.add_error("password", again if password_tries_left(request.user) else wait)
    return False


def factor_fits(request: StaffRequest, form: Form) -> bool:
    """Whether the form's second factor is that of who sends it; says on the form why not."""
    if check_factor_again(request, form.cleaned_data["factor"]):
        return True
    again = _("This code does not fit, or was used before. Wait for the next one.")
    wait = _("Too many tries. Please wait five minutes, then begin again.")
    form.add_error("factor", again if factor_tries_left(request.user) else wait)
    return False
