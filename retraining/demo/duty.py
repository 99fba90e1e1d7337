"""Who answers alerts in the simulated trial, and what they do about each."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from retraining.accounts.models import User
from retraining.accounts.selectors import user_with
from retraining.common import clock
from retraining.common.clock import from_wall
from retraining.demo.acts import Act
from retraining.demo.safety_stories import HANDLED, STORIES
from retraining.safety.models import (
    Action,
    Alert,
    Change,
    Criterion,
    Event,
    EventOutcome,
    Outcome,
    Relatedness,
    Report,
    SentTo,
    Severity,
    Status,
    StepKind,
    Triage,
)
from retraining.safety.services import events
from retraining.safety.services.cover import Named, name_cover
from retraining.safety.services.handling import Said, note_step, take
from retraining.trials.models import Site

HOSPITAL = "hospital"
LOOKED_BACK = 14  # days after an alert on which something may still be done about it
FACTS_AFTER, JUDGED_AFTER, OVER_AFTER = 1, 5, 12  # days from an alert to the steps of its event
FIRST_CALL, BETWEEN = time(10, 5), timedelta(minutes=25)
MINUTES = 12
SPANS = {
    "madrid": [{"days": [0, 1, 2, 3, 4], "from": "09:00", "to": "15:00"}],
    "leeds": [{"days": [0, 1, 2, 3, 4], "from": "09:00", "to": "17:00"}],
}
COUNTRIES = {"madrid": "ES", "leeds": "GB"}
DEPUTY, LEAD, SPONSOR, ASSESSOR = "diana", "lars", "wanda", "ines"
OWNERS = {"madrid": "carla", "leeds": "clive"}


def colleague(first: str) -> User:
    """The member of staff with this first name."""
    found = user_with(f"{first}@staff.example")
    assert found is not None  # hired when the trial was set up
    return found


def cover(site: Site, by: User) -> None:
    """Name owner, deputy, hours and a telephone that was tried out."""
    owner = colleague(OWNERS[site.slug])
    name_cover(
        site=site,
        named=Named(
            owner=owner,
            deputy=colleague(DEPUTY),
            lead=colleague(LEAD),
            sponsor=colleague(SPONSOR),
            country=COUNTRIES[site.slug],
            spans=SPANS[site.slug],
            holidays=(),
            route=site.phone,
            tested_on=clock.local_date(site.time_zone),
            tested_by=owner,
        ),
        by=by,
    )


def acts_of(day: date, numbers: Mapping[int, int], names: Mapping[int, str]) -> list[Act]:
    """What staff do on a day (UTC) about alerts of the days before.

    Args:
        day: in the trial's time.
        numbers: {participant: place in the cohort}.
        names: {place in the cohort: name}.
    """
    since = clock.from_wall(day - timedelta(days=LOOKED_BACK), time(0), "UTC")
    rows = Alert.objects.filter(raised_at__gte=since, participant__in=numbers)
    found = rows.filter(raised_at__date__lt=day).order_by("pk")
    fields = ("pk", "rule", "raised_at", "participant_id", "participant__site__time_zone")
    acts: list[Act] = []
    for pk, rule, raised, person, zone in found.values_list(*fields):
        number = numbers[person]
        story, after = STORIES.get(names[number]), (day - raised.date()).days
        steps = (story.handled if story else HANDLED).get(after, ())
        at = from_wall(day, FIRST_CALL, zone)
        for step in steps:
            acts.append(Act(at, number, "alert", {"alert": pk, "step": step}))
            at += BETWEEN
        if rule == HOSPITAL and after in EVENT_STEPS:
            acts.append(Act(at, number, "event", {"after": after}))
        if story and story.decided == after:
            acts.append(Act(at, number, "event", {"after": None}))
    return acts


def handle(pk: int, step: StepKind) -> None:
    """One step about an alert, by the owner of its site."""
    alert = Alert.objects.select_related("participant__site", "participant__identity").get(pk=pk)
    by = colleague(OWNERS[alert.participant.site.slug])
    if step == StepKind.TAKEN:
        take(alert=alert, by=by)
        return
    ends = Outcome.EVENT if alert.rule == HOSPITAL else Outcome.SIGNPOSTED
    said = Said(
        minutes=None if step == StepKind.RESOLVED else MINUTES if step == StepKind.REACHED else 1,
        outcome=ends if step == StepKind.RESOLVED else "",
    )
    note_step(alert=alert, kind=step, said=said, by=by)


def _known(event: Event, outcome: EventOutcome, words: str = "") -> events.Known:
    """What is known of the event; it began the week before it was heard of."""
    first = event.facts.earliest("pk").aware_at
    over = outcome == EventOutcome.RECOVERED
    return events.Known(
        status=Status.CONFIRMED,
        aware_at=first,
        onset=first.date() - timedelta(days=6),
        ended=clock.now().date() - timedelta(days=1) if over else None,
        severity=Severity.SEVERE,
        seriousness=(Criterion.HOSPITAL,),
        action=Action.PAUSED,
        outcome=outcome,
        description=words,
    )


def _record(event: Event, by: User) -> None:
    words = "Appendicitis, operated without complications; sessions paused by her own wish."
    known = _known(event, EventOutcome.IMPROVING, words)
    events.record_facts(event=event, known=known, change=Change.FOLLOW_UP, by=by)
    for to in (SentTo.LEAD, SentTo.SPONSOR):
        events.mark_sent(event=event, to=to, sent_at=clock.now(), by=by)


def _judge(event: Event, _by: User) -> None:
    events.judge(
        event=event,
        relatedness=Relatedness.NOT,
        expected="",
        reason="An appendicitis has nothing to do with listening to a session.",
        by=colleague(ASSESSOR),
    )


def _end(event: Event, by: User) -> None:
    known = _known(event, EventOutcome.RECOVERED)
    events.record_facts(event=event, known=known, change=Change.FOLLOW_UP, by=by)


EVENT_STEPS = {FACTS_AFTER: _record, JUDGED_AFTER: _judge, OVER_AFTER: _end}


def _decide(report: Report) -> None:
    """Staff record an adverse event of what was reported; nobody has judged it yet."""
    by = colleague(OWNERS[report.participant.site.slug])
    event = events.decide(report=report, decision=Triage.Decision.EVENT, by=by)
    assert event is not None  # decided so
    known = events.Known(
        status=Status.CONFIRMED,
        aware_at=report.at,
        onset=report.at.date() - timedelta(days=4),
        severity=Severity.MILD,
        action=Action.NONE,
        outcome=EventOutcome.ONGOING,
        description="Low in the evenings of days with questions; usual activities go on.",
    )
    events.record_facts(event=event, known=known, change=Change.FOLLOW_UP, by=by)


def follow_up(participant: int, after: int | None) -> None:
    """What is done about the adverse event of a person, so many days after its alert.

    Without a number of days, staff decide that what the person reported is one.
    """
    if after is None:
        rows = Report.objects.select_related("participant__site", "participant__version")
        _decide(rows.filter(participant=participant).latest("pk"))
        return
    event = Event.objects.select_related("participant__site").get(participant=participant)
    EVENT_STEPS[after](event, colleague(OWNERS[event.participant.site.slug]))
