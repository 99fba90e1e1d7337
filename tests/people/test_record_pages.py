"""The pages of the logs: masked first, opened by a POST, corrected with the number typed."""

import uuid

import pytest

from retraining.audit.models import AuditEntry
from retraining.trials.models import Contact, Deviation, Note, Participant, Payment, Withdrawal
from retraining.trials.selectors import withdrawal_level
from retraining.trials.services import withdrawal
from tests.cast import a_member_of_staff, joined, randomised
from tests.manage.pages import as_max, client_of, rows, words
from tests.people.lines import CALL, a_line, corrected, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Participant:
    return randomised("Ana")


def address(person: Participant, log: str, rest: str = "", prefix: str = "manage") -> str:
    return f"/{prefix}/people/{person.code}/log/{log}/{rest}"


def sent(person: Participant, **values: object) -> dict[str, object]:
    return {"once": uuid.uuid4(), "day": today(person).isoformat(), "text": "", **values}


CALL_AS_SENT = {**CALL, "arm_known": "no"}


def test_a_contact_is_added_and_stands_on_the_page(ana: Participant) -> None:
    client = as_max()
    form = sent(ana, **CALL_AS_SENT, text="Asked about headphones.")
    assert client.post(address(ana, "contacts", "add/"), form)["Location"] == address(
        ana, "contacts"
    )
    page = client.get(address(ana, "contacts"))
    assert "Questions that are open · Telephone · The person · Reached · 12 min" in words(page)
    assert "headphones" not in page.content.decode()
    assert "Show text" in words(page)


def test_the_words_are_opened_by_a_post_that_is_written_down(ana: Participant) -> None:
    row = a_line(ana, Note, "Her dog is ill.")
    client, where = as_max(), address(ana, "notes", f"{row.pk}/text/")
    assert client.get(where).status_code == 405
    assert "Her dog is ill." in words(client.post(where))
    assert AuditEntry.objects.filter(action="note.text_viewed", object_ids=[ana.pk]).count() == 1
    assert "Her dog is ill." not in words(client.get(address(ana, "notes")))


def test_looking_at_a_log_is_written_down(ana: Participant) -> None:
    as_max().get(address(ana, "treatments"))
    entry = AuditEntry.objects.get(action="log.viewed")
    assert (entry.object_ids, entry.reason) == ([ana.pk], "treatments")


def test_yes_the_programme_became_known_needs_how(ana: Participant) -> None:
    client, where = as_max(), address(ana, "contacts", "add/")
    page = client.post(where, sent(ana, **{**CALL_AS_SENT, "arm_known": "yes"}))
    assert page.status_code == 400
    assert "Please say how you learnt it" in words(page)
    client.post(where, sent(ana, **{**CALL_AS_SENT, "arm_known": "yes", "arm_known_how": "told"}))
    assert Contact.objects.get().arm_known_how == "told"
    assert "The programme became known: the person said it" in words(
        client.get(address(ana, "contacts"))
    )


def test_a_correction_takes_the_number_and_keeps_the_old_line(ana: Participant) -> None:
    row = a_line(ana, Contact, minutes=12)
    client, where = as_max(), address(ana, "contacts", f"{row.pk}/correct/")
    assert 'value="12"' in client.get(where).content.decode()
    form = sent(ana, **{**CALL_AS_SENT, "minutes": 21}, why="typing", number="1")
    assert "This is not the number on this page." in words(client.post(where, form))
    client.post(where, {**form, "number": ana.code})
    lines = rows(client.get(address(ana, "contacts")))
    assert [line[1].split(" · ")[-1] for line in lines] == [
        "21 min",
        "12 min Corrected: Typed wrongly",
    ]
    assert client.get(address(ana, "contacts", f"{row.pk}/correct/")).status_code == 200


def test_money_is_for_questionnaires_that_were_sent(ana: Participant) -> None:
    client, where = as_max(), address(ana, "payments", "add/")
    page = client.get(where).content.decode()
    assert 'value="baseline"' in page
    assert 'value="week-1"' not in page
    form = sent(ana, visit="week-1", amount="5", currency="EUR", state="due")
    assert client.post(where, form).status_code == 400
    client.post(where, {**form, "visit": "baseline"})
    assert str(Payment.objects.get().amount) == "5.00"


def test_a_deviation_shows_its_codes(ana: Participant) -> None:
    a_line(ana, Deviation, "Asked a day late.", severity="major", action="training")
    page = words(as_max().get(address(ana, "deviations")))
    assert "Major · Questionnaire or rating outside its window · Found" in page


@pytest.mark.parametrize("log", ["contacts", "treatments", "notes", "attendance", "deviations"])
def test_a_clinician_keeps_these_logs_at_their_site(ana: Participant, log: str) -> None:
    carla = client_of(a_member_of_staff("Carla", "clinician", "madrid"))
    clive = client_of(a_member_of_staff("Clive", "clinician", "leeds"))
    assert carla.get(address(ana, log, prefix="clinic")).status_code == 200
    assert carla.get(address(ana, log, "add/", prefix="clinic")).status_code == 200
    assert clive.get(address(ana, log, prefix="clinic")).status_code == 404


@pytest.mark.parametrize("log", ["payments", "moves", "endings", "flags", "nothing"])
def test_other_logs_are_not_the_clinic_s(ana: Participant, log: str) -> None:
    carla = client_of(a_member_of_staff("Carla", "clinician", "madrid"))
    assert carla.get(address(ana, log, prefix="clinic")).status_code == 404


def test_a_rater_sees_none_of_it(ana: Participant) -> None:
    row = a_line(ana, Note, "Words")
    rita = client_of(a_member_of_staff("Rita", "rater", "madrid"))
    for rest in ("", "add/", f"{row.pk}/correct/"):
        assert rita.get(address(ana, "notes", rest, prefix="clinic")).status_code == 403
    assert rita.post(address(ana, "notes", f"{row.pk}/text/", prefix="clinic")).status_code == 403


def test_a_line_of_another_person_is_not_found(ana: Participant) -> None:
    row = a_line(joined("Bea"), Note, "Bea's")
    client = as_max()
    assert client.get(address(ana, "notes", f"{row.pk}/correct/")).status_code == 404
    assert client.post(address(ana, "notes", f"{row.pk}/text/")).status_code == 404


def test_a_line_taken_out_cannot_be_corrected_again(ana: Participant) -> None:
    mark = corrected(a_line(ana, Note, "Words"), "never")
    page = as_max().get(address(ana, "notes"))
    assert "Taken out: It never happened" in words(page)
    assert f"/{mark.pk}/correct/" not in page.content.decode()


def test_the_person_page_leads_to_every_log(ana: Participant) -> None:
    a_line(ana, Contact)
    page = as_max().get(f"/manage/people/{ana.code}/").content.decode()
    for log in ("contacts", "treatments", "notes", "attendance", "deviations", "payments"):
        assert address(ana, log) in page


def test_a_stop_that_was_told_is_recorded_with_its_reason_sealed(ana: Participant) -> None:
    client, home = as_max(), f"/manage/people/{ana.code}/"
    client.post(home + "stop/", {"level": "contact", "reason": "Too much at home."})
    row = Withdrawal.objects.get(participant=ana)
    assert (row.level, row.by.email) == ("contact", "max@staff.example")
    assert "Too much" not in client.get(home).content.decode()
    assert client.get(home + "stop/reason/").status_code == 405
    assert "Too much at home." in words(client.post(home + "stop/reason/"))
    assert AuditEntry.objects.filter(action="withdrawal.reason_viewed").count() == 1
    client.post(home + "stop/back/", {"reason": "Rang and wants to go on."})
    assert withdrawal_level(ana) is None


def test_a_name_is_removed_after_the_day_to_think_and_never_before(ana: Participant) -> None:
    client, where = as_max(), f"/manage/people/{ana.code}/remove/"
    form = {"safe": "on", "number": ana.code}
    assert client.post(where, form).status_code == 409
    withdrawal.withdraw(participant=ana, level="data", reason="", by=ana.user)
    page = client.post(where, form)
    assert "24 hours" in words(page)
    ana.refresh_from_db()
    assert ana.key.wrapped is not None
