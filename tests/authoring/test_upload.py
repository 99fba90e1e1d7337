"""Uploading a trial folder: kept where nothing is wrong, refused as a whole where something is."""

import tempfile
from pathlib import Path

import pytest

from retraining.audit.models import AuditEntry
from retraining.protocol import texts
from retraining.protocol.models import Upload
from retraining.protocol.uploads import put_aside, take
from retraining.trials.errors import Refused
from retraining.trials.models import ProtocolVersion
from sessions.models import SoundOrder
from tests.authoring.uploading import SHORT, spoken, uploaded, with_change
from tests.authoring.zips import files_of, zipped
from tests.cast import max_the_manager, the_trial

pytestmark = pytest.mark.django_db


def test_a_changed_trial_is_kept_and_only_its_changed_text_is_spoken() -> None:
    taken = uploaded()
    assert taken.upload is not None
    assert all(finding.is_hint for finding in taken.findings)
    assert texts.open_upload(the_trial()) == taken.upload
    order = SoundOrder.objects.get()
    text = texts.of_upload(taken.upload).one("mair", "w1-short")
    assert text is not None
    assert (order.text_hash, order.source) == (text.text_hash, text.source)
    assert text.speech_share is None
    assert ProtocolVersion.objects.filter(trial=the_trial()).count() == 1
    entry = AuditEntry.objects.get(action="protocol.uploaded")
    assert entry.object_ids == [taken.upload.pk]


def test_what_was_spoken_completes_the_listing() -> None:
    upload = uploaded().upload
    assert upload is not None
    assert spoken() == 1
    text = texts.of_upload(upload).one("mair", "w1-short")
    assert text is not None
    assert text.speech_share is not None
    assert 5 < text.speech_share < 95
    assert texts.unspoken(the_trial(), texts.of_upload(upload).files) == []


def test_a_later_upload_takes_the_place_of_an_earlier_one() -> None:
    first, second = uploaded().upload, uploaded().upload
    assert first is not None
    first.refresh_from_db()
    assert first.closed_at is not None
    assert bytes(first.archive) == b""
    assert texts.open_upload(the_trial()) == second


def test_an_upload_can_be_put_aside_once() -> None:
    upload = uploaded().upload
    assert upload is not None
    put_aside(upload=upload, by=max_the_manager())
    assert texts.open_upload(the_trial()) is None
    assert not SoundOrder.objects.exists()
    with pytest.raises(Refused):
        put_aside(upload=upload, by=max_the_manager())


WRONG: list[tuple[str, str, str, str]] = [
    ("protocol.toml", "ratio = 1", "ratio = 0", "protocol.toml"),
    ("protocol.toml", 'programme = "mair"', 'programme = "../../mair"', "protocol.toml"),
    ("protocol.toml", 'language = "en"', 'language = "../en"', "protocol.toml"),
    ("protocol.toml", "[trial]", "trial = 3\n[other]", "protocol.toml"),
    ("protocol.toml", 'opens_at = "', 'opens_at = "9', "protocol.toml"),
    (SHORT, "kind: short", "kind: song", SHORT),
    (SHORT, "[pause", "[pauses", SHORT),
]


@pytest.mark.parametrize(("name", "old", "new", "where"), WRONG)
def test_a_mistake_is_named_and_nothing_is_kept(
    name: str, old: str, new: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    taken = uploaded(with_change(name, old, new))
    assert taken.upload is None
    assert taken.findings
    assert {finding.path for finding in taken.findings} == {where}
    assert not Upload.objects.exists()
    assert not SoundOrder.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_named() -> None:
    files = files_of()
    del files[SHORT]
    assert [f.path for f in uploaded(files).findings if not f.is_hint] == [SHORT]


def test_the_folder_that_is_checked_is_private_and_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[Path, int]] = []

    def look(folder: Path) -> list[object]:
        seen.append((folder, folder.parent.stat().st_mode & 0o777))
        return []

    monkeypatch.setattr("retraining.protocol.uploads.folders.check", look)
    uploaded()
    [(folder, mode)] = seen
    assert mode == 0o700
    assert not folder.parent.exists()


def test_a_programme_alone_is_put_into_the_trial() -> None:
    inside = "mair/"
    files = with_change()
    own = {n.removeprefix(inside): c for n, c in files.items() if n.startswith(inside)}
    upload = uploaded(own).upload
    assert upload is not None
    assert set(texts.of_upload(upload).files) == set(files_of())
    assert SoundOrder.objects.count() == 1
    assert uploaded({"notes.md": b"words"}).findings[0].path == "zip"


def test_no_zip_is_a_finding() -> None:
    taken = take(trial=the_trial(), data=zipped({})[:-4], by=max_the_manager())
    assert [str(finding) for finding in taken.findings] == ["zip:0: this is not a whole zip file"]
