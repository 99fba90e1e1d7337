"""Fixtures that every test may use. The cast stands in `tests.cast`."""

import itertools
import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.test import Client
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, sync_playwright

from retraining.accounts.models import User
from retraining.common import clock
from tests import databases
from tests.live import live_server

hypothesis_settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("fixed")


_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One clone of the migrated template per test process, instead of migrating again."""
    with django_db_blocker.unblock(), databases.clone("worker"):  # type: ignore[attr-defined]
        yield


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """A database of its own for tests that commit: threads, processes, browsers, faults.

    Django's own flush would meet the append-only triggers, and rightly fail.
    """
    with django_db_blocker.unblock(), databases.clone("own") as name:  # type: ignore[attr-defined]
        yield name


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser without JavaScript, signed in as somebody."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.fail("no Chromium on PATH; `make test` installs one or says how")


@pytest.fixture(autouse=True)
def _own_cache() -> None:
    """Counts of tries and remembered values of one test do not reach another, in any process."""
    prefix = f"{os.getpid()}-{next(_NUMBERS)}"
    caches.settings["default"]["KEY_PREFIX"] = prefix  # for the threads that a test starts
    cache.key_prefix = prefix


@pytest.fixture
def real_time_moves(settings, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let real time jump: sign-in, tokens and codes never follow the trial's clock.

    Counts of tries are kept in this process then, for a server would not jump along.
    """
    memory = "django.core.cache.backends.locmem.LocMemCache"
    name = f"{os.getpid()}-{next(_NUMBERS)}"
    settings.CACHES = {"default": {"BACKEND": memory, "LOCATION": name}}
    seconds_now, real_now = time.time, clock.real_now

    def jump(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: seconds_now() + seconds)
        monkeypatch.setattr(clock, "real_now", lambda: real_now() + timedelta(seconds=seconds))

    return jump


@pytest.fixture(autouse=True)
def _audio_folder(tmp_path, settings) -> None:
    """Audio of a test never lands in the install's own folder."""
    settings.AUDIO_ROOT = tmp_path / "audio"


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium per test process."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium_path,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        yield started
        started.close()


@pytest.fixture
def live(committed_db: str, browser: Browser) -> Iterator[str]:
    """The address of a live server on a database of its own; windows close before it does."""
    with live_server() as address:
        yield address
        for context in browser.contexts:
            context.close()
