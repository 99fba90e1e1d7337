"""What a player tells us, one event at a time, checked and typed.

Wrong types are refused, because nothing sound can be made of them. Odd values (a segment that runs
backwards, a negative time) are kept: they were sent, so they belong to the record, and
`sessions.progress` flags them and counts what can be true.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

SEGMENT = "segment"
SEEK = "seek"
ENDED = "ended"
END_TYPES = frozenset({ENDED, "stopped", "closed"})
KNOWN_TYPES = END_TYPES | {SEGMENT, SEEK, "started", "paused", "hidden", "visible", "stalled"}

# Players that do not number their attempts share this one.
DEFAULT_ATTEMPT = UUID(int=0)

MAX_SEQ = 2**31 - 1
MAX_NUMBER = 10**12
MAX_TEXT = 100


class BadEvent(ValueError):
    """An event that cannot be read.

    Args:
        line: its line, from 1.
        text: what is wrong, in one sentence.
    """

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"line {line}: {text}")
        self.line = line
        self.text = text


@dataclass(frozen=True, order=True)
class PlayEvent:
    """One thing that happened in a player.

    Fields that do not belong to the type keep their default. The order is only there to choose
    between two events in the same way every time.

    Args:
        id: made by the phone; two events with one id are the same event sent twice.
        attempt: one opening of the player, made by the phone.
        seq: number of the event within its attempt, from 0 or 1.
        type: one of `KNOWN_TYPES`, or a newer one that is kept and ignored.
        wall: the phone's clock in UTC when the event was made; a hint.
        from_s: where a segment or seek began, seconds of media.
        to_s: where it ended, seconds of media.
        mono_ms: time that passed while the segment played, by the phone's monotonic clock.
        rate: speed of playing, 1.0 is normal.
        reason: why a player paused or stopped.
        source: what a seek came from.
    """

    id: UUID
    attempt: UUID
    seq: int
    type: str
    wall: datetime
    from_s: float = 0.0
    to_s: float = 0.0
    mono_ms: float = 0.0
    rate: float = 1.0
    reason: str = ""
    source: str = ""


def parse_event(obj: object, line: int) -> PlayEvent:
    """Read one decoded JSON object.

    Args:
        obj: the decoded JSON value.
        line: its line or place in the batch, from 1, named in every error.

    Returns:
        The event; of an unknown type only id, attempt, seq, type and wall are looked at.

    Raises:
        BadEvent: not an object, a field missing or of the wrong type, a number that is not finite.
    """
    if not isinstance(obj, Mapping):
        raise BadEvent(line, "an event must be a JSON object")
    fields = _Fields(obj, line)
    kind = fields.text("type")
    timed = kind in (SEGMENT, SEEK)
    return PlayEvent(
        id=fields.uuid("id"),
        attempt=fields.uuid("attempt") if "attempt" in obj else DEFAULT_ATTEMPT,
        seq=fields.seq(),
        type=kind,
        wall=fields.wall(),
        from_s=fields.number("from") if timed else 0.0,
        to_s=fields.number("to") if timed else 0.0,
        mono_ms=fields.number("mono_ms") if kind == SEGMENT else 0.0,
        rate=fields.number("rate") if kind == SEGMENT else 1.0,
        reason=fields.optional_text("reason") if kind in ("paused", "stopped") else "",
        source=fields.optional_text("source") if kind == SEEK else "",
    )


class _Fields:
    """Reads the fields of one event and names the line in every complaint."""

    def __init__(self, obj: Mapping[object, object], line: int) -> None:
        self.obj = obj
        self.line = line

    def required(self, name: str) -> object:
        if name not in self.obj:
            raise BadEvent(self.line, f'"{name}" is missing')
        return self.obj[name]

    def text(self, name: str) -> str:
        value = self.required(name)
        # Control characters and lone surrogates cannot be stored by the database.
        if not isinstance(value, str) or not 0 < len(value) <= MAX_TEXT or not value.isprintable():
            raise BadEvent(self.line, f'"{name}" must be a text of 1 to {MAX_TEXT} characters')
        return value

    def optional_text(self, name: str) -> str:
        return "" if self.obj.get(name) in (None, "") else self.text(name)

    def uuid(self, name: str) -> UUID:
        text = self.text(name)
        try:
            return UUID(text)
        except ValueError:
            raise BadEvent(self.line, f'"{name}" must be a UUID') from None

    def seq(self) -> int:
        value = self.required("seq")
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_SEQ:
            raise BadEvent(self.line, f'"seq" must be a whole number from 0 to {MAX_SEQ}')
        return value

    def number(self, name: str) -> float:
        value = self.required(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise BadEvent(self.line, f'"{name}" must be a number')
        # False for NaN too; compared before float(), which fails on very long whole numbers.
        if not -MAX_NUMBER <= value <= MAX_NUMBER:
            raise BadEvent(self.line, f'"{name}" must be a number of a size that can happen')
        return float(value)

    def wall(self) -> datetime:
        text = self.text("wall")
        try:
            value = datetime.fromisoformat(text)
            # The outermost years would leave the calendar in another zone.
            if value.tzinfo is not None and 1 < value.year < 9999:
                return value.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise BadEvent(
            self.line, '"wall" must be a time with its zone, such as 2026-01-05T09:00:15Z'
        )
