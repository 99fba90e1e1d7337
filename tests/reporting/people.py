"""People in mid-trial, made through the services on the moved clock."""

import uuid
from datetime import UTC, date, datetime, timedelta

from retraining.accounts.models import User
from retraining.assessments.services import answer_all
from retraining.common import clock
from retraining.reporting.models import CaseSummary
from retraining.reporting.services import refresh
from retraining.trials.models import DateKind, Participant
from retraining.trials.selectors import latest_day
from sessions.models import PlanItem
from sessions.services.listening import append_one, fold_waiting, receive
from tests import cast

# A Sunday in winter; whoever is made on it starts on Monday 12 January 2026, day 1 of week 1.
MADE = datetime(2026, 1, 11, 10, 0, tzinfo=UTC)
START = date(2026, 1, 12)


def day(number: int, hour: int = 12) -> datetime:
    """A moment on a day of the programme; day 1 is the start day."""
    return MADE.replace(hour=hour) + timedelta(days=number)


def item(person: Participant, week: int, kind: str = "core") -> PlanItem:
    """A piece of a person's plan."""
    return PlanItem.objects.select_related("participant").get(
        participant=person, week=week, kind=kind, number=1
    )


def events(seconds: float, *, last: str | None = "ended", attempt: str = "") -> list[dict]:
    """What a player sends that played from the beginning for some seconds."""
    now = clock.now()
    common = {"attempt": attempt or str(uuid.uuid4())}

    def one(seq: int, type_: str, at: datetime, **more: object) -> dict:
        wall = at.isoformat().replace("+00:00", "Z")
        return {"id": str(uuid.uuid4()), "seq": seq, "type": type_, "wall": wall, **common, **more}

    began = now - timedelta(seconds=seconds)
    segment = {"from": 0.0, "to": seconds, "mono_ms": seconds * 1000, "rate": 1.0}
    sent = [one(1, "started", began), one(2, "segment", now, **segment)]
    return [*sent, one(3, last, now)] if last else sent


def listen(
    person: Participant,
    on: datetime,
    week: int,
    kind: str = "core",
    share: float = 1.0,
    last: str | None = "ended",
) -> None:
    """Somebody hears a share of a piece in one sitting."""
    with clock.at(on):
        piece = item(person, week, kind)
        receive(plan_item=piece, events=events(piece.minutes * 60 * share, last=last))
        fold_waiting()


def read(person: Participant, on: datetime, week: int, kind: str = "reading") -> None:
    """Somebody reads a piece."""
    with clock.at(on):
        append_one(plan_item=item(person, week, kind), type="read", delivery="read")


def answer(
    person: Participant, week: int, numbers: tuple[int | None, ...], minute: int = 0
) -> None:
    """Somebody answers a week's four questions on the second day they are open."""
    names = ("pain", "tiredness", "sleep", "interference")
    first = latest_day(person, DateKind.START)
    assert first is not None
    on = datetime.combine(first, MADE.time(), UTC) + timedelta(days=7 * week, minutes=minute)
    with clock.at(on):
        answer_all(
            participant=person,
            visit_key=f"week-{week}",
            answers={**dict(zip(names, numbers, strict=True)), **cast.NO_NEWS},
            by=person.user,
        )


def summary(person: Participant, on: datetime) -> CaseSummary:
    """The person's summary as it stands at a moment."""
    with clock.at(on):
        fresh = Participant.objects.select_related("version", "site").get(pk=person.pk)
        row = refresh(participant=fresh)
    assert row is not None
    return row


def staff(name: str, role: str, site: str | None = None) -> User:
    """A member of staff since before the start."""
    with clock.at(MADE):
        return cast.a_member_of_staff(name, role, site)
