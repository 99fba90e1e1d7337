"""Publishing an upload: a new version, an amendment in a live trial, and whom it reaches."""

from datetime import timedelta

import pgtrigger
import pytest

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.findings import Finding
from retraining.protocol import publishing, texts
from retraining.protocol.models import Upload
from retraining.protocol.publishing import NotEqual, Terms, publish
from retraining.protocol.uploads import put_aside
from retraining.trials.errors import Refused
from retraining.trials.models import Amendment, ProtocolVersion, Trial
from sessions.content import script_of
from tests.authoring.uploading import spoken, uploaded, with_change
from tests.authoring.zips import files_of
from tests.cast import invited, max_the_manager, the_trial
from tests.sounds import item_of, started

pytestmark = pytest.mark.django_db
BECAUSE = Terms("a clearer sentence")


def ready(files: dict[str, bytes] | None = None) -> Upload:
    """An upload whose every text has its sound."""
    upload = uploaded(files).upload
    assert upload is not None
    spoken()
    return upload


def send(upload: Upload, terms: Terms = BECAUSE) -> ProtocolVersion:
    return publish(upload=upload, terms=terms, by=max_the_manager())


def make_live() -> None:
    """As if it had gone live: really doing so would copy and check the whole trial."""
    with pgtrigger.ignore("trials.Trial:kind_stays"):
        Trial.objects.filter(pk=the_trial().pk).update(kind="live")


def both_changed(name: str) -> dict[str, bytes]:
    """The trial with one word more in a text of each programme."""
    files = with_change(f"mair/{name}")
    files[f"relaxation/{name}"] = with_change(f"relaxation/{name}")[f"relaxation/{name}"]
    return files


def test_an_upload_becomes_the_next_version() -> None:
    upload = ready()
    version = send(upload)
    upload.refresh_from_db()
    assert (version.number, version.reason) == (2, "a clearer sentence")
    assert (upload.version, bytes(upload.archive)) == (version, b"")
    assert invited("Ana").version == version
    entry = AuditEntry.objects.get(action="protocol.amended")
    assert (entry.object_ids, entry.reason) == ([version.pk], "a clearer sentence")
    row = Amendment.objects.get()
    assert (row.version, row.first_week) == (version, None)


def test_a_text_without_its_sound_is_not_published() -> None:
    upload = uploaded().upload
    assert upload is not None
    with pytest.raises(Refused, match="no sound yet"):
        send(upload)
    assert ProtocolVersion.objects.count() == 1


def test_what_was_decided_on_is_not_published() -> None:
    upload = ready()
    put_aside(upload=upload, by=max_the_manager())
    with pytest.raises(Refused, match="meanwhile"):
        send(upload)


def test_nothing_new_is_no_version() -> None:
    with pytest.raises(Refused, match="Nothing has changed since version 1"):
        send(ready(files_of()))
    assert texts.open_upload(the_trial()) is not None


def test_a_live_trial_needs_a_reason_and_everything_that_going_live_needs() -> None:
    make_live()
    upload = ready()
    with pytest.raises(Refused, match="needs a reason"):
        send(upload, Terms("  "))
    with pytest.raises(Refused):
        send(upload)
    assert ProtocolVersion.objects.count() == 1
    assert not Amendment.objects.exists()


def test_arms_that_differ_are_not_published_in_a_live_trial(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_live()
    found = Finding("mair/w1-short.md", 3, "lasts longer than its twin")
    monkeypatch.setattr(publishing, "breaches", lambda folder: [found])
    with pytest.raises(NotEqual) as stopped:
        send(ready())
    assert stopped.value.findings == [found]
    assert texts.open_upload(the_trial()) is not None


@pytest.mark.parametrize(
    ("week", "day", "words"),
    [
        (0, timedelta(0), "not one of the programme's weeks"),
        (9, timedelta(0), "not one of the programme's weeks"),
        (2, timedelta(days=-1), "today or later"),
        (2, None, "today or later"),
    ],
)
def test_terms_that_do_not_fit_are_refused(week: int, day: timedelta | None, words: str) -> None:
    upload = ready()
    from_day = None if day is None else clock.now().date() + day
    with pytest.raises(Refused, match=words):
        send(upload, Terms("why", from_day, week))


def test_another_plan_is_only_for_people_who_join() -> None:
    files = with_change(
        "protocol.toml", 'programme = "mair"\nratio = 1', 'programme = "mair"\nratio = 2'
    )
    assert send(ready(files), Terms("two to one")).number == 2
    shorter = dict(files)
    shorter["protocol.toml"] = files["protocol.toml"].replace(b'slug = "mair"', b'slug = "first"')
    upload = ready(shorter)
    with pytest.raises(Refused, match="only be for people who join"):
        send(upload, Terms("another name", clock.now().date(), 1))
    assert send(upload, Terms("another name")).number == 3


def test_who_takes_part_keeps_their_texts_unless_the_amendment_moves_them() -> None:
    ana = started("Ana", days_ago=1)
    before = script_of(item_of(ana, "short", 2))
    assert before is not None
    send(ready(both_changed("w1-short.md")), BECAUSE)
    assert script_of(item_of(ana, "short", 2)) == before


def test_an_amendment_reaches_weeks_that_open_later_and_no_others() -> None:
    ana = started("Ana", days_ago=1)
    old = ProtocolVersion.objects.get()
    terms = Terms("a clearer sentence", clock.now().date(), 1)
    new = send(ready(both_changed("w1-short.md")), terms)
    first, second = item_of(ana, "short", 1), item_of(ana, "short", 2)
    assert script_of(first).version == old  # week 1 is open already
    assert script_of(second).version == new
    assert script_of(second).programme == script_of(first).programme
    ana.refresh_from_db()
    assert ana.version == old


def test_weeks_before_the_first_one_keep_their_texts() -> None:
    ana = started("Ana", days_ago=1)
    old = ProtocolVersion.objects.get()
    terms = Terms("from week 3 on", clock.now().date(), 3)
    new = send(ready(both_changed("w1-short.md")), terms)
    versions = [script_of(item_of(ana, "short", week)).version for week in (1, 2, 3, 8)]
    assert versions == [old, old, new, new]


def test_the_newest_amendment_that_reaches_a_week_counts() -> None:
    ana = started("Ana", days_ago=1)
    today = clock.now().date()
    send(ready(both_changed("w1-short.md")), Terms("one", today, 2))
    files = both_changed("w1-short.md")
    files["mair/w1-core.md"] = with_change("mair/w1-core.md")["mair/w1-core.md"]
    third = send(ready(files), Terms("two", today + timedelta(days=20), 2))
    numbers = [script_of(item_of(ana, "short", week)).version.number for week in (1, 2, 3, 4, 8)]
    assert numbers == [1, 2, 2, 3, 3]
    assert third.number == 3
