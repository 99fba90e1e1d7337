"""The file of a site: what it needs, the green light, papers, the delegation and training log."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal import selectors_manage_trial as select_trial
from retraining.portal import site_file as select
from retraining.portal.forms import site_file as forms
from retraining.portal.views.manage_pages import columns, password_fits, refused
from retraining.safety.services import opening
from retraining.trials.errors import Refused
from retraining.trials.models import Delegation, Site
from retraining.trials.requests import StaffRequest
from retraining.trials.selectors_readiness import has_green_light, recruitment_closed_because
from retraining.trials.services import readiness

READ_OR_SEND = ["GET", "HEAD", "POST"]
PARTS: dict[str, tuple[Any, type[Form], Callable[..., object]]] = {
    "paper": (gettext_lazy("File a paper"), forms.ApprovalForm, readiness.file_approval),
    "task": (gettext_lazy("Delegate a task"), forms.DelegationForm, readiness.delegate),
    "training": (gettext_lazy("Record training"), forms.TrainingForm, readiness.record_training),
    "target": (gettext_lazy("Set a target"), forms.TargetForm, readiness.set_target),
}


def _site(request: StaffRequest, slug: str) -> Site:
    site = select_trial.site_of(request.scope, slug)
    if site is None:
        raise Http404
    return site


def _crumbs(site: Site, here: str = "") -> list[Crumb]:
    crumbs = [Crumb(_("Sites"), reverse("sites")), Crumb(site.name, _edit(site))]
    if not here:
        return [*crumbs, Crumb(_("Site file"))]
    return [*crumbs, Crumb(_("Site file"), _file(site)), Crumb(here)]


def _edit(site: Site) -> str:
    return reverse("site_edit", args=[site.slug])


def _file(site: Site) -> str:
    return reverse("site_file", args=[site.slug])


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_safe
def site_file(request: StaffRequest, slug: str) -> HttpResponse:
    """Everything that a site needs before it may enrol, and what is there."""
    site = _site(request, slug)
    values = {
        "site": site,
        "green": has_green_light(site),
        "closed_because": recruitment_closed_because(site),
        "needs": select.need_tasks(site, _("There"), _("Needed")),
        "papers": select.papers(site),
        "paper_columns": columns(_("Paper"), _("Day"), _("Reference")),
        "lines": select.delegation_lines(site, request.user),
        "line_columns": columns(
            _("Who"), _("Task"), _("From"), _("To"), _("Signed"), hidden=_("Change")
        ),
        "trainings": select.trainings(site),
        "training_columns": columns(_("Who"), _("Trained in"), _("Day")),
        "strangers": select.not_on_the_log(site),
        "breadcrumbs": _crumbs(site),
    }
    return render(request, "portal/manage/site_file.html", values)


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_http_methods(READ_OR_SEND)
def add(request: StaffRequest, slug: str, entry: str) -> HttpResponse:
    """One more line in the file of a site."""
    site = _site(request, slug)
    if entry not in PARTS:
        raise Http404
    title, form_class, act = PARTS[entry]
    form: Any = form_class(request.POST or None, **_colleagues(form_class, site))
    if form.is_valid() and _done(form, act, site=site, by=request.user, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect(_file(site))
    return _form(request, site, form, str(title))


def _colleagues(form_class: type[Form], site: Site) -> dict[str, Any]:
    named = issubclass(form_class, forms.StaffChoiceForm)
    return {"colleagues": select.colleagues(site.trial_id)} if named else {}


def _done(form: Any, act: Callable[..., object], **values: Any) -> bool:
    try:
        act(**values)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form(request: StaffRequest, site: Site, form: Any, title: str, lead: str = "") -> HttpResponse:
    values = {
        "form": form,
        "title": title,
        "lead": lead,
        "back": _file(site),
        "breadcrumbs": _crumbs(site, title),
    }
    status = 400 if form.errors else 200
    return render(request, "portal/manage/site_file_form.html", values, status=status)


def _line(site: Site, pk: int) -> Delegation:
    row = select.delegation_of(site, pk)
    if row is None:
        raise Http404
    return row


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_http_methods(READ_OR_SEND)
def end_task(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    """Give a delegated task its last day."""
    site = _site(request, slug)
    row = _line(site, pk)
    form = forms.LastDayForm(request.POST or None)
    if form.is_valid() and _done(
        form, readiness.end_delegation, delegation=row, by=request.user, **form.cleaned_data
    ):
        messages.success(request, _("Saved. The principal investigator signs the new line."))
        return redirect(_file(site))
    return _form(request, site, form, _("End a task"))


def _signed(request: StaffRequest, row: Delegation, form: forms.SignForm) -> bool:
    if not (form.is_valid() and password_fits(request, form)):
        return False
    return _done(form, readiness.sign_delegation, delegation=row, by=request.user)


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_http_methods(READ_OR_SEND)
def sign_task(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    """The principal investigator signs a line, with the password again."""
    site = _site(request, slug)
    row = _line(site, pk)
    form = forms.SignForm(request.POST or None)
    if _signed(request, row, form):
        messages.success(request, _("Signed."))
        return redirect(_file(site))
    return _form(request, site, form, _("Sign a line of the delegation log"))


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_POST
def give_light(request: StaffRequest, slug: str) -> HttpResponse:
    """Let the site enrol, where nothing is missing."""
    site = _site(request, slug)
    try:
        opening.give_green_light(site=site, by=request.user)
    except Refused as refusal:
        return refused(request, refusal, _file(site))
    messages.success(request, _("%(site)s may enrol people now.") % {"site": site.name})
    return redirect(_file(site))


@access(Audience.MANAGE, Permission.MANAGE_SITES)
@require_http_methods(READ_OR_SEND)
def take_light(request: StaffRequest, slug: str) -> HttpResponse:
    """Let the site enrol nobody from now on. Who takes part goes on."""
    site = _site(request, slug)
    form = forms.TakeLightForm(request.POST or None)
    if form.is_valid() and _done(
        form, readiness.take_green_light, site=site, by=request.user, **form.cleaned_data
    ):
        messages.success(request, _("%(site)s enrols nobody from now on.") % {"site": site.name})
        return redirect(_file(site))
    lead = _("People who take part already go on as before.")
    return _form(request, site, form, _("Take the green light back"), lead)


@access(Audience.CLINIC, Permission.VIEW_CASELOAD)
@require_safe
def my_delegations(request: StaffRequest) -> HttpResponse:
    """The delegation logs of the sites whose principal investigator one is."""
    sites = select.investigated_sites(request.user, request.scope.trial_id)
    logs = [(site, select.delegation_lines(site, request.user)) for site in sites]
    heads = columns(_("Who"), _("Task"), _("From"), _("To"), _("Signed"))
    values = {"logs": logs, "columns": heads}
    return render(request, "portal/manage/my_delegations.html", values)


@access(Audience.CLINIC, Permission.VIEW_CASELOAD)
@require_http_methods(READ_OR_SEND)
def my_signature(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    """The principal investigator signs a line, with the password again."""
    row = _line(_site(request, slug), pk)
    form = forms.SignForm(request.POST or None)
    if _signed(request, row, form):
        messages.success(request, _("Signed."))
        return redirect("my_delegations")
    title = _("Sign a line of the delegation log")
    back = reverse("my_delegations")
    crumbs = [Crumb(_("Delegation log"), back), Crumb(title)]
    values = {"form": form, "title": title, "back": back, "breadcrumbs": crumbs}
    status = 400 if form.errors else 200
    return render(request, "portal/manage/site_file_form.html", values, status=status)
