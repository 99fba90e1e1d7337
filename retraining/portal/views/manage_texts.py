"""Words of questionnaires under licence: what the trial needs, what is loaded, and loading it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retraining.accounts.roles import Permission
from retraining.assessments import packs
from retraining.common.access import Audience, access
from retraining.portal import selectors_manage as people
from retraining.portal.forms_answers import PackForm
from retraining.portal.views.manage_pages import columns
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "POST"])
def texts(request: StaffRequest) -> HttpResponse:
    """Every questionnaire whose words somebody else owns, and whether the trial has them."""
    form = PackForm(request.POST or None, request.FILES or None)
    findings: list[str] = []
    if form.is_valid():
        findings = _loaded(request, form)
        if not findings:
            return redirect("texts")
    heads = columns(_("Questionnaire"), _("Words"), _("Licence"), _("Until"))
    needed = packs.needed_for(people.trial_of(request.scope))
    values = {"needed": needed, "form": form, "findings": findings, "columns": heads}
    return render(request, "portal/manage/texts.html", values, status=400 if findings else 200)


def _loaded(request: StaffRequest, form: PackForm) -> list[str]:
    """Load the file; what is wrong with it, a line each."""
    file = form.cleaned_data["file"]
    try:
        row = packs.load(
            trial=people.trial_of(request.scope),
            data=file.read(),
            path=file.name,
            by=request.user,
        )
    except packs.BadPack as error:
        return [str(finding) for finding in error.findings]
    except Refused as error:
        return [str(error)]
    messages.success(request, _("The words of %(name)s are loaded.") % {"name": row.instrument})
    return []
