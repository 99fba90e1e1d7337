"""The pages under /manage/programmes/: versions, texts, an upload on its way to a version."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.protocol import texts
from retraining.protocol.models import Upload
from retraining.trials.models import ProtocolVersion
from sessions import renditions
from sessions.models import Rendition, SoundOrder
from tests.authoring.uploading import spoken, with_change
from tests.authoring.zips import files_of, zipped
from tests.cast import PASSWORD, a_member_of_staff, max_the_manager, the_trial
from tests.manage.pages import as_max, client_of, rows, words

pytestmark = pytest.mark.django_db
HERE = "/manage/programmes/"
DRAFT = f"{HERE}draft/"
SHORT = "mair/w1-short/"


def send(client: Client, data: bytes, name: str = "trial.zip") -> HttpResponse:
    return client.post(f"{HERE}upload/", {"folder": SimpleUploadedFile(name, data)})


def upload(client: Client) -> None:
    response = send(client, zipped(dict(with_change())))
    assert (response.status_code, response.headers["Location"]) == (302, DRAFT)


def test_versions_stand_with_date_reason_hash_and_state() -> None:
    version = ProtocolVersion.objects.get()
    page = as_max().get(HERE)
    [[name, _at, reason, state, export]] = rows(page)
    assert name == "Version 1"
    assert version.sha256 in reason
    assert state.startswith("Draft")
    assert "not reviewed" in state
    assert export.startswith("Download")


def test_a_version_lists_the_texts_of_each_arm_with_figures() -> None:
    page = as_max().get(f"{HERE}1/")
    found = rows(page)
    assert len(found) == 2 * len(
        {t.name for t in texts.of_version(the_trial().versions.get()).texts}
    )
    week, _text, minutes, speech, reviewers = found[0]
    assert week.startswith("1")
    assert minutes == "25"
    assert 30 < int(speech.removesuffix(" %")) < 80
    assert reviewers == "Draft nobody yet"


def test_a_text_can_be_read_and_its_drawing_seen() -> None:
    client = as_max()
    page = client.get(f"{HERE}1/{SHORT}")
    assert "Nobody has asked for the sound" in words(page)
    first = texts.of_version(the_trial().versions.get()).one("mair", "w1-short")
    assert first is not None
    assert first.script.sentences[0].text in words(page)
    reading = client.get(f"{HERE}1/mair/w1-reading/")
    assert "figure.svg" in reading.content.decode()
    drawing = client.get(f"{HERE}1/mair/w1-reading/figure.svg")
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert "sandbox" in drawing.headers["Content-Security-Policy"]
    assert client.get(f"{HERE}1/{SHORT}figure.svg").status_code == 404


def test_sound_is_asked_for_waited_for_and_heard_by_ranges() -> None:
    client = as_max()
    address = f"{HERE}1/{SHORT}"
    assert client.get(f"{address}sound.m4a").status_code == 404
    assert client.post(f"{address}speak/").status_code == 302
    assert client.get(f"{address}state/").json() == {"waiting": True, "share": 0}
    assert "A worker makes the sound" in words(client.get(address))
    assert spoken() == 1
    row = Rendition.objects.get()
    path = renditions.path_of(row)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"sound" * 100)
    assert client.get(f"{address}state/").json() == {"waiting": False, "share": 0}
    assert "<audio" in client.get(address).content.decode()
    part = client.get(f"{address}sound.m4a", headers={"range": "bytes=0-4"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"sound")


def test_a_text_that_cannot_be_spoken_says_why() -> None:
    client = as_max()
    address = f"{HERE}1/{SHORT}"
    client.post(f"{address}speak/")
    SoundOrder.objects.update(problem="too long for 6 min by 12 s")
    assert "too long for 6 min by 12 s" in words(client.get(address))
    assert client.get(f"{address}state/").json() == {"waiting": False, "share": 0}


def test_a_version_comes_out_as_it_went_in() -> None:
    client = as_max()
    first, second = client.get(f"{HERE}1/export.zip"), client.get(f"{HERE}1/export.zip")
    assert first.content == second.content
    assert "mair-fibromyalgia-version-1.zip" in first.headers["Content-Disposition"]
    assert AuditEntry.objects.filter(action="protocol.exported").count() == 2
    response = send(client, first.content)
    assert response.headers["Location"] == DRAFT
    found = texts.open_upload(the_trial())
    assert found is not None
    assert texts.of_upload(found).files == files_of()
    assert "Nothing differs from the newest version." in words(client.get(DRAFT))


def test_findings_are_shown_by_file_and_line_and_nothing_is_kept() -> None:
    files = with_change("mair/w1-short.md", "kind: short", "kind: song")
    line = files["mair/w1-short.md"].decode().splitlines().index("kind: song") + 1
    page = send(as_max(), zipped(dict(files)))
    assert page.status_code == 200
    assert "Nothing was kept" in page.content.decode()
    assert [
        "mair/w1-short.md", str(line), "kind is one of core, practice, short, reading, not song",
    ] in rows(page)  # fmt: skip
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"no zip at all", "this is not a whole zip file"), (b"", "This file is empty")],
)
def test_what_is_no_zip_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    page = send(as_max(), data)
    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_nothing_chosen_is_said() -> None:
    page = as_max().post(f"{HERE}upload/", {})
    assert "Please choose a zip file." in page.content.decode()


def test_too_large_a_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retraining.portal.forms_programmes.MAX_ZIP", 10)
    assert "larger than 0 MB" in send(as_max(), b"x" * 11).content.decode()


def test_an_upload_is_spoken_then_published_with_the_password() -> None:
    client = as_max()
    upload(client)
    page = client.get(DRAFT)
    assert "1 text has no sound yet." in words(page)
    assert "mair/w1-short.md" in words(page)
    assert "publish/" not in page.content.decode()
    spoken()
    page = client.get(DRAFT)
    assert "Everything is ready" in words(page)
    answers = {"reason": "a clearer sentence", "reach": "joiners", "password": "wrong"}
    wrong = client.post(f"{DRAFT}publish/", answers)
    assert "This is not your password." in wrong.content.decode()
    done = client.post(f"{DRAFT}publish/", answers | {"password": PASSWORD})
    assert (done.status_code, done.headers["Location"]) == (302, HERE)
    assert "Published as version 2." in client.get(HERE).content.decode()
    assert client.get(DRAFT).status_code == 404


def test_week_and_day_are_asked_for_where_people_are_moved() -> None:
    client = as_max()
    upload(client)
    spoken()
    answers = {"reason": "why", "reach": "everybody", "password": PASSWORD}
    page = client.post(f"{DRAFT}publish/", answers).content.decode()
    assert "Please fill in: First week it changes" in page
    assert "Please fill in: From which day" in page
    past = answers | {"first_week": "2", "from_day": "2020-01-01"}
    assert "today or later" in client.post(f"{DRAFT}publish/", past).content.decode()
    assert ProtocolVersion.objects.count() == 1


def test_an_upload_can_be_put_aside() -> None:
    client = as_max()
    upload(client)
    assert client.post(f"{DRAFT}speak/").headers["Location"] == DRAFT
    assert client.post(f"{DRAFT}aside/").headers["Location"] == HERE
    for address in (DRAFT, f"{DRAFT}publish/", f"{DRAFT}{SHORT}"):
        assert client.get(address).status_code == 404
    assert client.post(f"{DRAFT}aside/").status_code == 404


def test_what_is_not_there_is_not_found() -> None:
    client = as_max()
    for address in ("2/", "0/", "x/", "1/other/w1-short/", "1/mair/none/", "2/export.zip", "²/"):
        assert client.get(f"{HERE}{address}").status_code == 404, address
    assert client.get(f"{DRAFT}aside/").status_code == 405
    assert client.post(f"{HERE}1/").status_code == 405


def test_only_managers_come_here() -> None:
    mona = client_of(a_member_of_staff("Mona", "monitor"))
    assert mona.get(HERE).status_code == 403
    carla = client_of(a_member_of_staff("Carla", "clinician", "madrid"))
    assert carla.get(f"{HERE}1/{SHORT}sound.m4a").status_code == 404
    assert "Programmes" in client_of(max_the_manager()).get("/manage/").content.decode()


def test_the_hash_of_a_version_is_that_of_its_files() -> None:
    version = ProtocolVersion.objects.get()
    whole = hashlib.sha256()
    for name, content in sorted(texts.files_of_version(version).items()):
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    assert whole.hexdigest() == version.sha256
