"""A real install. Starts with SECRET_KEY alone; says at first need what else is missing."""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from retraining.settings.base import *
from retraining.settings.base import SECRET_KEY, SITE_URL

if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set: give 50 or more random characters")

SITE_URL = os.environ.get("SITE_URL", "https://localhost")
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Sign-in limits count the browser, not the TLS proxies in front of us.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PROXIES", "1"))
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
