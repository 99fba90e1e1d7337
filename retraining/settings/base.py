"""What every environment shares. Nothing secret stands here; nothing here reaches a server."""

import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

ROOT = Path(__file__).resolve().parents[2]
SECRET_KEY = os.environ.get("SECRET_KEY", "")
IDENTITY_KEY = os.environ.get("IDENTITY_KEY", "")
ALLOCATION_KEY = os.environ.get("ALLOCATION_KEY", "")
DEBUG = False
SIMULATED = False  # True: every page says so
CLOCK_MAY_MOVE = False  # True only where a seeder, a rehearsal or a test may set the clock
ALLOWED_HOSTS: list[str] = []
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "pgtrigger",
    "pghistory",
    "retraining.common",
    "retraining.audit",
    "retraining.accounts",
    "retraining.trials",
    "retraining.safety",
    "retraining.assessments",
    "retraining.randomisation",
    "sessions.apps.GuidedSessionsConfig",
    "retraining.reminders",
    "retraining.protocol",
    "retraining.reporting",
    "retraining.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "retraining.common.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "retraining.audit.middleware.HistoryMiddleware",
    "retraining.trials.middleware.AccessMiddleware",
]

ROOT_URLCONF = "retraining.urls"
WSGI_APPLICATION = "retraining.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "retraining.portal.context.page",
            ]
        },
    }
]
FORM_RENDERER = "retraining.common.forms.Renderer"

# --- servers ---------------------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL", "")
REDIS_URL = os.environ.get("REDIS_URL", "")


def database(url: str, *, pool: bool) -> dict[str, object]:
    """Django's entry for a libpq address; an empty one says at first use what is missing."""
    parts = conninfo_to_dict(url) if url else {}
    return {
        "ENGINE": "retraining.common.database",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, **({"pool": {"min_size": 1, "max_size": 16}} if pool else {})},
    }


def _numbered(url: str, number: int) -> str:
    """The Redis address with its database number, for Django's cache and for Celery's broker."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={number}"
    return urlunsplit(parts._replace(path=f"/{number}"))


def cache(url: str) -> dict[str, object]:
    """Django's cache entry; memory of the process where no server is named."""
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": _numbered(url, 0),
    }


def broker(url: str) -> str:
    """Celery's spelling of the same server, second database."""
    if url.startswith("unix://"):
        return f"redis+socket://{url.removeprefix('unix://').split('?')[0]}?virtual_host=1"
    return _numbered(url, 1) if url else "memory://"


DATABASES = {"default": database(DATABASE_URL, pool=True)}
CACHES = {"default": cache(REDIS_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CELERY_BROKER_URL = broker(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_DEFAULT_QUEUE = "unrouted"  # no worker listens there: a task without a route shows
CELERY_TASK_ROUTES = {
    "audit.seal": {"queue": "default"},
    "audit.verify": {"queue": "default"},
    "guided_sessions.fold": {"queue": "default"},
    "guided_sessions.plan": {"queue": "default"},
    "guided_sessions.render": {"queue": "audio"},
    "reminders.sweep": {"queue": "default"},
    "reporting.refresh": {"queue": "default"},
    "safety.escalate": {"queue": "default"},
    "trials.copies": {"queue": "default"},
    "trials.purge": {"queue": "default"},
    "trials.remove_identities": {"queue": "default"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_ENABLE_UTC = True
CELERY_TIMEZONE = "UTC"

# --- words and time --------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [ROOT / "retraining" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- who signs in and how --------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_sign_in"
ACCOUNT_ADAPTER = "retraining.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # closed, but the password page reads it
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3  # each new code lasts its own 15 minutes
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = True  # no box for staff: a login lasts SESSION_COOKIE_AGE
# Django's own: the library's would keep a second copy of addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "retraining.accounts.forms.PasswordForm",
    "request_login_code": "retraining.accounts.forms.CodeRequestForm",
    "confirm_login_code": "retraining.accounts.forms.CodeForm",
    "reauthenticate": "retraining.accounts.forms.PasswordAgainForm",
    "reset_password": "retraining.accounts.forms.ForgottenForm",
    "reset_password_from_key": "retraining.accounts.forms.NewPasswordForm",
    "change_password": "retraining.accounts.forms.ChangePasswordForm",
}
SIGN_IN_MAIL_FRAME = "retraining.trials.selectors.mail_frame"  # in whose name sign-in mails go out
# Whose name and number may not be removed yet: `trials` asks, `safety` above it knows.
IDENTITY_NEEDED_FOR = "retraining.safety.selectors.alerts.with_open_alert"
# Who answered in a visit since a moment: `trials` asks, `assessments` above it knows.
ANSWERED_SINCE = "retraining.assessments.selectors_signs.answered_since"
MFA_FORMS = {
    "authenticate": "retraining.accounts.forms.SecondStepForm",
    "activate_totp": "retraining.accounts.forms.AppCodeForm",
    "add_webauthn": "retraining.accounts.forms.PasskeyForm",
    "edit_webauthn": "retraining.accounts.forms.PasskeyNameForm",
}
MFA_ADAPTER = "retraining.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Retraining"
MFA_TOTP_TOLERANCE = (
    1  # the code before and after the present one: people type slowly, clocks drift
)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 20 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "login"
CSRF_FAILURE_VIEW = "retraining.common.views.csrf_failure"
CSRF_COOKIE_HTTPONLY = False

# --- mail ------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "study@localhost")

# --- files -----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = ROOT / "staticfiles"
# E-mail addresses of those whose next sessions are rendered ahead; None: everybody's.
RENDER_AHEAD_FOR: tuple[str, ...] | None = None
AUDIO_ROOT = Path(os.environ.get("AUDIO_ROOT", str(ROOT / "media" / "audio")))
PROTOCOL_LIBRARY = ROOT / "retraining" / "protocol" / "library"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- safety of the browser -------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request": {"()": "retraining.common.logs.RequestIdFilter"},
        "no address": {"()": "retraining.common.logs.NoAddressFilter"},
    },
    "formatters": {
        "line": {
            "()": "retraining.common.logs.ValuelessFormatter",
            "format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "retraining": {"level": "INFO"},
        # Django logs the address of a refused request; a token may stand in it.
        "django.request": {"level": "ERROR", "filters": ["no address"]},
        "django.security": {"level": "CRITICAL", "propagate": False, "handlers": []},
    },
}
