"""Samples that people want destroyed, as a site sees them. No arm is read here, and no value."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.assessments import destroying
from retraining.assessments.selectors_destroying import Task, tasks_in
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal.forms_samples import DestroyedForm
from retraining.portal.views.manage_pages import columns
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest, record_look


@access(Audience.CLINIC, Permission.DESTROY_SAMPLES)
@require_safe
def samples(request: StaffRequest) -> HttpResponse:
    """Whose samples are to be destroyed, and what was done."""
    tasks = tasks_in(request.scope)
    record_look(request, "samples.viewed", [task.participant.pk for task in tasks])
    heads = columns(_("Person"), _("State"), _("Codes on the samples"), _("Asked for"))
    return render(request, "portal/clinic/samples.html", {"tasks": tasks, "columns": heads})


@access(Audience.CLINIC, Permission.DESTROY_SAMPLES)
@never_cache
@require_http_methods(["GET", "POST"])
def destroyed(request: StaffRequest, code: str) -> HttpResponse:
    """Write down that the samples of one person are gone."""
    task = next((t for t in tasks_in(request.scope) if t.participant.code == code), None)
    if task is None:
        raise Http404
    form = DestroyedForm(request.POST or None)
    if form.is_valid() and _kept(request, task, form):
        return redirect("clinic_samples")
    crumbs = [Crumb(_("Samples to destroy"), reverse("clinic_samples")), Crumb(code)]
    values = {"task": task, "form": form, "breadcrumbs": crumbs}
    return render(request, "portal/clinic/samples_destroyed.html", values)


def _kept(request: StaffRequest, task: Task, form: DestroyedForm) -> bool:
    try:
        destroying.record_destroyed(
            participant=task.participant,
            end=form.cleaned_data["end"],
            day=form.cleaned_data["day"],
            by=request.user,
        )
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Written down."))
    return True
