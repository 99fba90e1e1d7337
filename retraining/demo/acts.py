"""What simulated lives are made of: an act at a moment, and the frame they are lived in. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from retraining.assessments.protocol_section import Visit
from retraining.common.clock import from_wall
from sessions.protocol_section import SessionsSection

SEED = "a-simulated-trial"


@dataclass(frozen=True, order=True)
class Act:
    """Something that happens.

    Args:
        at: when (UTC).
        number: of the person.
        kind: a key of `acting.DOERS`.
        detail: what that doer needs.
    """

    at: datetime
    number: int
    kind: str
    detail: Mapping[str, Any] = field(compare=False, default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """What all lives share.

    Args:
        today: the base day; nothing of it or after it is simulated.
        sessions: pieces and weeks, from the protocol.
        visits: questionnaires, from the protocol.
        exclusions: keys of the criteria that keep somebody out.
        zones: {site slug: IANA zone}.
    """

    today: date
    sessions: SessionsSection
    visits: tuple[Visit, ...]
    exclusions: tuple[str, ...]
    zones: Mapping[str, str]


@dataclass(frozen=True)
class Hand:
    """One person's dice and wall clock."""

    number: int
    zone: str
    rng: Random

    def moment(self, day: date, hours: tuple[int, int]) -> datetime:
        """A moment of a day, from the first hour to before the second, by the person's clock."""
        first, last = hours
        wall = time(self.rng.randrange(first, last), self.rng.randrange(60), self.rng.randrange(60))
        return from_wall(day, wall, self.zone)

    def act(self, at: datetime, kind: str, **detail: Any) -> Act:
        """An act of this person."""
        return Act(at, self.number, kind, detail)

    def apart(self, name: str) -> "Hand":
        """The same person with dice of their own for one thing."""
        return Hand(self.number, self.zone, Random(f"{SEED}/{self.number}/{name}"))  # noqa: S311

    def soon(self, at: datetime, minutes: tuple[int, int]) -> datetime:
        """Some minutes later."""
        return at + timedelta(minutes=self.rng.randint(*minutes), seconds=self.rng.randrange(60))


def hand(number: int, zone: str) -> Hand:
    """The dice of a person: the same ones in every seeding, whatever chance allocates."""
    return Hand(number, zone, Random(f"{SEED}/{number}"))  # noqa: S311 - no secret
