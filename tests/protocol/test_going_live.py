"""Test and live for ever: what going live asks for, what it copies, and what comes after."""

import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from retraining.assessments import packs
from retraining.audit.models import AuditEntry
from retraining.common.findings import Finding
from retraining.protocol import freezing, going_live, publishing
from retraining.protocol.going_live import NotReady, freeze, what_is_missing
from retraining.protocol.models import Freeze
from retraining.protocol.publishing import Terms
from retraining.protocol.services import load
from retraining.randomisation.selectors import may_have_method
from retraining.randomisation.services import load_list
from retraining.safety.selectors.cover import cover_gaps, cover_of
from retraining.trials.errors import Refused
from retraining.trials.models import Participant, Site, StaffAssignment, Trial
from retraining.trials.services.invitations import invite
from retraining.trials.services.staff import end_assignment
from sessions.authoring_archive import unpack
from tests import cast
from tests.authoring.uploading import spoken, uploaded
from tests.authoring.zips import files_of
from tests.packs import load_all
from tests.protocol.filled import FILLED, filled
from tests.randomisation.lists import STRATA, csv_of
from tests.safety.people import covered

pytestmark = pytest.mark.django_db
SLUG = "mair-fibromyalgia"


def ready(tmp_path: Path, **change: str) -> Trial:
    load(path=filled(tmp_path, **change), by=None, reason="filled")
    load_all()
    covered("madrid")
    covered("leeds", country="GB")
    return cast.the_trial()


def test_a_filled_trial_becomes_a_live_one_with_the_same_hash(tmp_path: Path) -> None:
    trial = ready(tmp_path)
    cast.a_list()
    cast.eligible("Ana")
    carla = cast.a_member_of_staff("Carla", "clinician", "madrid")
    gone = cast.a_member_of_staff("Gus", "manager")
    end_assignment(assignment=gone.assignments.get(), by=cast.max_the_manager())
    out = StringIO()
    call_command("protocol", "freeze", "mair_fibromyalgia", stdout=out)
    live = Trial.objects.get(slug=f"{SLUG}-live")
    source, copy = trial.versions.order_by("-number")[0], live.versions.get()
    assert out.getvalue() == f"{SLUG}-live live {source.sha256}\n"
    assert (live.kind, live.public_name) == ("live", trial.public_name)
    assert (copy.number, copy.sha256, copy.content) == (1, source.sha256, source.content)
    assert unpack(bytes(copy.files.archive)) == unpack(bytes(source.files.archive))
    assert copy.scripts.count() == source.scripts.count() == 80
    assert copy.documents.count() == source.documents.count()
    assert set(live.arms.values_list("slug", "ratio")) == {("mair", 1), ("relaxation", 1)}
    madrid = Site.objects.get(trial=live, slug="madrid")
    assert madrid.phone == cast.the_site("madrid").phone
    staff = StaffAssignment.objects.filter(trial=live)
    assert {(row.user.name, row.role, row.site) for row in staff} == {
        ("Max", "manager", None),
        ("Carla", "clinician", madrid),
        *[(name, "clinician", None) for name in ("Olga", "Dan", "Lena", "Sam")],
    }
    cover = cover_of(madrid)
    assert cover is not None
    assert (cover.owner.name, cover.route, cover.country) == ("Olga", "+34 910 000 001", "ES")
    assert cover_gaps(live, copy.content) == []
    assert carla.assignments.count() == 2
    assert not Participant.objects.filter(trial=live).exists()
    assert not live.list_segments.exists()
    assert live.text_packs.count() == len(packs.needed_for(live)) > 8
    entry = AuditEntry.objects.get(action="protocol.frozen")
    assert (entry.object_ids, entry.reason) == ([copy.pk], source.sha256)
    trial.refresh_from_db()
    assert (trial.kind, Freeze.objects.get().source) == ("test", source)


DOCUMENTS = {"ethics": "24/NW/0001", "valid_from": "2026-01-01"}
SENTENCES = {
    "registry": "the registry number is missing",
    "ethics": "the ethics reference is missing",
    "sponsor": "the sponsor is missing",
    "chief_investigator": "the chief investigator is missing",
    "target_reason": "the reason for the target size is missing",
}


@pytest.mark.parametrize("key", SENTENCES)
@pytest.mark.parametrize("nothing", ["", "  ", "?", "--", "tbd", "N/A", None])
def test_each_thing_that_is_not_filled_is_named(key: str, nothing: str | None) -> None:
    approval = {**FILLED, "target_size": 41, key: nothing}
    content = {"approval": approval, "consent": DOCUMENTS, "safety": {"alerts": [{}]}}
    assert freezing.missing(content, []) == [SENTENCES[key]]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ethics", "the ethics reference of the documents is missing"),
        ("valid_from", "the first day on which the documents may be signed is missing"),
    ],
)
def test_what_the_documents_say_of_themselves_is_asked_for(key: str, said: str) -> None:
    content = {"approval": {**FILLED, "target_size": 41}, "safety": {"alerts": [{}]}}
    assert freezing.missing(content | {"consent": DOCUMENTS}, []) == []
    assert freezing.missing(content | {"consent": DOCUMENTS | {key: "tbd"}}, []) == [said]


def test_what_is_not_filled_stands_in_the_way(tmp_path: Path) -> None:
    trial = ready(tmp_path, registry="", ethics="  ", sponsor="?", target_reason="--")
    with pytest.raises(NotReady) as stopped:
        freeze(trial=trial, by=None)
    named = ("registry", "ethics", "sponsor", "target_reason")
    documents = "the ethics reference of the documents is missing"  # empty in both tables
    assert stopped.value.missing == [*(SENTENCES[key] for key in named), documents]
    assert Trial.objects.count() == 1


@pytest.mark.parametrize("size", [0, -5, True, 41.5, "41", None])
def test_a_target_size_is_a_number_of_people(size: object) -> None:
    rest = {"consent": DOCUMENTS, "safety": {"alerts": [{}]}}
    content = rest | {"approval": {**FILLED, "target_size": size}}
    assert freezing.missing(content, []) == ["the target size is missing"]
    assert freezing.missing({**content, "approval": {**FILLED, "target_size": 41}}, []) == []


def test_words_and_cover_of_every_site_stand_in_the_way(tmp_path: Path) -> None:
    load(path=filled(tmp_path), by=None)
    with pytest.raises(NotReady) as stopped:
        freeze(trial=cast.the_trial(), by=None)
    said = stopped.value.missing
    packs_missing = [line for line in said if line.startswith("no text pack is loaded for ")]
    assert len(packs_missing) == len(packs.needed_for(cast.the_trial()))
    assert [line for line in said if line not in packs_missing] == [
        "Leeds: no owner, deputy, cover hours and telephone are named",
        "Madrid: no owner, deputy, cover hours and telephone are named",
    ]


def test_every_script_without_a_reviewer_or_a_date_is_named(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    for name, line in (("mair/w1-core.md", "clinical_reviewer: Dr R."),
                       ("relaxation/w2-core.md", "review_date: 2026-11-01")):  # fmt: skip
        script = folder / name
        text = script.read_text("utf-8")
        assert line in text
        script.write_text(text.replace(line, line.split(":")[0] + ":"), "utf-8")
    load(path=folder, by=None)
    load_all()
    covered("madrid")
    covered("leeds", country="GB")
    assert what_is_missing(cast.the_trial()) == [
        "script mair/w1-core names no clinical reviewer and date",
        "script relaxation/w2-core names no clinical reviewer and date",
    ]


def test_target_size_reviewers_and_safety_cover_stand_in_the_way(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    toml = folder / "protocol.toml"
    text = toml.read_text().replace("target_size = 41", "target_size = 0")
    toml.write_text(text[: text.index("[[safety.alerts]]")])
    script = folder / "mair" / "w1-core.md"
    script.write_text(script.read_text().replace("clinical_reviewer: Dr R.", "clinical_reviewer:"))
    load(path=folder, by=None)
    load_all()
    assert what_is_missing(cast.the_trial()) == [
        "the target size is missing",
        "script mair/w1-core names no clinical reviewer and date",
        "no alert rules with an owner, a deputy and cover hours",
    ]


def test_sites_are_asked_for_what_people_read_in_need(tmp_path: Path) -> None:
    trial = ready(tmp_path)
    site = cast.the_site("leeds")
    site.phone, site.contact, site.crisis_text = " ", "", " "
    site.save()
    assert what_is_missing(trial) == [
        "site leeds has no telephone",
        "site leeds names nobody to ask for",
        "Leeds: no help in a crisis",
    ]
    assert going_live.site_gaps(Trial(slug="none", pk=0), {}) == ["there is no site"]


def test_arms_that_differ_in_more_than_their_method_stand_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = ready(tmp_path)
    found = Finding("mair/w1-short.md", 3, "lasts longer than its twin")
    monkeypatch.setattr(going_live, "breaches", lambda folder: [found])
    with pytest.raises(NotReady, match="lasts longer than its twin"):
        freeze(trial=trial, by=None)


def test_the_method_stays_once_somebody_was_randomised_by_it(tmp_path: Path) -> None:
    cast.randomised("Ana")
    trial = cast.the_trial()
    content = trial.versions.get().content
    other = {**content, "randomisation": {**content["randomisation"], "method": "minimisation"}}
    assert may_have_method(trial, content)
    assert not may_have_method(trial, other)
    files = files_of()
    name, old = "protocol.toml", b'method = "permuted-blocks"'
    files[name] = files[name].replace(old, b'method = "minimisation"')
    upload = uploaded(files).upload
    assert upload is not None
    with pytest.raises(Refused, match="The method of randomisation stays"):
        publishing.publish(upload=upload, terms=Terms("why"), by=cast.max_the_manager())


def test_a_live_trial_goes_live_once_and_is_loaded_never_again(tmp_path: Path) -> None:
    trial = ready(tmp_path)
    live = freeze(trial=trial, by=None).version.trial
    with pytest.raises(Refused, match="live already"):
        freeze(trial=live, by=None)
    with pytest.raises(Refused, match="There is a trial mair-fibromyalgia-live already"):
        freeze(trial=trial, by=None)
    with pytest.raises(Refused, match="A slug is"):
        freeze(trial=trial, by=None, slug="../x")
    second = freeze(trial=trial, by=None, slug="second_site").version.trial
    assert (second.slug, second.kind) == ("second-site", "live")
    folder = tmp_path / "second_site"
    (tmp_path / "mair_fibromyalgia").rename(folder)
    with pytest.raises(CommandError, match="publish an amendment") as refused:
        call_command("protocol", "load", str(folder))
    assert refused.value.returncode == 2
    assert second.versions.count() == 1


def test_people_join_the_live_trial_and_its_list_is_its_own(tmp_path: Path) -> None:
    trial = ready(tmp_path)
    max_ = cast.max_the_manager()
    live = freeze(trial=trial, by=max_).version.trial
    site = live.sites.get(slug="madrid")
    cast.green_light(site)  # papers and tasks of a test trial are not those of the live one
    person = invite(site=site, email="eva@people.example", name="Eva", by=max_).participant
    assert (person.trial, person.version, person.code) == (live, live.versions.get(), "1001")
    csv = csv_of({label: ["mr"] for label in STRATA})
    segment = load_list(trial=live, csv=csv, by=None)
    assert (segment.number, trial.list_segments.count()) == (1, 0)
    assert segment.commitment != hashlib.sha256(csv).hexdigest()


def test_the_amendment_of_a_live_trial_is_its_second_version(tmp_path: Path) -> None:
    trial = ready(tmp_path)
    live = freeze(trial=trial, by=None).version.trial
    folder = tmp_path / "mair_fibromyalgia"
    toml = folder / "protocol.toml"
    toml.write_text(toml.read_text().replace("again_after_days = 4", "again_after_days = 3"))
    upload = uploaded(files_of(folder), trial=live).upload
    assert upload is not None
    spoken()
    by = cast.max_the_manager()
    with pytest.raises(Refused, match="needs a reason"):
        publishing.publish(upload=upload, terms=Terms(" "), by=by)
    version = publishing.publish(upload=upload, terms=Terms("ask one day sooner"), by=by)
    assert (version.number, version.reason, version.trial) == (2, "ask one day sooner", live)
    assert version.amendment.first_week is None
    assert trial.versions.count() == 2  # the test trial stays as it was
