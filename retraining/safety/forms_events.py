"""Forms of adverse events."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retraining.common import clock
from retraining.common.forms import Form
from retraining.safety.forms import DayBox
from retraining.safety.models import (
    Action,
    Change,
    Criterion,
    EventFacts,
    EventOutcome,
    Relatedness,
    SentTo,
    Severity,
    Status,
    Triage,
)
from retraining.safety.services.events import LONGEST, Known

NOT_KNOWN = [("", _("Not known yet"))]


class DecideForm(Form):
    """Whether a report is an adverse event."""

    decision = forms.ChoiceField(
        label=_("Is this an adverse event?"),
        choices=Triage.Decision.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "A flare of the usual kind is one only if the person says clearly worse than usual."
        ),
    )


class MomentField(forms.DateTimeField):
    """A moment on the clock of the site."""

    def __init__(self, **options: Any) -> None:
        box = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=box, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **options)


class FactsForm(Form):
    """What staff know of an event."""

    status = forms.ChoiceField(
        label=_("What is it?"), choices=Status.choices, widget=forms.RadioSelect
    )
    aware_at = MomentField(
        label=_("When did the site become aware of it?"),
        help_text=_("On the clock of the site. The clock of a serious event starts here."),
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Encrypted. Empty keeps what is written. Nothing about the programme."),
    )
    onset = forms.DateField(label=_("First day"), required=False, widget=DayBox)
    ended = forms.DateField(label=_("Last day"), required=False, widget=DayBox)
    severity = forms.ChoiceField(
        label=_("Severity"), required=False, choices=[*NOT_KNOWN, *Severity.choices]
    )
    seriousness = forms.MultipleChoiceField(
        label=_("Is it serious? Tick what fits"),
        required=False,
        choices=Criterion.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    action = forms.ChoiceField(
        label=_("Taking part"), required=False, choices=[*NOT_KNOWN, *Action.choices]
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[*NOT_KNOWN, *EventOutcome.choices]
    )
    meddra_code = forms.CharField(label=_("MedDRA code"), required=False, max_length=8)
    meddra_version = forms.CharField(label=_("MedDRA version"), required=False, max_length=5)
    change = forms.ChoiceField(
        label=_("Why do you change it?"),
        choices=[(c.value, c.label) for c in (Change.FOLLOW_UP, Change.CORRECTION)],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, facts: EventFacts | None, zone: str, **options: Any) -> None:
        options.setdefault("initial", _initial(facts, zone) if facts else {})
        super().__init__(*args, **options)
        self.zone = zone
        if facts is None:
            del self.fields["change"]

    def known(self) -> Known:
        """What the form says."""
        values = {key: v for key, v in self.cleaned_data.items() if key != "change"}
        wall = values["aware_at"].replace(tzinfo=None)
        values["aware_at"] = clock.from_wall(wall.date(), wall.time(), self.zone)
        return Known(**values)


def _initial(facts: EventFacts, zone: str) -> dict[str, Any]:
    names = ("status", "onset", "ended", "severity", "seriousness", "action", "outcome",
             "meddra_code", "meddra_version")  # fmt: skip
    values = {name: getattr(facts, name) for name in names}
    # A naive wall time: the box shows the site's clock, not UTC.
    values["aware_at"] = clock.local(facts.aware_at, zone).replace(tzinfo=None)
    return values


class JudgeForm(Form):
    """Relatedness and expectedness."""

    relatedness = forms.ChoiceField(
        label=_("Did taking part cause it?"),
        choices=Relatedness.choices,
        widget=forms.RadioSelect,
        help_text=_("Without the programme: you do not know it, and you do not ask."),
    )
    expected = forms.ChoiceField(
        label=_("Was it to be expected?"), required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Encrypted."),
    )

    def __init__(self, *args: Any, expected: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["expected"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("No, it is not on the list")), *expected.items()]


class SentForm(Form):
    """Who was told of a serious event, and when."""

    to = forms.ChoiceField(label=_("Reported to"), choices=SentTo.choices, widget=forms.RadioSelect)
    sent_at = MomentField(label=_("When"), help_text=_("On the clock of the site."))

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = zone

    @property
    def moment(self) -> Any:
        """When it was sent."""
        wall = self.cleaned_data["sent_at"].replace(tzinfo=None)
        return clock.from_wall(wall.date(), wall.time(), self.zone)
