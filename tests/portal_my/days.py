"""Days in a participant's life, made through the services on the moved clock."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.http import HttpResponse
from django.test import Client

from retraining.assessments.services import answer_all
from retraining.common import clock
from retraining.trials.models import Participant
from sessions.models import PlanItem
from sessions.services.listening import receive
from tests.cast import CALM_WEEK, randomised
from tests.plays import a_play, a_whole_play

START = date(2026, 11, 30)  # a Monday; Madrid is one hour ahead of UTC
ZONE = "Europe/Madrid"


def moment(day: date, wall: str = "12:00", zone: str = ZONE) -> datetime:
    """The UTC moment of a wall time on a day."""
    return clock.from_wall(day, time.fromisoformat(wall), zone)


def day_of(number: int, start: date = START) -> date:
    """Day 1 is the start day."""
    return start + timedelta(days=number - 1)


@contextmanager
def on_day(number: int, wall: str = "12:00", start: date = START) -> Iterator[datetime]:
    """The clock stands at a wall time of a day of the programme, in Madrid."""
    now = moment(day_of(number, start), wall)
    with clock.at(now):
        yield now


def starting(name: str = "Ana", start: date = START, site: str = "madrid") -> Participant:
    """Somebody whose first day is `start`."""
    with clock.at(moment(start - timedelta(days=1))):
        person = randomised(name, site)
    person.refresh_from_db()
    return person


def item(person: Participant, week: int, kind: str) -> PlanItem:
    """A piece of the plan."""
    return PlanItem.objects.get(participant=person, week=week, kind=kind, number=1)


def hear(person: Participant, week: int, kind: str, minutes: float | None = None) -> None:
    """Listen now: the whole piece, or this many minutes of it."""
    piece = item(person, week, kind)
    events = a_whole_play(piece) if minutes is None else a_play(piece, minutes * 60.0)
    receive(plan_item=piece, events=events)


def send_questions(person: Participant, week: int) -> None:
    """Answer and send the questions of a week."""
    answer_all(participant=person, visit_key=f"week-{week}", answers=CALM_WEEK, by=person.user)


def browser_of(person: Participant) -> Client:
    """A browser without JavaScript in which this person is signed in."""
    client = Client()
    client.force_login(person.user)
    return client


def words(response: HttpResponse) -> str:
    """What a person reads on the main part of a page, on one line."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    inline = re.sub(r"</?(time|strong)\b[^>]*>", "", main)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", inline))).strip()


def links(response: HttpResponse) -> list[str]:
    """Addresses of the links in the main part, in order."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.findall(r'<a[^>]*href="([^"]+)"', main)
