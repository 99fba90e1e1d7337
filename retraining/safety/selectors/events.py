"""Adverse events as staff see them: the listing, one page, the file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from retraining.common import clock
from retraining.common.ui import Fact
from retraining.safety.models import (
    Action,
    Change,
    Criterion,
    Event,
    EventFacts,
    EventJudgement,
    EventOutcome,
    Relatedness,
    SentTo,
    Severity,
    Status,
)
from retraining.safety.protocol_section import Safety
from retraining.safety.selectors.alerts import words_of
from retraining.safety.selectors.cover import cover_of, section_of
from retraining.safety.serious import Clock, SeriousEvent, clocks
from retraining.trials.models import Participant
from retraining.trials.scope import Scope

PAGE = 50
DESCRIPTION, REASON = "safety.event", "safety.judgement"


@dataclass(frozen=True)
class EventState:
    """An event as it stands.

    Args:
        event: the event.
        facts: the newest facts.
        judgement: the newest judgement; None before.
        sent: {to: when}.
        clocks: reports that are due; none where it is not serious.
        section: the protocol's part on safety.
    """

    event: Event
    facts: EventFacts
    judgement: EventJudgement | None
    sent: dict[str, datetime]
    clocks: list[Clock]
    section: Safety

    @property
    def is_serious(self) -> bool:
        """Whether it meets a criterion, and is still held to be an event."""
        return bool(self.facts.seriousness) and self.facts.status != Status.NOT_ONE

    @property
    def status_label(self) -> str:
        """What staff have decided."""
        return str(Status(self.facts.status).label)

    @property
    def tone(self) -> str:
        """Of the status tag."""
        return {"draft": "wait", "confirmed": "done"}.get(self.facts.status, "plain")

    @property
    def relatedness_label(self) -> str:
        """As judged, in words."""
        return str(Relatedness(self.judgement.relatedness).label) if self.judgement else ""

    @property
    def expected_label(self) -> str:
        """As judged, in words."""
        if self.judgement is None:
            return ""
        key = self.judgement.expected
        return self.section.expected_events.get(key, key) if key else _("Unexpected")

    @property
    def is_late(self) -> bool:
        """Whether a report is late."""
        now = clock.now()
        return any(one.is_late(now) for one in self.clocks)


def events_in(scope: Scope) -> QuerySet[Event]:
    """Events of people that a member of staff reaches."""
    people = Participant.objects.visible_to(scope)
    return Event.objects.filter(participant__in=people).select_related(
        "participant__site", "participant__version", "report"
    )


def event_named(scope: Scope, pk: int) -> Event | None:
    """An event within reach, or None."""
    return events_in(scope).filter(pk=pk).first()


def person_named(scope: Scope, code: str) -> Participant | None:
    """A person within reach, by number."""
    people = Participant.objects.visible_to(scope).select_related("site", "version")
    return people.filter(code=code).first()


def state_of(event: Event) -> EventState:
    """Where an event stands."""
    facts = event.facts.order_by("-pk").first()
    assert facts is not None  # an event is never written without its first facts
    judgement = event.judgements.order_by("-pk").first()
    sent = dict(event.sent.values_list("to", "sent_at"))
    section = section_of(event.participant)
    state = EventState(event, facts, judgement, sent, [], section)
    if not state.is_serious:
        return state
    cover = cover_of(event.participant.site)
    due = clocks(
        SeriousEvent(
            aware_at=facts.aware_at,
            lead_told_at=sent.get(SentTo.LEAD),
            ethics_told_at=sent.get(SentTo.ETHICS),
            relatedness=judgement.relatedness if judgement else "",
            expected=bool(judgement.expected) if judgement else None,
        ),
        to_lead_hours=section.sae_to_lead_hours,
        to_ethics_days=section.sae_to_ethics_days,
        country=cover.country if cover else "",
    )
    return EventState(event, facts, judgement, sent, due, section)


@dataclass(frozen=True)
class EventList:
    """A page of events, the newest in front."""

    page: Page[Event]
    states: list[EventState]


def event_list(scope: Scope, number: str) -> EventList:
    """The listing of events in reach."""
    page = Paginator(events_in(scope).order_by("-pk"), PAGE).get_page(number)
    return EventList(page, [state_of(event) for event in page])


@dataclass(frozen=True)
class EventPage:
    """One event: where it stands, its facts in words, every earlier record."""

    state: EventState
    facts: list[Fact]
    history: list[tuple[datetime, str, str]]


def event_page(event: Event, *, with_words: bool) -> EventPage:
    """Everything on the page of one event; descriptions only where asked for."""
    state = state_of(event)
    facts, judgement = state.facts, state.judgement
    person = event.participant
    described = _("(hidden)") if facts.description_sealed is not None else ""
    reason = _("(hidden)") if judgement and judgement.reason_sealed is not None else ""
    if with_words and facts.description_sealed is not None:
        described = words_of(person, facts.description_sealed, DESCRIPTION)
    if with_words and judgement and judgement.reason_sealed is not None:
        reason = words_of(person, judgement.reason_sealed, REASON)
    rows = [
        Fact(label=_("Description"), value=described),
        Fact(label=_("First day"), value=facts.onset),
        Fact(label=_("Last day"), value=facts.ended),
        Fact(label=_("Severity"), value=_label(Severity, facts.severity)),
        Fact(label=_("Serious"), value=serious_words(facts)),
        Fact(label=_("Taking part"), value=_label(Action, facts.action)),
        Fact(label=_("Outcome"), value=_label(EventOutcome, facts.outcome)),
        Fact(label=_("MedDRA"), value=f"{facts.meddra_code} {facts.meddra_version}".strip()),
        Fact(label=_("Related to taking part"), value=state.relatedness_label),
        Fact(label=_("Expected"), value=state.expected_label),
        Fact(label=_("Reason of the judgement"), value=reason),
    ]
    return EventPage(state, rows, _history(event))


def _label(kind: type[Severity] | type[Action] | type[EventOutcome], value: str) -> str:
    return str(kind(value).label) if value else ""


def serious_words(facts: EventFacts) -> str:
    """The criteria that an event meets, or that it is not serious."""
    if not facts.seriousness:
        return _("No")
    return ", ".join(str(Criterion(code).label) for code in facts.seriousness)


def _history(event: Event) -> list[tuple[datetime, str, str]]:
    """(when, what, by whom) in order of time."""
    found = [
        (row.at, f"{Change(row.change).label}: {Status(row.status).label}", _who(row.by))
        for row in event.facts.select_related("by")
    ]
    found += [
        (row.at, f"{_('Judged')}: {Relatedness(row.relatedness).label}", _who(row.by))
        for row in event.judgements.select_related("by")
    ]
    found += [
        (row.sent_at, f"{_('Reported to')}: {SentTo(row.to).label}", _who(row.by))
        for row in event.sent.select_related("by")
    ]
    return sorted(found)


def _who(user: object) -> str:
    return str(getattr(user, "name", "") or getattr(user, "email", "")) if user else _("the system")


COLUMNS = (
    "event", "person", "site", "status", "aware_at", "onset", "ended", "severity", "serious",
    "criteria", "action", "outcome", "relatedness", "expected", "meddra_code", "meddra_version",
    "told_lead", "told_sponsor", "told_ethics",
)  # fmt: skip


def listing_csv(scope: Scope) -> Iterator[str]:
    """The listing as CSV, line by line: codes and dates, no words and no arm."""
    yield _line(COLUMNS)
    for event in events_in(scope).order_by("pk").iterator(chunk_size=200):
        yield _line(_cells(state_of(event)))


def _cells(state: EventState) -> tuple[object, ...]:
    facts, judgement = state.facts, state.judgement
    expected = "" if judgement is None else judgement.expected or "unexpected"
    return (
        state.event.pk,
        state.event.participant.code,
        state.event.participant.site.slug,
        facts.status,
        facts.aware_at.isoformat(),
        facts.onset or "",
        facts.ended or "",
        facts.severity,
        "yes" if state.is_serious else "no",
        "|".join(facts.seriousness),
        facts.action,
        facts.outcome,
        judgement.relatedness if judgement else "",
        expected,
        facts.meddra_code,
        facts.meddra_version,
        *(moment.isoformat() if (moment := state.sent.get(to)) else "" for to in SentTo),
    )


def _line(cells: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
