"""What staff write down about a person. Nothing is ever edited: a correction is a new row.

Closed codes and days stand in clear; whatever is told in words is sealed under the person's key.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.trials.models.participant import Participant
from retraining.trials.models.trial import Site


class Why(models.TextChoices):
    """Why a row is corrected."""

    TYPING = "typing", _("Typed wrongly")
    NEWER = "newer", _("Better information came later")
    OTHER_PERSON = "other-person", _("It was about another person")
    NEVER = "never", _("It never happened")


VOID = frozenset({Why.OTHER_PERSON, Why.NEVER})  # nothing stands in the place of such a row


class PersonRow(AppendOnly):
    """One line of a log about one person.

    `once` comes with the form: sending it twice writes one row. A row with `corrects` stands in
    the place of an earlier one; where its reason is one of `VOID`, nothing stands there.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    text_sealed = models.BinaryField(null=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )
    why = models.CharField(max_length=16, choices=Why.choices, blank=True)
    once = models.UUIDField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "participant": Holds.TRIAL,
        "day": Holds.TRIAL,
        "text_sealed": Holds.IDENTIFYING,
        "corrects": Holds.TRIAL,
        "why": Holds.TRIAL,
        "once": Holds.TECHNICAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        abstract = True

    @property
    def is_void(self) -> bool:
        """Whether this row says that what it corrects never was."""
        return self.why in VOID


STANDS = Q(corrected_by=None) & ~Q(why__in=[str(why) for why in VOID])
"""Rows that count: not corrected, and not the mark that something never was."""


class Note(PersonRow):
    """Words about a person that belong to no other log."""

    field_classes: ClassVar = {**PersonRow.field_classes}

    class Meta(PersonRow.Meta):
        db_table = "trials_note"


class Contact(PersonRow):
    """A talk or a try: who, why, how long, what came of it. Its minutes are a co-intervention."""

    class Partner(models.TextChoices):
        PERSON = "person", _("The person")
        FAMILY = "family", _("Family or friend")
        DOCTOR = "doctor", _("Their doctor")
        OTHER = "other", _("Somebody else")

    class About(models.TextChoices):
        QUESTIONS = "questions", _("Questions that are open")
        PRACTICE = "practice", _("The sessions")
        TECHNICAL = "technical", _("Phone, mail or sign-in")
        CONSENT = "consent", _("Taking part and consent")
        SAFETY = "safety", _("Safety")
        STOPPING = "stopping", _("Stopping or starting again")
        OTHER = "other", _("Something else")

    class Channel(models.TextChoices):
        PHONE = "phone", _("Telephone")
        VIDEO = "video", _("Video")
        MEETING = "meeting", _("In person")
        MAIL = "mail", _("E-mail")
        LETTER = "letter", _("Letter")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("Reached")
        NOT_REACHED = "not-reached", _("Not reached")
        MESSAGE = "message", _("Left a message or sent one")
        AGAIN = "again", _("To be called again")

    class Learnt(models.TextChoices):
        TOLD = "told", _("The person said it")
        COLLEAGUE = "colleague", _("A colleague said it")
        RECORD = "record", _("Seen in a record or on a screen")
        GUESSED = "guessed", _("Guessed from what was said")

    partner = models.CharField(max_length=12, choices=Partner.choices)
    about = models.CharField(max_length=12, choices=About.choices)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    minutes = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    arm_known = models.BooleanField()
    arm_known_how = models.CharField(max_length=12, choices=Learnt.choices, blank=True)

    field_classes: ClassVar = {
        **PersonRow.field_classes,
        "partner": Holds.TRIAL,
        "about": Holds.TRIAL,
        "channel": Holds.TRIAL,
        "minutes": Holds.TRIAL,
        "outcome": Holds.TRIAL,
        "arm_known": Holds.TRIAL,
        "arm_known_how": Holds.TRIAL,
    }

    class Meta(PersonRow.Meta):
        db_table = "trials_contact"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(arm_known=True) ^ Q(arm_known_how=""), name="how_the_arm_became_known"
            )
        ]


class TreatmentChange(PersonRow):
    """Treatment as usual: what was there, began, ended or changed. What it is, is sealed."""

    class Kind(models.TextChoices):
        MEDICINE = "medicine", _("Medicine")
        PSYCHOLOGICAL = "psychological", _("Psychological therapy")
        PHYSICAL = "physical", _("Physiotherapy or exercise")
        PROCEDURE = "procedure", _("Operation or procedure")
        OTHER = "other", _("Other treatment")

    class Change(models.TextChoices):
        ONGOING = "ongoing", _("There already before the study")
        STARTED = "started", _("Started")
        STOPPED = "stopped", _("Stopped")
        MORE = "more", _("More than before")
        LESS = "less", _("Less than before")

    kind = models.CharField(max_length=16, choices=Kind.choices)
    change = models.CharField(max_length=12, choices=Change.choices)
    pain = models.BooleanField()

    field_classes: ClassVar = {
        **PersonRow.field_classes,
        "kind": Holds.HEALTH,
        "change": Holds.HEALTH,
        "pain": Holds.HEALTH,
    }

    class Meta(PersonRow.Meta):
        db_table = "trials_treatment_change"


class Deviation(PersonRow):
    """A departure from the protocol: on which day, when it was found, what was done."""

    class Code(models.TextChoices):
        CONSENT = "consent", _("Consent")
        ELIGIBILITY = "eligibility", _("Eligibility")
        RANDOMISATION = "randomisation", _("Randomisation")
        PROGRAMME = "programme", _("Delivery of the programme")
        VISIT = "visit", _("Questionnaire or rating outside its window")
        BLINDING = "blinding", _("Blinding")
        SAFETY = "safety", _("Safety reporting")
        PRIVACY = "privacy", _("Data protection")
        OTHER = "other", _("Other")

    class Severity(models.TextChoices):
        MINOR = "minor", _("Minor")
        MAJOR = "major", _("Major")

    class Action(models.TextChoices):
        NONE = "none", _("Nothing needed")
        MENDED = "mended", _("Mended")
        PERSON_TOLD = "person-told", _("The person was told")
        ETHICS_TOLD = "ethics-told", _("The ethics committee was told")
        TRAINING = "training", _("Staff were trained again")

    code = models.CharField(max_length=16, choices=Code.choices)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    found_on = models.DateField()
    action = models.CharField(max_length=16, choices=Action.choices)

    field_classes: ClassVar = {
        **PersonRow.field_classes,
        "code": Holds.TRIAL,
        "severity": Holds.TRIAL,
        "found_on": Holds.TRIAL,
        "action": Holds.TRIAL,
    }

    class Meta(PersonRow.Meta):
        db_table = "trials_deviation"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(found_on__gte=models.F("day")), name="found_when_it_happened_or_later"
            )
        ]


class Attendance(PersonRow):
    """Whether somebody came to what happens live. The same kinds in every arm."""

    class Kind(models.TextChoices):
        WELCOME = "welcome", _("Welcome call")
        CHECK = "check", _("Call in between")
        GROUP = "group", _("Group meeting")
        VISIT = "visit", _("Visit at the site")

    class Presence(models.TextChoices):
        WHOLE = "whole", _("Came")
        PART = "part", _("Came for a part")
        NOT = "not", _("Did not come")
        CANCELLED = "cancelled", _("Was cancelled by the study")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    presence = models.CharField(max_length=12, choices=Presence.choices)
    minutes = models.PositiveSmallIntegerField()

    field_classes: ClassVar = {
        **PersonRow.field_classes,
        "kind": Holds.TRIAL,
        "presence": Holds.HEALTH,
        "minutes": Holds.HEALTH,
    }

    class Meta(PersonRow.Meta):
        db_table = "trials_attendance"


class Payment(PersonRow):
    """Money for a questionnaire that was sent. Never for listening (`programmes.md` 5.11)."""

    class State(models.TextChoices):
        DUE = "due", _("Due")
        PAID = "paid", _("Paid")

    visit = models.SlugField(max_length=60)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=8, choices=State.choices)

    field_classes: ClassVar = {
        **PersonRow.field_classes,
        "visit": Holds.TRIAL,
        "amount": Holds.TRIAL,
        "currency": Holds.TRIAL,
        "state": Holds.TRIAL,
    }

    class Meta(PersonRow.Meta):
        db_table = "trials_payment"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_are_above_nothing")
        ]


class Ending(PersonRow):
    """Staff record that somebody is lost to follow-up or has died. Stopping is `Withdrawal`."""

    class Kind(models.TextChoices):
        LOST = "lost", _("Lost to follow-up")
        DIED = "died", _("Died")

    class Reason(models.TextChoices):
        NO_ANSWER = "no-answer", _("No answer to two calls and a letter")
        ADDRESS = "address", _("No address or number that is right")
        TOLD = "told", _("Told by family, doctor or register")
        OTHER = "other", _("Other")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.CharField(max_length=12, choices=Reason.choices)

    field_classes: ClassVar = {
        **PersonRow.field_classes,
        "kind": Holds.TRIAL,
        "reason": Holds.TRIAL,
    }

    class Meta(PersonRow.Meta):
        db_table = "trials_ending"


class Move(PersonRow):
    """Somebody moved to another site, another time zone, or both. Chance drew at `from_site`."""

    from_site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    to_site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    from_zone = models.CharField(max_length=60)
    to_zone = models.CharField(max_length=60)

    field_classes: ClassVar = {
        **PersonRow.field_classes,
        "from_site": Holds.TRIAL,
        "to_site": Holds.TRIAL,
        "from_zone": Holds.TRIAL,
        "to_zone": Holds.TRIAL,
    }

    class Meta(PersonRow.Meta):
        db_table = "trials_move"


class Flag(PersonRow):
    """A randomisation that should not have been as it was: kept, flagged, never undone."""

    class Kind(models.TextChoices):
        STRATUM = "wrong-stratum", _("Randomised in the wrong stratum")
        IN_ERROR = "in-error", _("Randomised in error")

    kind = models.CharField(max_length=16, choices=Kind.choices)

    field_classes: ClassVar = {**PersonRow.field_classes, "kind": Holds.TRIAL}

    class Meta(PersonRow.Meta):
        db_table = "trials_flag"
