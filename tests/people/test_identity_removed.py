"""Whoever wants their data used no further: nothing new is kept, a day later the name is gone."""

from datetime import timedelta

import pytest

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.trials.models import Participant, Withdrawal
from retraining.trials.services.removing import remove_identities
from retraining.trials.services.withdrawal import UNDO_FOR, undo, withdraw
from sessions.models import PlanItem, PlayEvent
from sessions.services.listening import receive
from tests import cast
from tests.plays import a_whole_play
from tests.portal_my.days import on_day, starting

pytestmark = pytest.mark.django_db


def stops(person: Participant, level: str) -> Withdrawal:
    assert person.user is not None
    return withdraw(participant=person, level=level, reason="", by=person.user)


def has_name(person: Participant) -> bool:
    person.key.refresh_from_db()
    return person.key.wrapped is not None


def test_the_name_goes_by_itself_a_day_later_and_not_before() -> None:
    ana = cast.randomised("Ana")
    said = stops(ana, "data")
    with clock.at(said.at + UNDO_FOR - timedelta(seconds=1)):
        assert remove_identities() == 0
        assert has_name(ana)
    with clock.at(said.at + UNDO_FOR):
        assert remove_identities() == 1
        assert remove_identities() == 0
    assert not has_name(ana)
    (entry,) = AuditEntry.objects.filter(action="identity.erased")
    assert (entry.actor, entry.object_ids, entry.reason) == (None, [ana.pk], "withdrawal-data")


def test_whoever_took_it_back_or_stopped_less_keeps_it() -> None:
    ana, bea = cast.randomised("Ana"), cast.randomised("Bea")
    said = stops(ana, "data")
    assert ana.user is not None
    undo(participant=ana, seen=said.pk, by=ana.user)
    stops(bea, "contact")
    with clock.at(clock.now() + timedelta(days=400)):
        assert remove_identities() == 0
    assert has_name(ana)
    assert has_name(bea)


def test_listening_that_comes_in_afterwards_is_not_kept_and_the_phone_forgets_it() -> None:
    ana = starting()
    with on_day(1):
        item = PlanItem.objects.filter(participant=ana).order_by("opens_at").first()
        assert item is not None
        before, after = a_whole_play(item), a_whole_play(item)
        stops(ana, "sessions")
        receive(plan_item=item, events=before)  # heard offline; the data may be used
        held = PlayEvent.objects.count()
        assert held == len(before)
        stops(ana, "data")
        kept = receive(plan_item=PlanItem(pk=item.pk, participant_id=ana.pk), events=after)
    assert sorted(kept.ids) == sorted(event["id"] for event in after)
    assert PlayEvent.objects.count() == held
