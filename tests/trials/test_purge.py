"""Who did not join: after 30 days a code and a day are left, and nothing that can be read."""

from datetime import timedelta

import pytest

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.sealing import CannotOpen
from retraining.safety.services import raising
from retraining.trials import protocol_section
from retraining.trials.models import ProtocolVersion, ScreeningLog
from retraining.trials.services import identity, invitations, screening, understanding
from retraining.trials.services.purging import purge
from tests import cast
from tests.safety.people import covered

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
    assert _after(89) == 0
    assert identity.name_of(person) == "Ana"


def test_who_takes_part_keeps_everything() -> None:
    cast.a_list()
    cast.randomised("Bea", "leeds")
    assert _after(400) == 0


@pytest.mark.parametrize("began", [cast.joined, cast.consented, cast.eligible])
def test_who_began_and_was_not_heard_of_is_closed_after_90_days_then_removed(began) -> None:
    person = began("Ana")
    assert _after(89.9) == 0
    assert _after(90.1) == 1
    line = ScreeningLog.objects.get(participant=person)
    assert (line.kind, line.code, line.by) == ("other", "not-reached", None)
    assert _after(90.1 + 29.8) == 0
    assert identity.name_of(person) == "Ana"
    assert _after(90.1 + 30.2) == 1
    assert _after(400) == 0
    person.refresh_from_db()
    assert person.key.wrapped is None
    assert ScreeningLog.objects.count() == 1


def _reads(person) -> None:
    cast.read(person, "privacy")


def _signs_in(person) -> None:
    person.user.last_login = clock.now()
    person.user.save()


@pytest.mark.parametrize("sign", [_reads, cast.fitting, cast.called, _signs_in])
def test_each_sign_of_somebody_begins_the_days_anew(sign) -> None:
    person = cast.joined("Ana")
    with clock.at(clock.now() + 80 * DAY):
        sign(person)
    assert _after(80 + 89) == 0
    assert _after(80 + 91) == 1


def _waiting_for(person, days: object) -> None:
    """Let the person's protocol wait for other days."""
    before = person.version
    person.version = ProtocolVersion.objects.create(
        trial=before.trial, number=2, sha256="2" * 64,
        content={**before.content, "screening": {"quiet_days": days}},
    )  # fmt: skip
    person.save()


def test_who_answers_the_first_questions_gave_a_sign() -> None:
    person = cast.consented("Ana")
    _waiting_for(person, 31)
    with clock.at(clock.now() + 6 * DAY):
        cast.answer(person)
    assert _after(6 + 30) == 0
    assert _after(6 + 32) == 1


def test_who_is_opened_again_by_staff_gets_the_days_anew() -> None:
    person = cast.joined("Ana")
    assert _after(91) == 1
    with clock.at(clock.now() + 100 * DAY):
        screening.let_in(participant=person, by=cast.max_the_manager())
    assert _after(189) == 0
    assert _after(191) == 1


def test_the_protocol_may_wait_for_fewer_days() -> None:
    person = cast.joined("Ana")
    _waiting_for(person, 60)
    assert (_after(59), _after(61)) == (0, 1)


@pytest.mark.parametrize("days", [0, 30, 731, "90", True])
def test_days_that_are_none_are_a_finding(days) -> None:
    content = cast.the_trial().versions.get().content
    found = protocol_section.problems({**content, "screening": {"quiet_days": days}})
    assert [key for key, _text in found] == ["quiet_days"]


def test_nobody_with_an_open_alert_is_closed_or_removed() -> None:
    person = cast.joined("Ana")
    covered()
    raising.call_asked(participant=person, about="help", by=person.user)
    assert _after(400) == 0
    assert not ScreeningLog.objects.exists()
    assert identity.name_of(person) == "Ana"


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
