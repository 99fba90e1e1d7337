"""At most one reminder a day and four in a week, whoever sends; one that waits is not lost."""

import copy
from collections import Counter

import pytest
from django.core import mail
from django.core.mail import get_connection
from django.db import connection

from retraining.common import clock
from retraining.reminders import services
from retraining.reminders.models import Message, MessageState, State
from retraining.trials.models import Participant, ProtocolVersion
from tests.cast import invited, randomised
from tests.reminders.moments import on_day, queued, steps_of, sweep_at, wall

pytestmark = pytest.mark.django_db

OPEN, STILL = "This week is open", "This week is still open"
ASKED, AGAIN = "A few questions for you", "The questions are still open"
OUTCOME = "Questions about how you have been"


def two_due(person: Participant) -> tuple[Message, Message]:
    """Two messages that are both wanted on day 7."""
    return queued(person, "session-again", "week-1"), queued(person, "check-in", "week-1")


@pytest.mark.parametrize("ends", [[], [State.UNKNOWN], [State.SENT]])
def test_a_message_in_somebody_elses_hands_counts(ends: list[State]) -> None:
    person = randomised("Ana")
    with on_day(person, 7):
        one, other = two_due(person)
        for state in [State.CLAIMED, *ends]:
            MessageState.objects.create(message=one, state=state, at=clock.now())
        services.deliver(other.pk, get_connection())
    assert mail.outbox == []
    assert State.SENT not in steps_of(other)


@pytest.mark.parametrize("end", [State.CANCELLED, State.FAILED])
def test_a_message_that_did_not_go_out_does_not_count(end: State) -> None:
    person = randomised("Ana")
    with on_day(person, 7):
        one, other = two_due(person)
        for state in (State.CLAIMED, end):
            MessageState.objects.create(message=one, state=state, at=clock.now())
        services.deliver(other.pk, get_connection())
    assert [sent.subject for sent in mail.outbox] == [ASKED]


def test_of_two_on_one_day_one_waits_for_the_next_day() -> None:
    person = randomised("Ana")
    with on_day(person, 7):
        two_due(person)
    days = [sweep_at(wall(person, day)) for day in (7, 8)]
    assert [len(sent) for sent in days] == [1, 1]
    assert days[0] + days[1] == [STILL, ASKED]


def test_a_message_waits_until_the_persons_hour() -> None:
    person = randomised("Ana")
    with on_day(person, 7):
        _one, other = two_due(person)
    sweep_at(wall(person, 7))
    assert sweep_at(wall(person, 8, hour=9, minute=59)) == []
    assert steps_of(other) == [State.CLAIMED, State.WAITS]  # not asked about every minute
    assert sweep_at(wall(person, 8, hour=10, minute=0)) == [ASKED]


def test_a_message_waits_three_days_and_no_longer() -> None:
    person = randomised("Ana")
    with on_day(person, 7):
        message = queued(person, "session-again", "week-1")
    for day in range(7, 11):  # something else takes each day
        with on_day(person, day, hour=9):
            taken = queued(person, "session", f"taken-{day}")
            for state in (State.CLAIMED, State.SENT):
                MessageState.objects.create(message=taken, state=state, at=clock.now())
        sweep_at(wall(person, day))
    last = message.states.latest("pk")
    assert (last.state, last.detail) == (State.CANCELLED, "late")


def test_a_message_of_the_night_waits_for_the_morning() -> None:
    person = randomised("Ana")
    with on_day(person, 1, hour=22):
        queued(person, "session", "week-1")
    assert sweep_at(wall(person, 1, hour=22)) == []
    assert sweep_at(wall(person, 2)) == [OPEN]


def test_somebody_who_does_nothing_gets_each_reminder_on_its_day() -> None:
    person = randomised("Ana")
    came = {day: sweep_at(wall(person, day)) for day in range(1, 64)}
    expected = {}
    for week in range(1, 9):
        first = 7 * week - 6
        expected |= {first: [OPEN], first + 4: [STILL], first + 6: [ASKED], first + 8: [AGAIN]}
    # The outcome opens on day 57; its second message is due on day 60, when four went out since
    # day 54, and waits for the next day.
    expected |= {57: [OUTCOME], 61: [AGAIN]}
    assert {day: subjects for day, subjects in came.items() if subjects} == expected


def with_reminders(person: Participant, **changes: int) -> None:
    """Put the person on a protocol version with other reminder rules."""
    content = copy.deepcopy(person.version.content)
    content["reminders"] |= changes
    content["visits"] = [visit for visit in content["visits"] if not visit.get("chased")]
    person.version = ProtocolVersion.objects.create(
        trial=person.trial, number=99, sha256="9" * 64, content=content
    )
    person.save(update_fields=["version"])


def test_rules_that_collide_lose_nothing_and_keep_the_limits() -> None:
    person = randomised("Ana")
    with_reminders(person, again_after_days=6, check_in_again_after_days=1)
    came = {day: sweep_at(wall(person, day)) for day in range(1, 66)}
    counts = Counter(subject for subjects in came.values() for subject in subjects)
    assert counts == {OPEN: 8, STILL: 8, ASKED: 8, AGAIN: 8}
    assert max(len(subjects) for subjects in came.values()) == 1
    weeks = (sum(len(came[d]) for d in range(day, day + 7)) for day in range(1, 60))
    assert max(weeks) == 4


def test_one_sweep_at_a_time() -> None:
    invited("Ana")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [services.SWEEPING_LOCK])
        services.sweep()
        assert mail.outbox == []
        with other.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [services.SWEEPING_LOCK])
        services.sweep()
        assert len(mail.outbox) == 1
    finally:
        other.close()


def test_a_sweep_that_breaks_gives_the_lock_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise RuntimeError("broken")

    monkeypatch.setattr(services, "queue_what_is_due", broken)
    with pytest.raises(RuntimeError):
        services.sweep()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("select pg_try_advisory_lock(%s)", [services.SWEEPING_LOCK])
            assert cursor.fetchone() == (True,)
    finally:
        other.close()


def test_a_sweep_for_one_person_needs_no_lock_and_touches_nobody_else() -> None:
    ana, bea = randomised("Ana"), randomised("Bea", "leeds")
    with on_day(ana, 1):
        services.sweep_for(participant=ana)
    assert [sent.to for sent in mail.outbox] == [["ana@people.example"]]
    assert not Message.objects.filter(participant=bea, kind="session").exists()
