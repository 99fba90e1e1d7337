"""Access rules of the sign-in library's pages, by address name. All its others are closed."""

from retraining.common.access import AccessRule, Audience

_PUBLIC = AccessRule(Audience.PUBLIC)
_STAFF = AccessRule(Audience.STAFF)

THIRD_PARTY: dict[str, AccessRule] = {
    "account_login": _PUBLIC,
    "account_logout": _PUBLIC,  # also ends a sign-in that has only begun
    "account_inactive": _PUBLIC,
    "account_request_login_code": _PUBLIC,
    "account_confirm_login_code": _PUBLIC,
    "account_reauthenticate": _STAFF,
    "account_reset_password": _PUBLIC,
    "account_reset_password_done": _PUBLIC,
    "account_reset_password_from_key": _PUBLIC,
    "account_reset_password_from_key_done": _PUBLIC,
    "account_change_password": _STAFF,
    "mfa_authenticate": _PUBLIC,
    "mfa_activate_totp": _STAFF,
    "mfa_deactivate_totp": _STAFF,
    "mfa_index": _STAFF,
    "mfa_view_recovery_codes": _STAFF,
    "mfa_generate_recovery_codes": _STAFF,
    "mfa_download_recovery_codes": _STAFF,
    "mfa_list_webauthn": _STAFF,
    "mfa_add_webauthn": _STAFF,
    "mfa_remove_webauthn": _STAFF,
    "mfa_edit_webauthn": _STAFF,
    "mfa_login_webauthn": _PUBLIC,
}
