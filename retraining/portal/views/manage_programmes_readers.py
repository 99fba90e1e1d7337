"""People who read: their releases, and the recordings that they make of a text."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts.roles import Permission
from retraining.common.access import Audience, access
from retraining.common.ui import Crumb
from retraining.portal import selectors_manage_programmes as select
from retraining.portal.forms_programmes import RecordingForm, ReleaseForm
from retraining.portal.views.manage_pages import columns
from retraining.portal.views.manage_programmes import way_to_texts
from retraining.portal.views.manage_programmes_text import text_or_404
from retraining.protocol.texts import Text
from retraining.trials.errors import Refused
from retraining.trials.requests import StaffRequest
from sessions.services import recording as services
from sessions.views.media import send_file


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "POST"])
def readers(request: StaffRequest) -> HttpResponse:
    """Who may read, for what and until when; and keeping another release."""
    trial = select.trial_of(request.scope)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.release(trial=trial, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect("programme_readers")
    values = {
        "form": form,
        "rows": select.reader_rows(trial),
        "columns": columns(_("Code"), _("Uses"), _("Last day"), _("State")),
        "breadcrumbs": [Crumb(_("Programmes"), reverse("programmes")), Crumb(_("Readers"))],
    }
    return render(request, "portal/manage/programmes/readers.html", values)


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_http_methods(["GET", "POST"])
def bring(request: StaffRequest, which: str, programme: str, name: str) -> HttpResponse:
    """Bring a recording of a text; a worker takes it or says why not."""
    found = text_or_404(request, which, programme, name)
    own = select.own_recording(request.scope.trial_id, found)
    sent = request.method == "POST"
    form = RecordingForm(
        request.POST if sent else None, request.FILES if sent else None, codes=own.codes
    )
    if form.is_valid() and _brought(request, form, found):
        messages.success(request, _("Sent. A worker looks at it now."))
        return redirect("programme_text", which, programme, name)
    crumbs = way_to_texts(which, _("Bring a recording"))
    values = {"form": form, "text": found, "which": which, "codes": own.codes}
    page = "portal/manage/programmes/bring.html"
    return render(request, page, values | {"breadcrumbs": crumbs})


def _brought(request: StaffRequest, form: RecordingForm, text: Text) -> bool:
    file = form.cleaned_data["recording"]
    releases = services.newest_releases(select.trial_of(request.scope))
    try:
        services.bring(
            reader=releases[form.cleaned_data["reader"]],
            text_hash=text.text_hash,
            source=text.source,
            blocks=text.blocks,
            name=file.name,
            content=file.chunks(),
            by=request.user,
        )
    except Refused as error:
        form.add_error("recording", str(error))
        return False
    return True


@access(Audience.MANAGE, Permission.MANAGE_PROGRAMMES)
@require_safe
def recording(request: StaffRequest, which: str, programme: str, name: str) -> HttpResponseBase:
    """The recording of a text, whole or by ranges."""
    found = text_or_404(request, which, programme, name)
    own = select.own_recording(request.scope.trial_id, found)
    if own.path is None or own.rendition is None:
        raise Http404
    return send_file(request, own.path, etag=f'"{own.rendition.sha256}"')
