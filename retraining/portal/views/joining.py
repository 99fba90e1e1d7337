"""From the mailed link to the signed consent."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from retraining.accounts import sign_in
from retraining.common.access import Audience, access
from retraining.common.markdown import render as to_html
from retraining.common.markdown import title
from retraining.portal.fitting import is_own_no, removed_on
from retraining.portal.forms.joining import ConsentForm, InvitationForm, StartForm
from retraining.portal.joining import DOCUMENTS, joining_of, tasks, weekly_day
from retraining.portal.private import keeps_its_address
from retraining.portal.signing import asks_for_code, may_sign, sign
from retraining.trials.errors import DocumentsChanged, Refused
from retraining.trials.models import Invitation
from retraining.trials.requests import ParticipantRequest
from retraining.trials.selectors import document_of, help_values
from retraining.trials.selectors_consent import (
    documents_version,
    newest_consent,
    signed_documents,
)
from retraining.trials.services import consent, copies, invitations
from retraining.trials.services.identity import email_of


@access(Audience.PUBLIC)
@keeps_its_address
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites; looking spends nothing. The form confirms address and zone, and spends."""
    found = invitations.known(token)
    if found is None or not invitations.is_open(found):
        return _closed(request, found)
    person = found.participant
    form = InvitationForm(posted(request), participant=person, email=email_of(person))
    if form.is_bound and form.is_valid() and _accept(request, found, form):
        return redirect("account_confirm_login_code")
    context = {"form": form, **_frame(found)}
    return render(request, "portal/joining/invitation.html", context)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form sent, even where it sent nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _frame(found: Invitation) -> dict[str, object]:
    person = found.participant
    return {
        "public_name": person.trial.public_name,
        "site": person.site,
        "help": help_values(person),
    }


def _closed(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """410 for a link that has ended, 404 for one that never was."""
    context: dict[str, object] = {"used": bool(found and found.spent_at), "known": bool(found)}
    if found is not None:
        context |= _frame(found)
    status = 410 if found else 404
    return render(request, "portal/joining/invitation_closed.html", context, status=status)


def _accept(request: HttpRequest, found: Invitation, form: InvitationForm) -> bool:
    values = form.cleaned_data
    try:
        person = invitations.accept(
            invitation=found, email=values["email"], time_zone=values["time_zone"]
        )
    except Refused as error:
        form.add_error(None, str(error))
        return False
    logout(request)  # whoever used this browser before
    if person.user is not None:
        sign_in.begin_with_code(request, user=person.user, own_device=values["own_device"])
    return True


@access(Audience.PARTICIPANT)
@require_safe
def join(request: ParticipantRequest) -> HttpResponse:
    """The list of what is left to do."""
    joining = joining_of(request.participant)
    context = {
        "joining": joining,
        "tasks": tasks(joining),
        "own_no": is_own_no(joining.out),
        "removed_on": removed_on(request.participant, joining.out),
    }
    return render(request, "portal/joining/join.html", context)


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "POST"])
def document(request: ParticipantRequest, key: str) -> HttpResponse:
    """The information sheet or the privacy notice; the button says that it has been read."""
    if key not in DOCUMENTS:
        raise Http404
    person = request.participant
    shown = document_of(person, key)
    if request.method == "POST":
        consent.mark_read(participant=person, document=shown, by=request.user)
        return redirect("join")
    context = {
        "document": to_html(shown.text),
        "title": title(shown.text),
        "read": key in joining_of(person).read,
    }
    return render(request, "portal/joining/document.html", context)


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "POST"])
def agree(request: ParticipantRequest) -> HttpResponse:
    """The consent: statements, a typed name, and a fresh code."""
    joining = joining_of(request.participant)
    if joining.consent is not None:
        return redirect("join_agreed")
    if not joining.may_agree:
        return redirect("join")
    version = documents_version(request.participant)
    statements = consent.statements_of(version)
    form = ConsentForm(posted(request), statements=statements)
    try:
        if form.is_bound and form.is_valid() and may_sign(request, form) and sign(request, form):
            return redirect("join_agreed")
    except DocumentsChanged as error:
        messages.info(request, str(error))
        return redirect("join")
    context = {"form": form, "asks_for_code": asks_for_code(request, form)}
    context["version"] = request.POST.get("version") or version.number
    return render(request, "portal/joining/agree.html", context)


@access(Audience.PARTICIPANT)
@require_safe
def agreed(request: ParticipantRequest) -> HttpResponse:
    """What was done and what comes next."""
    joining = joining_of(request.participant)
    if joining.consent is None:
        return redirect("join")
    return render(request, "portal/joining/agreed.html", {"joining": joining})


@access(Audience.PARTICIPANT)
@require_safe
def copy(request: ParticipantRequest) -> HttpResponse:
    """What was signed, as it stood, to read again or print."""
    signed = newest_consent(request.participant)
    if signed is None:
        return redirect("join")
    documents = signed_documents(signed.version, signed.language)
    context = {
        "consent": signed,
        "signature": consent.signature_of(signed),
        "zone": request.participant.time_zone,
        "documents": [to_html(row.text, below=1) for row in documents],
    }
    return render(request, "portal/joining/copy.html", context)


@access(Audience.PARTICIPANT)
@never_cache
@require_safe
def copy_file(request: ParticipantRequest) -> HttpResponse:
    """What was signed, as a PDF to keep."""
    signed = newest_consent(request.participant)
    if signed is None:
        return redirect("join")
    pdf = copies.download(consent=signed, by=request.user)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="signed.pdf"'
    return response


@access(Audience.PARTICIPANT)
@require_http_methods(["GET", "POST"])
def start(request: ParticipantRequest) -> HttpResponse:
    """The first day, chosen before chance decides anything."""
    person = request.participant
    joining = joining_of(person)
    if joining.consent is None:
        return redirect("join")
    initial = {"day": joining.start.isoformat()} if joining.start else None
    days = consent.start_days(person)
    form = StartForm(posted(request), days=days, weekly_day=weekly_day(person), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            consent.choose_start(participant=person, day=form.cleaned_data["day"], by=request.user)
            return redirect("join")
        except Refused as error:
            form.add_error(None, str(error))
    return render(request, "portal/joining/start.html", {"form": form})
