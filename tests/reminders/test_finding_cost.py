"""Finding what is due costs the same number of queries for a few people and for many."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from retraining.common import clock
from retraining.reminders import finding, services
from retraining.reminders.models import Message
from retraining.reminders.programme import read
from retraining.trials.models import DateKind, ParticipantDate, ProtocolVersion
from tests.reminders.crowd import a_crowd

pytestmark = pytest.mark.django_db

START = date(2026, 3, 2)
OPENING = clock.from_wall(START, time(10, 1), "Europe/Madrid")


def queries_of_finding() -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        services.queue_what_is_due()
    return len(queries)


def test_three_and_twelve_people_cost_the_same_queries() -> None:
    with clock.at(OPENING):
        a_crowd(3, START)
        few = queries_of_finding()
        a_crowd(9, START)
        assert queries_of_finding() == few
    assert Message.objects.filter(kind="session").count() == 12


def test_what_is_in_the_outbox_is_not_offered_again() -> None:
    with clock.at(OPENING):
        a_crowd(3, START)
        assert services.queue_what_is_due() == 3
        assert services.queue_what_is_due() == 0


def people_looked_at(moment: datetime) -> int:
    programmes = {v.pk: read(v.content) for v in ProtocolVersion.objects.all()}
    return finding.people_in_programme(moment, programmes).count()


def test_people_who_began_long_ago_are_not_looked_at() -> None:
    a_crowd(2, START)
    a_crowd(1, START - timedelta(days=7))
    last_questions_close = timedelta(days=183)  # the end of day 182
    assert people_looked_at(OPENING + last_questions_close) == 3
    assert people_looked_at(OPENING + last_questions_close + timedelta(days=30)) == 2
    assert people_looked_at(OPENING + last_questions_close + timedelta(days=31)) == 0


def test_the_newest_start_day_counts() -> None:
    with clock.at(OPENING):
        (person,) = a_crowd(1, START)
        ParticipantDate.objects.create(
            participant=person, kind=DateKind.START, day=START + timedelta(days=3), at=clock.now()
        )
        assert services.queue_what_is_due() == 0
    with clock.at(OPENING + timedelta(days=3)):
        services.queue_what_is_due()
    assert Message.objects.get().due_at == OPENING + timedelta(days=3, minutes=-1)
