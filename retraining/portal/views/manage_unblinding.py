"""Unblinding one person: asked with a reason and a second factor, shown once and nowhere else."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal import selectors_manage as select
from retraining.portal.forms_unblinding import AgainForm, NumberForm, UnblindForm, stamp
from retraining.portal.views.manage_pages import columns, factor_fits, password_fits, refused
from retraining.randomisation import services_unblinding as services
from retraining.randomisation.selectors_unblinding import happened, in_reach
from retraining.randomisation.services_unblinding import Revealed
from retraining.randomisation.unblinding_models import Unblinding
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.requests import StaffRequest


def _way(here: str) -> list[Crumb]:
    return [Crumb(_("Unblinding"), reverse("unblinding")), Crumb(here)]


@access(Audience.MANAGE, Permission.UNBLIND)
@never_cache
@require_safe
def unblinding(request: StaffRequest) -> HttpResponse:
    """Whom it is about, and what happened so far."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    if form.is_valid():
        code = form.cleaned_data["number"].strip()
        if Participant.objects.visible_to(request.scope).filter(code=code).exists():
            return redirect("unblind", code)
        form.add_error("number", _("Nobody at your sites has this number."))
    values = {
        "form": form,
        "rows": happened(request.scope),
        "trial": select.trial_of(request.scope),
        "columns": columns(_("Who"), _("When"), _("By"), _("Reason"), _("What happened")),
    }
    return render(request, "portal/manage/unblinding/list.html", values)


@access(Audience.MANAGE, Permission.UNBLIND)
@never_cache
@require_http_methods(["GET", "POST"])
def unblind(request: StaffRequest, code: str) -> HttpResponse:
    """Ask for one person's programme; in an emergency the answer to this form shows it."""
    person = Participant.objects.visible_to(request.scope).filter(code=code).first()
    if person is None:
        raise Http404
    initial = {"stamp": stamp(person, request.user), "kind": "emergency"}
    form = UnblindForm(request.POST or None, person=person, user=request.user, initial=initial)
    if form.is_valid() and password_fits(request, form) and factor_fits(request, form):
        return _ask(request, person, form)
    values = {"form": form, "person": person, "trial": select.trial_of(request.scope)}
    values["breadcrumbs"] = _way(code)
    return render(request, "portal/manage/unblinding/ask.html", values)


def _ask(request: StaffRequest, person: Participant, form: UnblindForm) -> HttpResponse:
    data = form.cleaned_data
    given = {name: data[name] for name in ("kind", "reason", "text")}
    try:
        shown = services.unblind(participant=person, **given, nonce=data["stamp"], by=request.user)
    except Refused as error:
        return refused(request, error, reverse("unblinding"))
    if shown is None:
        messages.success(request, _("Asked. A second medic can agree on this page."))
        return redirect("unblinding")
    return _shown(request, shown)


def _shown(request: StaffRequest, shown: Revealed) -> HttpResponse:
    values = {"shown": shown, "trial": select.trial_of(request.scope)}
    return render(request, "portal/manage/unblinding/shown.html", values)


@access(Audience.MANAGE, Permission.UNBLIND)
@never_cache
@require_http_methods(["GET", "POST"])
def second(request: StaffRequest, pk: int) -> HttpResponse:
    """A planned one: a second medic agrees; then whoever asked sees it, once."""
    row = in_reach(request.scope).filter(pk=pk, kind="planned").first()
    if row is None:
        raise Http404
    form = AgainForm(request.POST or None)
    if form.is_valid() and password_fits(request, form) and factor_fits(request, form):
        return _second(request, row)
    values = {"form": form, "row": row, "own": row.by_id == request.user.pk}
    values["breadcrumbs"] = _way(row.participant.code)
    return render(request, "portal/manage/unblinding/second.html", values)


def _second(request: StaffRequest, row: Unblinding) -> HttpResponse:
    try:
        if row.by_id == request.user.pk:
            return _shown(request, services.show(unblinding=row, by=request.user))
        services.agree(unblinding=row, by=request.user)
    except Refused as error:
        return refused(request, error, reverse("unblinding"))
    messages.success(request, _("You have agreed. Whoever asked can now see it, once."))
    return redirect("unblinding")
