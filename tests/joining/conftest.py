"""Sign-in tests count their own tries: the shared cache would let one test block another."""

import secrets
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from retraining.common import clock


@pytest.fixture(autouse=True)
def _own_counters(settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": secrets.token_hex(8),
        }
    }


@pytest.fixture
def real_time_moves(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let real time jump: sign-in, tokens and codes never follow the trial's clock."""
    seconds_now, real_now = time.time, clock.real_now

    def jump(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: seconds_now() + seconds)
        monkeypatch.setattr(clock, "real_now", lambda: real_now() + timedelta(seconds=seconds))

    return jump
