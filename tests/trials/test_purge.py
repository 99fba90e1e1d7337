"""Who did not join: after 30 days a code and a day are left, and nothing that can be read."""

from datetime import timedelta

import pytest

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.sealing import CannotOpen
from retraining.trials.models import ScreeningLog
from retraining.trials.services import identity, invitations, screening, understanding
from retraining.trials.services.purging import purge
from tests import cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _after(days: float) -> int:
    with clock.at(clock.now() + days * DAY):
        return purge()


def _no(name: str = "Ana"):
    person = cast.joined(name)
    cast.fitting(person)
    understanding.ask(participant=person, text="May I drive?", by=person.user)
    screening.close(participant=person, kind="declined", code="time", by=person.user)
    return person


@pytest.mark.parametrize(("days", "removed"), [(29.99, 0), (30.01, 1), (400, 1)])
def test_thirty_days_after_the_reason_and_not_before(days, removed) -> None:
    _no()
    assert _after(days) == removed


def test_what_is_left_is_the_code_and_the_day() -> None:
    person = _no()
    assert _after(31) == 1
    person.refresh_from_db()
    assert person.key.wrapped is None
    for sealed in (person.identity.email_sealed, person.identity.name_sealed):
        with pytest.raises(CannotOpen):
            identity.open_for(person, sealed, "identity.email")
    assert screening.look_at_answers(participant=person, by=cast.max_the_manager()) == {}
    assert understanding.words_of(person.talk_requests.get()) == ""
    assert person.user.email.endswith("@erased.invalid")
    line = ScreeningLog.objects.get(participant=person)
    assert (line.kind, line.code) == ("declined", "time")
    entry = AuditEntry.objects.get(action="identity.erased")
    assert (entry.actor, entry.object_ids, entry.reason) == (None, [person.pk], "not enrolled")


def test_a_second_sweep_finds_nothing() -> None:
    _no()
    assert _after(31) == 1
    assert _after(32) == 0
    assert AuditEntry.objects.filter(action="identity.erased").count() == 1


def test_who_came_back_keeps_everything() -> None:
    person = _no()
    screening.come_back(participant=person, by=person.user)
    assert _after(400) == 0


def test_who_takes_part_or_is_still_thinking_keeps_everything() -> None:
    cast.a_list()
    cast.randomised("Bea", "leeds")
    cast.joined("Ana")
    assert _after(400) == 0


def test_an_invitation_nobody_used_becomes_a_code_30_days_after_it_ended() -> None:
    person = cast.invited("Ana")
    assert _after(14 + 29.9) == 0
    assert _after(14 + 30.1) == 1
    line = ScreeningLog.objects.get(participant=person)
    assert (line.kind, line.code, line.by) == ("other", "invitation-ended", None)


def test_a_link_that_was_sent_again_keeps_its_person() -> None:
    person = cast.invited("Ana")
    with clock.at(clock.now() + 40 * DAY):
        invitations.resend(participant=person, by=cast.max_the_manager())
    assert _after(50) == 0


def test_a_link_that_was_closed_long_ago_keeps_nobody() -> None:
    person = cast.invited("Ana")
    invitations.revoke(participant=person, by=cast.max_the_manager())
    assert _after(31) == 1
