"""No answer lands behind a submission, however close two devices are."""

import threading

import pytest
from django.db import connection, connections, transaction

from retraining.assessments.models import Answer
from retraining.assessments.services import NotAnswerable, answer_all, save_answer
from retraining.trials.models import Participant
from tests.cast import CALM_WEEK
from tests.portal_my.days import on_day, starting


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists(select 1 from pg_locks l join pg_stat_activity a using (pid)"
            " where not l.granted and a.datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


def test_an_answer_that_waits_for_a_submission_is_refused(committed_db: str) -> None:
    ana = starting()
    outcome: list[object] = []

    def second_device() -> None:
        person = Participant.objects.select_related("version").get(pk=ana.pk)
        try:
            with on_day(7):
                outcome.append(
                    save_answer(
                        participant=person,
                        visit_key="week-1",
                        item="pain",
                        value=9,
                        by=person.user,
                    )
                )
        except NotAnswerable as refusal:
            outcome.append(refusal)
        finally:
            connections.close_all()

    thread = threading.Thread(target=second_device)
    pause = threading.Event()
    with on_day(7), transaction.atomic():
        answer_all(participant=ana, visit_key="week-1", answers=CALM_WEEK, by=ana.user)
        thread.start()
        for _attempt in range(400):
            if somebody_waits_for_a_lock():
                break
            pause.wait(0.025)
        else:
            pytest.fail("the second device never came to the lock")
    thread.join(20)
    assert [type(found) for found in outcome] == [NotAnswerable]
    assert not Answer.objects.filter(response__visit="week-1", value=9).exists()
