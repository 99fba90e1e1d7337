"""Forms of safety's pages."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from retraining.common.forms import Form
from retraining.safety.models import Outcome, SiteCover, StepKind
from retraining.safety.selectors.cover import Place
from retraining.safety.services.cover import Named
from retraining.safety.services.handling import LONGEST, LONGEST_CALL, Said
from retraining.trials.models.logs import Contact

WALL = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
KINDS = (StepKind.NOT_REACHED, StepKind.REACHED, StepKind.ACTED, StepKind.RESOLVED)


class DayBox(forms.DateInput):
    """A date with the browser's own calendar; without one it takes 2026-11-30."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class StepForm(Form):
    """What somebody did about an alert."""

    kind = forms.ChoiceField(
        label=_("What did you do?"),
        choices=[(str(kind), kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("Minutes of contact"),
        required=False,
        min_value=0,
        max_value=LONGEST_CALL,
        help_text=_("Talking or writing with the person. Counted for everybody in the trial."),
    )
    arm_known_how = forms.ChoiceField(
        label=_("Did you learn which programme the person follows?"),
        required=False,
        choices=[("", _("No")), *Contact.Learnt.choices],
        help_text=_("If so, this is noted. It is no mistake, and nobody is told which one."),
    )
    outcome = forms.ChoiceField(
        label=_("If you close it: how did it end?"),
        required=False,
        choices=[("", _("It stays open")), *Outcome.choices],
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Encrypted. Do not write which programme the person follows."),
    )

    def clean(self) -> dict[str, Any]:
        """Closing needs an outcome, and nothing else has one."""
        values = super().clean() or {}
        closes = values.get("kind") == StepKind.RESOLVED
        if closes and not values.get("outcome"):
            self.add_error("outcome", _("Please choose how it ended"))
        elif not closes and values.get("outcome"):
            self.add_error("kind", _("To close it, choose “Closed it”"))
        return values

    @property
    def step_kind(self) -> StepKind:
        """The kind that was chosen."""
        return StepKind(self.cleaned_data["kind"])

    @property
    def said(self) -> Said:
        """What goes with it."""
        values = self.cleaned_data
        return Said(values["note"], values["minutes"], values["outcome"], values["arm_known_how"])


class CoverForm(Form):
    """Who answers alerts of a site, and when they are there."""

    owner = forms.TypedChoiceField(
        label=_("Owner"), coerce=int, help_text=_("Gets every alert at once.")
    )
    deputy = forms.TypedChoiceField(
        label=_("Deputy"), coerce=int, help_text=_("Is told when nobody has taken it in time.")
    )
    lead = forms.TypedChoiceField(label=_("Principal investigator"), coerce=int)
    sponsor = forms.TypedChoiceField(label=_("For the sponsor"), coerce=int)
    country = forms.ChoiceField(
        label=_("Country"), help_text=_("Countries for which the protocol has a crisis text.")
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Days with cover"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose one day at least")},
    )
    begins = forms.CharField(label=_("From"), max_length=5, help_text=_("For example 09:00"))
    ends = forms.CharField(label=_("To"), max_length=5, help_text=_("For example 15:00"))
    holidays = forms.CharField(
        label=_("Days without cover"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Public holidays and the like, one a line: 2026-12-25"),
    )
    route = forms.CharField(
        label=_("Telephone for alerts"),
        max_length=40,
        help_text=_("The number that participants reach in these hours."),
    )
    tested_on = forms.DateField(
        label=_("Day of the test call"),
        required=False,
        widget=DayBox,
        help_text=_("Somebody rang this number in the hours above, and it was answered."),
    )
    tested_by = forms.TypedChoiceField(
        label=_("Who made the test call"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        options.setdefault("initial", _initial(place.cover) if place.cover else {})
        super().__init__(*args, **options)
        self.handlers = place.handlers
        people = [(pk, user.name or user.email) for pk, user in place.handlers.items()]
        for name in ("owner", "deputy", "lead", "sponsor", "tested_by"):
            _choices(self.fields[name], [("", _("Choose somebody")), *people])
        _choices(
            self.fields["country"],
            [("", _("Choose a country")), *((c, c) for c in place.countries)],
        )

    def clean_begins(self) -> str:
        return _wall_time(self.cleaned_data["begins"])

    def clean_ends(self) -> str:
        return _wall_time(self.cleaned_data["ends"])

    def clean_holidays(self) -> list[str]:
        """One day a line."""
        lines = [line.strip() for line in self.cleaned_data["holidays"].splitlines()]
        found = [line for line in lines if line]
        for number, line in enumerate(found, start=1):
            try:
                date.fromisoformat(line)
            except ValueError as error:
                words = {"n": number, "line": line}
                text = _("Line %(n)d is no day such as 2026-12-25: %(line)s") % words
                raise ValidationError(text) from error
        return found

    def named(self) -> Named:
        """What the form names."""
        values = self.cleaned_data
        tester = self.handlers.get(values["tested_by"]) if values["tested_by"] else None
        return Named(
            owner=self.handlers[values["owner"]],
            deputy=self.handlers[values["deputy"]],
            lead=self.handlers[values["lead"]],
            sponsor=self.handlers[values["sponsor"]],
            country=values["country"],
            spans=[
                {"days": sorted(values["days"]), "from": values["begins"], "to": values["ends"]}
            ],
            holidays=values["holidays"],
            route=values["route"],
            tested_on=values["tested_on"],
            tested_by=tester,
        )


def _choices(field: forms.Field, choices: list[Any]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _wall_time(text: str) -> str:
    if not WALL.fullmatch(text):
        raise ValidationError(_("Please give a time such as 09:00"))
    return text


def _initial(cover: SiteCover) -> dict[str, Any]:
    span = cover.spans[0]
    return {
        "owner": cover.owner_id,
        "deputy": cover.deputy_id,
        "lead": cover.lead_id,
        "sponsor": cover.sponsor_id,
        "country": cover.country,
        "days": span["days"],
        "begins": span["from"],
        "ends": span["to"],
        "holidays": "\n".join(cover.holidays),
        "route": cover.route,
        "tested_on": cover.route_tested_on,
        "tested_by": cover.route_tested_by_id,
    }
