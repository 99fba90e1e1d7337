"""Reads of users."""

from retraining.accounts.models import Kind, User


def user_with(email: str) -> User | None:
    """The person who signs in with this address; capitals do not matter."""
    return User.objects.filter(email=email.strip().lower()).first()


def has_staff_password(email: str) -> bool:
    """Whether this address belongs to a member of staff who has chosen a password already."""
    user = user_with(email)
    return user is not None and user.kind == Kind.STAFF and user.has_usable_password()
