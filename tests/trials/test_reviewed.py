"""Defects that a review proved, so that they stay mended."""

import logging
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.db.models.functions import Length

from retraining.accounts.models import User
from retraining.audit.models import AuditEntry
from retraining.audit.services import record
from retraining.common import clock
from retraining.common.access import Audience
from retraining.common.logs import ValuelessFormatter
from retraining.randomisation.models import Slot
from retraining.trials.errors import Refused
from retraining.trials.models import DateKind, Participant, StaffAssignment
from retraining.trials.selectors import (
    current_assignments,
    latest_day,
    scope_for,
    withdrawal_level,
)
from retraining.trials.selectors_consent import documents_version
from retraining.trials.services import consent, details, identity, invitations, staff, withdrawal
from tests.cast import (
    a_list,
    a_member_of_staff,
    consented,
    invited,
    joined,
    max_the_manager,
    new_documents,
    randomised,
    read,
    the_site,
    the_trial,
    understanding,
)
from tests.sealing import seal_until


@pytest.mark.django_db
def test_every_sealed_slot_has_the_same_length() -> None:
    a_list()
    lengths = set(Slot.objects.annotate(n=Length("arm_sealed")).values_list("n", flat=True))
    assert len(lengths) == 1


@pytest.mark.django_db
def test_no_query_leads_from_a_participant_to_an_arm() -> None:
    randomised("Ana")
    with pytest.raises(FieldError):
        list(Participant.objects.values_list("allocation__arm__slug"))


@pytest.mark.django_db
def test_a_role_reaches_only_its_own_sites() -> None:
    user = a_member_of_staff("Carla", "clinician", "madrid")
    staff.assign(user=user, trial=the_trial(), role="rater", site=the_site("leeds"), by=None)
    held = list(current_assignments(user))
    caseload = scope_for(held, Audience.CLINIC, permission="view-caseload")
    rating = scope_for(held, Audience.CLINIC, permission="rate")
    assert caseload.site_ids == {the_site("madrid").pk}
    assert rating.site_ids == {the_site("leeds").pk}
    assert scope_for(held, Audience.MANAGE) is None


@pytest.mark.django_db
def test_a_trial_keeps_its_last_manager() -> None:
    first, second = max_the_manager(), a_member_of_staff("Mia", "manager")
    theirs = {a.user_id: a for a in StaffAssignment.objects.filter(role="manager")}
    staff.end_assignment(assignment=theirs[second.pk], by=first)
    with pytest.raises(Refused):
        staff.end_assignment(assignment=theirs[first.pk], by=second)


@pytest.mark.django_db
def test_erasure_closes_the_account_and_takes_its_address() -> None:
    person = consented("Ana")
    identity.erase(participant=person, by=max_the_manager(), reason="asked")
    user = User.objects.get(pk=person.user_id)
    assert not user.is_active
    assert "ana" not in user.email
    assert not User.objects.filter(email="ana@people.example").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["localtime", "Nowhere/Town", "", "posixrules"])
def test_a_zone_that_the_database_may_not_know_is_refused(zone: str) -> None:
    person = joined("Ana")
    with pytest.raises(Refused):
        details.change_details(participant=person, time_zone=zone, message_hour=10, by=person.user)


@pytest.mark.django_db
def test_the_database_knows_every_zone_that_we_take() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select name from pg_timezone_names")
        known = {row[0] for row in cursor.fetchall()}
    assert {"Europe/Madrid", "Europe/London"} <= clock.zones() & known


@pytest.mark.django_db
def test_signing_again_does_not_move_the_day_that_windows_count_from() -> None:
    person = consented("Ana")
    day = latest_day(person, DateKind.ENROLLED)
    new_documents("ask")
    with clock.at(clock.now() + timedelta(days=20)):
        read(person, "information", "privacy")
        understanding(person)
        consent.sign(
            participant=person,
            typed_name="Ana",
            agreed=consent.statement_count(person),
            seen=documents_version(person),
            fresh=True,
            by=person.user,
        )
    assert person.consents.count() == 2
    assert latest_day(person, DateKind.ENROLLED) == day


@pytest.mark.django_db
def test_a_stale_second_device_cannot_weaken_a_withdrawal() -> None:
    person = consented("Ana")
    withdrawal.withdraw(participant=person, level="contact", reason="", by=person.user)
    withdrawal.withdraw(participant=person, level="sessions", reason="", by=person.user)
    assert withdrawal_level(person) == "contact"
    assert person.withdrawals.count() == 1


def test_accepting_and_resending_at_once_does_not_deadlock(committed_db: str) -> None:
    errors: list[Exception] = []
    for name in ("Ana", "Bea", "Cleo", "Dora"):
        person = invited(name)
        start = threading.Barrier(2)

        def accept(person: Participant = person, start: threading.Barrier = start) -> None:
            start.wait()
            _try(
                lambda: invitations.accept(
                    invitation=person.invitations.first(),
                    email=f"{person.code}@people.example",
                    time_zone="Europe/Madrid",
                )
            )

        def resend(person: Participant = person, start: threading.Barrier = start) -> None:
            start.wait()
            _try(lambda: invitations.resend(participant=person, by=max_the_manager()))

        def _try(act: object) -> None:
            try:
                act()  # type: ignore[operator]
            except Refused:
                pass
            except Exception as error:
                errors.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=accept), threading.Thread(target=resend)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert errors == []


def test_two_people_with_one_address_get_one_account_and_one_refusal(committed_db: str) -> None:
    people = [invited("Ana"), invited("Bea")]
    start = threading.Barrier(2)
    ends: list[str] = []

    def accept(person: Participant) -> None:
        start.wait()
        try:
            invitations.accept(
                invitation=person.invitations.get(),
                email="shared@people.example",
                time_zone="Europe/Madrid",
            )
            ends.append("in")
        except Refused:
            ends.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["in", "refused"]


def test_entries_of_a_restored_database_are_sealed(committed_db: str) -> None:
    old = record("old.act", by=None, object_type="thing", object_ids=[1])
    restored = AuditEntry.objects.create(
        action="restored.act", object_type="thing", object_ids=[1], request_id="-",
        transaction_id=9_000_000_000,
    )  # fmt: skip
    seal_until(old, restored)


def test_a_logged_error_quotes_no_value() -> None:
    try:
        raise ValueError("Key (email)=(ana@people.example) already exists")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
        record_ = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", (), info)
    text = ValuelessFormatter("%(message)s").format(record_)
    assert "ana@people.example" not in text.replace(
        'raise ValueError("Key (email)=(ana@people.example) already exists")', ""
    )
    assert text.endswith("builtins.ValueError")
