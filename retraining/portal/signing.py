"""Signing the consent: a fresh code within 15 minutes, and nothing that was typed is lost."""

from django.utils.translation import gettext as _

from retraining.accounts import fresh
from retraining.portal.forms.joining import ConsentForm
from retraining.trials.errors import DocumentsChanged, Refused
from retraining.trials.models import ProtocolVersion
from retraining.trials.requests import ParticipantRequest
from retraining.trials.services import consent


def asks_for_code(request: ParticipantRequest, form: ConsentForm) -> bool:
    """Whether the page asks for the code alone: all else is filled in, and a code was mailed."""
    filled = form.is_bound and not {"statements", "name"} & set(form.errors)
    return filled and not fresh.is_fresh(request) and fresh.is_waiting(request)


def may_sign(request: ParticipantRequest, form: ConsentForm) -> bool:
    """Whether we know who is there. If not, mail a code, or say what is wrong with the typed one.

    Args:
        request: of the signer.
        form: valid; what is missing is put on it.
    """
    if fresh.is_fresh(request):
        return True
    form.fields["code"].required = True
    asks_again = request.POST.get("action") == "resend"
    if asks_again or not fresh.is_waiting(request):
        if not fresh.send_code(request):
            form.add_error(None, str(fresh.NOT_SENT))
        return False
    typed = form.cleaned_data["code"]
    if not typed:
        form.add_error("code", _("Please type the code from the mail"))
        return False
    answer = fresh.confirm(request, typed)
    if answer == fresh.Answer.RIGHT:
        return True
    form.add_error("code" if answer == fresh.Answer.WRONG else None, fresh.words(answer))
    return False


def sign(request: ParticipantRequest, form: ConsentForm) -> bool:
    """Sign, or say on the form why not.

    Raises:
        DocumentsChanged: the page that was sent showed earlier documents than those in force.
    """
    seen = _seen(request)
    if seen is None:
        raise DocumentsChanged(_("The documents have changed. Please read them once more."))
    try:
        consent.sign(
            participant=request.participant,
            typed_name=form.cleaned_data["name"],
            agreed=form.cleaned_data["statements"],
            seen=seen,
            fresh=fresh.is_fresh(request),
            by=request.user,
        )
    except DocumentsChanged:
        raise
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True


def _seen(request: ParticipantRequest) -> ProtocolVersion | None:
    """The version whose documents stood on the page that was sent."""
    number = request.POST.get("version", "")
    versions = request.participant.trial.versions
    return versions.filter(number=int(number)).first() if number.isdecimal() else None
