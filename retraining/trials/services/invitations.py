"""Inviting participants: create, resend, revoke, accept."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.accounts.services import AddressTaken, participant_user
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.jobs import wake
from retraining.trials import tokens
from retraining.trials.errors import InvitedBefore, Refused
from retraining.trials.models import Invitation, Participant, ProtocolVersion, Site, Trial
from retraining.trials.selectors_readiness import recruitment_closed_because
from retraining.trials.services.identity import (
    change_email,
    create_key,
    email_of,
    set_identity,
)

VALID_FOR = timedelta(days=14)
PURPOSE = "invitation"
FIRST_NUMBER = 1001


def _next_code(trial: Trial) -> str:
    """The next number of the trial. The lock makes two managers wait for each other."""
    Trial.objects.select_for_update().get(pk=trial.pk)
    last = Participant.objects.filter(trial=trial).order_by("-pk").first()
    return str(int(last.code) + 1 if last else FIRST_NUMBER)


def _with_address(trial: Trial, email: str) -> Participant | None:
    """Who has this address in a trial; nobody where their data are removed.

    Whoever has accepted signs in with it. The others' is sealed, so each is opened in turn.
    """
    people = Participant.objects.filter(
        trial=trial, key__wrapped__isnull=False, identity__isnull=False
    ).order_by("pk")
    address = email.strip().lower()
    known = people.filter(user__email__iexact=address).first()
    waiting = people.filter(user=None).select_related("identity")
    return known or next((one for one in waiting if email_of(one) == address), None)


@transaction.atomic
def invite(*, site: Site, email: str, name: str, by: User, phone: str = "") -> Invitation:
    """Create a participant and an open invitation; a worker mails the link.

    Args:
        site: where the person belongs.
        email: address of the person.
        name: what the study team calls the person.
        by: the manager.
        phone: telephone, may be empty.

    Returns:
        The invitation.

    Raises:
        InvitedBefore: somebody with this address is in the trial already, at whichever site.
        Refused: nobody can join at the site now, or the trial has no protocol.
    """
    if why := recruitment_closed_because(site):
        raise Refused(why)
    version = ProtocolVersion.objects.filter(trial=site.trial).order_by("-number").first()
    if version is None:
        raise Refused(_("This trial has no protocol yet."))
    code = _next_code(site.trial)  # first: it makes two managers with one address wait
    if (earlier := _with_address(site.trial, email)) is not None:
        words = _("Somebody with this address is in the trial already, so nobody was invited.")
        raise InvitedBefore(words, earlier.code)
    participant = Participant.objects.create(
        trial=site.trial,
        site=site,
        version=version,
        code=code,
        time_zone=site.time_zone,
        created_at=clock.now(),
    )
    create_key(participant=participant)
    set_identity(participant=participant, email=email, name=name, phone=phone, by=by)
    return _open(participant, by, "invitation.created")


def _open(participant: Participant, by: User, action: str) -> Invitation:
    now = clock.now()
    invitation = Invitation.objects.create(
        participant=participant,
        nonce=tokens.new_nonce(),
        created_at=now,
        expires_at=now + VALID_FOR,
        by=by,
    )
    record(
        action,
        by=by,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )
    wake("reminders.sweep")
    return invitation


def _close_open_ones(participant: Participant, by: User) -> int:
    return Invitation.objects.filter(
        participant=participant, spent_at__isnull=True, revoked_at__isnull=True
    ).update(revoked_at=clock.now(), revoked_by=by)


@transaction.atomic
def resend(*, participant: Participant, by: User) -> Invitation:
    """Replace the open link by a new one; the old one stops working.

    Raises:
        Refused: the person has accepted already.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.user_id is not None:
        raise Refused(_("This person has already accepted the invitation."))
    _close_open_ones(participant, by)
    return _open(participant, by, "invitation.resent")


@transaction.atomic
def revoke(*, participant: Participant, by: User) -> None:
    """Make the open link useless. A second call changes nothing.

    Raises:
        Refused: the person has accepted already.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.user_id is not None:
        raise Refused(_("This person has already accepted the invitation."))
    if _close_open_ones(participant, by):
        record(
            "invitation.revoked",
            by=by,
            object_type="participant",
            object_ids=[participant.pk],
            trial_id=participant.trial_id,
        )


def link_token(invitation: Invitation) -> str:
    """The token that stands in the mailed link."""
    return tokens.token(PURPOSE, invitation.pk, invitation.nonce)


def known(text: str) -> Invitation | None:
    """The invitation whose token this is, whatever became of it; None for a token of nobody's."""
    number = tokens.row_id(text)
    invitation = (
        Invitation.objects.select_related(
            "participant__trial", "participant__site", "participant__version"
        )
        .filter(pk=number)
        .first()
        if number is not None
        else None
    )
    if invitation is None or not tokens.matches(PURPOSE, text, invitation.pk, invitation.nonce):
        return None
    return invitation


def is_open(invitation: Invitation) -> bool:
    """Whether the link can still be used: not spent, not revoked, not too old."""
    ended = invitation.spent_at or invitation.revoked_at
    return not ended and invitation.expires_at > clock.now()


def find(text: str) -> Invitation | None:
    """The invitation whose token this is, if it can still be used; None otherwise."""
    invitation = known(text)
    return invitation if invitation is not None and is_open(invitation) else None


@transaction.atomic
def accept(*, invitation: Invitation, email: str, time_zone: str) -> Participant:
    """Spend the link: the person confirms address and zone and can sign in from now on.

    Args:
        invitation: from `find`.
        email: the confirmed address, as typed.
        time_zone: IANA name.

    Returns:
        The participant, with a user.

    Raises:
        Refused: the link was used meanwhile, the zone is unknown, or the address belongs to
            somebody else's account.
    """
    if time_zone not in clock.zones():
        raise Refused(_("We do not know that time zone."))
    # Person first, then invitation: the order of resend and revoke.
    participant = Participant.objects.select_for_update().get(pk=invitation.participant_id)
    spent = Invitation.objects.filter(
        pk=invitation.pk, spent_at__isnull=True, revoked_at__isnull=True
    ).update(spent_at=clock.now())
    if not spent:
        raise Refused(_("This link has been used already."))
    try:
        user = participant_user(email=email)
    except AddressTaken as error:
        raise Refused(str(error)) from error
    if hasattr(user, "participant"):
        raise Refused(_("This address already takes part. Please ask the study team."))
    if email.strip().lower() != email_of(participant):
        change_email(participant=participant, email=email, by=user)
    participant.user = user
    participant.time_zone = time_zone
    participant.save(update_fields=["user", "time_zone"])
    record(
        "invitation.accepted",
        by=user,
        object_type="participant",
        object_ids=[participant.pk],
        trial_id=participant.trial_id,
    )
    return participant
