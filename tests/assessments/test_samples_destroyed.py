""" "Destroy my samples": nothing more is kept or leaves, and the site says that it was done."""

from datetime import timedelta

import pytest

from retraining.assessments.destroying import record_destroyed
from retraining.assessments.models import LabResult, SamplesDestroyed
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import undo, withdraw
from tests import cast
from tests.assessments.test_biomarkers import GOOD
from tests.assessments.test_samples import brought, exported, linked, refused
from tests.manage.pages import as_max, client_of, rows, words

pytestmark = pytest.mark.django_db
LIST = "/clinic/samples/"
OTHER = GOOD | {"lab_id": "B-0099"}
GONE = "lab.csv:3: lab_id: whoever gave this sample wants it destroyed; leave the line out"


def destroy(person: Participant) -> None:
    withdraw(participant=person, level="", reason="", by=person.user, samples=True)


@pytest.fixture
def ana() -> Participant:
    """Ana, one of whose samples was measured."""
    person = cast.randomised("Ana")
    brought(GOOD)
    linked(("B-0017", person.code), ("B-0018", person.code))
    return person


def carla(name: str = "Carla", site: str = "madrid") -> object:
    return client_of(cast.a_member_of_staff(name, "clinician", site))


def today(person: Participant) -> object:
    return clock.local_date(person.site.time_zone)


def test_no_further_result_is_kept_and_the_line_is_named(ana: Participant) -> None:
    destroy(ana)
    assert refused(OTHER, GOOD | {"lab_id": "B-0018"}) == [GONE]
    assert refused(OTHER, GOOD | {"value": "3"}, reason="Measured again") == [GONE]
    brought(OTHER)
    assert LabResult.objects.filter(lab_id__in=["B-0017", "B-0018"]).count() == 1


def test_what_was_measured_before_stays_in_the_export(ana: Participant) -> None:
    destroy(ana)
    assert [row["value"] for row in exported()] == ["1.25"]


def test_what_came_after_and_was_linked_later_stays_out_of_the_export(ana: Participant) -> None:
    destroy(ana)
    brought(OTHER)
    linked(("B-0099", ana.code))
    assert [row["value"] for row in exported()] == ["1.25"]


def test_taken_back_everything_is_as_before(ana: Participant) -> None:
    destroy(ana)
    undo(participant=ana, seen=ana.withdrawals.get().pk, by=ana.user)
    brought(OTHER, GOOD | {"lab_id": "B-0018"})
    assert len(exported()) == 2
    assert "Nobody has asked for it." in words(carla().get(LIST))


def test_whose_data_are_used_no_further_gets_no_new_result(ana: Participant) -> None:
    withdraw(participant=ana, level="data", reason="", by=ana.user)
    assert refused(GOOD | {"lab_id": "B-0018"}) == [
        "lab.csv:2: lab_id: whoever gave this sample wants nothing new of theirs to be used"
    ]


def test_the_site_has_a_task_and_writes_down_that_it_was_done(ana: Participant) -> None:
    destroy(ana)
    client = carla()
    assert "Samples of 1 person are to be destroyed." in words(client.get("/clinic/"))
    assert f"{ana.code}" in words(as_max().get("/manage/samples/"))
    (row,) = rows(client.get(LIST))
    assert row[2] == "B-0017, B-0018"
    page = words(client.get(f"{LIST}{ana.code}/"))
    assert "can still take this back" in page
    assert "B-0017, B-0018" in page
    answer = client.post(f"{LIST}{ana.code}/", {"end": "destroyed", "day": today(ana).isoformat()})
    assert answer["Location"] == LIST
    done = SamplesDestroyed.objects.get()
    assert (done.end, done.by.name) == ("destroyed", "Carla")
    assert "All samples are destroyed" in words(client.get(LIST))
    assert "to be destroyed" not in words(client.get("/clinic/"))
    entry = AuditEntry.objects.get(action="samples.destroyed")
    assert (entry.object_ids, entry.reason) == ([ana.pk], "destroyed")


def test_a_day_that_cannot_be_and_a_second_time_are_refused(ana: Participant) -> None:
    by = cast.a_member_of_staff("Carla", "clinician")
    day = today(ana)
    with pytest.raises(Refused, match="nothing to destroy"):
        record_destroyed(participant=ana, end="destroyed", day=day, by=by)
    destroy(ana)
    with pytest.raises(Refused, match="ahead"):
        record_destroyed(participant=ana, end="destroyed", day=day + timedelta(days=1), by=by)
    with pytest.raises(Refused, match="before the day"):
        record_destroyed(participant=ana, end="destroyed", day=day - timedelta(days=1), by=by)
    with pytest.raises(Refused, match="choose"):
        record_destroyed(participant=ana, end="lost", day=day, by=by)
    record_destroyed(participant=ana, end="none-taken", day=day, by=by)
    with pytest.raises(Refused, match="already"):
        record_destroyed(participant=ana, end="destroyed", day=day, by=by)
    assert SamplesDestroyed.objects.count() == 1


def test_another_site_and_other_roles_see_no_task(ana: Participant) -> None:
    destroy(ana)
    clive = carla("Clive", "leeds")
    assert "Nobody has asked for it." in words(clive.get(LIST))
    assert clive.get(f"{LIST}{ana.code}/").status_code == 404
    for role in ("rater", "support", "assessor"):
        other = client_of(cast.a_member_of_staff(role.capitalize(), role))
        assert other.get(LIST).status_code == 403


def test_a_form_without_an_answer_says_so(ana: Participant) -> None:
    destroy(ana)
    answer = carla().post(f"{LIST}{ana.code}/", {"day": ""})
    assert "Please look at this again" in words(answer)
    assert not SamplesDestroyed.objects.exists()
