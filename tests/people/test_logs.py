"""The logs about a person: a line once, never edited, corrected by a new one, words sealed."""

import uuid
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from retraining.audit.models import AuditEntry
from retraining.trials.errors import Refused
from retraining.trials.models import Contact, Deviation, Flag, Note, Participant, Payment
from retraining.trials.models.logs import PersonRow, Why
from retraining.trials.scope import Scope
from retraining.trials.selectors_logs import contact_minutes, flags_of, rows_of, standing_rows
from retraining.trials.services import logs
from retraining.trials.services.identity import erase
from tests.cast import joined, max_the_manager, randomised, the_trial
from tests.people.lines import SAMPLES, a_line, corrected, today


@pytest.fixture
def ana(db: None) -> Participant:
    return randomised("Ana")


@pytest.mark.parametrize("model", list(SAMPLES), ids=lambda m: m.__name__)
def test_every_log_keeps_a_line_with_its_words_sealed(
    ana: Participant, model: type[PersonRow]
) -> None:
    row = a_line(ana, model, "She told me of Lyrica.")
    assert b"Lyrica" not in bytes(row.text_sealed)
    assert logs.show_text(row=row, by=max_the_manager()) == "She told me of Lyrica."
    name = model._meta.model_name
    actions = AuditEntry.objects.filter(object_ids=[ana.pk]).values_list("action", flat=True)
    assert {f"{name}.recorded", f"{name}.text_viewed"} <= set(actions)


def test_pressing_twice_writes_one_line(ana: Participant) -> None:
    once = uuid.uuid4()
    first, second = (a_line(ana, Contact, once=once) for _press in range(2))
    assert first == second
    assert Contact.objects.count() == 1
    assert AuditEntry.objects.filter(action="contact.recorded").count() == 1


def test_a_correction_stands_in_the_place_of_the_line(ana: Participant) -> None:
    wrong = a_line(ana, Contact, "twelve", minutes=12)
    right = corrected(wrong, "typing", minutes=21)
    assert list(standing_rows(Contact, ana)) == [right]
    assert [row.minutes for row in rows_of(Contact, ana)] == [21, 12]
    assert logs.show_text(row=right, by=max_the_manager()) == "twelve"  # words stay unless replaced
    with pytest.raises(Refused, match="corrected already"):
        corrected(wrong, "typing", minutes=3)


@pytest.mark.parametrize("why", ["never", "other-person"])
def test_a_line_that_never_was_leaves_nothing_in_its_place(ana: Participant, why: str) -> None:
    wrong = a_line(ana, Contact)
    mark = corrected(wrong, why, minutes=400)
    assert not standing_rows(Contact, ana).exists()
    assert rows_of(Contact, ana).count() == 2
    assert mark.minutes == wrong.minutes
    with pytest.raises(Refused, match="corrected already"):
        corrected(mark, "typing")


@pytest.mark.parametrize("number", ["1", "", "10011", "Ana"])
def test_the_number_of_the_person_is_typed(ana: Participant, number: str) -> None:
    row = a_line(ana, Note, "A note")
    with pytest.raises(Refused, match="not the number"):
        corrected(row, "typing", "Another", number=number or "x")
    assert rows_of(Note, ana).count() == 1


def test_a_correction_needs_a_reason_of_the_list(ana: Participant) -> None:
    row = a_line(ana, Note, "A note")
    with pytest.raises(Refused, match="say why"):
        corrected(row, "because", "Another")


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Contact, {"about": "gossip"}),
        (Contact, {"minutes": -1}),
        (Contact, {"arm_known": True}),
        (Contact, {"arm_known_how": "told"}),
        (Deviation, {"severity": "huge"}),
        (Payment, {"amount": "0"}),
        (Payment, {"state": "lost"}),
    ],
)
def test_what_a_log_does_not_know_is_refused(
    ana: Participant, model: type[PersonRow], values: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        a_line(ana, model, **values)
    assert not rows_of(model, ana).exists()


def test_a_day_to_come_is_refused(ana: Participant) -> None:
    with pytest.raises(Refused, match="still to come"):
        a_line(ana, Note, "x", days_ago=-1)


def test_a_deviation_is_not_found_before_it_happened(ana: Participant) -> None:
    with pytest.raises(Refused):
        a_line(ana, Deviation, found_on=today(ana) - timedelta(days=1))


def test_one_payment_of_a_kind_for_a_questionnaire(ana: Participant) -> None:
    due = a_line(ana, Payment)
    a_line(ana, Payment, state="paid")
    with pytest.raises(Refused, match="already"):
        a_line(ana, Payment, amount="12.00")
    corrected(due, "never")
    a_line(ana, Payment, amount="12.00")
    assert sorted(standing_rows(Payment, ana).values_list("state", flat=True)) == ["due", "paid"]


def test_only_a_randomisation_can_be_flagged(ana: Participant) -> None:
    with pytest.raises(Refused, match="not randomised"):
        a_line(joined("Bea"), Flag)
    a_line(ana, Flag, kind="wrong-stratum")
    a_line(ana, Flag)
    assert flags_of(ana) == {"wrong-stratum", "in-error"}


def test_nothing_is_written_once_the_identity_is_erased(ana: Participant) -> None:
    erase(participant=ana, by=max_the_manager(), reason="test")
    with pytest.raises(Refused, match="erased"):
        a_line(ana, Note, "words")


class MinutesOfContact(TestCase):
    """Minutes of staff contact are the sum over the lines that count, whatever was corrected."""

    @settings(max_examples=25)  # each asks the database
    @given(st.lists(st.tuples(st.integers(0, 90), st.sampled_from(["", "typing", "never"]))))
    def test_the_sum(self, calls: list[tuple[int, str]]) -> None:
        person = joined()
        expected = 0
        for length, why in calls[:6]:
            row = a_line(person, Contact, minutes=length)
            if why:
                corrected(row, why, minutes=5)
            expected += {"": length, "typing": 5, "never": 0}[why]
        found = contact_minutes(Scope(the_trial().pk, None, frozenset(), frozenset()))
        assert found.get(person.pk, 0) == expected


def test_two_tabs_at_once_write_one_line(committed_db: str) -> None:
    person = joined()
    once, manager, wrong = uuid.uuid4(), max_the_manager(), []

    def press() -> None:
        try:
            a_line(person, Contact, once=once)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=press) for _tab in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert Contact.objects.filter(by=manager).count() == 1


def test_two_people_correct_one_line_at_once(committed_db: str) -> None:
    person = joined()
    row = a_line(person, Contact)
    max_the_manager()
    said: list[str] = []

    def press(minutes: int) -> None:
        try:
            corrected(row, str(Why.TYPING), minutes=minutes)
            said.append("done")
        except Refused as refusal:
            said.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=press, args=(n,)) for n in (3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said)[1] == "done"
    assert "corrected already" in sorted(said)[0]
    assert standing_rows(Contact, person).count() == 1
