"""Forms of the logs that staff keep about a person."""

import uuid
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form
from retraining.portal.forms_manage import YES_OR_NO, DateBox
from retraining.portal.zones import grouped
from retraining.trials.models import (
    Attendance,
    Background,
    Contact,
    Deviation,
    Ending,
    Flag,
    Move,
    Participant,
    Payment,
    Site,
    TreatmentChange,
    WithdrawalLevel,
)
from retraining.trials.models.background import OLDEST
from retraining.trials.models.logs import VOID, PersonRow, Why
from retraining.trials.services.logs import move_values

MOST_WORDS, MOST_MINUTES = 4000, 8 * 60
CURRENCIES = ("EUR", "GBP", "CHF", "DKK", "NOK", "PLN", "SEK", "USD")
NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


def choice(label: Any, choices: type[TextChoices], *, radios: bool = False, **options: Any) -> Any:
    """A choice among closed codes; none is chosen beforehand."""
    rows = list(choices.choices)
    if radios:
        return forms.ChoiceField(label=label, choices=rows, widget=forms.RadioSelect, **options)
    return forms.ChoiceField(label=label, choices=[("", _("Choose")), *rows], **options)


def whole(label: Any, least: int, most: int, **options: Any) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        **options,
    )


def minutes(label: Any) -> forms.IntegerField:
    """Whole minutes."""
    return whole(label, 0, MOST_MINUTES)


class LogForm(Form):
    """One line of a log: its day, its own fields, and words that nobody has to give."""

    day_label: ClassVar[Any] = _("Day")
    text_label: ClassVar[Any] = _("In words")
    text_needed: ClassVar[bool] = False
    names: ClassVar[tuple[str, ...]] = ()  # fields that go to the row as they are

    once = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("Day"), widget=DateBox)

    def __init__(
        self, *args: Any, person: Participant, corrects: PersonRow | None = None, **options: Any
    ) -> None:
        self.person, self.corrects = person, corrects
        initial = {"once": uuid.uuid4()}
        if corrects is not None:
            initial |= {name: self.shown(getattr(corrects, name)) for name in ("day", *self.names)}
        super().__init__(*args, **{"initial": initial, **options})
        self.fields["day"].label = self.day_label
        self.fields["text"] = forms.CharField(
            label=self.text_label,
            help_text=_("Kept sealed. Whoever opens it later is written down."),
            required=self.text_needed and corrects is None,
            max_length=MOST_WORDS,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        if corrects is not None:
            self._correcting()

    @staticmethod
    def shown(value: Any) -> Any:
        """A value of a row as its field takes it."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def _correcting(self) -> None:
        self.fields["why"] = choice(_("Why is this line corrected?"), Why, radios=True)
        self.fields["number"] = forms.CharField(
            label=_("Type the number of the person"),
            max_length=20,
            widget=forms.TextInput(attrs=NUMBER),
        )

    def clean_number(self) -> str:
        """The number, if it is this person's."""
        number = str(self.cleaned_data["number"]).strip()
        if number != self.person.code:
            raise ValidationError(_("This is not the number on this page."))
        return number

    def values(self) -> dict[str, Any]:
        """The log's own fields."""
        found = {name: self.cleaned_data.get(name) for name in self.names}
        return {k: v == "yes" if v in ("yes", "no") else v for k, v in found.items()}

    @property
    def voids(self) -> bool:
        """Whether nothing stands in the place of the corrected line."""
        return self.data.get("why") in {str(why) for why in VOID}


class NoteForm(LogForm):
    text_label, text_needed = _("Note"), True


class ContactForm(LogForm):
    names = (
        "partner", "about", "channel", "minutes", "outcome", "arm_known", "arm_known_how",
    )  # fmt: skip
    partner = choice(_("With whom"), Contact.Partner)
    about = choice(_("Why"), Contact.About)
    channel = choice(_("How"), Contact.Channel)
    outcome = choice(_("What came of it"), Contact.Outcome)
    minutes = minutes(_("Minutes"))
    arm_known = forms.ChoiceField(
        label=_("Did you learn which programme this person follows?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
    )
    arm_known_how = choice(_("If yes: how"), Contact.Learnt, required=False)

    def clean(self) -> dict[str, Any]:
        """How belongs to yes, and only to yes."""
        found: dict[str, Any] = super().clean() or {}
        knows, how = found.get("arm_known"), found.get("arm_known_how")
        if knows == "yes" and not how:
            self.add_error("arm_known_how", _("Please say how you learnt it"))
        elif knows == "no":
            found["arm_known_how"] = ""
        return found


class BackgroundForm(LogForm):
    names = ("age", "sex", "education", "work", "years_ill")
    day_label = _("Day it was told")
    age = whole(_("Age in years"), 18, OLDEST, required=False)
    sex = choice(_("Sex"), Background.Sex, radios=True)
    education = choice(_("Highest school or course that was finished"), Background.Education)
    work = choice(_("Work"), Background.Work)
    years_ill = whole(
        _("Years since the pain began"),
        0,
        OLDEST,
        required=False,
        help_text=_("0 for less than one."),
    )

    def clean(self) -> dict[str, Any]:
        """Nobody is ill for longer than they have lived."""
        found: dict[str, Any] = super().clean() or {}
        age, years = found.get("age"), found.get("years_ill")
        if age is not None and years is not None and years > age:
            self.add_error("years_ill", _("This is more than the age"))
        return found


class TreatmentForm(LogForm):
    names = ("kind", "change", "pain")
    text_label, text_needed = _("What it is"), True
    kind = choice(_("Kind"), TreatmentChange.Kind)
    change = choice(_("What happened"), TreatmentChange.Change)
    pain = forms.ChoiceField(
        label=_("Is it for pain?"), choices=YES_OR_NO, widget=forms.RadioSelect
    )


class DeviationForm(LogForm):
    names = ("code", "severity", "found_on", "action")
    day_label, text_label, text_needed = _("Day it happened"), _("What happened"), True
    code = choice(_("What it concerns"), Deviation.Code)
    severity = choice(_("How serious"), Deviation.Severity, radios=True)
    found_on = forms.DateField(label=_("Day it was found"), widget=DateBox)
    action = choice(_("What was done"), Deviation.Action)

    def clean(self) -> dict[str, Any]:
        """Nothing is found before it happened."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("day") and found.get("found_on") and found["found_on"] < found["day"]:
            self.add_error("found_on", _("It cannot be found before it happened"))
        return found


class AttendanceForm(LogForm):
    names = ("kind", "presence", "minutes")
    kind = choice(_("What"), Attendance.Kind)
    presence = choice(_("Did the person come?"), Attendance.Presence, radios=True)
    minutes = minutes(_("Minutes"))


class PaymentForm(LogForm):
    """The questionnaires offered are those that were sent; nothing is paid for listening."""

    names = ("visit", "amount", "currency", "state")
    visit = forms.ChoiceField(label=_("Questionnaire that was sent"))
    amount = forms.DecimalField(
        label=_("Amount"),
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in CURRENCIES])
    state = choice(_("State"), Payment.State, radios=True)

    def __init__(self, *args: Any, visits: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["visit"]
        field.choices = [("", _("Choose")), *visits]


class EndingForm(LogForm):
    names = ("kind", "reason")
    kind = choice(_("What"), Ending.Kind, radios=True)
    reason = choice(_("How it is known"), Ending.Reason)


class MoveForm(LogForm):
    site = forms.ModelChoiceField(queryset=Site.objects.none(), label=_("Site from now on"))
    zone = forms.ChoiceField(label=_("Time zone from now on"))

    def __init__(self, *args: Any, sites: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        site, zone = self._from_here()
        site_field: Any = self.fields["site"]
        site_field.queryset, site_field.initial = sites, site
        zone_field: Any = self.fields["zone"]
        zone_field.choices, zone_field.initial = grouped(zone), zone

    def _from_here(self) -> tuple[Site, str]:
        if isinstance(self.corrects, Move):
            return self.corrects.to_site, self.corrects.to_zone
        return self.person.site, self.person.time_zone

    def values(self) -> dict[str, Any]:
        """From where the person was, to where they are now."""
        found = move_values(self.person, self.cleaned_data["site"], self.cleaned_data["zone"])
        if isinstance(self.corrects, Move):
            found["from_site"] = self.corrects.from_site
            found["from_zone"] = self.corrects.from_zone
        return found


class FlagForm(LogForm):
    names = ("kind",)
    text_label, text_needed = _("What went wrong"), True
    kind = choice(_("What"), Flag.Kind, radios=True)


class ToldStopForm(Form):
    """A stop that somebody told a member of staff."""

    level = choice(_("What does the person want to stop?"), WithdrawalLevel, radios=True)
    reason = forms.CharField(
        label=_("Reason, if one was given"),
        help_text=_("Kept sealed. Never ask for one."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ResumeForm(Form):
    """What a talk with somebody who had stopped came to."""

    reason = forms.CharField(
        label=_("What was agreed in the talk"),
        help_text=_("Kept sealed."),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RemoveIdentityForm(Form):
    """The person's number, and that nothing about their safety is open."""

    safe = forms.BooleanField(label=_("No safety matter of this person is open"))
    number = forms.CharField(
        label=_("Type the number of the person"),
        max_length=20,
        widget=forms.TextInput(attrs=NUMBER),
    )

    def __init__(self, *args: Any, person: Participant, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_number(self) -> str:
        """The number, if it is this person's."""
        number = str(self.cleaned_data["number"]).strip()
        if number != self.person.code:
            raise ValidationError(_("This is not the number on this page."))
        return number
