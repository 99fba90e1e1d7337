"""Who did not join: what was told on the way in is gone, and only then may it go."""

import pytest
from django.db import DatabaseError, connection, transaction

from retraining.common import clock
from retraining.trials.models import (
    ComprehensionAttempt,
    Consent,
    EligibilityVerdict,
    Participant,
    ParticipantKey,
    Screening,
    ScreeningCall,
    ScreeningPart,
)
from retraining.trials.services.identity import erase
from tests import cast

pytestmark = pytest.mark.django_db
ON_THE_WAY_IN = (
    ScreeningPart,
    Screening,
    ScreeningCall,
    ComprehensionAttempt,
    EligibilityVerdict,
)


def _kept(person: Participant) -> list[bool]:
    return [model.objects.filter(participant=person).exists() for model in ON_THE_WAY_IN]


def test_with_the_key_goes_all_that_was_told_on_the_way_in() -> None:
    ana, bea = cast.eligible("Ana"), cast.eligible("Bea", "leeds")
    assert all(_kept(ana))
    erase(participant=ana, by=None, reason="not enrolled")
    assert not any(_kept(ana))
    assert all(_kept(bea))
    assert Consent.objects.filter(participant=ana).exists()


def test_of_whoever_was_randomised_it_stays() -> None:
    ana = cast.randomised("Ana")
    erase(participant=ana, by=None, reason="asked")
    assert all(_kept(ana))


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(sql)


@pytest.mark.parametrize("model", ON_THE_WAY_IN, ids=lambda m: m.__name__)
@pytest.mark.parametrize("who", ["key stands", "randomised"])
def test_the_database_refuses_it_before_the_key_is_destroyed_and_after_the_draw(who, model) -> None:
    person = cast.randomised("Ana") if who == "randomised" else cast.eligible("Ana")
    if who == "randomised":
        ParticipantKey.objects.filter(participant=person).update(
            wrapped=None, destroyed_at=clock.now()
        )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _run(f"delete from {model._meta.db_table} where participant_id = {person.pk}")
    assert all(_kept(person))


@pytest.mark.parametrize("model", ON_THE_WAY_IN, ids=lambda m: m.__name__)
def test_nobody_changes_it_whatever_became_of_the_key(model) -> None:
    person = cast.eligible("Ana")
    ParticipantKey.objects.filter(participant=person).update(wrapped=None, destroyed_at=clock.now())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _run(f"update {model._meta.db_table} set recorded_at = now()")
