"""Identity and free text are sealed: unreadable at rest, bound to their place, gone once erased."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from retraining.common import sealing
from retraining.trials.models import Consent, Identity
from retraining.trials.services import identity
from tests.cast import consented, invited, max_the_manager


def test_what_is_sealed_can_be_opened() -> None:
    key = sealing.new_key()
    sealed = sealing.seal(key, "Ana Müller", "identity.name:1")
    assert b"Ana" not in sealed
    assert sealing.unseal(key, sealed, "identity.name:1") == "Ana Müller"


def test_two_seals_of_one_text_differ() -> None:
    key = sealing.new_key()
    assert sealing.seal(key, "same", "c") != sealing.seal(key, "same", "c")


@pytest.mark.parametrize("harm", ["key", "context", "value"])
def test_it_does_not_open_elsewhere(harm: str) -> None:
    key = sealing.new_key()
    sealed = sealing.seal(key, "text", "identity.name:1")
    wrong_key = sealing.new_key() if harm == "key" else key
    context = "identity.name:2" if harm == "context" else "identity.name:1"
    value = sealed[:-1] + bytes([sealed[-1] ^ 1]) if harm == "value" else sealed
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(wrong_key, value, context)


@pytest.mark.parametrize("value", ["", "short", "not base64 !!"])
def test_a_missing_key_is_named(settings, value: str) -> None:
    settings.IDENTITY_KEY = value
    with pytest.raises(ImproperlyConfigured, match="IDENTITY_KEY is not set"):
        sealing.environment_key("IDENTITY_KEY")


@pytest.mark.django_db
def test_no_table_holds_a_participants_name_in_clear() -> None:
    person = consented("Xenobia")
    tables = [t for t in connection.introspection.table_names() if t.startswith("trials_")]
    assert len(tables) > 10
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f'select count(*) from "{table}" t where t::text ilike %s', ["%xenobia%"]
            )
            assert cursor.fetchone()[0] == 0, table
    assert identity.name_of(person) == "Xenobia"
    assert identity.email_of(person) == "xenobia@people.example"


@pytest.mark.django_db
def test_erasure_makes_name_and_signature_unreadable_for_ever() -> None:
    person = consented("Ana")
    identity.erase(participant=person, by=max_the_manager(), reason="asked")
    consent = Consent.objects.get(participant=person)
    with pytest.raises(sealing.CannotOpen):
        identity.open_for(person, consent.typed_name_sealed, "consent.typed_name")
    with pytest.raises(sealing.CannotOpen):
        identity.name_of(person)
    assert Consent.objects.filter(participant=person).exists()  # that it was signed stays


@pytest.mark.django_db
def test_one_persons_value_does_not_open_as_anothers() -> None:
    ana, bea = invited("Ana"), invited("Bea")
    with pytest.raises(sealing.CannotOpen):
        identity.open_for(bea, Identity.objects.get(participant=ana).name_sealed, "identity.name")
