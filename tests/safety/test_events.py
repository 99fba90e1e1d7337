"""Adverse events: decided by staff, judged by somebody outside delivery, reported in time."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from retraining.accounts.models import User
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.safety.models import Alert, Event, EventFacts, EventSent, Report, Triage
from retraining.safety.selectors.events import COLUMNS, state_of
from retraining.safety.serious import SeriousEvent, clocks
from retraining.safety.services import events, raising
from retraining.safety.services.answering import answer_report
from retraining.safety.services.handling import take
from retraining.safety.services.reports import tell_freely
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from tests.cast import a_member_of_staff
from tests.manage.pages import client_of, words
from tests.portal_my.days import on_day, starting
from tests.safety.people import covered

AWARE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def clinician(name: str = "Carla") -> User:
    return a_member_of_staff(name, "clinician")


def report_of(person: Participant, **answers: str) -> Report:
    report = tell_freely(participant=person, kind="health", by=person.user)
    for item, value in {"what": "A rash", **answers}.items():
        answer_report(report=report, item=item, value=value, by=person.user)
    return report


def known(**changes: object) -> events.Known:
    values = {
        "status": "confirmed", "aware_at": AWARE, "onset": date(2026, 11, 30), "severity": "mild",
        "outcome": "ongoing", "description": "A rash on both arms",
    }  # fmt: skip
    return events.Known(**{**values, **changes})


def an_event(person: Participant, by: User, **changes: object) -> Event:
    return events.open_event(participant=person, report=None, known=known(**changes), by=by)


@pytest.mark.parametrize(
    ("relatedness", "expected", "country", "whom"),
    [
        ("possible", False, "GB", ["lead", "ethics"]),
        ("definite", False, "GB", ["lead", "ethics"]),
        ("possible", True, "GB", ["lead"]),
        ("unlikely", False, "GB", ["lead"]),
        ("possible", False, "ES", ["lead"]),
        ("", None, "GB", ["lead"]),
    ],
)
def test_which_clocks_run(
    relatedness: str, expected: bool | None, country: str, whom: list
) -> None:
    event = SeriousEvent(AWARE, None, None, relatedness, expected)
    found = clocks(event, to_lead_hours=24, to_ethics_days={"GB": 15}, country=country)
    assert [one.to for one in found] == whom
    assert found[0].due == datetime(2026, 12, 2, 9, 0, tzinfo=UTC)


@given(st.integers(0, 60 * 24 * 20), st.integers(0, 60 * 24 * 40))
def test_the_ethics_clock_starts_with_the_chief_investigator(told: int, later: int) -> None:
    lead = AWARE + timedelta(minutes=told)
    event = SeriousEvent(AWARE, lead, None, "probable", False)
    to_lead, to_ethics = clocks(event, to_lead_hours=24, to_ethics_days={"GB": 15}, country="GB")
    assert to_ethics.due - lead == timedelta(days=15)
    now = lead + timedelta(minutes=later)
    assert to_ethics.is_late(now) == (later > 15 * 24 * 60)
    assert to_lead.is_late(now) == (told > 24 * 60)


@pytest.mark.django_db
def test_a_yes_is_a_report_and_staff_decide() -> None:
    ana, carla = starting(), clinician()
    usual, event = report_of(ana), report_of(ana)
    assert events.decide(report=usual, decision=Triage.Decision.USUAL, by=carla) is None
    opened = events.decide(report=event, decision=Triage.Decision.EVENT, by=carla)
    assert events.decide(report=event, decision=Triage.Decision.EVENT, by=carla) == opened
    facts = EventFacts.objects.get()
    assert (facts.status, facts.aware_at, facts.change) == ("draft", event.at, "first")
    assert not Alert.objects.exists()


@pytest.mark.django_db
def test_a_night_in_hospital_opens_the_draft_of_a_serious_event() -> None:
    covered()
    ana = starting()
    with on_day(2):
        report = report_of(ana, care="hospital")
        answer_report(report=report, item="care", value="hospital", by=ana.user)  # a second device
    state = state_of(Event.objects.get())
    assert (state.facts.status, state.facts.seriousness) == ("draft", ["hospital"])
    assert state.event.report == report
    assert state.is_serious
    assert [one.to for one in state.clocks] == ["lead"]
    assert state.clocks[0].due - state.facts.aware_at == timedelta(hours=24)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"onset": None}, "needs a first day"),
        ({"severity": ""}, "needs a first day"),
        ({"outcome": "fatal"}, "belong together"),
        ({"seriousness": ["death"]}, "belong together"),
        ({"seriousness": ["bad"]}, "no such criterion"),
        ({"ended": date(2026, 11, 1)}, "before it begins"),
        ({"onset": date(2999, 1, 1)}, "in the future"),
        ({"aware_at": datetime(2999, 1, 1, tzinfo=UTC)}, "in the future"),
        ({"meddra_code": "10037844"}, "needs its version"),
        ({"meddra_code": "1003", "meddra_version": "29.1"}, "eight digits"),
    ],
)
def test_what_cannot_be_is_refused(change: dict, why: str) -> None:
    ana, carla = starting(), clinician()
    with on_day(5), pytest.raises(Refused, match=why):
        an_event(ana, carla, **change)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_follow_ups_and_corrections_are_new_rows_and_words_are_sealed() -> None:
    ana, carla = starting(), clinician()
    with on_day(5):
        event = an_event(ana, carla)
        after = known(description="", outcome="recovered", ended=date(2026, 12, 3))
        events.record_facts(event=event, known=after, change="follow-up", by=carla)
    first, second = EventFacts.objects.order_by("pk")
    assert (first.outcome, second.outcome) == ("ongoing", "recovered")
    assert bytes(second.description_sealed) == bytes(first.description_sealed)
    assert b"rash" not in bytes(first.description_sealed)


@pytest.mark.django_db
def test_whoever_dealt_with_the_person_does_not_judge() -> None:
    covered()
    ana, carla, cleo = starting(), clinician(), clinician("Cleo")
    ines = a_member_of_staff("Ines", "assessor")
    with on_day(5):
        event = an_event(ana, carla)
        (alert,) = raising.call_asked(participant=ana, about="help", by=ana.user)
        take(alert=alert, by=cleo)
        for by in (carla, cleo):
            with pytest.raises(Refused, match="Somebody else"):
                events.judge(event=event, relatedness="possible", expected="", reason="", by=by)
        with pytest.raises(Refused, match="does not list"):
            events.judge(event=event, relatedness="not", expected="rash", reason="", by=ines)
        events.judge(event=event, relatedness="possible", expected="cramp", reason="W", by=ines)
    assert state_of(event).expected_label == "Cramp"


@pytest.mark.django_db
def test_a_report_to_somebody_is_noted_once_and_never_before_awareness() -> None:
    ana, carla = starting(), clinician()
    with on_day(5):
        event = an_event(ana, carla, seriousness=["hospital"])
        for moment in (AWARE - timedelta(minutes=1), clock.now() + timedelta(minutes=1)):
            with pytest.raises(Refused):
                events.mark_sent(event=event, to="lead", sent_at=moment, by=carla)
        first = events.mark_sent(event=event, to="lead", sent_at=AWARE, by=carla)
        again = events.mark_sent(event=event, to="lead", sent_at=clock.now(), by=carla)
    assert first == again == EventSent.objects.get()


def facts_form(**changes: object) -> dict[str, object]:
    values = {
        "status": "confirmed", "aware_at": "2026-12-01T10:00", "onset": "2026-11-30",
        "severity": "mild", "outcome": "ongoing", "description": "A rash on both arms",
        "change": "follow-up",
    }  # fmt: skip
    return {**values, **changes}


@pytest.mark.django_db
def test_from_the_report_to_the_judgement_on_the_pages() -> None:
    covered()
    ana = starting()
    with on_day(5):
        report = report_of(ana, care="doctor")
        carla = client_of(clinician())
        assert "Reports to decide about" in words(carla.get("/clinic/events/"))
        path = f"/clinic/events/reports/{report.pk}/"
        assert "A rash" not in carla.get(path).content.decode()
        assert "A rash" in carla.post(f"{path}words/").content.decode()
        where = carla.post(path, {"decision": "event"})["Location"]
        page = carla.post(where, facts_form(onset=""))
        assert page.status_code == 400
        assert "needs a first day" in page.content.decode()
        event_url = carla.post(where, facts_form(seriousness=["hospital"]))["Location"]
        said = words(carla.get(event_url))
        assert re.search("To the chief investigator ?: by 2 Dec 2026, 10:00 · not sent yet", said)
        assert "both arms" not in said
        assert "Your judgement" not in said
        carla.post(f"{event_url}sent/", {"to": "lead", "sent_at": "2026-12-01T18:00"})
        assert "sent 1 Dec 2026, 18:00" in words(carla.get(event_url))
        ines = client_of(a_member_of_staff("Ines", "assessor"))
        assert "Reports to decide about" not in words(ines.get("/clinic/events/"))
        assert "Your judgement" in words(ines.get(event_url))
        ines.post(f"{event_url}judge/", {"relatedness": "unlikely", "expected": ""})
        assert "Unexpected" in words(ines.get(event_url))
        assert carla.post(f"{event_url}judge/", {"relatedness": "not"}).status_code == 403
    shown = AuditEntry.objects.filter(action__in=("report.viewed", "event.viewed"))
    assert shown.count() >= 4


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["rater", "statistician", "manager", "monitor"])
def test_nobody_else_sees_events(role: str) -> None:
    ana, carla = starting(), clinician()
    with on_day(5):
        event = an_event(ana, carla)
    client: Client = client_of(a_member_of_staff("Other", role))
    for path in ("", f"{event.pk}/", "list.csv"):
        assert client.get(f"/clinic/events/{path}").status_code in (403, 404)


@pytest.mark.django_db
def test_the_list_as_a_file_has_codes_and_no_words() -> None:
    ana, carla = starting(), clinician()
    with on_day(5):
        an_event(ana, carla, meddra_code="10037844", meddra_version="29.1")
        response = client_of(carla).get("/clinic/events/list.csv")
        text = b"".join(response.streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert tuple(row) == COLUMNS
    assert (row["person"], row["status"], row["serious"]) == (ana.code, "confirmed", "no")
    assert (row["meddra_code"], row["onset"]) == ("10037844", "2026-11-30")
    assert "rash" not in text
