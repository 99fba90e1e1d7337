"""One alert from the item that raised it to its end, on the moved clock, page by page.

Ana answers on a Sunday evening. Cover runs on weekdays from 9 to 15; Tuesday is a holiday.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from retraining.assessments.models import Answer, Submission
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.portal.alerts_verify import verify_alerts
from retraining.reminders.services import sweep
from retraining.safety.models import Alert, AlertStep, Notice, Report, SiteCover
from retraining.safety.services.escalating import escalate
from retraining.trials.models import Participant
from retraining.trials.models.logs import Contact
from tests.cast import the_trial
from tests.manage.pages import client_of, words
from tests.portal_my.days import browser_of, starting
from tests.safety.people import covered, madrid, wall

pytestmark = pytest.mark.django_db
SUNDAY, MONDAY, WEDNESDAY, THURSDAY = (date(2026, 12, n) for n in (6, 7, 9, 10))
SUBJECT = "An alert waits for you"


@contextmanager
def at(day: date, when: str) -> Iterator[None]:
    """A wall time in Madrid."""
    with clock.at(madrid(day, when)):
        yield


def answered(ana: Participant) -> Alert:
    """Ana says that taking part upset her a lot, and leaves the other questions for another day."""
    with at(SUNDAY, "20:00"):
        kept = browser_of(ana).post("/my/questions/week-1/upset/", {"answer": "2"})
        assert kept.status_code == 302
    return Alert.objects.get()


def swept(day: date, when: str) -> list[tuple[str, str]]:
    """Two beats of both sweeps; to whom mails have gone by now, and at which level."""
    with at(day, when):
        for _beat in range(2):
            escalate()
            sweep()
    told = {notice.recipient.email: notice.level for notice in Notice.objects.all()}
    sent = [message.to for message in mail.outbox if message.subject == SUBJECT]
    return [(to, told[to]) for (to,) in sent]


def step(staff: Client, alert: Alert, when: str, **said: str) -> str:
    """Write something down on Wednesday; what the page says then."""
    with at(WEDNESDAY, when):
        answer = staff.post(f"/clinic/alerts/{alert.pk}/step/", said, follow=True)
        assert answer.status_code == 200
        return words(answer)


def handled(cover: SiteCover, alert: Alert) -> str:
    """The principal investigator takes it, rings twice, acts and closes it."""
    lena = client_of(cover.lead)
    with at(WEDNESDAY, "09:10"):
        assert "Taking part upset them a lot" in words(lena.get("/clinic/alerts/"))
        taken = words(lena.post(f"/clinic/alerts/{alert.pk}/take/", follow=True))
    assert "You have taken this alert." in taken
    assert "Try again the same day" in step(lena, alert, "09:20", kind="not-reached", minutes="1")
    step(lena, alert, "11:00", kind="reached", minutes="14", note="Sleeps badly since Friday")
    step(lena, alert, "11:30", kind="acted", note="Wrote to Dr Sol")
    return step(lena, alert, "11:40", kind="resolved", outcome="doctor")


def escalated(cover: SiteCover) -> None:
    """Nobody takes it: by mail to the owner, the deputy, the principal investigator."""
    owner, deputy, lead = (
        (who.email, level)
        for who, level in ((cover.owner, "owner"), (cover.deputy, "deputy"), (cover.lead, "lead"))
    )
    assert swept(SUNDAY, "20:01") == [owner]
    assert swept(MONDAY, "12:59") == [owner]
    assert swept(MONDAY, "13:01") == [owner, deputy]  # four hours of cover after Monday 9:00
    assert swept(WEDNESDAY, "08:59") == [owner, deputy]
    assert swept(WEDNESDAY, "09:01") == [owner, deputy, lead]  # one working day: not the holiday


def test_an_alert_from_its_item_to_its_end() -> None:
    cover, ana = covered(), starting()
    mail.outbox.clear()

    alert = answered(ana)
    assert (alert.rule, alert.colour, wall(alert.raised_at)) == ("upset", "amber", "Sun 06 20:00")
    assert wall(alert.contact_by) == "Thu 10 15:00"  # two working days: Wednesday and Thursday
    assert Answer.objects.get(response__visit="week-1").item == "upset"
    assert not Submission.objects.filter(response__visit="week-1").exists()
    assert Report.objects.get().kind == "taking-part"

    escalated(cover)
    page = handled(cover, alert)
    assert "Closed it: Own doctor told" in page
    assert "Sleeps badly" not in page  # words open by a press that is kept

    steps = [(s.kind, s.by.name, wall(s.at), s.minutes) for s in AlertStep.objects.order_by("pk")]
    assert steps == [
        ("taken", "Lena", "Wed 09 09:10", None),
        ("not-reached", "Lena", "Wed 09 09:20", 1),
        ("reached", "Lena", "Wed 09 11:00", 14),
        ("acted", "Lena", "Wed 09 11:30", None),
        ("resolved", "Lena", "Wed 09 11:40", None),
    ]
    notices = [(n.level, wall(n.at)) for n in Notice.objects.order_by("pk")]
    assert notices == [
        ("owner", "Sun 06 20:00"), ("deputy", "Mon 07 13:01"), ("lead", "Wed 09 09:01"),
    ]  # fmt: skip
    talks = Contact.objects.filter(participant=ana, about="safety").order_by("pk")
    assert [(talk.minutes, talk.outcome, talk.by.name) for talk in talks] == [
        (1, "not-reached", "Lena"),
        (14, "reached", "Lena"),
    ]
    # It is over: the sponsor's level would be due on Thursday, and nobody is told any more.
    assert len(swept(THURSDAY, "15:00")) == 3
    with at(THURSDAY, "15:00"):
        assert "Nobody waits for an answer." in words(client_of(cover.owner).get("/clinic/alerts/"))
    for message in mail.outbox:
        assert not {"1001", "upset", "Sleeps"} & set(message.body.split())
    entries = AuditEntry.objects.filter(object_type="alert", object_ids=[alert.pk]).order_by("pk")
    done = entries.exclude(action__in=("alert.listed", "alert.viewed"))
    assert list(done.values_list("action", flat=True)) == [
        "alert.raised", "alert.passed_on", "alert.passed_on", "alert.taken", "alert.not-reached",
        "alert.reached", "alert.acted", "alert.resolved",
    ]  # fmt: skip
    assert verify_alerts(the_trial()).holds
