"""Moments of a person's programme, and sweeps at them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.core import mail

from retraining.common import clock
from retraining.reminders import services
from retraining.reminders.models import Message
from retraining.trials.models import Participant


def wall(person: Participant, day: int, hour: int = 10, minute: int = 1) -> datetime:
    """When clocks in the person's zone show a time on a day of the programme (1 = first day)."""
    date = person.chosen_start + timedelta(days=day - 1)
    return clock.from_wall(date, time(hour, minute), person.time_zone)


@contextmanager
def on_day(person: Participant, day: int, hour: int = 10, minute: int = 1) -> Iterator[None]:
    """Run the block on a day of the person's programme."""
    with clock.at(wall(person, day, hour, minute)):
        yield


def sweep_at(moment: datetime) -> list[str]:
    """Sweep at a moment; the subjects of the mails that went out in this sweep."""
    before = len(mail.outbox)
    with clock.at(moment):
        services.sweep()
    return [sent.subject for sent in mail.outbox[before:]]


def steps_of(message: Message) -> list[str]:
    """The states of a message in the order in which they were recorded."""
    return list(message.states.order_by("pk").values_list("state", flat=True))


def queued(person: Participant, kind: str, occasion: str) -> Message:
    """A message that fell due now and that nobody has claimed."""
    return Message.objects.create(
        participant=person, occasion=occasion, kind=kind, channel="email", due_at=clock.now()
    )
