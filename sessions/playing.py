"""What the pages and files of one plan item show its person; reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils.functional import Promise

from retraining.common import clock
from retraining.trials.models import Participant
from retraining.trials.selectors import withdrawal_level
from retraining.trials.selectors_readiness import may_be_suspended, sessions_suspended
from sessions import loaded, protocol_section, renditions, wording
from sessions.content import script_of
from sessions.cues import CueData
from sessions.models import Delivery, PieceKind, PlanItem, PlayEvent, Rendition, Script
from sessions.play_events import PlayEvent as Event
from sessions.play_events import parse_event
from sessions.progress import fold, heard_spans, resume_position
from sessions.selectors import events_of, item_of
from sessions.spans import whole_minutes
from sessions.transcript import Section, sections, sentence_starts

COMPUTER_VOICE = "hibari"


class Status(StrEnum):
    """Whether a plan item can be used now."""

    OPEN = "open"
    LOCKED = "locked"  # its week has not begun
    STOPPED = "stopped"  # the person has stopped the sessions
    SUSPENDED = "suspended"  # closed by the study for everybody


@dataclass(frozen=True)
class Place:
    """A person's own plan item.

    Args:
        item: with participant, version and trial.
        status: whether it can be used now.
        title: such as "Week 3, main session".
        notice: why the study closed it, in plain words.
    """

    item: PlanItem
    status: Status
    title: str
    notice: str = ""

    @property
    def is_open(self) -> bool:
        """Whether its content may be given out."""
        return self.status == Status.OPEN


@dataclass(frozen=True)
class Sound:
    """One background of a guided session, as the player offers it."""

    background: str
    label: str | Promise
    content_hash: str
    seconds: float


@dataclass(frozen=True)
class Listening:
    """How far the person is.

    Args:
        saved: whole minutes heard at least once.
        heard: stretches of media in seconds.
        resume_s: where to offer to carry on; 0 where there is nothing to carry on with.
        completed: the rule holds for all sittings together.
        read, self_reported: said on a page.
    """

    saved: int
    heard: Sequence[tuple[float, float]]
    resume_s: float
    completed: bool
    read: bool
    self_reported: bool


@dataclass(frozen=True)
class PlayerPage:
    """Everything that the page of a guided session or a reading prints.

    Args:
        place: the plan item.
        script: as it was loaded.
        sections: the text, timed where it is rendered.
        sounds: what can be played; empty where nothing is rendered yet.
        listening: how far the person is.
        before_start: the fixed words before a session.
        computer_voice: a computer speaks.
        forward_skip: the protocol allows going ahead of what was heard.
    """

    place: Place
    script: Script
    sections: tuple[Section, ...]
    sounds: tuple[Sound, ...]
    listening: Listening
    before_start: str
    computer_voice: bool
    forward_skip: bool

    @property
    def seconds(self) -> float:
        """Length of the audio."""
        return self.sounds[0].seconds if self.sounds else self.place.item.minutes * 60.0


def place_of(participant: Participant, item_id: int) -> Place | None:
    """A plan item of this person; None for any other id."""
    item = item_of(participant, item_id)
    if item is None:
        return None
    status = Status.OPEN if item.opens_at <= clock.now() else Status.LOCKED
    closed = None
    if may_be_suspended(participant):
        closed = sessions_suspended(participant.trial_id, week=item.week, kind=item.kind)
    if closed is not None:
        status = Status.SUSPENDED
    if withdrawal_level(participant) is not None:
        status = Status.STOPPED
    pieces = protocol_section.read(item.participant.version.content).pieces
    twins = sum((p.week, p.kind) == (item.week, item.kind) for p in pieces)
    title = wording.title(item.kind, item.week, item.number, twins)
    return Place(item, status, title, closed.notice if closed else "")


def page_of(place: Place) -> PlayerPage | None:
    """The page of an open plan item; None where there is no content for it."""
    script = script_of(place.item)
    if script is None:
        return None
    blocks = loaded.blocks_text(script.version_id)
    files = renditions.on_disk(script)
    first = next(iter(_in_order(files)), None)
    text = sections(
        loaded.parsed(script, blocks),
        first.cues if first else (),
        first.chapters if first else (),
    )
    return PlayerPage(
        place=place,
        script=script,
        sections=text,
        sounds=tuple(
            Sound(row.background, wording.BACKGROUNDS[row.background], row.sha256, row.seconds)
            for row in _in_order(files)
        ),
        listening=_listening(place.item, text, first.chapters if first else ()),
        before_start=loaded.before_start(blocks, place.item.minutes),
        computer_voice=bool(first and first.voice.startswith(COMPUTER_VOICE)),
        forward_skip=protocol_section.read(place.item.participant.version.content).forward_skip,
    )


@dataclass(frozen=True)
class File:
    """An audio file to send, and the hash of its bytes."""

    path: Path
    sha256: str


def audio_of(participant: Participant, item_id: int, background: str) -> File | None:
    """The audio of an open plan item; None where there is none, or none for this person now."""
    rendition = _rendition(participant, item_id, background)
    return File(renditions.path_of(rendition), rendition.sha256) if rendition else None


def cues_of(participant: Participant, item_id: int) -> list[CueData] | None:
    """The sentences of an open plan item with their times, where it is rendered."""
    rendition = _rendition(participant, item_id, renditions.OFFERED[0])
    return rendition.cues if rendition else None


def figure_of(participant: Participant, item_id: int) -> str | None:
    """The drawing of an open reading as SVG, where it has one."""
    place = place_of(participant, item_id)
    script = script_of(place.item) if place and place.is_open else None
    return script.figure or None if script else None


def _rendition(participant: Participant, item_id: int, background: str) -> Rendition | None:
    place = place_of(participant, item_id)
    script = script_of(place.item) if place and place.is_open else None
    return renditions.file_of(script, background) if script else None


def _in_order(files: dict[str, Rendition]) -> list[Rendition]:
    return [files[name] for name in renditions.OFFERED if name in files]


def _listening(
    item: PlanItem, text: Sequence[Section], chapters: Sequence[dict[str, Any]]
) -> Listening:
    """Folded here and now, because the stored record may be a minute behind."""
    rows = events_of(item)
    events = heard_events(rows)
    length = item.minutes * 60.0
    starts = [*sentence_starts(text), *(float(chapter["start"]) for chapter in chapters)]
    last = float(chapters[-1]["start"]) if chapters else None
    record = fold(events, duration_s=length, last_chapter_s=last)
    return Listening(
        saved=min(whole_minutes(record.coverage_s), item.minutes),
        heard=heard_spans(events, duration_s=length),
        resume_s=resume_position(events, duration_s=length, starts=starts or [0.0]),
        completed=record.completed,
        read=any(row.delivery == Delivery.READ for row in rows),
        self_reported=any(row.delivery == Delivery.SELF for row in rows),
    )


def heard_events(rows: Sequence[PlayEvent]) -> list[Event]:
    """The player's own events among those that are kept."""
    return [parse_event(row.payload, 1) for row in rows if row.delivery == Delivery.AUDIO]


def is_reading(place: Place) -> bool:
    """Whether the plan item is first of all a text."""
    return bool(place.item.kind == PieceKind.READING)
