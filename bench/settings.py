"""Settings of the page weight measure: static files as in production, over plain HTTP."""

import os

from retraining.settings.test import *  # noqa: F403

STATIC_ROOT = os.environ["BENCH_STATIC"]
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
