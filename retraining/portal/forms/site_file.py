"""Forms of a site's file, and of what is suspended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retraining.accounts.models import User
from retraining.common.forms import Form
from retraining.portal.forms.records import choice
from retraining.portal.forms_manage import DateBox
from retraining.trials.models import Delegation, Site, SiteApproval, Suspension, Training
from retraining.trials.services.readiness import PIECE_KINDS

PIECES = {
    "core": _("Main session"),
    "practice": _("Practice"),
    "short": _("Short session for a hard day"),
    "reading": _("Something to read"),
}


def day(label: Any, **options: Any) -> forms.DateField:
    """A day with the browser's own calendar."""
    return forms.DateField(label=label, widget=DateBox, **options)


class Named(forms.ModelChoiceField):
    """Members of staff by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, or the address where there is none."""
        return str(obj.name or obj.email)


class StaffChoiceForm(Form):
    """A form that names a member of staff of the trial."""

    user = Named(queryset=User.objects.none(), label=_("Who"), empty_label=_("Choose"))

    def __init__(self, *args: Any, colleagues: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["user"]
        field.queryset = colleagues


class ApprovalForm(Form):
    kind = choice(_("Paper"), SiteApproval.Kind, radios=True)
    day = day(
        _("Day of the paper"),
        required=False,
        help_text=_("Leave it empty to record that the paper has ended."),
    )
    reference = forms.CharField(label=_("Reference"), max_length=120, required=False)

    def __init__(self, *args: Any, colleagues: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)


class DelegationForm(StaffChoiceForm):
    task = choice(_("Task"), Delegation.Task)
    starts_on = day(_("From"))
    ends_on = day(_("To"), required=False, help_text=_("Leave it empty while it goes on."))


class TrainingForm(StaffChoiceForm):
    topic = choice(_("Trained in"), Training.Topic, radios=True)
    day = day(_("Day"))


class TargetForm(Form):
    from_month = day(_("From the month of"), help_text=_("Any day of that month."))
    per_month = forms.IntegerField(
        label=_("People to randomise a month"),
        min_value=0,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, colleagues: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)


class LastDayForm(Form):
    last_day = day(_("Last day of this task"))


class SignForm(Form):
    """The signature of the principal investigator: the password again."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )


class TakeLightForm(Form):
    reason = forms.CharField(label=_("Why may this site enrol nobody?"), max_length=200)


class SuspendForm(Form):
    """What is closed at once, and what participants read about it."""

    what = choice(_("What is closed?"), Suspension.What, radios=True)
    site = forms.ModelChoiceField(
        queryset=Site.objects.none(),
        label=_("Joining: at which site?"),
        required=False,
        empty_label=_("All sites"),
    )
    week = forms.TypedChoiceField(
        label=_("One piece: of which week?"), required=False, coerce=int, empty_value=None
    )
    kind = forms.ChoiceField(
        label=_("One piece: which?"),
        required=False,
        choices=[("", _("Choose")), *((kind, PIECES[kind]) for kind in PIECE_KINDS)],
    )
    reason = choice(_("Why?"), Suspension.Reason)
    notice = forms.CharField(
        label=_("What participants read"),
        help_text=_(
            "Plain and short, for example: The sessions rest for some days while we look at "
            "something. There is nothing you need to do."
        ),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, sites: Any, weeks: int, **options: Any) -> None:
        super().__init__(*args, **options)
        site: Any = self.fields["site"]
        site.queryset = sites
        week: Any = self.fields["week"]
        week.choices = [("", _("Choose")), *((n, str(n)) for n in range(1, weeks + 1))]

    def clean(self) -> dict[str, Any]:
        """A piece has a place, and closed sessions have words."""
        found: dict[str, Any] = super().clean() or {}
        what = found.get("what")
        if what == Suspension.What.PIECE:
            for name in ("week", "kind"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Please choose the week and the piece"))
        if what and what != Suspension.What.RECRUITMENT and not found.get("notice"):
            self.add_error("notice", _("Please write a few plain words for those who take part"))
        return found
