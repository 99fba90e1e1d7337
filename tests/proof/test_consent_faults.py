"""Signing from two tabs, while documents change, with the database gone: one consent or none."""

import os
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from django.db import DatabaseError, connections, transaction

from retraining.audit.models import AuditEntry
from retraining.audit.selectors import verify
from retraining.audit.services import seal
from retraining.trials.errors import DocumentsChanged
from retraining.trials.models import Consent, Participant, ParticipantDate
from retraining.trials.selectors_consent import documents_version
from retraining.trials.services import consent
from tests import cast
from tests.portal_my.test_check_in_race import somebody_waits_for_a_lock
from tests.proof import durable
from tests.randomisation.crowds import at_once

pytestmark = pytest.mark.proof
DATABASE = f"consent_{os.getpid()}"
TABS = 8


@pytest.fixture
def unblocked(django_db_blocker) -> Iterator[None]:
    """A test with a server of its own."""
    with django_db_blocker.unblock():
        yield


def ready(name: str = "Ana") -> Participant:
    """Somebody who has done all that comes before signing."""
    person = cast.joined(name)
    cast.fitting(person)
    cast.read(person, "information")
    cast.understanding(person)
    return person


def sign(pk: int, name: str) -> Consent:
    """One tab: it reads the person anew and signs what stood on its page."""
    person = Participant.objects.select_related("user", "version", "site", "trial").get(pk=pk)
    seen = person.trial.versions.get(number=1)
    return consent.sign(
        participant=person, typed_name=name, agreed=11, seen=seen, fresh=True, by=person.user
    )


def whole(person: Participant, consents: int) -> None:
    """Each consent has its day, its entry and its readable name, and nothing else is left over."""
    rows = list(Consent.objects.filter(participant=person))
    assert len(rows) == consents
    assert all(consent.signature_of(row) and len(row.documents) == 3 for row in rows)
    dates = ParticipantDate.objects.filter(participant=person, kind="enrolled")
    entries = AuditEntry.objects.filter(action="consent.signed", object_ids=[person.pk])
    assert (dates.count(), entries.count()) == (consents, consents)
    while seal():
        pass
    assert verify().holds


def test_tabs_that_sign_at_once_leave_one_consent(committed_db: str) -> None:
    ana = ready()
    made = at_once([partial(sign, ana.pk, f"Ana of tab {n}") for n in range(TABS)])
    assert {type(one) for one in made} == {Consent}
    assert len({one.pk for one in made}) == 1, "every tab is told of the same signature"
    whole(ana, 1)


def test_documents_that_come_into_force_while_a_tab_waits_are_not_signed_unread(
    committed_db: str,
) -> None:
    ana = ready()
    outcome: list[object] = []

    def tab() -> None:
        try:
            outcome.append(sign(ana.pk, "Ana"))
        except DocumentsChanged as error:
            outcome.append(error)
        finally:
            connections.close_all()

    thread, pause = threading.Thread(target=tab), threading.Event()
    with transaction.atomic():
        Participant.objects.select_for_update().get(pk=ana.pk)
        cast.new_documents("ask")
        thread.start()
        for _attempt in range(400):
            if somebody_waits_for_a_lock():
                break
            pause.wait(0.025)
        else:
            pytest.fail("the tab never came to the lock")
    thread.join(20)
    assert [type(found) for found in outcome] == [DocumentsChanged]
    whole(ana, 0)
    cast.read(ana, "information", "privacy")
    cast.understanding(ana)
    newest = documents_version(ana)
    signed = consent.sign(
        participant=ana, typed_name="Ana", agreed=11, seen=newest, fresh=True, by=ana.user
    )
    assert (newest.number, signed.version) == (2, newest)
    whole(ana, 1)


@pytest.mark.usefixtures("unblocked")
@pytest.mark.parametrize("between", ["set_date", "wake", "record"])
def test_killed_while_signing_nothing_is_half(monkeypatch, between: str) -> None:
    with durable.running(DATABASE, fresh=True):
        ana = ready()
        with monkeypatch.context() as patch:
            patch.setattr(consent, between, lambda *_args, **_named: durable.kill_hard())
            with pytest.raises(DatabaseError):
                sign(ana.pk, "Ana")
        connections.close_all()
    with durable.running(DATABASE, fresh=False):
        whole(ana, 0)
        assert consent.signature_of(sign(ana.pk, "Ana")) == "Ana"
        whole(ana, 1)
        connections.close_all()
