"""An alert from the moment it is raised to its end, on the moved clock."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.access import Audience
from retraining.safety.models import Alert, AlertStep, Notice, StepKind
from retraining.safety.selectors.alerts import alert_list
from retraining.safety.selectors.reports import promised
from retraining.safety.services import raising
from retraining.safety.services.escalating import escalate
from retraining.safety.services.handling import Said, note_step, take
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.models.logs import Contact
from retraining.trials.selectors import current_assignments, scope_for
from retraining.trials.services import staff as assignments
from tests.portal_my.days import starting
from tests.safety.people import covered, madrid

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, 30), *(date(2026, 12, n) for n in (1, 2, 3)))


def raised(person: Participant, day: date = MONDAY, wall: str = "10:00") -> Alert:
    with clock.at(madrid(day, wall)):
        return raising.call_asked(participant=person, about="worse", by=person.user)[0]


def swept(day: date, wall: str) -> list[str]:
    """Levels that were told by now, after a sweep (and a second one) at a wall time."""
    with clock.at(madrid(day, wall)):
        escalate()
        assert escalate() == 0
    return list(Notice.objects.order_by("pk").values_list("level", flat=True))


@pytest.mark.django_db
def test_nobody_takes_it_and_it_goes_up_step_by_step() -> None:
    covered()
    raised(starting())
    assert swept(MONDAY, "13:59") == ["owner"]
    assert swept(MONDAY, "14:01") == ["owner", "deputy"]  # four hours of cover
    assert swept(TUESDAY, "09:59") == ["owner", "deputy"]
    assert swept(TUESDAY, "10:01") == ["owner", "deputy", "lead"]  # one working day
    assert swept(WEDNESDAY, "10:01") == ["owner", "deputy", "lead", "sponsor"]
    assert swept(THURSDAY, "10:01") == ["owner", "deputy", "lead", "sponsor"]
    told = AuditEntry.objects.filter(action="alert.passed_on").order_by("pk")
    assert list(told.values_list("reason", flat=True)) == ["deputy", "lead", "sponsor"]


@pytest.mark.django_db
def test_from_the_first_moment_to_the_end() -> None:
    cover = covered()
    alert = raised(starting())
    with clock.at(madrid(MONDAY, "11:00")):
        take(alert=alert, by=cover.deputy)
        note_step(alert=alert, kind=StepKind.NOT_REACHED, said=Said(minutes=1), by=cover.deputy)
    assert swept(TUESDAY, "12:00") == ["owner"]  # taken, and time to talk is left
    with clock.at(madrid(WEDNESDAY, "09:30")):
        said = Said(note="Slept badly. Agreed to pause.", minutes=14)
        note_step(alert=alert, kind=StepKind.REACHED, said=said, by=cover.deputy)
        end = Said(outcome="no-risk")
        note_step(alert=alert, kind=StepKind.RESOLVED, said=end, by=cover.owner)
    assert swept(THURSDAY, "15:00") == ["owner"]
    steps = AlertStep.objects.order_by("pk")
    assert [(s.kind, s.by.name, s.minutes) for s in steps] == [
        ("taken", "Dan", None),
        ("not-reached", "Dan", 1),
        ("reached", "Dan", 14),
        ("resolved", "Olga", None),
    ]
    assert b"Slept" not in bytes(steps[2].note_sealed)
    contacts = Contact.objects.order_by("pk").values_list("about", "minutes", "outcome")
    assert list(contacts) == [("safety", 1, "not-reached"), ("safety", 14, "reached")]


@pytest.mark.django_db
def test_taken_but_nobody_spoke_to_the_person_in_time() -> None:
    cover = covered()
    alert = raised(starting())  # to be spoken to by the end of Wednesday
    with clock.at(madrid(MONDAY, "11:00")):
        take(alert=alert, by=cover.owner)
    assert swept(WEDNESDAY, "14:59") == ["owner"]
    assert swept(THURSDAY, "12:59") == ["owner"]
    assert swept(THURSDAY, "13:01") == ["owner", "deputy"]


@pytest.mark.django_db
def test_an_owner_who_has_left_is_passed_over_at_once() -> None:
    cover = covered()
    alert = raised(starting())
    held = cover.owner.assignments.get()
    assignments.end_assignment(assignment=held, by=cover.deputy)
    with clock.at(madrid(TUESDAY, "09:00")):
        assert alert.notices.count() == 1
    assert "deputy" in swept(MONDAY, "10:05")


@pytest.mark.django_db
def test_it_is_taken_once_and_closed_once() -> None:
    cover = covered()
    alert = raised(starting())
    first = take(alert=alert, by=cover.owner)
    assert take(alert=alert, by=cover.deputy) == first
    with pytest.raises(Refused, match="how it ended"):
        note_step(alert=alert, kind=StepKind.RESOLVED, said=Said(), by=cover.owner)
    with pytest.raises(Refused, match="minutes"):
        note_step(alert=alert, kind=StepKind.REACHED, said=Said(minutes=601), by=cover.owner)
    note_step(alert=alert, kind=StepKind.RESOLVED, said=Said(outcome="no-risk"), by=cover.owner)
    for kind, outcome in ((StepKind.RESOLVED, "no-risk"), (StepKind.ACTED, "")):
        with pytest.raises(Refused, match="closed already"):
            note_step(alert=alert, kind=kind, said=Said(outcome=outcome), by=cover.deputy)
    assert AlertStep.objects.count() == 2


@pytest.mark.django_db
def test_a_site_without_cover_raises_and_tells_once_somebody_is_named() -> None:
    ana = starting()
    alert = raised(ana)
    assert swept(MONDAY, "10:01") == []
    assert (alert.acknowledge_by, promised(ana, alert.pk)) == (None, None)
    cover = covered()
    assert swept(MONDAY, "10:02") == ["owner"]
    by_when = promised(ana, alert.pk)
    assert by_when == madrid(WEDNESDAY, "15:00")  # two working days from the first notice
    found = scope_for(current_assignments(cover.owner), Audience.CLINIC)
    assert found is not None
    with clock.at(madrid(MONDAY, "12:00")):
        (row,) = alert_list(found, "open", "1").rows
        take(alert=alert, by=cover.owner)
    assert (row.due, row.overdue) == (by_when, False)
    # Taken, and nobody spoke to the person: the deputy is told four hours of cover after the clock.
    assert swept(THURSDAY, "12:59") == ["owner"]
    assert swept(THURSDAY, "13:01") == ["owner", "deputy"]


@pytest.mark.django_db
def test_named_days_later_the_clocks_start_with_the_first_notice() -> None:
    ana = starting()
    alert = raised(ana)
    covered()
    assert swept(THURSDAY, "14:00")[0] == "owner"
    assert promised(ana, alert.pk) == madrid(date(2026, 12, 7), "15:00")  # Friday, then Monday


def test_a_sweep_passes_over_what_somebody_holds(committed_db: str) -> None:
    covered()
    alert = raised(starting())
    found: list[int] = []

    def sweep() -> None:
        try:
            with clock.at(madrid(TUESDAY, "12:00")):
                found.append(escalate())
        finally:
            connection.close()

    with transaction.atomic():
        Alert.objects.select_for_update().get(pk=alert.pk)
        other = threading.Thread(target=sweep)
        other.start()
        other.join(20)
    assert found == [0]
    with clock.at(madrid(TUESDAY, "12:00")):
        assert escalate() == 2
