"""Enforces the access rule of every address.

Anonymous: 302 to sign-in (JSON: 401) whatever the id. Wrong audience for the prefix: 404.
Permission missing: 403. A view without a rule does not exist.
"""

from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from retraining.accounts.rules import THIRD_PARTY
from retraining.common.access import AccessRule, Audience
from retraining.common.views import wants_json
from retraining.trials.requests import ParticipantRequest, SignedInRequest, StaffRequest
from retraining.trials.selectors import current_assignments, participant_of, scope_for

OPEN = (Audience.PUBLIC, Audience.PLAYER)


def rule_of(request: HttpRequest, view: Callable[..., Any]) -> AccessRule | None:
    """The rule of a view of ours, or of a sign-in library's page by its name."""
    rule: AccessRule | None = getattr(view, "access_rule", None)
    match = request.resolver_match
    return rule or (THIRD_PARTY.get(match.view_name) if match else None)


class AccessMiddleware:
    """Puts `participant` or `scope` on the request, or refuses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        rule = rule_of(request, view)
        if rule is None:
            raise Http404
        if rule.audience in OPEN:
            return None
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request, rule)
        if rule.audience == Audience.SIGNED_IN:
            return None
        if rule.audience == Audience.STAFF:
            _admit_any_staff(cast(SignedInRequest, request))
            return None
        if rule.audience == Audience.PARTICIPANT:
            _admit_participant(cast(ParticipantRequest, request))
            return None
        return _admit_staff(cast(StaffRequest, request), rule)


def _ask_to_sign_in(request: HttpRequest, rule: AccessRule) -> HttpResponse:
    """Participants to the page for a mailed code, staff to the one for the password."""
    if wants_json(request):
        return JsonResponse({"error": "sign in"}, status=401)
    for_staff = rule.audience not in (Audience.PARTICIPANT, Audience.SIGNED_IN)
    page = reverse("account_login" if for_staff else "account_request_login_code")
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/", page)


def _admit_participant(request: ParticipantRequest) -> None:
    participant = participant_of(request.user)
    if participant is None:
        raise Http404
    request.participant = participant


def _admit_any_staff(request: SignedInRequest) -> None:
    if not request.user.is_staff_member:
        raise Http404


def _admit_staff(request: StaffRequest, rule: AccessRule) -> HttpResponse | None:
    if not request.user.is_staff_member:
        raise Http404
    scope = scope_for(
        current_assignments(request.user),
        rule.audience,
        permission=rule.permission,
        trial_id=request.session.get("trial"),
    )
    if scope is None:
        raise Http404
    if not is_mfa_enabled(request.user):
        return redirect(reverse("mfa_activate_totp"))
    if rule.permission is not None and not scope.may(rule.permission):
        raise PermissionDenied
    request.scope = scope
    return None
