"""Showing one person's arm: to one named medic, with a second factor, once, to nobody else."""

import re
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import DatabaseError, connection, transaction
from django.test import Client

from retraining.accounts import fresh
from retraining.accounts.limits import Limit
from retraining.accounts.models import User
from retraining.accounts.second_factor import current_code
from retraining.audit.models import AuditEntry
from retraining.randomisation import services_unblinding as services
from retraining.randomisation.models import Allocation
from retraining.randomisation.unblinding_models import Unblinding, UnblindingShown
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.services import identity
from retraining.trials.services.identity import open_for
from tests import cast
from tests.manage.pages import client_of, words

pytestmark = pytest.mark.django_db
PAGE = "/manage/unblinding/people/1001/"
ARMS = ("mair", "relaxation")


@pytest.fixture(autouse=True)
def _own_count_of_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is shared with other test processes, whose users have the same ids."""
    for name in ("PASSWORDS", "FACTORS"):
        limit = Limit(f"{name}-{uuid4()}", amount=5, seconds=300)
        monkeypatch.setattr(fresh, name, limit)


@pytest.fixture
def ana() -> Participant:
    return cast.randomised("Ana")


@pytest.fixture
def medic() -> User:
    return cast.a_member_of_staff("Nora", "medic", "madrid")


def arm_of(person: Participant) -> str:
    return Allocation.objects.get(participant=person).arm.slug


def filled(client: Client, medic: User, **changes: str) -> dict[str, str]:
    """The form as it is meant to be filled."""
    page = client.get(PAGE).content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)
    assert stamp, "the page has no stamp"
    sent = {
        "stamp": stamp.group(1),
        "kind": "emergency",
        "reason": "treatment",
        "text": "Dr Alba in A and E asks",
        "number": "1001",
        "password": cast.PASSWORD,
        "factor": current_code(medic),
    }
    return sent | changes


def told(text: str) -> list[str]:
    return [arm for arm in ARMS if re.search(rf"\b{arm}\b", text)]


def test_an_emergency_is_shown_once_and_only_in_that_answer(ana: Participant, medic: User) -> None:
    client = client_of(medic)
    sent = filled(client, medic)
    answer = client.post(PAGE, sent)
    assert answer.status_code == 200
    assert told(words(answer)) == [arm_of(ana)]
    assert "no-store" in answer["Cache-Control"]
    again = client.post(PAGE, sent | {"factor": current_code(medic)})
    assert told(words(again)) == []
    fresh_code = RecoveryCodes.activate(medic).get_unused_codes()[0]
    again = client.post(PAGE, sent | {"factor": fresh_code})
    assert again.status_code == 409
    assert "shown only once" in words(again)
    for page in ("/manage/unblinding/", PAGE):
        assert told(words(client.get(page))) == []
    assert "Emergency; shown once" in words(client.get("/manage/unblinding/"))
    assert UnblindingShown.objects.count() == 1


def test_what_is_kept_and_what_is_not(ana: Participant, medic: User) -> None:
    client = client_of(medic)
    client.post(PAGE, filled(client, medic))
    row = Unblinding.objects.get()
    assert (row.participant, row.by, row.reason, row.kind) == (
        ana, medic, "treatment", "emergency",
    )  # fmt: skip
    assert open_for(ana, row.text_sealed, services.TEXT) == "Dr Alba in A and E asks"
    entries = AuditEntry.objects.filter(action__startswith="participant.unblind")
    assert [(e.action, e.object_ids, e.actor_id) for e in entries.order_by("pk")] == [
        ("participant.unblinding_asked", [ana.pk], medic.pk),
        ("participant.unblinded", [ana.pk], medic.pk),
    ]
    assert not any(told(f"{e.reason} {e.action}") for e in entries)
    for table in ("unblinding", "unblinding_shown"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update randomisation_{table} set at = now()")


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "1002"},
        {"password": "not my password"},
        {"factor": "000000"},
        {"factor": ""},
        {"stamp": "made up"},
        {"reason": ""},
        {"reason": "curiosity"},
        {"text": ""},
        {"kind": "quick"},
    ],
    ids=lambda wrong: str(next(iter(wrong.items()))),
)
def test_a_form_with_a_mistake_shows_nothing(
    ana: Participant, medic: User, wrong: dict[str, str]
) -> None:
    client = client_of(medic)
    answer = client.post(PAGE, filled(client, medic, **wrong))
    assert answer.status_code == 200
    assert told(words(answer)) == []
    assert not Unblinding.objects.exists()


def test_a_code_works_once_and_guessing_ends(ana: Participant, medic: User) -> None:
    client = client_of(medic)
    used = current_code(medic)
    assert Authenticator.objects.get(user=medic, type="totp").wrap().validate_code(used)
    assert "was used before" in words(client.post(PAGE, filled(client, medic, factor=used)))
    for _ in range(5):
        page = client.post(PAGE, filled(client, medic, factor="000000"))
    assert "Too many tries" in words(page)
    code = RecoveryCodes.activate(medic).get_unused_codes()[0]
    page = client.post(PAGE, filled(client, medic, factor=code))
    assert "Too many tries" in words(page)
    assert not Unblinding.objects.exists()


def test_a_passkey_with_which_one_just_came_counts(ana: Participant, medic: User) -> None:
    client = client_of(medic)
    session = client.session
    now = fresh.clock.real_now().timestamp()
    session["account_authentication_methods_user"] = str(medic.pk)
    session["account_authentication_methods"] = [{"method": "mfa", "type": "webauthn", "at": now}]
    session.save()
    assert told(words(client.post(PAGE, filled(client, medic, factor="")))) == [arm_of(ana)]
    session["account_authentication_methods"][0]["at"] = now - 301
    session.save()
    client.cookies["login"] = session.session_key
    assert told(words(client.post(PAGE, filled(client, medic, factor="")))) == []


def test_only_a_medic_of_that_site(ana: Participant) -> None:
    elsewhere = cast.a_member_of_staff("Olga", "medic", "leeds")
    assert client_of(elsewhere).get(PAGE).status_code == 404
    for role, status in (("manager", 403), ("monitor", 403), ("support", 404), ("dmc", 404)):
        assert client_of(cast.a_member_of_staff(role, role)).get(PAGE).status_code == status
    with pytest.raises(Refused, match="not named as a medic"):
        services.unblind(
            participant=ana, kind="emergency", reason="treatment", text="x", nonce="n",
            by=elsewhere,
        )  # fmt: skip


def test_nobody_is_shown_who_was_not_randomised(medic: User) -> None:
    cast.eligible("Ana")
    client = client_of(medic)
    answer = client.post(PAGE, filled(client, medic))
    assert "not been randomised" in words(answer)
    assert not Unblinding.objects.exists()


def test_a_planned_one_takes_two_medics(ana: Participant, medic: User) -> None:
    other = cast.a_member_of_staff("Olga", "medic")
    first, second = client_of(medic), client_of(other)
    asked = first.post(PAGE, filled(first, medic, kind="planned", reason="authority"))
    assert asked.status_code == 302
    page = f"/manage/unblinding/{Unblinding.objects.get().pk}/second/"
    codes = iter(RecoveryCodes.activate(medic).get_unused_codes())

    def own() -> str:
        return words(first.post(page, {"password": cast.PASSWORD, "factor": next(codes)}))

    assert "A second medic has to agree first" in own()
    again = {"password": cast.PASSWORD, "factor": current_code(other)}
    assert second.post(page, again).status_code == 302
    others = iter(RecoveryCodes.activate(other).get_unused_codes())
    seen = second.post(page, again | {"factor": next(others)})
    assert told(seen.content.decode()) == [], "who agrees sees nothing"
    assert told(own()) == [arm_of(ana)]
    assert "shown only once" in own()
    with pytest.raises(Refused, match="whoever asked for it"):
        services.show(unblinding=Unblinding.objects.get(), by=other)
    with pytest.raises(Refused, match="Somebody else has to agree"):
        services.agree(unblinding=Unblinding.objects.get(), by=medic)


def test_the_page_says_that_a_test_trial_is_a_drill(ana: Participant, medic: User) -> None:
    client = client_of(medic)
    assert "This is a test trial: a drill" in words(client.get("/manage/unblinding/"))
    assert client.get("/manage/unblinding/?number=1001").headers["Location"] == PAGE
    assert "Nobody at your sites" in words(client.get("/manage/unblinding/?number=9999"))


def test_an_emergency_after_the_name_was_removed_is_shown_and_keeps_the_reason_alone(
    ana: Participant, medic: User
) -> None:
    identity.erase(participant=ana, by=None, reason="withdrawal-data")
    client = client_of(medic)
    assert "The name of this person was removed" in words(client.get(PAGE))
    assert told(words(client.post(PAGE, filled(client, medic)))) == [arm_of(ana)]
    row = Unblinding.objects.get()
    assert (row.kind, row.reason, bytes(row.text_sealed)) == ("emergency", "treatment", b"")
    assert UnblindingShown.objects.filter(unblinding=row).exists()
