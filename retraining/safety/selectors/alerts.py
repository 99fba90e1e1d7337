"""Alerts as staff see them: the list, one page, what was written about one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from retraining.accounts.roles import Permission
from retraining.common import clock, markdown
from retraining.common.sealing import CannotOpen
from retraining.safety.models import (
    Alert,
    AlertStep,
    Colours,
    Level,
    Notice,
    Outcome,
    Report,
    StepKind,
)
from retraining.safety.protocol_section import Safety, read
from retraining.trials.models import Participant, ProtocolVersion
from retraining.trials.scope import Scope
from retraining.trials.services.identity import open_for

PAGE = 50
NOTE = "safety.alert_note"
TONES = {Colours.RED: "alert", Colours.AMBER: "wait", Colours.LISTED: "plain"}


@dataclass(frozen=True)
class AlertRow:
    """One alert as the list prints it.

    Args:
        alert: with its moments, from `alerts_in`.
        code, site, zone: of the person.
        says: what it is about, in the protocol's words.
        tone: of its colour's tag.
        state: where it stands, in words.
        due: until when the next thing should have happened; None where nothing is due.
        overdue: whether that has passed.
    """

    alert: Alert
    code: str
    site: str
    zone: str
    says: str
    tone: str
    state: str
    due: datetime | None
    overdue: bool


def alerts_in(scope: Scope) -> QuerySet[Any]:
    """Alerts of people that a member of staff reaches, with the moments of steps and clocks."""

    def first(kind: StepKind) -> Subquery:
        rows = AlertStep.objects.filter(alert=OuterRef("pk"), kind=kind).order_by("pk")
        return Subquery(rows.values("at")[:1])

    people = Participant.objects.visible_to(scope)
    found: QuerySet[Any] = with_clocks(Alert.objects.filter(participant__in=people)).annotate(
        taken_at=first(StepKind.TAKEN),
        spoken_at=first(StepKind.REACHED),
        closed_at=first(StepKind.RESOLVED),
    )
    return found.select_related("participant__site")


def with_clocks(alerts: QuerySet[Any]) -> QuerySet[Any]:
    """Alerts with `take_by` and `speak_by`: their own, else those of the owner's notice."""

    def clock_of(name: str) -> Coalesce:
        first = Notice.objects.filter(alert=OuterRef("pk"), level=Level.OWNER)
        return Coalesce(F(name), Subquery(first.values(name)[:1]))

    found: QuerySet[Any] = alerts.annotate(
        take_by=clock_of("acknowledge_by"), speak_by=clock_of("contact_by")
    )
    return found


def sections_of(alerts: Iterable[Alert]) -> dict[int, Safety]:
    """`[safety]` of the protocol versions under which alerts were raised, by id."""
    wanted = {alert.version_id for alert in alerts}
    rows = ProtocolVersion.objects.filter(pk__in=wanted).values_list("pk", "content")
    return {pk: read(content) for pk, content in rows}


def says(alert: Alert, section: Safety) -> str:
    """What an alert is about, in the words of its protocol."""
    rule = section.rule(alert.rule)
    return rule.says if rule else alert.rule


def row_of(alert: Alert, section: Safety, now: datetime) -> AlertRow:
    """One alert in words. `alert` comes from `alerts_in`."""
    state, due = _state(alert)
    site = alert.participant.site
    return AlertRow(
        alert=alert,
        code=alert.participant.code,
        site=site.name,
        zone=site.time_zone,
        says=says(alert, section),
        tone=TONES[Colours(alert.colour)],
        state=state,
        due=due,
        overdue=due is not None and due < now,
    )


def _state(alert: Alert) -> tuple[str, datetime | None]:
    taken, spoken, closed, take_by, speak_by = (
        getattr(alert, name)
        for name in ("taken_at", "spoken_at", "closed_at", "take_by", "speak_by")
    )
    if closed:
        return _("Closed"), None
    if spoken:
        return _("Spoken to, not closed"), None
    if taken:
        return _("Taken"), speak_by
    return _("Nobody has taken it"), take_by or speak_by


SHOWN = ("open", "closed")


def _urgency() -> Case:
    return Case(
        *(When(colour=c, then=Value(n)) for n, c in enumerate(Colours.values)),
        output_field=IntegerField(),
    )


@dataclass(frozen=True)
class AlertList:
    """A page of alerts, and how many there are in all."""

    page: Page[Any]
    rows: list[AlertRow]
    open: int
    closed: int


def alert_list(scope: Scope, show: str, number: str) -> AlertList:
    """Open alerts, the most urgent in front; or closed ones, the newest in front.

    Args:
        scope: whose alerts.
        show: "open" or "closed".
        number: of the page.
    """
    found = alerts_in(scope)
    still_open = found.filter(closed_at__isnull=True).order_by(_urgency(), "raised_at", "pk")
    closed = found.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
    page = Paginator(closed if show == "closed" else still_open, PAGE).get_page(number)
    sections, now = sections_of(page), clock.now()
    rows = [row_of(alert, sections[alert.version_id], now) for alert in page]
    return AlertList(page, rows, still_open.count(), closed.count())


@dataclass(frozen=True)
class StepRow:
    """A step as the page prints it; `note` is empty until it was asked for."""

    at: datetime
    what: str
    by: str
    minutes: int | None
    has_note: bool
    note: str = ""


@dataclass(frozen=True)
class AlertPage:
    """One alert.

    Args:
        row: as on the list.
        steps: what was done and who was told, in order of time.
        tries: how often the person was not reached.
        could_not_reach: what to do after each try.
        script: for the telephone.
        closed: whether nothing more can be done here.
    """

    row: AlertRow
    steps: list[StepRow]
    tries: int
    could_not_reach: tuple[str, ...]
    script: SafeString
    closed: bool


def alert_named(scope: Scope, pk: int) -> Alert | None:
    """An alert within reach, or None."""
    found = alerts_in(scope).filter(pk=pk)
    return found.select_related("participant__site", "participant__identity").first()


def alert_page(alert: Alert, *, with_words: bool = False) -> AlertPage:
    """Everything on the page of one alert; words about the person only where asked for."""
    section = sections_of([alert])[alert.version_id]
    row = row_of(alert, section, clock.now())
    rows = list(alert.steps.select_related("by").order_by("pk"))
    told = alert.notices.select_related("recipient").order_by("pk")
    steps = [*(_step(s, with_words) for s in rows), *(_told(n) for n in told)]
    return AlertPage(
        row=row,
        steps=sorted(steps, key=lambda s: s.at),
        tries=sum(s.kind == StepKind.NOT_REACHED for s in rows),
        could_not_reach=section.could_not_reach,
        script=markdown.render(section.telephone_script, below=2),
        closed=any(s.kind == StepKind.RESOLVED for s in rows),
    )


def _step(step: AlertStep, with_words: bool) -> StepRow:
    what = str(StepKind(step.kind).label)
    if step.outcome:
        what = f"{what}: {Outcome(step.outcome).label}"
    note = ""
    if with_words and step.note_sealed is not None:
        note = words_of(step.alert.participant, step.note_sealed, NOTE)
    name = step.by.name or step.by.email
    return StepRow(step.at, what, name, step.minutes, step.note_sealed is not None, note)


def _told(notice: Notice) -> StepRow:
    level = Level(notice.level).label
    what = _("A mail was ordered: %(level)s") % {"level": level}
    return StepRow(notice.at, what, notice.recipient.name or notice.recipient.email, None, False)


def words_of(person: Participant, sealed: bytes | memoryview, column: str) -> str:
    """What was written about a person, or that it was erased."""
    try:
        return open_for(person, sealed, column)
    except CannotOpen:
        return _("(erased)")


def report_of(alert: Alert) -> Report | None:
    """The report that an alert follows from, if it follows from one."""
    reports = Report.objects.filter(participant=alert.participant_id)
    parts = alert.occasion.split(":")
    if parts[0] == "report":
        return reports.filter(pk=int(parts[1])).first()
    return reports.filter(occasion=alert.occasion).first()


def _unclosed() -> QuerySet[Any]:
    closed = AlertStep.objects.filter(alert=OuterRef("pk"), kind=StepKind.RESOLVED)
    return Alert.objects.filter(~Exists(closed))


def open_of(person: Participant) -> list[Alert]:
    """Alerts of one person that nobody has closed, whoever reaches them; the oldest in front."""
    return list(_unclosed().filter(participant=person).order_by("raised_at", "pk"))


def with_open_alert() -> QuerySet[Any]:
    """Participants with an alert that nobody has closed."""
    return Participant.objects.filter(pk__in=_unclosed().values("participant"))


def open_among(scope: Scope, people: Iterable[int]) -> dict[int, list[AlertRow]]:
    """{participant: open alerts} of some people within reach, the most urgent in front.

    Args:
        scope: of a member of staff; one who may not handle alerts is told of none.
        people: participant ids.
    """
    if not scope.may(Permission.HANDLE_ALERTS):
        return {}
    rows = alerts_in(scope).filter(participant__in=list(people), closed_at__isnull=True)
    alerts = list(rows.order_by(_urgency(), "raised_at", "pk"))
    sections, now = sections_of(alerts) if alerts else {}, clock.now()
    found: dict[int, list[AlertRow]] = {}
    for alert in alerts:
        row = row_of(alert, sections[alert.version_id], now)
        found.setdefault(alert.participant_id, []).append(row)
    return found


def open_count(scope: Scope) -> int:
    """How many alerts nobody has closed; none for whoever may not handle them."""
    if not scope.may(Permission.HANDLE_ALERTS):
        return 0
    return alerts_in(scope).filter(closed_at__isnull=True).count()
