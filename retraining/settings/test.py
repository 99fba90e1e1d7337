"""The test suites: demo installed, keys fixed, no real mail."""

import base64
import hashlib
import os
import tempfile
from pathlib import Path

from retraining.settings.base import *
from retraining.settings.base import INSTALLED_APPS, broker, cache, database


def _key(name: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(name.encode()).digest()).decode()


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), pool=False)}
CACHES = {"default": cache(os.environ.get("REDIS_URL", ""))}
CELERY_BROKER_URL = broker(os.environ.get("REDIS_URL", ""))
SECRET_KEY = _key("secret of the tests")
IDENTITY_KEY = _key("identity key of the tests")
ALLOCATION_KEY = _key("allocation key of the tests")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
CLOCK_MAY_MOVE = True
SIMULATED = True
INSTALLED_APPS = [*INSTALLED_APPS, "retraining.demo"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = os.environ.get(
    "TEST_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend"
)
AUDIO_ROOT = Path(
    os.environ.get("TEST_AUDIO_ROOT", Path(tempfile.gettempdir()) / "retraining-test-audio")
)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEST_DATABASE_URL = os.environ.get("DATABASE_URL", "")
