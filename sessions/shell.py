"""The static shell of /my/: what the service worker keeps, and the manifest. Nobody's data."""

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from retraining.trials.models import Trial

FILES = (
    "vendor/fonts/atkinson-hyperlegible-latin-400-normal.woff2",
    "vendor/fonts/atkinson-hyperlegible-latin-700-normal.woff2",
    "vendor/govuk/forms.css",
    "css/theme.css",
    "css/page.css",
    "css/frame.css",
    "css/components.css",
    "css/forms.css",
    "css/player.css",
    "css/after.css",
    "css/offline.css",
    "icons/favicon.svg",
    "js/page.js",
    "js/player/along.js",
    "js/player/article.js",
    "js/player/choices.js",
    "js/player/download.js",
    "js/player/events.js",
    "js/player/fade.js",
    "js/player/index.js",
    "js/player/media.js",
    "js/player/offline-page.js",
    "js/player/offline.js",
    "js/player/outbox.js",
    "js/player/player.js",
    "js/player/prefs.js",
    "js/player/questions.js",
    "js/player/reading.js",
    "js/player/refresh.js",
    "js/player/sample.js",
    "js/player/saved.js",
    "js/player/shell.js",
    "js/player/slider.js",
    "js/player/spans.js",
    "js/player/store.js",
    "js/player/ui.js",
    "js/player/wake.js",
)
WORKER = "my/sw.js"


def worker_source() -> str:
    """The service worker with what it keeps: {version, files, offline} in front."""
    return f"const SHELL = {json.dumps(_shell())};\n{_read(WORKER)}"


@lru_cache(maxsize=1)
def _shell() -> dict[str, Any]:
    whole = hashlib.sha256()
    for name in (*FILES, WORKER):
        whole.update(f"{name}\0{_read(name)}\0".encode())
    return {
        "version": whole.hexdigest()[:16],
        "files": list(dict.fromkeys(path for name in FILES for path in _paths(name))),
        "offline": reverse("offline"),
    }


def _paths(name: str) -> list[str]:
    """Where a file is asked for: in production under its hashed name, by other modules plainly."""
    if name.endswith(".js"):
        return [static(name), f"{settings.STATIC_URL}{name}"]
    return [static(name)]


@lru_cache(maxsize=64)
def _read(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    with open(path, "rb") as file:
        return file.read().decode("utf-8", "replace")


def manifest(public_name: str | None) -> dict[str, Any]:
    """The web app manifest.

    Args:
        public_name: of the person's trial; the install's own where nobody is signed in.
    """
    first = Trial.objects.order_by("pk").values_list("public_name", flat=True)
    name = public_name or first.first() or _("Guided Audio Study")
    return {
        "id": "/my/",
        "name": name,
        "short_name": name,
        "start_url": "/my/",
        "scope": "/my/",
        "display": "standalone",
        "background_color": "#f6f1e7",
        "theme_color": "#f6f1e7",
        "icons": [_icon("icon", 192), _icon("icon", 512), _icon("maskable", 512)],
    }


def _icon(name: str, size: int) -> dict[str, str]:
    """A square drawing of ours; launchers may cut a maskable one to any shape."""
    return {
        "src": static(f"icons/{name}-{size}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "maskable" if name == "maskable" else "any",
    }
