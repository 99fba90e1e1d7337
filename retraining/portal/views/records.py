"""The logs about a person: lists, a new line, a correction, and opening what is sealed.

The same pages stand under /manage/ and, for the logs that clinicians keep, under /clinic/.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.audit.services import record
from retraining.common.access import Audience, access
from retraining.common.sealing import CannotOpen
from retraining.common.ui import Crumb
from retraining.portal import records
from retraining.portal.records import Log
from retraining.portal.views.manage_pages import columns, person_or_404, refused
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.requests import StaffRequest
from retraining.trials.services import logs

READ_OR_SEND = ["GET", "HEAD", "POST"]
PREFIXES = {Audience.MANAGE: "manage", Audience.CLINIC: "clinic"}


def _prefix(request: StaffRequest) -> str:
    return "manage" if request.path.startswith("/manage/") else "clinic"


def _found(request: StaffRequest, code: str, slug: str) -> tuple[Participant, Log]:
    log = records.log_of(slug, _prefix(request))
    if log is None:
        raise Http404
    return person_or_404(request, code), log


def _address(request: StaffRequest, person: Participant, log: Log) -> str:
    return reverse(f"{_prefix(request)}_log", args=[person.code, log.slug])


def _crumbs(request: StaffRequest, person: Participant, log: Log, here: str = "") -> list[Crumb]:
    manage = _prefix(request) == "manage"
    first = (_("People"), reverse("people")) if manage else (_("Caseload"), reverse("caseload"))
    home = reverse("manage_person" if manage else "clinic_person", args=[person.code])
    crumbs = [Crumb(*first), Crumb(person.code, home)]
    if not here:
        return [*crumbs, Crumb(str(log.title))]
    return [*crumbs, Crumb(str(log.title), _address(request, person, log)), Crumb(here)]


def _list(
    request: StaffRequest, person: Participant, log: Log, shown: tuple[int, str] | None = None
) -> HttpResponse:
    values = {
        "person": person,
        "log": log,
        "prefix": _prefix(request),
        "tabs": records.tabs(person, _prefix(request), log.slug),
        "lines": records.lines(log, person, shown),
        "told": records.told(log, person),
        "columns": columns(_("Day"), _("What"), _("In words"), _("Written by"), hidden=_("Change")),
        "breadcrumbs": _crumbs(request, person, log),
    }
    return render(request, "portal/manage/log.html", values)


def log_page(request: StaffRequest, code: str, log: str) -> HttpResponse:
    """Every line of a log. Words stay closed until they are asked for."""
    person, found = _found(request, code, log)
    record(
        "log.viewed",
        by=request.user,
        object_type="participant",
        object_ids=[person.pk],
        trial_id=person.trial_id,
        reason=found.slug,
    )
    return _list(request, person, found)


def add_line(request: StaffRequest, code: str, log: str) -> HttpResponse:
    """A new line."""
    person, found = _found(request, code, log)
    form = records.form_of(found, person, request.scope, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            logs.add(
                found.model,
                participant=person,
                day=given["day"],
                text=given["text"],
                once=given["once"],
                by=request.user,
                values=form.values(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, person, found)
    return _form(request, person, found, form, str(found.add))


def correct_line(request: StaffRequest, code: str, log: str, pk: int) -> HttpResponse:
    """A new line in the place of one that is wrong; the wrong one stays readable."""
    person, found = _found(request, code, log)
    row = records.row_of(found, person, pk)
    if row is None:
        raise Http404
    form = records.form_of(found, person, request.scope, request.POST or None, row)
    if form.is_valid() and _corrected(request, form, row):
        return _saved(request, person, found)
    return _form(request, person, found, form, _("Correct a line"))


def _corrected(request: StaffRequest, form: Any, row: Any) -> bool:
    given = form.cleaned_data
    try:
        logs.correct(
            row=row,
            number=given["number"],
            why=given["why"],
            day=given["day"],
            text=given["text"],
            once=given["once"],
            by=request.user,
            values=form.values(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def open_text(request: StaffRequest, code: str, log: str, pk: int) -> HttpResponse:
    """The same list with the words of one line. A POST, because the look is recorded."""
    person, found = _found(request, code, log)
    row = records.row_of(found, person, pk)
    if row is None:
        raise Http404
    try:
        text = logs.show_text(row=row, by=request.user)
    except CannotOpen:
        why = _("Name and address of this person have been erased, and these words with them.")
        return refused(request, why, _address(request, person, found))
    return _list(request, person, found, (row.pk, text))


def _saved(request: StaffRequest, person: Participant, log: Log) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(_address(request, person, log))


def _form(
    request: StaffRequest, person: Participant, log: Log, form: Any, title: str
) -> HttpResponse:
    values = {
        "person": person,
        "log": log,
        "form": form,
        "title": title,
        "back": _address(request, person, log),
        "breadcrumbs": _crumbs(request, person, log, title),
    }
    template = "portal/manage/log_form.html"
    return render(request, template, values, status=400 if form.errors else 200)


def _views(audience: Audience) -> dict[str, Any]:
    """The four pages for one audience."""
    rule = access(audience, Permission.RECORD_CONTACTS)
    return {
        "page": rule(never_cache(require_safe(_own(log_page)))),
        "add": rule(never_cache(require_http_methods(READ_OR_SEND)(_own(add_line)))),
        "correct": rule(never_cache(require_http_methods(READ_OR_SEND)(_own(correct_line)))),
        "text": rule(never_cache(require_POST(_own(open_text)))),
    }


def _own(view: Any) -> Any:
    """A view of its own, so that each audience carries its own rule."""

    def own(request: StaffRequest, **parts: Any) -> HttpResponse:
        answer: HttpResponse = view(request, **parts)
        return answer

    own.__name__, own.__doc__ = view.__name__, view.__doc__
    return own


MANAGE, CLINIC = _views(Audience.MANAGE), _views(Audience.CLINIC)
