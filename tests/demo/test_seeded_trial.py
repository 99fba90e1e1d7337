"""The whole simulated trial: who stands where, and that its records are true."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from retraining.accounts.models import User
from retraining.audit.selectors import verify
from retraining.common.clock import local
from retraining.demo.models import SeedProgress, StoredMail
from retraining.demo.personas import Persona, personas
from retraining.demo.world import PASSWORD
from retraining.portal.alerts_verify import verify_alerts
from retraining.portal.today import today_of
from retraining.randomisation.models import Allocation
from retraining.randomisation.selectors import stand
from retraining.reminders.models import Message, MessageState, State
from retraining.reporting.models import CaseSummary
from retraining.safety.models import Alert, AlertStep, Event, Report
from retraining.safety.selectors.cover import cover_gaps, cover_of
from retraining.trials.models import Participant, Site, Trial
from sessions.models import PlayEvent
from sessions.selectors import items_to_fold

pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.xdist_group("seeded-demo")]


def participant(email: str) -> Participant:
    found: Participant = Participant.objects.select_related("version", "site").get(
        user__email=f"{email}@people.example"
    )
    return found


def test_forty_one_are_randomised_over_two_sites_with_telephone_and_hours() -> None:
    randomised = Counter(Allocation.objects.values_list("participant__site__slug", flat=True))
    assert sum(randomised.values()) == 41
    assert set(randomised) == {"madrid", "leeds"}
    for site in Site.objects.all():
        assert site.phone
        assert site.hours
        assert site.crisis_text


def test_everybody_lives_in_the_zone_of_their_site() -> None:
    zones = set(Participant.objects.values_list("site__slug", "time_zone"))
    assert zones == {("madrid", "Europe/Madrid"), ("leeds", "Europe/London")}


def test_others_wait_at_earlier_stages() -> None:
    assert Participant.objects.filter(user=None, invitations__spent_at=None).count() == 2
    rest = Participant.objects.exclude(pk__in=Allocation.objects.values("participant"))
    waiting = [person for person in rest if stand(person).ready]
    assert {p.site.slug for p in waiting} == {"madrid", "leeds"}
    assert Participant.objects.filter(verdicts__eligible=False).count() == 1
    stopped = Participant.objects.get(withdrawals__level="sessions")
    after = stopped.withdrawals.get().at
    assert stopped.responses.filter(started_at__gt=after).exists()
    assert not PlayEvent.objects.filter(
        plan_item__participant=stopped, received_at__gt=after
    ).exists()


def test_both_programmes_can_be_tried() -> None:
    arms = {Allocation.objects.get(participant=participant(who)).arm.programme
            for who in ("ana.prieto", "bea.thornton")}  # fmt: skip
    assert arms == {"mair", "relaxation"}


def test_ana_can_carry_on_and_bea_has_questions_in_week_3() -> None:
    ana, bea = today_of(participant("ana.prieto")), today_of(participant("bea.thornton"))
    assert ana.now is not None
    assert bea.now is not None
    assert (ana.now.kind, ana.now.saved, ana.now.title) == ("core", 8, "Week 3, main session")
    assert bea.now.kind == "questions"
    assert bea.others[0].kind == "core"


def test_the_clinician_sees_who_is_worse_who_is_quiet_and_what_is_unsent() -> None:
    reasons = [reason for row in CaseSummary.objects.all() for reason in row.reasons]
    codes = Counter(code for code, *_ in reasons)
    assert codes["worse"] >= 2
    quiet_for = {number for code, number, _day in reasons if code == "quiet"}
    assert quiet_for & {10, 11}  # 11 where it is past midnight there, but not yet in UTC
    assert codes["unsent"] == 1
    assert CaseSummary.objects.filter(reasons=[]).count() > 20


def test_each_site_has_its_cover_and_nothing_about_safety_is_missing() -> None:
    for site in Site.objects.all():
        cover = cover_of(site)
        assert cover is not None
        assert len({cover.owner.pk, cover.deputy.pk, cover.lead.pk, cover.sponsor.pk}) == 4
    version = Participant.objects.earliest("pk").version
    assert cover_gaps(version.trial, version.content) == []


def test_every_alert_is_due_and_every_alert_that_is_due_was_raised() -> None:
    verdict = verify_alerts(Trial.objects.get())
    assert verdict.alerts > 5
    assert (verdict.not_due, verdict.not_raised) == ([], [])


def test_alerts_stand_in_every_state() -> None:
    rows = Alert.objects.order_by("pk").values_list("rule", "participant__user__email", "pk")
    state = {
        (rule, email.split("@")[0]): set(
            AlertStep.objects.filter(alert=pk).values_list("kind", flat=True)
        )
        for rule, email, pk in rows
    }
    assert state["upset", "beatriz.soler"] == set()
    assert state["upset", "joanne.dyson"] == {"taken", "not-reached"}
    assert state["upset", "isabel.cano"] == {"taken", "reached"}
    for closed in (("upset", "carmen.ortega"), ("hospital", "priya.nair")):
        assert state[closed] == {"taken", "reached", "resolved"}
    answers = {(rule, email) for rule, email in state if rule == "low-mood"}
    assert answers, "answers of the dice alone raise some as well"


def test_one_adverse_event_was_followed_up_judged_and_is_over() -> None:
    event = Event.objects.get(participant__user__email="priya.nair@people.example")
    assert [row.outcome for row in event.facts.order_by("pk")] == ["", "improving", "recovered"]
    assert event.judgements.get().relatedness == "not"
    assert set(event.sent.values_list("to", flat=True)) == {"lead", "sponsor"}
    undecided = Report.objects.filter(kind="health", triages=None, events=None)
    assert [report.participant.user.email for report in undecided] == [
        "gillian.firth@people.example"
    ]


def test_the_assessor_signs_in_with_one_click_and_has_an_event_to_judge(client: Client) -> None:
    answer = client.post(reverse("demo_sign_in", args=["ines"]), follow=True)
    assert answer.request["PATH_INFO"] == reverse("events")
    waiting = Event.objects.get(judgements=None)
    assert waiting.participant.user.email == "isabel.cano@people.example"
    assert waiting.facts.latest("pk").status == "confirmed"
    page = client.get(reverse("event", args=[waiting.pk]))
    assert "form" in page.context
    assert reverse("event_judge", args=[waiting.pk]) in page.content.decode()


def test_nothing_is_left_to_fold_and_the_audit_chain_holds() -> None:
    assert not items_to_fold("v1").exists()
    verdict = verify()  # a transaction of another test may keep the newest entries unsealed
    assert verdict.holds
    assert verdict.sealed + verdict.unsealed > 1000


def test_nothing_lies_on_the_base_day_or_later() -> None:
    base = SeedProgress.objects.get(step="people").started.date()
    assert max(PlayEvent.objects.values_list("received_at", flat=True)).date() < base
    assert max(StoredMail.objects.values_list("sent_at", flat=True)).date() < base
    assert min(PlayEvent.objects.values_list("received_at", flat=True)).date() > base - timedelta(
        90
    )


def test_every_mail_went_out_once_by_day_and_stands_in_the_mailbox() -> None:
    sent = MessageState.objects.filter(state=State.SENT).select_related("message__participant")
    assert sent.count() == StoredMail.objects.count() > 200
    rows = Message.objects.values_list("participant", "staff_invitation", "occasion", "kind")
    assert len(set(rows)) == len(rows)
    reminders = [row for row in sent if "invitation" not in row.message.kind]
    for row in reminders:
        assert row.message.participant is not None
        assert 8 <= local(row.at, row.message.participant.time_zone).hour < 21
    assert not Message.objects.exclude(states__state=State.CLAIMED).exists()


def test_no_mail_to_a_participant_names_what_it_must_not() -> None:
    for mail in StoredMail.objects.exclude(to__endswith="@staff.example"):
        text = (mail.subject + mail.text).lower()
        for word in ("retraining", "mair", "relaxation", "amygdala", "fibromyalgia"):
            assert word not in text


def test_a_second_run_changes_nothing() -> None:
    before = (Participant.objects.count(), PlayEvent.objects.count(), StoredMail.objects.count())
    call_command("demo_seed", stdout=StringIO())
    after = (Participant.objects.count(), PlayEvent.objects.count(), StoredMail.objects.count())
    assert after == before


HOMES = {
    "ana": "/my/", "bea": "/my/", "june": "/my/join/", "max": "/manage/", "carla": "/clinic/",
    "clive": "/clinic/", "ines": "/clinic/events/", "rita": "/clinic/ratings/",
    "stella": "/statistics/", "mona": "/manage/audit/",
}  # fmt: skip


@pytest.mark.parametrize("persona", personas(), ids=lambda p: p.slug)
def test_one_click_leads_to_ones_own_first_page(persona: Persona) -> None:
    client = Client()
    answer = client.post(reverse("demo_sign_in", args=[persona.slug]), follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == HOMES[persona.slug]
    methods = [r["method"] for r in client.session["account_authentication_methods"]]
    assert methods == (["password", "mfa"] if persona.staff else ["code"])


def test_another_click_makes_one_somebody_else() -> None:
    client = Client()
    client.post(reverse("demo_sign_in", args=["ana"]))
    client.post(reverse("demo_sign_in", args=["carla"]))
    assert client.get("/my/").status_code == 404
    assert client.get("/clinic/").status_code == 200


def test_password_and_code_on_the_page_are_the_ones_of_the_staff(settings) -> None:
    page = Client().get(reverse("demo"))
    settings.MFA_TOTP_TOLERANCE = 1  # the half minute may end between these two lines
    assert PASSWORD in page.content.decode()
    for someone in page.context["people"]:
        if someone.persona.staff:
            user = User.objects.get(email=someone.persona.email)
            assert user.check_password(PASSWORD)
            app = user.authenticator_set.get(type="totp")
            assert TOTP(app).validate_code(someone.code)
            assert someone.code in page.content.decode()


def test_the_front_page_stops_renewing_itself_once_all_is_there(monkeypatch) -> None:
    assert "Refresh" in Client().get(reverse("demo")).headers  # there is no audio yet
    monkeypatch.setattr("sessions.renditions.missing", lambda scripts: [])
    page = Client().get(reverse("demo"))
    assert "Refresh" not in page.headers
    assert b"Getting ready" not in page.content
