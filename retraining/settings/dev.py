"""`make run` and `manage.py` on a checkout: demo, embedded servers, keys of its own."""

import os

from retraining.servers.embedded import addresses
from retraining.servers.places import state_folder
from retraining.settings import local_keys
from retraining.settings.base import *
from retraining.settings.base import INSTALLED_APPS, ROOT, broker, cache, database

if not os.environ.get("DATABASE_URL"):
    os.environ.update({k: v for k, v in (addresses("run") or {}).items() if k.endswith("_URL")})
DATABASE_URL = os.environ.get("DATABASE_URL", "")
REDIS_URL = os.environ.get("REDIS_URL", "")
DATABASES = {"default": database(DATABASE_URL, pool=True)}
CACHES = {"default": cache(REDIS_URL)}
CELERY_BROKER_URL = broker(REDIS_URL)

try:
    _keys = local_keys.load(state_folder("run"))
except OSError:  # a read-only checkout can still score and make lists
    _keys = {}
SECRET_KEY = os.environ.get("SECRET_KEY") or _keys.get("SECRET_KEY", "unset")
IDENTITY_KEY = os.environ.get("IDENTITY_KEY") or _keys.get("IDENTITY_KEY", "")
ALLOCATION_KEY = os.environ.get("ALLOCATION_KEY") or _keys.get("ALLOCATION_KEY", "")

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SITE_URL = f"http://localhost:{os.environ.get('PORT', '8000')}"
SIMULATED = True
CLOCK_MAY_MOVE = True
INSTALLED_APPS = [*INSTALLED_APPS, "retraining.demo"]
EMAIL_BACKEND = "retraining.demo.mailbox.MailboxBackend"
AUDIO_ROOT = ROOT / "media" / "audio"
# Nobody hears what the others of the simulated trial do; their sessions are made when opened.
RENDER_AHEAD_FOR = ("ana.prieto@people.example", "bea.thornton@people.example")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
