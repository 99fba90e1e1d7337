"""Who is told by mail that somebody was unblinded, and of the audit log's head: once, no arm."""

import pytest
from django.core import mail

from retraining.accounts.models import User
from retraining.audit.models import AuditEntry
from retraining.audit.services import check_daily, record, seal
from retraining.randomisation import services_unblinding as unblinding
from retraining.randomisation import unblinding_section
from retraining.reminders.models import Message
from retraining.reminders.services import sweep
from retraining.trials.models import Participant
from tests import cast

pytestmark = pytest.mark.django_db


def unblind(person: Participant, by: User) -> None:
    unblinding.unblind(
        participant=person, kind="emergency", reason="treatment", text="x", nonce="n", by=by
    )


def mails(subject: str) -> list[mail.EmailMessage]:
    return [letter for letter in mail.outbox if subject in letter.subject]


def test_those_whom_the_protocol_names_are_told_once() -> None:
    ana = cast.randomised("Ana")
    medic = cast.a_member_of_staff("Nora", "medic", "madrid")
    cast.a_member_of_staff("Mona", "monitor")
    cast.a_member_of_staff("Carla", "clinician", "madrid")
    cast.a_member_of_staff("Rita", "rater", "madrid")
    unblind(ana, medic)
    for _ in range(2):
        sweep()
    found = mails("unblinded")
    assert {letter.to[0] for letter in found} == {"max@staff.example", "mona@staff.example"}
    assert len(found) == 2
    for letter in found:
        whole = str(letter.message())
        assert "1001" in whole
        assert "Drill" in letter.subject
        whole = whole.replace(cast.the_trial().title, "")  # it names both programmes
        assert "mair" not in whole.lower()
        assert "relaxation" not in whole.lower()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({}, ("manager", "monitor")),
        ({"unblinding": {"tell": ["monitor"]}}, ("monitor",)),
    ],
)
def test_whom_the_protocol_names(content: dict[str, object], expected: tuple[str, ...]) -> None:
    assert unblinding_section.roles_told(content) == expected
    assert unblinding_section.problems(content) == []


@pytest.mark.parametrize("tell", [[], "manager", ["boss"], None])
def test_a_section_that_names_nobody_is_a_finding(tell: object) -> None:
    assert unblinding_section.problems({"unblinding": {"tell": tell}})


def a_sealed_entry() -> None:
    record("site.saved", by=None, object_type="site", object_ids=[1])


@pytest.mark.django_db(transaction=False)
def test_the_head_is_mailed_to_monitors_once_a_day() -> None:
    cast.a_member_of_staff("Mona", "monitor")
    a_sealed_entry()
    seal()
    verdict = check_daily()
    assert verdict is not None
    assert check_daily() is None, "once a day"
    for _ in range(2):
        sweep()
    found = mails("The audit log")
    assert [letter.to for letter in found] == [["mona@staff.example"]]
    assert verdict.head in str(found[0].body)
    assert AuditEntry.objects.get(action="audit.checked").object_ids == [
        verdict.sealed, verdict.head,
    ]  # fmt: skip
    assert Message.objects.filter(kind="seal").count() == 1
