"""Access rules of the sign-in library's pages, by address name. Any other of its pages is closed."""

from retraining.common.access import AccessRule, Audience

_PUBLIC = AccessRule(Audience.PUBLIC)
_SIGNED_IN = AccessRule(Audience.SIGNED_IN)

THIRD_PARTY: dict[str, AccessRule] = {
    "account_login": _PUBLIC,
    "account_logout": _SIGNED_IN,
    "account_inactive": _PUBLIC,
    "account_request_login_code": _PUBLIC,
    "account_confirm_login_code": _PUBLIC,
    "account_reauthenticate": _SIGNED_IN,
    "account_reset_password": _PUBLIC,
    "account_reset_password_done": _PUBLIC,
    "account_reset_password_from_key": _PUBLIC,
    "account_reset_password_from_key_done": _PUBLIC,
    "account_change_password": _SIGNED_IN,
    "mfa_authenticate": _PUBLIC,
    "mfa_reauthenticate": _SIGNED_IN,
    "mfa_activate_totp": _SIGNED_IN,
    "mfa_index": _SIGNED_IN,
    "mfa_view_recovery_codes": _SIGNED_IN,
    "mfa_generate_recovery_codes": _SIGNED_IN,
    "mfa_download_recovery_codes": _SIGNED_IN,
    "mfa_list_webauthn": _SIGNED_IN,
    "mfa_add_webauthn": _SIGNED_IN,
    "mfa_remove_webauthn": _SIGNED_IN,
    "mfa_edit_webauthn": _SIGNED_IN,
    "mfa_login_webauthn": _PUBLIC,
}
