"""A trial is test or live for ever: neither the ORM nor SQL makes one of the other."""

import pytest
from django.db import DatabaseError, connection, transaction

from retraining.trials.models import Trial
from tests import cast

pytestmark = pytest.mark.django_db
REFUSED = "test or live for ever"


def refuse(act) -> None:
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        act()
    assert cast.the_trial().kind == "test"


def test_plain_sql_is_refused() -> None:
    with connection.cursor() as cursor:
        refuse(lambda: cursor.execute("update trials_trial set kind = 'live'"))


def test_the_orm_is_refused() -> None:
    refuse(lambda: Trial.objects.update(kind="live"))
    trial = cast.the_trial()
    trial.kind = "live"
    refuse(trial.save)


def test_a_live_trial_stays_live() -> None:
    live = Trial.objects.create(slug="live-one", title="T", public_name="P", kind="live")
    live.kind = "test"
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        live.save()


def test_the_rest_of_a_trial_may_change() -> None:
    trial = cast.the_trial()
    trial.title = "Another title"
    trial.save()
    assert cast.the_trial().title == "Another title"
