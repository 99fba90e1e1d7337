"""Two workers that render at once would only do the same work twice."""

import psycopg
from django.conf import settings
from django.db import connection

from sessions.services.rendering import RENDERING_LOCK, render_waiting
from tests.sessions.script_texts import ToneVoice
from tests.sounds import started


def test_a_second_worker_goes_home(committed_db: str) -> None:
    started("Ana")
    voice = ToneVoice()
    name = connection.settings_dict["NAME"]
    with psycopg.connect(settings.TEST_DATABASE_URL, dbname=name, autocommit=True) as other:
        other.execute("select pg_advisory_lock(%s)", [RENDERING_LOCK])
        assert render_waiting(voice=voice) == 0
    assert voice.spoken == []


def test_the_lock_is_given_back(committed_db: str) -> None:
    assert render_waiting(voice=ToneVoice()) == 0
    name = connection.settings_dict["NAME"]
    with psycopg.connect(settings.TEST_DATABASE_URL, dbname=name, autocommit=True) as other:
        row = other.execute("select pg_try_advisory_lock(%s)", [RENDERING_LOCK]).fetchone()
    assert row == (True,)
