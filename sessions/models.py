"""Scripts, audio, plan and play events of guided sessions.

The plan stores week, kind and number, never programme or script: what a person hears is resolved
through `randomisation.delivery` at the moment it is played.
"""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly, Base
from retraining.trials.models import Participant, ProtocolVersion
from sessions.authoring_models import ReaderRelease, RecordingOrder, SoundOrder
from sessions.plan_models import CalendarAddress, PlanDays, PlanItemManager, PlanPause, WeekMove

__all__ = [
    "CalendarAddress",
    "Delivery",
    "ListeningRecord",
    "PieceKind",
    "PlanDays",
    "PlanItem",
    "PlanPause",
    "PlayEvent",
    "ReaderRelease",
    "RecordingOrder",
    "Remark",
    "RemarkItem",
    "Rendition",
    "Script",
    "SoundOrder",
    "WeekMove",
]


class PieceKind(models.TextChoices):
    """The four kinds of piece; both programmes have the same ones in each week."""

    CORE = "core", _("Main session")
    PRACTICE = "practice", _("Practice")
    SHORT = "short", _("Short session for a hard day")
    READING = "reading", _("Reading")


class Script(AppendOnly):
    """A script of one programme as it was loaded with a protocol version."""

    version = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="scripts")
    programme = models.SlugField(max_length=60)
    name = models.SlugField(max_length=80)
    kind = models.CharField(max_length=10, choices=PieceKind.choices)
    language = models.CharField(max_length=8)
    minutes = models.PositiveSmallIntegerField()
    source = models.TextField()
    figure = models.TextField(blank=True)  # the SVG drawing of a reading
    text_hash = models.CharField(max_length=64)
    draft = models.BooleanField()

    field_classes: ClassVar = {
        "id": Holds.UNBLINDING,
        "recorded_at": Holds.TECHNICAL,
        "version": Holds.TRIAL,
        "programme": Holds.UNBLINDING,
        "name": Holds.UNBLINDING,
        "kind": Holds.TRIAL,
        "language": Holds.TRIAL,
        "minutes": Holds.TRIAL,
        "source": Holds.UNBLINDING,
        "figure": Holds.UNBLINDING,
        "text_hash": Holds.UNBLINDING,
        "draft": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_script"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "programme", "name", "language"], name="one_script_per_name"
            )
        ]


class Rendition(AppendOnly):
    """One audio file of a script. `address` is the hash of its inputs, `sha256` of the file."""

    address = models.CharField(max_length=64, unique=True)
    text_hash = models.CharField(max_length=64)
    background = models.CharField(max_length=12)
    voice = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    seconds = models.FloatField()
    bytes = models.PositiveIntegerField()
    speech_seconds = models.FloatField()
    cues = models.JSONField()  # [{start, end, text}]
    chapters = models.JSONField()  # [{start, end, label}]

    field_classes: ClassVar = {
        "id": Holds.UNBLINDING,
        "recorded_at": Holds.TECHNICAL,
        "address": Holds.UNBLINDING,
        "text_hash": Holds.UNBLINDING,
        "background": Holds.TECHNICAL,
        "voice": Holds.TECHNICAL,
        "sha256": Holds.UNBLINDING,
        "seconds": Holds.UNBLINDING,
        "bytes": Holds.UNBLINDING,
        "speech_seconds": Holds.UNBLINDING,
        "cues": Holds.UNBLINDING,
        "chapters": Holds.UNBLINDING,
    }

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_rendition"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["text_hash", "background", "voice"], name="one_rendition_per_input"
            )
        ]


class PlanItem(AppendOnly):
    """Something that a participant may do from a day on.

    `planned_at` is when it was to open as the plan was made; a pause may move that. What holds is
    `opens_at`, which every plan item read through `PlanItem.objects` carries, and `moved_to`, the
    day to which its week was moved, if it was.
    """

    moved_to: date | None

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="plan_items"
    )
    week = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=PieceKind.choices)
    number = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    planned_at = models.DateTimeField()

    # The base class has a manager of its own kind: this one adds columns to the same query set.
    objects: ClassVar[PlanItemManager] = PlanItemManager()  # type: ignore[assignment]

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "week": Holds.TRIAL,
        "kind": Holds.TRIAL,
        "number": Holds.TRIAL,
        "minutes": Holds.TRIAL,
        "planned_at": Holds.TRIAL,
    }

    @cached_property
    def opens_at(self) -> datetime:
        """When it opens; read along with the row, except where a foreign key was followed."""
        opens_at: datetime = type(self).objects.values_list("opens_at", flat=True).get(pk=self.pk)
        return opens_at

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_plan_item"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "week", "kind", "number"], name="one_plan_item_per_piece"
            )
        ]


class Delivery(models.TextChoices):
    """How a piece reached the person; counted apart."""

    AUDIO = "audio", _("listened")
    READ = "read", _("read")
    SELF = "self", _("said so")


class PlayEvent(AppendOnly):
    """What a player reported. Ids are made by the player, so a second send changes nothing."""

    event_id = models.UUIDField(unique=True)
    plan_item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="events")
    attempt = models.UUIDField()
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=20)
    delivery = models.CharField(max_length=8, choices=Delivery.choices)
    payload = models.JSONField()  # the event as it came: positions, rate, clocks, reasons
    content_hash = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "event_id": Holds.TECHNICAL,
        "plan_item": Holds.TRIAL,
        "attempt": Holds.TECHNICAL,
        "seq": Holds.TECHNICAL,
        "type": Holds.TRIAL,
        "delivery": Holds.TRIAL,
        "payload": Holds.UNBLINDING,
        "content_hash": Holds.UNBLINDING,
        "received_at": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_play_event"
        indexes: ClassVar = [models.Index(fields=["plan_item", "id"], name="events_of_a_plan_item")]


class RemarkItem(models.TextChoices):
    """What a remark answers."""

    STOPPED = "stopped", _("why somebody stopped for now")
    FOLLOWED = "followed", _("whether one was able to follow it")
    FELT = "felt", _("how it was")
    NOT_TODAY = "not-today", _("that it is not for today")
    WORSE = "worse", _("that one feels worse, on a page without a player")


class Remark(AppendOnly):
    """What a person said about a guided session; a code, never free text.

    It stands beside the play events, because those hold positions from which an arm can be told,
    and this can be shown and exported without them.
    """

    event_id = models.UUIDField(unique=True)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="remarks")
    plan_item = models.ForeignKey(
        PlanItem, on_delete=models.PROTECT, related_name="remarks", null=True
    )
    attempt = models.UUIDField(null=True)
    item = models.CharField(max_length=12, choices=RemarkItem.choices)
    value = models.CharField(max_length=12, blank=True)
    said_at = models.DateTimeField()

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "event_id": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "plan_item": Holds.TRIAL,
        "attempt": Holds.TECHNICAL,
        "item": Holds.TRIAL,
        "value": Holds.HEALTH,
        "said_at": Holds.HEALTH,
    }

    class Meta(AppendOnly.Meta):
        db_table = "guided_sessions_remark"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan_item", "attempt", "item"], name="one_remark_per_attempt"
            )
        ]


class ListeningRecord(Base):
    """The fold of a plan item's events under one rule; can be made again at any time.

    `completed` is by listening alone, `done` by listening or reading: of a main session both count
    only what happened while main sessions count. `completed_ever` and the seconds look at all of
    it; `late_play_s` is the part of `play_s` that came after.
    """

    plan_item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="records")
    rule = models.CharField(max_length=20)
    coverage_s = models.FloatField(default=0)
    play_s = models.FloatField(default=0)
    dwell_s = models.FloatField(default=0)
    reheard_s = models.FloatField(default=0)
    skipped_s = models.FloatField(default=0)
    completed = models.BooleanField(default=False)
    done = models.BooleanField(default=False)
    completed_ever = models.BooleanField(default=False)
    late_play_s = models.FloatField(default=0)
    read = models.BooleanField(default=False)
    self_reported = models.BooleanField(default=False)
    completed_days = models.JSONField(default=list)  # local days with a completed sitting
    said_days = models.JSONField(default=list)  # local days on which a page, not a player, told it
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    flags = models.JSONField(default=list)
    last_event_id = models.BigIntegerField(default=0)

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "plan_item": Holds.TRIAL,
        "rule": Holds.TRIAL,
        "coverage_s": Holds.HEALTH,
        "play_s": Holds.HEALTH,
        "dwell_s": Holds.HEALTH,
        "reheard_s": Holds.HEALTH,
        "skipped_s": Holds.HEALTH,
        "completed": Holds.HEALTH,
        "done": Holds.HEALTH,
        "completed_ever": Holds.HEALTH,
        "late_play_s": Holds.HEALTH,
        "read": Holds.HEALTH,
        "self_reported": Holds.HEALTH,
        "completed_days": Holds.HEALTH,
        "said_days": Holds.HEALTH,
        "first_at": Holds.HEALTH,
        "last_at": Holds.HEALTH,
        "flags": Holds.TECHNICAL,
        "last_event_id": Holds.TECHNICAL,
    }

    class Meta:
        db_table = "guided_sessions_listening_record"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan_item", "rule"], name="one_listening_record_per_rule"
            )
        ]
