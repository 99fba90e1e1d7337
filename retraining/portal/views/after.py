"""After signing in: to one's own first page. And how staff come in for the first time."""

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retraining.accounts import sign_in
from retraining.accounts.forms import StaffNameForm
from retraining.accounts.models import User
from retraining.accounts.roles import ROLES, Role
from retraining.accounts.selectors import has_staff_password
from retraining.common.access import Audience, access
from retraining.common.forms import Form
from retraining.portal.homes import Home, homes_of
from retraining.portal.private import keeps_its_address
from retraining.trials.errors import Refused
from retraining.trials.models import StaffInvitation
from retraining.trials.requests import SignedInRequest
from retraining.trials.selectors import consent_of, current_assignments, participant_of
from retraining.trials.services import staff


@access(Audience.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def after_sign_in(request: SignedInRequest) -> HttpResponse:
    """Each person to their own first page; somebody with several is asked which."""
    if not request.user.is_staff_member:
        return _participant(request)
    homes = homes_of(current_assignments(request.user))
    if not homes:
        return render(request, "accounts/no_role.html")
    if not is_mfa_enabled(request.user):
        return redirect("mfa_activate_totp")
    if request.method == "POST":
        return _go(request, _chosen(request, homes))
    if len(homes) == 1:
        return _go(request, homes[0])
    several = len({home.trial_id for home in homes}) > 1
    return render(request, "accounts/which_home.html", {"homes": homes, "several": several})


def _participant(request: SignedInRequest) -> HttpResponse:
    person = participant_of(request.user)
    if person is None:
        return render(request, "accounts/no_role.html")
    return redirect("today" if consent_of(person) else "join")


def _chosen(request: SignedInRequest, homes: list[Home]) -> Home:
    for home in homes:
        if home.key == request.POST.get("home"):
            return home
    raise BadRequest("there is no such place to begin")


def _go(request: SignedInRequest, home: Home) -> HttpResponse:
    request.session["trial"] = home.trial_id
    return redirect(home.url_name)


@access(Audience.PUBLIC)
@keeps_its_address
@require_http_methods(["GET", "POST"])
def staff_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A new member of staff gives a name and a password; one who has them just accepts."""
    found = staff.known(token)
    if found is None or not staff.is_open(found):
        used = {"used": bool(found and found.spent_at)}
        status = 410 if found else 404
        return render(request, "accounts/staff_invitation_closed.html", used, status=status)
    is_new = not has_staff_password(found.email)
    data = request.POST if request.method == "POST" else None
    form = StaffNameForm(data, email=found.email) if is_new else Form(data)
    if form.is_bound and form.is_valid() and (user := _accept(found, form)):
        return _welcome(request, user, is_new)
    role = ROLES[Role(found.role)]
    context = {"form": form, "invitation": found, "role": role, "is_new": is_new}
    return render(request, "accounts/staff_invitation.html", context)


def _accept(found: StaffInvitation, form: forms.Form) -> User | None:
    values = form.cleaned_data
    try:
        return staff.accept_staff(
            invitation=found, name=values.get("name", ""), password=values.get("password", "")
        )
    except Refused as error:
        form.add_error(None, str(error))
        return None


def _welcome(request: HttpRequest, user: User, is_new: bool) -> HttpResponse:
    if request.user.is_authenticated and request.user.pk == user.pk:
        return redirect("after_sign_in")
    logout(request)  # whoever used this browser before
    if is_new:
        return sign_in.finish_with_password(request, user=user)
    messages.success(request, _("You have accepted. Please sign in as always."))
    return redirect("account_login")
