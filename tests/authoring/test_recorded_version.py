"""A version that people read: every text has its recording, of the same readers in both arms."""

from datetime import timedelta

import pytest

from retraining.common import clock
from retraining.protocol.publishing import NotEqual, Terms, publish
from retraining.protocol.texts import of_upload
from retraining.trials.errors import Refused
from sessions import renditions
from sessions.cues import chapter_data, cue_data
from sessions.models import Rendition, SoundOrder
from sessions.services.recording import release
from tests.authoring.uploading import timeline_of, uploaded, with_change
from tests.cast import max_the_manager, the_trial

pytestmark = pytest.mark.django_db
HEAD = "[sessions]\n"


def asked_for():
    """An open upload of the shipped trial that asks for recordings."""
    upload = uploaded(with_change("protocol.toml", HEAD, f'{HEAD}voice = "recorded"\n')).upload
    assert upload is not None
    return upload


def read_all(upload, reader: str = "r-1", other: str = "") -> None:
    """A recording of every text; those of the second arm by another reader where one is named."""
    for text in of_upload(upload).texts:
        timeline = timeline_of(text.script)
        code = other if other and text.programme == "relaxation" else reader
        Rendition.objects.create(
            address=f"{text.programme}-{text.name}",
            text_hash=text.text_hash,
            background="none",
            voice=f"recorded {code} 12345678",
            sha256="0" * 64,
            seconds=timeline.seconds,
            bytes=3_000_000,
            speech_seconds=timeline.speech_seconds,
            cues=list(cue_data(timeline)),
            chapters=list(chapter_data(timeline)),
        )


def allow(days: int | None = None, code: str = "r-1") -> None:
    ends_on = None if days is None else clock.now().date() + timedelta(days=days)
    release(
        trial=the_trial(), code=code, uses="this trial", ends_on=ends_on, no_cloning=True,
        by=max_the_manager(),
    )  # fmt: skip


def send(upload):
    return publish(upload=upload, terms=Terms("people read"), by=max_the_manager())


def test_no_text_is_spoken_by_the_computer_and_none_may_lack_its_recording() -> None:
    upload = asked_for()
    assert not SoundOrder.objects.exists()
    with pytest.raises(Refused, match="no sound yet"):
        send(upload)


def findings_of(upload) -> list[str]:
    try:
        send(upload)
    except NotEqual as error:
        return [finding.text for finding in error.findings]
    return []


def test_readers_and_releases_are_checked_for_the_whole_version() -> None:
    upload = asked_for()
    read_all(upload, "r-1", "r-2")
    allow()
    allow(-1, "r-2")
    found = findings_of(upload)
    assert "the release of reader r-2 has ended" in found
    assert any(text.startswith("two voices") for text in found)


def test_a_version_that_people_read_never_plays_the_computer() -> None:
    upload = asked_for()
    read_all(upload)
    allow()
    assert [text for text in findings_of(upload) if "release" in text or "voices" in text] == []
    assert renditions.of_voice(Rendition.objects.all(), recorded=False).count() == 0
