"""The trial's programmes: every version, its texts arm by arm, and a version as a zip."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from retraining.accounts.roles import Permission
from retraining.audit.services import record
from retraining.common.access import Audience, access
from retraining.common.ui import Column, Crumb
from retraining.portal import selectors_manage_programmes as select
from retraining.portal.views.manage_pages import columns
from retraining.protocol.texts import archive_of, open_upload
from retraining.trials.requests import StaffRequest


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_safe
def programmes(request: StaffRequest) -> HttpResponse:
    """Every version of the trial's texts, and the upload that waits."""
    trial = select.trial_of(request.scope)
    values = {
        "trial": trial,
        "versions": select.version_rows(trial),
        "upload": open_upload(trial),
        "columns": columns(
            _("Version"), _("Since"), _("Reason"), _("State"), hidden=_("Take it along")
        ),
    }
    return render(request, "portal/manage/programmes/list.html", values)


def way_to_texts(which: str, *here: str) -> list[Crumb]:
    """The way back from the texts of a version or of the upload that waits."""
    label = _("Upload") if which == select.DRAFT else _("Version %(n)s") % {"n": which}
    crumbs = [Crumb(_("Programmes"), reverse("programmes"))]
    if not here:
        return [*crumbs, Crumb(label)]
    return [*crumbs, Crumb(label, reverse("programme_texts", args=[which])), Crumb(here[0])]


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_safe
def texts(request: StaffRequest, which: str) -> HttpResponse:
    """The texts of a version or of the upload that waits, arm by arm and week by week."""
    trial = select.trial_of(request.scope)
    found = select.texts_of(trial, which)
    if found is None:
        raise Http404
    waiting = select.waiting(trial) if which == select.DRAFT else None
    values = {
        "which": which,
        "arms": select.arm_tables(found),
        "waiting": waiting,
        "findings": select.finding_rows(waiting.findings) if waiting else [],
        "columns": _text_columns(),
        "finding_columns": finding_columns(),
        "breadcrumbs": way_to_texts(which),
    }
    return render(request, "portal/manage/programmes/texts.html", values)


def finding_columns() -> list[Column]:
    """File, line, and what is wrong."""
    return [*columns(_("File")), *columns(numeric=(_("Line"),)), *columns(_("What"))]


def _text_columns() -> list[Column]:
    return [
        *columns(_("Week"), _("Text")),
        *columns(numeric=(_("Minutes"), _("Speech"))),
        *columns(_("Reviewed by")),
    ]


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_safe
def export(request: StaffRequest, number: int) -> HttpResponse:
    """A version as the zip that can be loaded again; the same bytes each time."""
    trial = select.trial_of(request.scope)
    version = select.version_of(trial, number)
    archive = archive_of(version) if version else None
    if version is None or archive is None:
        raise Http404
    record(
        "protocol.exported",
        by=request.user,
        object_type="protocol-version",
        object_ids=[version.pk],
        trial_id=trial.pk,
    )
    name = f"{trial.slug}-version-{version.number}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(archive, "application/zip", headers=headers)
