"""The only writers of users."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from retraining.accounts.models import Kind, Theme, User
from retraining.audit.services import record

ERASED = "@erased.invalid"


class AddressTaken(Exception):
    """The address belongs to an account of the other kind."""


@transaction.atomic
def participant_user(*, email: str) -> User:
    """The participant's user for an address, made if there is none. No password can be set.

    Raises:
        AddressTaken: the address belongs to a member of staff.
    """
    return _user(email, Kind.PARTICIPANT)


@transaction.atomic
def staff_user(*, email: str) -> User:
    """The staff user for an address, made without a usable password if there is none.

    Raises:
        AddressTaken: the address belongs to a participant.
    """
    return _user(email, Kind.STAFF)


def _user(email: str, kind: Kind) -> User:
    address = email.strip().lower()
    user = User.objects.filter(email__iexact=address).first()
    if user is None:
        user = User(email=address, kind=kind)
        user.set_unusable_password()
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError:  # two people gave one address in the same moment
            return _user(email, kind)
        record("user.created", by=user, object_type="user", object_ids=[user.pk])
    if user.kind != kind:
        raise AddressTaken(_("This address is in use for another kind of account."))
    return user


@transaction.atomic
def set_password(*, user: User, password: str, name: str) -> None:
    """Set a member of staff's name and password (the caller has checked it by the validators)."""
    user.name = name.strip()
    user.set_password(password)
    user.save(update_fields=["name", "password"])
    record("user.password_set", by=user, object_type="user", object_ids=[user.pk])


@transaction.atomic
def record_sign_in(*, user: User, how: str) -> None:
    """Write down that somebody signed in.

    Args:
        user: who.
        how: the last step, such as "code", "password" or "mfa".
    """
    record("user.signed_in", by=user, object_type="user", object_ids=[user.pk], reason=how)


@transaction.atomic
def record_second_factor(*, user: User, change: str) -> None:
    """Write down that somebody changed a second factor.

    Args:
        user: whose.
        change: such as "totp_activated", "webauthn_removed" or "recovery_codes_generated".
    """
    record("user.second_factor", by=user, object_type="user", object_ids=[user.pk], reason=change)


def set_theme(*, user: User, theme: str) -> None:
    """Keep the look that a person chose (no audit: it is theirs alone)."""
    if theme in Theme.values:
        User.objects.filter(pk=user.pk).update(theme=theme)


@transaction.atomic
def erase_user(*, user: User) -> None:
    """Take address and name from an account and close it; what it did keeps its number."""
    user.email = f"erased-{user.pk}{ERASED}"
    user.name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["email", "name", "is_active", "password"])
    EmailAddress.objects.filter(user=user).delete()


@transaction.atomic
def close_user(*, user: User) -> None:
    """Let nobody sign in to an account any more, and end what is open; its address stays."""
    User.objects.filter(pk=user.pk).update(is_active=False)


@transaction.atomic
def reopen_user(*, user: User) -> None:
    """Let a closed account be used again, unless it was erased."""
    User.objects.filter(pk=user.pk).exclude(email__endswith=ERASED).update(is_active=True)
