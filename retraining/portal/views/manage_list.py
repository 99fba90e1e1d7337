"""The list-keeper's pages: places, what was committed to, and two ways to bring a list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.findings import Finding
from retraining.common.ui import Crumb
from retraining.portal import selectors_list as select
from retraining.portal.forms_list import ListForm, MakeListForm
from retraining.portal.selectors_manage import trial_of
from retraining.portal.views.manage_pages import columns, password_fits
from retraining.portal.views.manage_programmes import finding_columns
from retraining.randomisation.blocks import BadList, BadPlan
from retraining.randomisation.services import generate_list, load_list
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.KEEP_LISTS)
@never_cache
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    """Places in figures and every commitment: nobody but the list-keeper sees this page."""
    trial = trial_of(request.scope)
    values = {
        "trial": trial,
        "method": select.method_of(trial),
        "stocks": select.stock_rows(trial),
        "stock_columns": [
            *columns(_("Group"), numeric=(_("Places"), _("Used"), _("Left"))),
            *columns(_("Supply")),
        ],
        "segments": select.segment_rows(trial),
        "segment_columns": [
            *columns(_("Segment"), _("Loaded"), _("By"), numeric=(_("Places"),)),
            *columns(_("Origin"), _("Commitment")),
        ],
    }
    return render(request, "portal/manage/list/overview.html", values)


def _way(here: str) -> list[Crumb]:
    return [Crumb(_("Allocation list"), reverse("allocation_list")), Crumb(here)]


@access(Audience.MANAGE, Permission.KEEP_LISTS)
@never_cache
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """Choose a CSV: loaded at once, or refused with every line that is wrong."""
    posted = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if posted else ListForm()
    findings: list[Finding] = []
    if form.is_valid() and password_fits(request, form):
        findings = _load(request, form)
        if not form.errors:
            return redirect("allocation_list")
    values = {
        "form": form,
        "findings": select.finding_rows(findings),
        "finding_columns": finding_columns(),
        "example": select.example_of(trial_of(request.scope)),
        "breadcrumbs": _way(_("Upload")),
    }
    return render(request, "portal/manage/list/upload.html", values)


def _load(request: StaffRequest, form: ListForm) -> list[Finding]:
    file = form.cleaned_data["file"]
    try:
        segment = load_list(
            trial=trial_of(request.scope),
            csv=file.read(),
            by=request.user,
            salt=form.salt_bytes,
            path=file.name,
        )
    except BadList as error:
        form.add_error(None, _("Nothing was loaded: the file has to be mended first."))
        return list(error.findings)
    except Refused as error:
        form.add_error(None, str(error))
    else:
        messages.success(request, _("Loaded as segment %(n)d.") % {"n": segment.number})
    return []


@access(Audience.MANAGE, Permission.KEEP_LISTS)
@never_cache
@require_http_methods(["GET", "POST"])
def make(request: StaffRequest) -> HttpResponse:
    """Make a list from block sizes and a seed; the seed is shown once, in this answer alone."""
    form = MakeListForm(request.POST if request.method == "POST" else None)
    values = {"form": form, "breadcrumbs": _way(_("Make a list"))}
    if form.is_valid() and password_fits(request, form):
        try:
            values["made"] = generate_list(
                trial=trial_of(request.scope),
                block_sizes=form.cleaned_data["blocks"],
                per_stratum=form.cleaned_data["per_stratum"],
                seed=form.cleaned_data["seed"],
                by=request.user,
            )
        except (BadPlan, Refused) as error:
            form.add_error(None, str(error))
    page = "made" if "made" in values else "make"
    return render(request, f"portal/manage/list/{page}.html", values)
