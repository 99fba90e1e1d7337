"""A slow phone must not keep a database connection."""

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory

from sessions.views.media import audio
from tests.sounds import give_audio, item_of, started


def test_no_connection_is_held_while_bytes_are_sent(committed_db: str) -> None:
    ana = started("Ana")
    item = item_of(ana)
    give_audio(item, size=2_000_000)
    request = RequestFactory().get("/", headers={"Range": "bytes=0-"})
    request.user, request.participant = AnonymousUser(), ana  # type: ignore[attr-defined]
    response = audio(request, item.pk, "none")
    sent = iter(response.streaming_content)
    next(sent)
    assert connection.connection is None
    assert len(b"".join(sent)) == 1_048_576 - 64 * 1024
    assert connection.connection is None
