"""What the page of a session offers to save: files with their sizes, in neutral words."""

import json
import re
import subprocess
import sys
from html import unescape

import pytest

from sessions import renditions
from sessions.models import PlanItem, Rendition
from sessions.smaller_address import smaller_address
from tests.sounds import give_audio, item_of, started

pytestmark = pytest.mark.django_db
OFFER = re.compile(r'data-offline="([^"]*)"')


@pytest.fixture
def item() -> PlanItem:
    return item_of(started("Ana"))


def offer(as_user, item: PlanItem) -> dict:
    page = as_user(item.participant.user).get(f"/my/plan/{item.pk}/").content.decode()
    found = OFFER.search(page)
    assert found
    return json.loads(unescape(found[1]))


def give_smaller(normal: Rendition, size: int) -> Rendition:
    """A smaller file of made-up bytes."""
    row = Rendition.objects.create(
        address=smaller_address(normal.address),
        text_hash=normal.text_hash,
        background=f"{normal.background}-small",
        voice=normal.voice,
        sha256="5" * 64,
        seconds=normal.seconds,
        bytes=size,
        speech_seconds=normal.speech_seconds,
        cues=normal.cues,
        chapters=normal.chapters,
    )
    renditions.path_of(row).write_bytes(b"s" * size)
    return row


def test_every_file_with_its_size(item, as_user) -> None:
    plain, soft = give_audio(item), give_audio(item, "soft", 3_200_000)
    give_smaller(plain, 1_500_000)
    found = offer(as_user, item)
    assert (found["item"], found["title"]) == (item.pk, "Week 1, main session")
    assert found["path"] == f"/my/plan/{item.pk}/"
    assert found["completed"] is False
    copies = {copy["name"]: copy for copy in found["copies"]}
    assert set(copies) == {"none", "soft", "none-small"}
    assert [copies[name]["size"] for name in ("none", "soft", "none-small")] == [
        "2.9 MB", "3.1 MB", "1.4 MB",
    ]  # fmt: skip
    assert copies["none-small"]["background"] == "none"
    assert copies["none-small"]["small"] is True
    assert copies["soft"]["hash"] == soft.sha256


def test_the_smaller_file_comes_from_its_own_address(item, as_user) -> None:
    small = give_smaller(give_audio(item), 1_000)
    url = offer(as_user, item)["copies"][-1]["url"]
    response = as_user(item.participant.user).get(url, headers={"Range": "bytes=0-9"})
    assert (response.status_code, response["Content-Range"]) == (206, "bytes 0-9/1000")
    assert response["ETag"] == f'"{small.sha256}"'
    bea = started("Bea", "leeds")
    assert as_user(bea.user).get(url).status_code == 404


def test_places_to_carry_on_from_are_there_for_each_minute(item, as_user) -> None:
    give_audio(item)
    carry = offer(as_user, item)["words"]["carry"]
    assert len(carry) == item.minutes + 1
    assert carry[:3] == ["Carry on", "Carry on from 1 minute", "Carry on from 2 minutes"]


def test_names_and_words_do_not_tell_a_programme(item, as_user) -> None:
    give_audio(item)
    text = json.dumps(offer(as_user, item)).lower()
    assert not any(word in text for word in ("mair", "relax", "retraining", "amygdala"))


def test_the_web_process_needs_no_encoder() -> None:
    looks = (
        "import django, sys; django.setup(); import sessions.urls; sys.exit('av' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", looks], check=False).returncode == 0
