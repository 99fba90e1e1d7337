"""One person's page: where they stand, who they are, what happened."""

import pytest

from retraining.audit.models import AuditEntry
from retraining.trials.services import identity, withdrawal
from tests import cast
from tests.manage.pages import as_max, rows, words

pytestmark = pytest.mark.django_db
PAGE = "/manage/people/1001/"


def test_where_somebody_ready_stands() -> None:
    cast.a_list()
    cast.eligible("Ana")
    page = as_max().get(PAGE)
    said = words(page)
    for part in ("Participant 1001", "Ready to randomise", "Accepted", "Signed", "Can take part"):
        assert part in said
    assert f'href="{PAGE}randomise/"' in page.content.decode()


def test_the_look_at_the_page_is_recorded() -> None:
    person = cast.invited("Ana")
    as_max().get(PAGE)
    entry = AuditEntry.objects.get(action="person.viewed")
    assert (entry.actor.name, entry.object_ids) == ("Max", [person.pk])


def test_who_this_is_stands_there_only_when_asked_and_is_recorded() -> None:
    person = cast.joined("Anastasia")
    max_ = as_max()
    before = max_.get(PAGE).content.decode()
    assert "Anastasia" not in before
    assert "people.example" not in before
    assert not AuditEntry.objects.filter(action="identity.viewed").exists()
    shown = max_.post(f"{PAGE}who/")
    assert "Anastasia" in words(shown)
    assert "anastasia@people.example" in words(shown)
    assert "no-store" in shown.headers["Cache-Control"]
    entry = AuditEntry.objects.get(action="identity.viewed")
    assert (entry.actor.name, entry.object_ids) == ("Max", [person.pk])
    assert "Anastasia" not in max_.get(PAGE).content.decode()


def test_who_this_was_after_erasure() -> None:
    person = cast.joined("Ana")
    identity.erase(participant=person, by=cast.max_the_manager(), reason="asked")
    answer = as_max().post(f"{PAGE}who/")
    assert answer.status_code == 409
    assert "have been erased" in words(answer)


def test_what_happened_newest_first() -> None:
    cast.a_list()
    cast.randomised("Ana")
    history = [row[1:] for row in rows(as_max().get(PAGE))]
    assert history == [
        ["Randomised", "Max"],
        ["Eligibility: can take part", "Max"],
        ["First questions sent", "the person"],
        ["Rang the person", "Max"],
        ["Consent signed", "the person"],
        ["Answered whether the study fits", "the person"],
        ["Invitation accepted", "the person"],
        ["Invitation sent", "Max"],
    ]


def test_stopping_is_shown_and_its_reason_is_not() -> None:
    person = cast.consented("Ana")
    withdrawal.withdraw(
        participant=person, level="sessions", reason="the voice was too loud", by=person.user
    )
    page = as_max().get(PAGE)
    said = words(page)
    assert "This person has stopped" in said
    assert "Stop the sessions, keep the questionnaires" in said
    assert "A reason was given" in said
    assert "too loud" not in page.content.decode()
    assert f'href="{PAGE}randomise/"' not in page.content.decode()


def test_no_score_and_no_answer_stands_on_the_page() -> None:
    cast.a_list()
    cast.randomised("Ana")
    said = words(as_max().get(PAGE)).lower()
    assert "pain" not in said
    assert "fiqr" not in said
