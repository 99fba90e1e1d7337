"""The files of a plan item: for this person only, in this week only, by ranges."""

from datetime import timedelta

import pytest
from django.test import Client

from retraining.common import clock
from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import withdraw
from sessions import renditions
from sessions.models import PlanItem, Rendition
from tests.cast import a_member_of_staff
from tests.sounds import bytes_for, give_audio, item_of, started

pytestmark = pytest.mark.django_db
MIB = 1_048_576
SIZE = 3_000_000


@pytest.fixture
def ana() -> Participant:
    return started("Ana")


@pytest.fixture
def item(ana: Participant) -> PlanItem:
    return item_of(ana)


@pytest.fixture
def sound(item: PlanItem) -> Rendition:
    return give_audio(item, size=SIZE)


@pytest.fixture
def client(ana: Participant, as_user) -> Client:
    return as_user(ana.user)


def url(item: PlanItem, name: str = "audio/none.m4a") -> str:
    return f"/my/plan/{item.pk}/{name}"


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_whole_file(client, item, sound) -> None:
    response = client.get(url(item))
    assert response.status_code == 200
    assert response["Content-Type"] == "audio/mp4"
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == f'"{sound.sha256}"'
    assert response["Cache-Control"].startswith("private")
    assert response["Content-Length"] == str(SIZE)
    assert "Content-Disposition" not in response
    assert body(response) == bytes_for("none", SIZE)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-1", 0, 1), ("bytes=0-", 0, MIB - 1), ("bytes=-10", SIZE - 10, SIZE - 1),
     ("bytes=2900000-", 2_900_000, SIZE - 1)],
)  # fmt: skip
def test_a_part(client, item, sound, asked: str, start: int, end: int) -> None:
    response = client.get(url(item), headers={"Range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{end}/{SIZE}"
    assert response["Content-Length"] == str(end - start + 1)
    assert body(response) == bytes_for("none", SIZE)[start : end + 1]


def test_parts_of_an_older_file_are_not_continued(client, item, sound) -> None:
    old = client.get(url(item), headers={"Range": "bytes=5-9", "If-Range": '"old"'})
    assert (old.status_code, old["Content-Length"]) == (200, str(SIZE))
    same = client.get(url(item), headers={"Range": "bytes=5-9", "If-Range": f'"{sound.sha256}"'})
    assert (same.status_code, same["Content-Length"]) == (206, "5")
    # By date, for a player that keeps no tags.
    dated = {"Range": "bytes=5-9", "If-Range": same["Last-Modified"]}
    assert client.get(url(item), headers=dated).status_code == 206
    dated["If-Range"] = "Wed, 21 Oct 2015 07:28:00 GMT"
    assert client.get(url(item), headers=dated).status_code == 200


def test_several_ranges_at_once_are_not_served(client, item, sound) -> None:
    # The header is passed over, as RFC 9110 (14.2) allows; no player asks so.
    response = client.get(url(item), headers={"Range": "bytes=0-1,5-9"})
    assert (response.status_code, response["Content-Length"]) == (200, str(SIZE))
    assert "multipart" not in response["Content-Type"]


def test_what_cannot_be_satisfied(client, item, sound) -> None:
    for asked in ("bytes=3000000-", "bytes=9-2", "bytes=x"):
        response = client.get(url(item), headers={"Range": asked})
        assert response.status_code == 416
        assert response["Content-Range"] == f"bytes */{SIZE}"
        assert response.content == b""


def test_head_and_unchanged(client, item, sound) -> None:
    for headers in ({}, {"Range": "bytes=0-99"}, {"Range": "bytes=9999999-"}):
        head = client.head(url(item), headers=headers)  # ranges are for GET only
        assert (head.status_code, head["Content-Length"]) == (200, str(SIZE))
        assert head["Accept-Ranges"] == "bytes"
        assert b"".join(head.streaming_content) == b""
    again = client.get(url(item), headers={"If-None-Match": f'"{sound.sha256}"'})
    assert again.status_code == 304


def test_nothing_for_others(item, sound, as_user) -> None:
    bea = started("Bea", "leeds")
    give_audio(item_of(bea))
    for path in (url(item), url(item, "cues.vtt"), url(item, "figure.svg"), url(item, "")):
        assert as_user(bea.user).get(path).status_code == 404
        assert as_user(a_member_of_staff("Carla", "clinician")).get(path).status_code == 404
        anonymous = Client().get(path)
        assert anonymous.status_code == 302
        assert anonymous["Location"].startswith("/accounts/")


def test_nothing_of_a_week_that_has_not_begun(client, ana) -> None:
    later = item_of(ana, week=2)
    give_audio(later)
    assert client.get(url(later)).status_code == 404
    assert client.get(url(later, "cues.vtt")).status_code == 404
    with clock.at(clock.now() + timedelta(days=8)):
        assert client.get(url(later)).status_code == 200


def test_nothing_after_stopping_the_sessions(client, ana, item, sound) -> None:
    withdraw(participant=ana, level="sessions", reason="", by=ana.user)
    assert client.get(url(item)).status_code == 404


def test_unknown_background_lost_file_wrong_method(client, item, sound) -> None:
    assert client.get(url(item, "audio/loud.m4a")).status_code == 404
    assert client.get(url(item, "audio/soft.m4a")).status_code == 404
    assert client.post(url(item)).status_code == 405
    renditions.path_of(sound).unlink()
    assert client.get(url(item)).status_code == 404


def test_sentences_as_webvtt(client, item, sound) -> None:
    response = client.get(url(item, "cues.vtt"))
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "WEBVTT"
    assert lines[2:4] == ["00:00:01.500 --> 00:00:03.500", "Today is a hard day."]


def test_the_drawing_of_the_reading(client, ana, item) -> None:
    response = client.get(url(item_of(ana, "reading"), "figure.svg"))
    assert response["Content-Type"] == "image/svg+xml"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response.content.startswith(b"<svg")
    assert client.get(url(item, "figure.svg")).status_code == 404


def test_names_and_headers_do_not_tell_a_programme(client, item, sound) -> None:
    response = client.get(url(item), headers={"Range": "bytes=0-1"})
    headers = str(dict(response.items())).lower()
    assert not any(word in headers for word in ("mair", "relax", sound.address[:12]))
