"""Readers and their recordings on the pages under /manage/programmes/."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sessions.models import ReaderRelease, RecordingOrder
from tests.authoring.test_taking import READ, wav
from tests.manage.pages import as_max, rows, words

pytestmark = pytest.mark.django_db
READERS = "/manage/programmes/readers/"
SHORT = "/manage/programmes/1/mair/w1-short/"
RELEASE = {"code": "r-1", "uses": "this trial", "ends_on": "", "no_cloning": "on"}


def test_a_release_is_kept_and_listed() -> None:
    client = as_max()
    assert client.post(READERS, RELEASE).status_code == 302
    assert rows(client.get(READERS)) == [["r-1", "this trial", "no last day", "Holds"]]
    client.post(READERS, RELEASE | {"ends_on": "2020-01-01"})
    assert rows(client.get(READERS))[0][3] == "Ended"
    assert ReaderRelease.objects.count() == 2


@pytest.mark.parametrize("missing", ["code", "uses", "no_cloning"])
def test_a_release_without_a_part_is_not_kept(missing: str) -> None:
    page = as_max().post(READERS, {key: v for key, v in RELEASE.items() if key != missing})
    assert page.status_code == 200
    assert not ReaderRelease.objects.exists()


def test_a_recording_needs_a_reader_first(tmp_path: Path) -> None:
    client = as_max()
    assert "No reader yet" in words(client.get(f"{SHORT}recording/"))
    sent = {"recording": SimpleUploadedFile("a.wav", wav(tmp_path, *READ)), "reader": "r-1"}
    assert client.post(f"{SHORT}recording/", sent).status_code == 200
    assert not RecordingOrder.objects.exists()


def test_a_recording_is_brought_and_refused_with_reasons(tmp_path: Path) -> None:
    client = as_max()
    client.post(READERS, RELEASE)
    bad = {"recording": SimpleUploadedFile("a.wav", b"words, not sound"), "reader": "r-1"}
    assert (
        "Please choose a WAV, FLAC or M4A file."
        in client.post(f"{SHORT}recording/", bad).content.decode()
    )
    sent = {"recording": SimpleUploadedFile("a.wav", wav(tmp_path, *READ)), "reader": "r-1"}
    assert client.post(f"{SHORT}recording/", sent).headers["Location"] == SHORT
    assert "A worker looks at the recording" in words(client.get(SHORT))
    RecordingOrder.objects.update(problem="it lasts 60 s; 6 min are 360 s, 3 %")
    assert "it lasts 60 s; 6 min are 360 s, 3 %" in words(client.get(SHORT))
    assert client.get(f"{SHORT}recording.m4a").status_code == 404


def test_too_large_a_recording_is_refused_before_it_is_read(monkeypatch) -> None:
    client = as_max()
    client.post(READERS, RELEASE)
    monkeypatch.setattr("retraining.portal.forms_programmes.MAX_BYTES", 10)
    sent = {"recording": SimpleUploadedFile("a.wav", b"x" * 11), "reader": "r-1"}
    assert "larger than 0 MB" in client.post(f"{SHORT}recording/", sent).content.decode()
    assert not RecordingOrder.objects.exists()
