"""How the sign-in library behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: people come by invitation."""

    def is_open_for_signup(self, request: object) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Second factors of staff."""
