"""The alert list, one alert, the on-call sheet, the cover of a site; and the mails to staff."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client

from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.reminders.services import sweep
from retraining.safety.models import Alert, AlertStep, SiteCover
from retraining.safety.services import raising
from retraining.safety.services.answering import answer_report
from retraining.safety.services.contacts import set_contact
from retraining.safety.services.escalating import escalate
from retraining.trials.models import Participant
from tests.cast import a_member_of_staff, the_site
from tests.manage.pages import as_max, client_of, words
from tests.portal_my.days import on_day, starting
from tests.safety.people import covered, madrid

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)


def an_alert(person: Participant, day: date = MONDAY) -> Alert:
    with clock.at(madrid(day, "10:00")):
        return raising.call_asked(participant=person, about="worse", by=person.user)[0]


def in_hospital(person: Participant) -> Alert:
    """A red alert, with words about it."""
    raising.answer_given(
        participant=person, visit="week-1", instrument="check-in", occurrence=1,
        item="new_problem", value=1, weeks=list, by=person.user,
    )  # fmt: skip
    report = person.reports.get()
    for item, value in (("what", "A broken wrist"), ("care", "hospital")):
        answer_report(report=report, item=item, value=value, by=person.user)
    return Alert.objects.get(rule="hospital")


def clinician(site: str | None = None, name: str = "Carla") -> Client:
    return client_of(a_member_of_staff(name, "clinician", site))


def test_the_list_has_the_most_urgent_in_front() -> None:
    covered()
    ana = starting()
    an_alert(ana)
    with on_day(1, "11:00"):
        in_hospital(ana)
    with clock.at(madrid(MONDAY, "12:00")):
        said = words(clinician().get("/clinic/alerts/"))
    assert said.index("A night in hospital") < said.index("Asks for a call")
    assert "Nobody has taken it" in said
    assert "time is up" not in said
    with clock.at(madrid(date(2026, 12, 4), "12:00")):
        assert words(clinician(name="Cleo").get("/clinic/alerts/")).count("time is up") == 2


def test_alerts_of_another_site_are_not_there() -> None:
    covered()
    alert = an_alert(starting())
    client = clinician("leeds", "Clive")
    assert "Asks for a call" not in words(client.get("/clinic/alerts/"))
    assert client.get(f"/clinic/alerts/{alert.pk}/").status_code == 404
    assert client.post(f"/clinic/alerts/{alert.pk}/take/").status_code == 404
    assert not AlertStep.objects.exists()


@pytest.mark.parametrize("role", ["rater", "manager", "statistician", "monitor"])
def test_nobody_else_sees_an_alert(role: str) -> None:
    covered()
    alert = an_alert(starting())
    client = client_of(a_member_of_staff("Other", role))
    for path in ("/clinic/alerts/", f"/clinic/alerts/{alert.pk}/", "/clinic/on-call/"):
        assert client.get(path).status_code in (403, 404)


def test_names_and_words_only_after_a_press_that_is_written_down() -> None:
    covered()
    ana = starting()
    set_contact(participant=ana, doctor="Dr Sol", emergency="", voicemail="Ring Olga", by=ana.user)
    with on_day(1):
        alert = in_hospital(ana)
    client = clinician()
    path = f"/clinic/alerts/{alert.pk}/"
    before = client.get(path).content.decode()
    for secret in ("ana@people.example", "broken wrist", "Dr Sol", "Ring Olga"):
        assert secret not in before
    assert not AuditEntry.objects.filter(action="identity.viewed").exists()
    after = client.post(f"{path}who/").content.decode()
    for secret in ("ana@people.example", "broken wrist", "Dr Sol", "Ring Olga"):
        assert secret in after
    looks = AuditEntry.objects.filter(action__in=("identity.viewed", "report.viewed"))
    assert looks.count() == 2
    assert client.get(f"{path}who/").status_code == 405


def test_from_taking_it_to_closing_it() -> None:
    covered()
    alert = an_alert(starting())
    client, path = clinician(), f"/clinic/alerts/{alert.pk}/"
    assert "You have taken this alert." in words(client.post(f"{path}take/", follow=True))
    other = clinician(name="Cleo")
    assert "Carla has taken it already." in words(other.post(f"{path}take/", follow=True))
    page = client.post(f"{path}step/", {"kind": "resolved"})
    assert page.status_code == 400
    assert "Please choose how it ended" in page.content.decode()
    client.post(f"{path}step/", {"kind": "not-reached", "minutes": "1"})
    assert "tried" in words(client.get(path))
    client.post(f"{path}step/", {"kind": "reached", "minutes": "12", "note": "Slept badly"})
    page = words(client.get(path))
    assert "Spoke to the person (hidden)" in page
    assert "Slept badly" not in page
    client.post(f"{path}step/", {"kind": "resolved", "outcome": "no-risk"})
    page = words(client.get(path))
    assert "Closed it: Talked, nothing more needed" in page
    assert "Write down what you did" not in page
    assert "Asks for a call" in words(client.get("/clinic/alerts/?show=closed"))
    assert "Nobody waits for an answer." in words(client.get("/clinic/alerts/"))


def test_mails_go_once_to_each_level_and_say_nothing_of_the_person() -> None:
    cover = covered()
    ana = starting()
    mail.outbox.clear()
    alert = an_alert(ana)
    for wall in ("10:01", "10:02", "14:01", "14:02"):
        with clock.at(madrid(MONDAY, wall)):
            escalate()
            sweep()
    alerts = [m for m in mail.outbox if m.subject == "An alert waits for you"]
    assert [m.to for m in alerts] == [[cover.owner.email], [cover.deputy.email]]
    for message in alerts:
        text = message.body + str(message.alternatives)
        assert f"/clinic/alerts/{alert.pk}/" in text
        for secret in (ana.code, "Ana", "call-wanted", "Asks for a call", "worse", "amber"):
            assert secret not in text


def test_a_mail_is_not_sent_for_what_is_closed() -> None:
    covered()
    alert = an_alert(starting())
    mail.outbox.clear()
    with clock.at(madrid(MONDAY, "10:00")):
        clinician().post(
            f"/clinic/alerts/{alert.pk}/step/", {"kind": "resolved", "outcome": "looked-at"}
        )
        sweep()
    assert [m for m in mail.outbox if "alert" in m.subject] == []


def test_the_on_call_sheet_says_who_is_there_and_what_is_lacking() -> None:
    cover = covered()
    with clock.at(madrid(MONDAY, "10:00")):
        said = words(clinician().get("/clinic/on-call/"))
    assert "Covered now." in said
    assert cover.owner.email in said
    assert "+34 910 000 001" in said
    assert "8 December 2026" in said
    assert "After 4 hours of cover: Deputy" in said
    assert "Leeds: no owner, deputy, cover hours and telephone are named" in said
    with clock.at(madrid(MONDAY, "16:00")):
        said = words(clinician(name="Cleo").get("/clinic/on-call/"))
    assert "Nobody is there now. Next: 1 Dec 2026, 09:00" in said


def form(**changes: object) -> dict[str, object]:
    people = {user.name: pk for pk, user in handlers().items()}
    values = {
        "owner": people["Olga"], "deputy": people["Dan"], "lead": people["Lena"],
        "sponsor": people["Sam"], "country": "ES", "days": ["0", "1", "4"], "begins": "08:30",
        "ends": "14:00", "holidays": "2026-12-25\n\n2026-12-08", "route": "+34 900",
        "tested_on": "2026-01-07", "tested_by": people["Dan"],
    }  # fmt: skip
    return {**values, **changes}


def handlers() -> dict:
    from_cover = covered("leeds", country="GB")
    people = (from_cover.owner, from_cover.deputy, from_cover.lead, from_cover.sponsor)
    return {user.pk: user for user in people}


def test_a_manager_names_the_cover_of_a_site() -> None:
    client, path = as_max(), "/manage/sites/madrid/cover/"
    assert "Madrid: no owner" in words(client.get(path))
    assert client.post(path, form())["Location"] == path
    row = SiteCover.objects.filter(site=the_site("madrid")).get()
    assert row.spans == [{"days": [0, 1, 4], "from": "08:30", "to": "14:00"}]
    assert row.holidays == ["2026-12-08", "2026-12-25"]
    assert (row.owner.name, row.route_tested_by.name) == ("Olga", "Dan")
    assert "Before this site can raise alerts" not in words(client.get(path))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"begins": "8:30"}, "Please give a time such as 09:00"),
        ({"begins": "15:00"}, "cannot be read"),
        ({"holidays": "2026-12-25\n25 December"}, "Line 2 is no day"),
        ({"tested_by": ""}, "who made the test call"),
        ({"tested_on": "2999-01-01"}, "cannot lie in the future"),
        ({"days": []}, "one day at least"),
        ({"country": "FR"}, "valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(change: dict, why: str) -> None:
    page = as_max().post("/manage/sites/madrid/cover/", form(**change))
    assert page.status_code == 400
    assert why in page.content.decode()
    assert not SiteCover.objects.filter(site=the_site("madrid")).exists()
